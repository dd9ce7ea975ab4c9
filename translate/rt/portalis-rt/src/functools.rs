//! Python's module functools, as far as it is functions over iterables.

use crate::Error;
use crate::error::raising;

raising! {
    /// `functools.reduce(f, xs)`
    reduce, try_reduce [T] (f: impl FnMut(T, T) -> T, xs: impl IntoIterator<Item = T>) -> T {
        xs.into_iter().reduce(f).ok_or_else(|| {
            Error::type_error("reduce() of empty iterable with no initial value")
        })
    }
}

/// `functools.reduce(f, xs, start)`
pub fn reduce_from<T, A>(f: impl FnMut(A, T) -> A, xs: impl IntoIterator<Item = T>, start: A) -> A {
    xs.into_iter().fold(start, f)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reduces() {
        assert_eq!(reduce(|a, b| a * 10 + b, [1_i64, 2, 3]), 123);
        assert_eq!(reduce_from(|a, b: i64| a - b, [1, 2], 0_i64), -3);
        assert_eq!(
            try_reduce(|a: i64, _| a, []).unwrap_err().line(),
            "TypeError: reduce() of empty iterable with no initial value"
        );
    }
}
