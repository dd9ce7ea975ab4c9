//! Python's module bisect. A list need not be sorted, so the steps are CPython's.

use crate::error::raising;
use crate::order::lt;
use crate::{Error, Order};
use std::borrow::Borrow;

/// Halves `lo..hi` until nothing is left; `goes_right` says where to go on.
fn search<T>(
    xs: &[T],
    lo: i64,
    hi: Option<i64>,
    mut goes_right: impl FnMut(&T) -> bool,
) -> Result<i64, Error> {
    if lo < 0 {
        return Err(Error::value_error("lo must be non-negative"));
    }
    let mut lo = lo;
    // For CPython -1 is no bound either.
    let mut hi = hi.filter(|&hi| hi != -1).unwrap_or(xs.len() as i64);
    while lo < hi {
        let middle = lo + (hi - lo) / 2;
        let x = usize::try_from(middle).ok().and_then(|at| xs.get(at));
        if goes_right(x.ok_or_else(|| Error::index_error("list index out of range"))?) {
            lo = middle + 1;
        } else {
            hi = middle;
        }
    }
    Ok(lo)
}

/// Between all of a list nothing can raise.
fn whole<T>(xs: &[T], goes_right: impl FnMut(&T) -> bool) -> i64 {
    search(xs, 0, None, goes_right).unwrap_or(0)
}

/// `bisect.bisect_left(xs, x)`
pub fn bisect_left<T: Borrow<Q>, Q: Order + ?Sized>(xs: &[T], x: &Q) -> i64 {
    whole(xs, |y| lt(y.borrow(), x))
}

/// `bisect.bisect_right(xs, x)`, `bisect.bisect(xs, x)`
pub fn bisect_right<T: Borrow<Q>, Q: Order + ?Sized>(xs: &[T], x: &Q) -> i64 {
    whole(xs, |y| !lt(x, y.borrow()))
}

raising! {
    /// `bisect.bisect_left(xs, x, lo, hi)`
    bisect_left_in, try_bisect_left_in [T: Borrow<Q>, Q: Order + ?Sized] (xs: &[T], x: &Q, lo: i64, hi: Option<i64>) -> i64 {
        search(xs, lo, hi, |y| lt(y.borrow(), x))
    }
}

raising! {
    /// `bisect.bisect_right(xs, x, lo, hi)`
    bisect_right_in, try_bisect_right_in [T: Borrow<Q>, Q: Order + ?Sized] (xs: &[T], x: &Q, lo: i64, hi: Option<i64>) -> i64 {
        search(xs, lo, hi, |y| !lt(x, y.borrow()))
    }
}

/// `bisect.bisect_left(xs, x, key=key)`: x is compared with keys.
pub fn bisect_left_by_key<T, K: Borrow<Q>, Q: Order + ?Sized>(
    xs: &[T],
    x: &Q,
    mut key: impl FnMut(&T) -> K,
) -> i64 {
    whole(xs, |y| lt(key(y).borrow(), x))
}

/// `bisect.bisect_right(xs, x, key=key)`: x is compared with keys.
pub fn bisect_right_by_key<T, K: Borrow<Q>, Q: Order + ?Sized>(
    xs: &[T],
    x: &Q,
    mut key: impl FnMut(&T) -> K,
) -> i64 {
    whole(xs, |y| !lt(x, key(y).borrow()))
}

/// `bisect.insort_left(xs, x)`
pub fn insort_left<T: Order>(xs: &mut Vec<T>, x: T) {
    xs.insert(bisect_left(xs, &x) as usize, x);
}

/// `bisect.insort_right(xs, x)`, `bisect.insort(xs, x)`
pub fn insort_right<T: Order>(xs: &mut Vec<T>, x: T) {
    xs.insert(bisect_right(xs, &x) as usize, x);
}

/// `bisect.insort_left(xs, x, key=key)`
pub fn insort_left_by_key<T, K: Order>(xs: &mut Vec<T>, x: T, mut key: impl FnMut(&T) -> K) {
    let wanted = key(&x);
    xs.insert(bisect_left_by_key(xs, &wanted, key) as usize, x);
}

/// `bisect.insort_right(xs, x, key=key)`
pub fn insort_right_by_key<T, K: Order>(xs: &mut Vec<T>, x: T, mut key: impl FnMut(&T) -> K) {
    let wanted = key(&x);
    xs.insert(bisect_right_by_key(xs, &wanted, key) as usize, x);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bounds() {
        let xs = [1_i64, 2, 2, 3];
        assert_eq!((bisect_left(&xs, &2), bisect_right(&xs, &2)), (1, 3));
        assert_eq!(bisect_left_in(&xs, &9, 1, Some(3)), 3);
        assert_eq!(bisect_left_in(&xs, &9, 1, Some(-1)), 4);
        assert_eq!(bisect_left_in(&xs, &9, 2, Some(-2)), 2);
        assert_eq!(
            try_bisect_left_in(&xs, &9, -1, None).unwrap_err().line(),
            "ValueError: lo must be non-negative"
        );
        assert_eq!(
            try_bisect_right_in(&xs, &9, 0, Some(20))
                .unwrap_err()
                .line(),
            "IndexError: list index out of range"
        );
        assert_eq!(bisect_left(&["a".to_owned(), "c".to_owned()], "b"), 1);
        let mut words = vec!["a".to_owned(), "ccc".to_owned()];
        insort_right_by_key(&mut words, "bb".to_owned(), |w| w.len());
        assert_eq!(words, ["a", "bb", "ccc"]);
    }
}
