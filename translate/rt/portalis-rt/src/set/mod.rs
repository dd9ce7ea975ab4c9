//! Python's set and frozenset.

mod algebra;
mod table;

use crate::error::or_raise;
use crate::{Dict, Error, Key, Kind, Repr};
use std::borrow::Borrow;
use std::fmt::{self, Formatter};
use table::{Slot, Table};

/// A set. Its elements come in the order in which CPython 3.11's come, if their
/// hash is one that Python does not randomise: that of numbers, and of tuples and
/// frozensets of such. The order of others is none that a program may show.
///
/// `clone` is the same set by another name, with its order; `copy` is Python's
/// copy, which may have another order.
#[derive(Clone)]
pub struct Set<T, const FROZEN: bool = false> {
    table: Table<T>,
}

/// A frozenset: a set that does not change and can be a key.
pub type FrozenSet<T> = Set<T, true>;

impl<T, const F: bool> Set<T, F> {
    const fn empty() -> Self {
        Self {
            table: Table::new(),
        }
    }

    /// `len(s)`
    pub fn len(&self) -> usize {
        self.table.len()
    }

    /// `not s`
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The elements, in the order of the table.
    pub fn iter(&self) -> Iter<'_, T> {
        Iter {
            slots: self.table.slots.iter(),
            left: self.len(),
        }
    }
}

impl<T: Key, const F: bool> Set<T, F> {
    /// `x in s`
    pub fn contains<Q: Key + ?Sized>(&self, x: &Q) -> bool
    where
        T: Borrow<Q>,
    {
        self.table.contains(x.python_hash(), x)
    }

    fn of_keys<V>(dict: &Dict<T, V>) -> Self
    where
        T: Clone,
    {
        let mut set = Self::empty();
        set.table.reserve(dict.len());
        set.put(dict.keys().cloned());
        set
    }

    /// `set(s)` or `frozenset(s)` of a set.
    pub(crate) fn to_kind<const G: bool>(&self) -> Set<T, G>
    where
        T: Clone,
    {
        let mut set = Set::empty();
        set.table.merge(&self.table);
        set
    }

    /// `set(s)` of a set or frozenset.
    #[must_use]
    pub fn to_set(&self) -> Set<T>
    where
        T: Clone,
    {
        self.to_kind()
    }

    /// `frozenset(s)` of a set.
    #[must_use]
    pub fn to_frozenset(&self) -> FrozenSet<T>
    where
        T: Clone,
    {
        self.to_kind()
    }

    fn put(&mut self, items: impl IntoIterator<Item = T>) {
        for x in items {
            self.table.insert(x.python_hash(), x);
        }
    }
}

impl<T> Set<T> {
    /// `set()`
    #[must_use]
    pub const fn new() -> Self {
        Self::empty()
    }

    /// `s.clear()`
    pub fn clear(&mut self) {
        self.table.clear();
    }

    /// `s.pop()`
    #[track_caller]
    pub fn pop(&mut self) -> T {
        or_raise(self.try_pop())
    }

    /// `s.pop()`, with the exception as a value.
    pub fn try_pop(&mut self) -> Result<T, Error> {
        self.table
            .pop()
            .ok_or_else(|| Error::key_error("pop from an empty set"))
    }
}

impl<T: Key> Set<T> {
    /// `set(d)` of a dict: its keys.
    #[must_use]
    pub fn of_dict<V>(dict: &Dict<T, V>) -> Self
    where
        T: Clone,
    {
        Self::of_keys(dict)
    }

    /// A set display of three or more literals, `{1, 2, 3}`. Python makes a
    /// frozenset of them when it compiles, and a set of that when it runs.
    /// See [`FrozenSet::constant`].
    #[must_use]
    pub fn of_literals(items: impl IntoIterator<Item = T>) -> Self
    where
        T: Clone,
    {
        FrozenSet::constant(items).to_kind()
    }

    /// `s.add(x)`
    pub fn insert(&mut self, x: T) {
        self.table.insert(x.python_hash(), x);
    }

    /// `s.discard(x)`
    pub fn discard<Q: Key + ?Sized>(&mut self, x: &Q)
    where
        T: Borrow<Q>,
    {
        self.table.discard(x.python_hash(), x);
    }

    /// `s.remove(x)`
    #[track_caller]
    pub fn remove<Q: Key + Repr + ?Sized>(&mut self, x: &Q)
    where
        T: Borrow<Q>,
    {
        or_raise(self.try_remove(x));
    }

    /// `s.remove(x)`, with the exception as a value.
    pub fn try_remove<Q: Key + Repr + ?Sized>(&mut self, x: &Q) -> Result<(), Error>
    where
        T: Borrow<Q>,
    {
        if self.table.discard(x.python_hash(), x) {
            Ok(())
        } else {
            Err(Error::of(Kind::KeyError, x))
        }
    }
}

impl<T: Key> FrozenSet<T> {
    /// The constant that Python makes of a display of literals when it compiles. It
    /// keeps one of all constants that are equal, and before 3.14 makes a frozenset
    /// again from the elements of the one it had, which changes their order.
    #[must_use]
    pub fn constant(items: impl IntoIterator<Item = T>) -> Self {
        let written: Self = items.into_iter().collect();
        if cfg!(feature = "python-3-14") {
            return written;
        }
        written.into_iter().collect()
    }

    /// `frozenset(d)` of a dict: its keys.
    #[must_use]
    pub fn frozen_of_dict<V>(dict: &Dict<T, V>) -> Self
    where
        T: Clone,
    {
        Self::of_keys(dict)
    }
}

impl<T, const F: bool> Default for Set<T, F> {
    fn default() -> Self {
        Self::empty()
    }
}

impl<T: Key> Extend<T> for Set<T> {
    fn extend<I: IntoIterator<Item = T>>(&mut self, items: I) {
        self.put(items);
    }
}

impl<T: Key, const F: bool> FromIterator<T> for Set<T, F> {
    fn from_iter<I: IntoIterator<Item = T>>(items: I) -> Self {
        let mut set = Self::empty();
        set.put(items);
        set
    }
}

impl<T: Key, const N: usize> From<[T; N]> for Set<T> {
    fn from(items: [T; N]) -> Self {
        items.into_iter().collect()
    }
}

/// The elements of a set.
pub struct Iter<'a, T> {
    slots: std::slice::Iter<'a, Slot<T>>,
    left: usize,
}

impl<T> Clone for Iter<'_, T> {
    fn clone(&self) -> Self {
        Self {
            slots: self.slots.clone(),
            left: self.left,
        }
    }
}

impl<'a, T> Iterator for Iter<'a, T> {
    type Item = &'a T;

    fn next(&mut self) -> Option<&'a T> {
        loop {
            if let Slot::Taken(_, x) = self.slots.next()? {
                self.left -= 1;
                return Some(x);
            }
        }
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        (self.left, Some(self.left))
    }
}

impl<T> ExactSizeIterator for Iter<'_, T> {}

impl<'a, T, const F: bool> IntoIterator for &'a Set<T, F> {
    type Item = &'a T;
    type IntoIter = Iter<'a, T>;

    fn into_iter(self) -> Iter<'a, T> {
        self.iter()
    }
}

/// The elements of a set that is not used again.
pub struct IntoIter<T> {
    slots: std::vec::IntoIter<Slot<T>>,
    left: usize,
}

impl<T> Iterator for IntoIter<T> {
    type Item = T;

    fn next(&mut self) -> Option<T> {
        loop {
            if let Slot::Taken(_, x) = self.slots.next()? {
                self.left -= 1;
                return Some(x);
            }
        }
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        (self.left, Some(self.left))
    }
}

impl<T> ExactSizeIterator for IntoIter<T> {}

impl<T, const F: bool> IntoIterator for Set<T, F> {
    type Item = T;
    type IntoIter = IntoIter<T>;

    fn into_iter(self) -> IntoIter<T> {
        IntoIter {
            left: self.len(),
            slots: self.table.slots.into_iter(),
        }
    }
}

impl<T: Repr, const F: bool> Repr for Set<T, F> {
    fn write_repr(&self, f: &mut Formatter<'_>) -> fmt::Result {
        let (open, close) = match (F, self.is_empty()) {
            (false, true) => return f.write_str("set()"),
            (true, true) => return f.write_str("frozenset()"),
            (false, false) => ("{", "}"),
            (true, false) => ("frozenset({", "})"),
        };
        f.write_str(open)?;
        for (i, x) in self.iter().enumerate() {
            if i > 0 {
                f.write_str(", ")?;
            }
            x.write_repr(f)?;
        }
        f.write_str(close)
    }
}

impl<T: fmt::Debug, const F: bool> fmt::Debug for Set<T, F> {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        f.debug_set().entries(self.iter()).finish()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_what_was_added() {
        let mut s = Set::from(["b".to_owned(), "a".to_owned()]);
        s.insert("a".to_owned());
        assert!(s.contains("a") && s.len() == 2);
        s.discard("a");
        s.discard("a");
        assert_eq!(s.try_remove("a").unwrap_err().line(), "KeyError: 'a'");
        assert_eq!(s.pop(), "b");
        assert_eq!(
            s.try_pop().unwrap_err().line(),
            "KeyError: 'pop from an empty set'"
        );
    }

    #[test]
    fn shows_as_python_does() {
        assert_eq!(crate::str_of(&Set::<i64>::new()), "set()");
        assert_eq!(crate::str_of(&Set::from([20_i64, 3, -1])), "{3, 20, -1}");
        assert_eq!(
            crate::str_of(&Set::from([3.5_f64, 0.0]).to_frozenset()),
            "frozenset({0.0, 3.5})"
        );
        assert_eq!(crate::str_of(&FrozenSet::<i64>::default()), "frozenset()");
    }

    #[test]
    fn compares_by_value() {
        let (a, b) = (Set::from([1_i64, 2, 3]), Set::from([3_i64, 2]));
        assert!(b.is_proper_subset(&a) && a.is_superset(&b) && !a.is_subset(&b));
        assert!(a != b && a.difference(&b).is_disjoint(&b));
        assert_eq!(a.symmetric_difference(&b), Set::from([1]));
        assert_eq!(a.to_frozenset(), a);
        let nested: FrozenSet<FrozenSet<i64>> =
            [a.to_frozenset(), b.to_frozenset()].into_iter().collect();
        assert!(nested.contains(&Set::from([2, 3]).to_frozenset()));
    }

    #[test]
    fn keeps_the_first_of_equals() {
        let s = Set::from([0.0, -0.0]);
        assert!(s.len() == 1 && s.iter().all(|x| x.is_sign_positive()));
    }
}
