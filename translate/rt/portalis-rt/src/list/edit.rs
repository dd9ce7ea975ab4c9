//! Changing lists, and making new ones of old.

use crate::error::raising;
use crate::index::{clamp, position};
use crate::{Equal, Error, Repr};
use std::borrow::Borrow;

/// `a + b`
pub fn concat<T: Clone>(a: &[T], b: &[T]) -> Vec<T> {
    let mut out = Vec::with_capacity(a.len() + b.len());
    out.extend_from_slice(a);
    out.extend_from_slice(b);
    out
}

/// `xs * n`
#[track_caller]
pub fn repeat<T: Clone>(xs: &[T], n: i64) -> Vec<T> {
    let n = super::times(n, xs.len());
    if let [x] = xs {
        return vec![x.clone(); n];
    }
    let mut out = Vec::with_capacity(xs.len() * n);
    for _ in 0..n {
        out.extend_from_slice(xs);
    }
    out
}

/// `xs *= n`
#[track_caller]
pub fn repeat_in_place<T: Clone>(xs: &mut Vec<T>, n: i64) {
    *xs = repeat(xs, n);
}

/// `xs.insert(i, x)`: an index beyond an end is that end.
pub fn insert<T>(xs: &mut Vec<T>, i: i64, x: T) {
    xs.insert(clamp(i, xs.len()), x);
}

raising! {
    /// `xs.pop()`
    pop, try_pop [T] (xs: &mut Vec<T>) -> T {
        xs.pop().ok_or_else(|| Error::index_error("pop from empty list"))
    }
}

raising! {
    /// `xs.pop(i)`
    pop_at, try_pop_at [T] (xs: &mut Vec<T>, i: i64) -> T {
        if xs.is_empty() {
            return Err(Error::index_error("pop from empty list"));
        }
        match position(i, xs.len()) {
            Some(at) => Ok(xs.remove(at)),
            None => Err(Error::index_error("pop index out of range")),
        }
    }
}

raising! {
    /// `del xs[i]`
    delete, try_delete [T] (xs: &mut Vec<T>, i: i64) -> () {
        match position(i, xs.len()) {
            Some(at) => {
                xs.remove(at);
                Ok(())
            }
            None => Err(Error::index_error("list assignment index out of range")),
        }
    }
}

raising! {
    /// `xs.remove(x)`
    remove, try_remove [T: Borrow<Q>, Q: Equal + ?Sized] (xs: &mut Vec<T>, x: &Q) -> () {
        match xs.iter().position(|y| y.borrow().equal(x)) {
            Some(at) => {
                xs.remove(at);
                Ok(())
            }
            None => Err(Error::value_error("list.remove(x): x not in list")),
        }
    }
}

raising! {
    /// `xs.index(x)`
    index_of, try_index_of [T: Borrow<Q>, Q: Equal + Repr + ?Sized] (xs: &[T], x: &Q) -> i64 {
        try_index_of_in(xs, x, None, None)
    }
}

raising! {
    /// `xs.index(x, start, stop)`
    index_of_in, try_index_of_in [T: Borrow<Q>, Q: Equal + Repr + ?Sized] (xs: &[T], x: &Q, start: Option<i64>, stop: Option<i64>) -> i64 {
        let start = start.map_or(0, |i| clamp(i, xs.len()));
        let found = super::slice(xs, Some(start as i64), stop).iter().position(|y| y.borrow().equal(x));
        match found {
            Some(at) => Ok((start + at) as i64),
            None => Err(Error::value_error(format!("{} is not in list", crate::repr(x)))),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::list::{slice_step, sort_by_key_reverse, try_slice_step};

    #[test]
    fn edits() {
        let mut xs = vec![1_i64, 2, 3];
        insert(&mut xs, -100, 0);
        insert(&mut xs, 100, 4);
        insert(&mut xs, -1, 9);
        assert_eq!(xs, [0, 1, 2, 3, 9, 4]);
        assert_eq!(pop_at(&mut xs, -2), 9);
        remove(&mut xs, &2);
        assert_eq!(xs, [0, 1, 3, 4]);
        assert_eq!(
            try_remove(&mut xs, &2).unwrap_err().line(),
            "ValueError: list.remove(x): x not in list"
        );
        assert_eq!(
            try_index_of(&xs, &7).unwrap_err().line(),
            "ValueError: 7 is not in list"
        );
        assert_eq!(
            try_index_of(&["a".to_owned()], "b").unwrap_err().line(),
            "ValueError: 'b' is not in list"
        );
        assert_eq!(
            try_pop_at::<i64>(&mut vec![], 0).unwrap_err().line(),
            "IndexError: pop from empty list"
        );
        assert_eq!(
            try_pop_at(&mut xs, 4).unwrap_err().line(),
            "IndexError: pop index out of range"
        );
        assert_eq!(index_of_in(&xs, &4, Some(-1), None), 3);
    }

    #[test]
    fn repeats_and_slices() {
        assert_eq!(repeat(&[1, 2], -1), []);
        assert_eq!(repeat(&[(); 0], i64::MAX), []);
        assert_eq!(slice_step(&[0, 1, 2, 3, 4], Some(3), None, -2), [3, 1]);
        assert_eq!(
            try_slice_step(&[0], None, None, 0).unwrap_err().line(),
            "ValueError: slice step cannot be zero"
        );
    }

    #[test]
    fn sorting_in_reverse_is_stable() {
        let mut xs = vec![(1, 'a'), (2, 'b'), (1, 'c')];
        sort_by_key_reverse(&mut xs, |x| x.0 as i64, true);
        assert_eq!(xs, [(2, 'b'), (1, 'a'), (1, 'c')]);
    }
}
