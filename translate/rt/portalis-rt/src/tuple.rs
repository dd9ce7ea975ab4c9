//! Tuples whose elements are of one type, and whose length only the run tells.

use crate::error::raising;
use crate::index::{bounds, position, steps};
use crate::key::{Hasher, python};
use crate::order::order_as;
use crate::{Equal, Error, Key, Order, Repr};
use std::borrow::Borrow;
use std::fmt::{self, Formatter};
use std::ops::{Deref, DerefMut};

/// A tuple of any length. It is read as the slice that it derefs to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tuple<T>(Vec<T>);

impl<T> Tuple<T> {
    /// `()`
    #[must_use]
    pub const fn new() -> Self {
        Self(Vec::new())
    }
}

impl<T> Default for Tuple<T> {
    fn default() -> Self {
        Self::new()
    }
}

impl<T> Deref for Tuple<T> {
    type Target = [T];

    fn deref(&self) -> &[T] {
        &self.0
    }
}

/// The elements of a tuple stay, but what they hold may change.
impl<T> DerefMut for Tuple<T> {
    fn deref_mut(&mut self) -> &mut [T] {
        &mut self.0
    }
}

impl<T, const N: usize> From<[T; N]> for Tuple<T> {
    fn from(elements: [T; N]) -> Self {
        Self(elements.into())
    }
}

impl<T> FromIterator<T> for Tuple<T> {
    fn from_iter<I: IntoIterator<Item = T>>(items: I) -> Self {
        Self(items.into_iter().collect())
    }
}

impl<T> IntoIterator for Tuple<T> {
    type Item = T;
    type IntoIter = std::vec::IntoIter<T>;

    fn into_iter(self) -> Self::IntoIter {
        self.0.into_iter()
    }
}

impl<'a, T> IntoIterator for &'a Tuple<T> {
    type Item = &'a T;
    type IntoIter = std::slice::Iter<'a, T>;

    fn into_iter(self) -> Self::IntoIter {
        self.0.iter()
    }
}

impl<'a, T> IntoIterator for &'a mut Tuple<T> {
    type Item = &'a mut T;
    type IntoIter = std::slice::IterMut<'a, T>;

    fn into_iter(self) -> Self::IntoIter {
        self.0.iter_mut()
    }
}

impl<T: Equal> Equal for Tuple<T> {
    fn equal(&self, other: &Self) -> bool {
        self.0.equal(&other.0)
    }
}

impl<T: Order> Order for Tuple<T> {
    const TOTAL: bool = T::TOTAL;

    order_as!(x => &x.0);
}

impl<T: Key> Key for Tuple<T> {
    fn hash(&self, hasher: &mut Hasher) {
        self.len().hash(hasher);
        self.iter().for_each(|x| x.hash(hasher));
    }
    fn same(&self, other: &Self) -> bool {
        self.len() == other.len() && self.iter().zip(other).all(|(a, b)| a.same(b))
    }
    fn python_hash(&self) -> i64 {
        let hashes: Vec<i64> = self.iter().map(Key::python_hash).collect();
        python::tuple(&hashes)
    }
}

impl<T: Repr> Repr for Tuple<T> {
    fn write_repr(&self, f: &mut Formatter<'_>) -> fmt::Result {
        f.write_str("(")?;
        for (i, x) in self.iter().enumerate() {
            if i > 0 {
                f.write_str(", ")?;
            }
            x.write_repr(f)?;
        }
        f.write_str(if self.len() == 1 { ",)" } else { ")" })
    }
}

/// `a + b`
pub fn concat<T: Clone>(a: &[T], b: &[T]) -> Tuple<T> {
    Tuple(crate::list::concat(a, b))
}

/// `t * n`
#[track_caller]
pub fn repeat<T: Clone>(t: &[T], n: i64) -> Tuple<T> {
    Tuple(crate::list::repeat(t, n))
}

/// `t[start:stop]`
pub fn slice<T: Clone>(t: &[T], start: Option<i64>, stop: Option<i64>) -> Tuple<T> {
    let (start, stop) = bounds(start, stop, t.len());
    Tuple(t[start..stop].to_vec())
}

raising! {
    /// `t[start:stop:step]`
    slice_step, try_slice_step [T: Clone] (t: &[T], start: Option<i64>, stop: Option<i64>, step: i64) -> Tuple<T> {
        Ok(steps(start, stop, step, t.len())?.map(|i| t[i].clone()).collect())
    }
}

raising! {
    /// Where the element `t[i]` of a tuple of `len` elements stands.
    index, try_index [] (i: i64, len: usize) -> usize {
        position(i, len).ok_or_else(|| Error::index_error("tuple index out of range"))
    }
}

raising! {
    /// `t[i]`
    at, try_at [T] (t: &[T], i: i64) -> &T {
        try_index(i, t.len()).map(|at| &t[at])
    }
}

raising! {
    /// `t[i]`, to be changed in place.
    at_mut, try_at_mut [T] (t: &mut [T], i: i64) -> &mut T {
        match try_index(i, t.len()) {
            Ok(at) => Ok(&mut t[at]),
            Err(e) => Err(e),
        }
    }
}

raising! {
    /// `t.index(x)`
    index_of, try_index_of [T: Borrow<Q>, Q: Equal + ?Sized] (t: &[T], x: &Q) -> i64 {
        match t.iter().position(|y| y.borrow().equal(x)) {
            Some(at) => Ok(at as i64),
            None => Err(Error::value_error("tuple.index(x): x not in tuple")),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shows_as_python_does() {
        assert_eq!(crate::str_of(&Tuple::<i64>::new()), "()");
        assert_eq!(crate::str_of(&Tuple::from([1_i64])), "(1,)");
        assert_eq!(crate::str_of(&Tuple::from(["a", "b"])), "('a', 'b')");
    }

    #[test]
    fn is_a_key_like_any_tuple() {
        assert_eq!(
            crate::hash(&Tuple::from([1_i64, 2])),
            crate::hash(&(1_i64, 2_i64))
        );
        assert!(Tuple::from([1_i64]).same(&Tuple::from([1])));
        assert!(!Tuple::from([1_i64]).same(&Tuple::from([1, 2])));
    }

    #[test]
    fn takes_parts() {
        let t = Tuple::from([1_i64, 2, 3]);
        assert_eq!(slice(&t, Some(-2), None), Tuple::from([2, 3]));
        assert_eq!(slice_step(&t, None, None, -2), Tuple::from([3, 1]));
        assert_eq!(repeat(&t, -1), Tuple::new());
        assert_eq!(
            try_at(&t, 3).unwrap_err().line(),
            "IndexError: tuple index out of range"
        );
        assert!(crate::lt(&Tuple::from([1_i64]), &t));
    }
}
