//! deque: a list that is quick at both ends.

use crate::error::raising;
use crate::index::{clamp, position};
use crate::order::order_of_items;
use crate::{Equal, Error, Order, Repr};
use std::borrow::Borrow;
use std::collections::{VecDeque, vec_deque};
use std::fmt::{self, Formatter};

/// A deque. One with a bound drops elements of one end when the other gets more.
#[derive(Clone, Debug)]
pub struct Deque<T> {
    items: VecDeque<T>,
    maxlen: Option<usize>,
}

impl<T> Deque<T> {
    /// `deque()`
    #[must_use]
    pub const fn new() -> Self {
        Self {
            items: VecDeque::new(),
            maxlen: None,
        }
    }

    /// `deque(items, maxlen)`
    #[track_caller]
    pub fn bounded(items: impl IntoIterator<Item = T>, maxlen: Option<i64>) -> Self {
        crate::error::or_raise(Self::try_bounded(items, maxlen))
    }

    /// `deque(items, maxlen)`, with the exception as a value.
    pub fn try_bounded(
        items: impl IntoIterator<Item = T>,
        maxlen: Option<i64>,
    ) -> Result<Self, Error> {
        let maxlen = match maxlen {
            Some(n) if n < 0 => return Err(Error::value_error("maxlen must be non-negative")),
            Some(n) => Some(usize::try_from(n).unwrap_or(usize::MAX)),
            None => None,
        };
        let mut deque = Self {
            items: VecDeque::new(),
            maxlen,
        };
        deque.extend(items);
        Ok(deque)
    }

    /// `d.maxlen`
    pub fn maxlen(&self) -> Option<i64> {
        self.maxlen.map(|n| n as i64)
    }

    /// `len(d)`
    pub fn len(&self) -> usize {
        self.items.len()
    }

    /// `not d`
    pub fn is_empty(&self) -> bool {
        self.items.is_empty()
    }

    /// The elements from left to right.
    pub fn iter(&self) -> vec_deque::Iter<'_, T> {
        self.items.iter()
    }

    /// The elements from left to right, to be changed in place.
    pub fn iter_mut(&mut self) -> vec_deque::IterMut<'_, T> {
        self.items.iter_mut()
    }

    /// `d.append(x)`
    pub fn push_back(&mut self, x: T) {
        self.items.push_back(x);
        if self.is_over() {
            self.items.pop_front();
        }
    }

    /// `d.appendleft(x)`
    pub fn push_front(&mut self, x: T) {
        self.items.push_front(x);
        if self.is_over() {
            self.items.pop_back();
        }
    }

    fn is_over(&self) -> bool {
        self.maxlen.is_some_and(|n| self.items.len() > n)
    }

    /// `d.extendleft(items)`: the last of them comes first.
    pub fn extend_front(&mut self, items: impl IntoIterator<Item = T>) {
        for x in items {
            self.push_front(x);
        }
    }

    /// `d.pop()`
    #[track_caller]
    pub fn pop_back(&mut self) -> T {
        crate::error::or_raise(self.try_pop_back())
    }

    /// `d.pop()`, with the exception as a value.
    pub fn try_pop_back(&mut self) -> Result<T, Error> {
        self.items.pop_back().ok_or_else(empty)
    }

    /// `d.popleft()`
    #[track_caller]
    pub fn pop_front(&mut self) -> T {
        crate::error::or_raise(self.try_pop_front())
    }

    /// `d.popleft()`, with the exception as a value.
    pub fn try_pop_front(&mut self) -> Result<T, Error> {
        self.items.pop_front().ok_or_else(empty)
    }

    /// `d.clear()`
    pub fn clear(&mut self) {
        self.items.clear();
    }

    /// `d.reverse()`
    pub fn reverse(&mut self) {
        self.items.make_contiguous().reverse();
    }

    /// `d.rotate(n)`
    pub fn rotate(&mut self, n: i64) {
        if self.items.len() > 1 {
            let n = n.rem_euclid(self.items.len() as i64);
            self.items.rotate_right(n as usize);
        }
    }

    /// `a += items`, `d.extend(items)` of a slice.
    pub fn extend_from_slice(&mut self, items: &[T])
    where
        T: Clone,
    {
        self.extend(items.iter().cloned());
    }

    /// `a + b`
    #[must_use]
    pub fn concat(&self, other: &Self) -> Self
    where
        T: Clone,
    {
        let mut sum = self.clone();
        sum.extend(other.iter().cloned());
        sum
    }

    /// `d * n`
    #[track_caller]
    #[must_use]
    pub fn repeat(&self, n: i64) -> Self
    where
        T: Clone,
    {
        let mut product = Self {
            items: VecDeque::new(),
            maxlen: self.maxlen,
        };
        for _ in 0..crate::list::times(n, self.len()) {
            product.extend(self.iter().cloned());
        }
        product
    }
}

fn empty() -> Error {
    Error::index_error("pop from an empty deque")
}

fn out_of_range() -> Error {
    Error::index_error("deque index out of range")
}

raising! {
    /// `d[i]`
    at, try_at [T] (d: &Deque<T>, i: i64) -> &T {
        match position(i, d.len()) {
            Some(at) => Ok(&d.items[at]),
            None => Err(out_of_range()),
        }
    }
}

raising! {
    /// `d[i]`, to be changed or assigned.
    at_mut, try_at_mut [T] (d: &mut Deque<T>, i: i64) -> &mut T {
        match position(i, d.len()) {
            Some(at) => Ok(&mut d.items[at]),
            None => Err(out_of_range()),
        }
    }
}

raising! {
    /// `del d[i]`
    delete, try_delete [T] (d: &mut Deque<T>, i: i64) -> () {
        match position(i, d.len()) {
            Some(at) => {
                d.items.remove(at);
                Ok(())
            }
            None => Err(out_of_range()),
        }
    }
}

raising! {
    /// `d.insert(i, x)`
    insert, try_insert [T] (d: &mut Deque<T>, i: i64, x: T) -> () {
        if d.maxlen == Some(d.len()) {
            return Err(Error::index_error("deque already at its maximum size"));
        }
        d.items.insert(clamp(i, d.len()), x);
        Ok(())
    }
}

raising! {
    /// `d.remove(x)`
    remove, try_remove [T: Borrow<Q>, Q: Equal + Repr + ?Sized] (d: &mut Deque<T>, x: &Q) -> () {
        match d.iter().position(|y| y.borrow().equal(x)) {
            Some(at) => {
                d.items.remove(at);
                Ok(())
            }
            None => Err(Error::value_error(format!("{} is not in deque", crate::repr(x)))),
        }
    }
}

raising! {
    /// `d.index(x)`
    index_of, try_index_of [T: Borrow<Q>, Q: Equal + Repr + ?Sized] (d: &Deque<T>, x: &Q) -> i64 {
        try_index_of_in(d, x, 0, None)
    }
}

raising! {
    /// `d.index(x, start, stop)`
    index_of_in, try_index_of_in [T: Borrow<Q>, Q: Equal + Repr + ?Sized] (d: &Deque<T>, x: &Q, start: i64, stop: Option<i64>) -> i64 {
        let start = clamp(start, d.len());
        let stop = stop.map_or(d.len(), |i| clamp(i, d.len()));
        let found = d.iter().take(stop).skip(start).position(|y| y.borrow().equal(x));
        match found {
            Some(at) => Ok((start + at) as i64),
            None => Err(Error::value_error(format!("{} is not in deque", crate::repr(x)))),
        }
    }
}

/// `x in d`
pub fn contains<T: Borrow<Q>, Q: Equal + ?Sized>(d: &Deque<T>, x: &Q) -> bool {
    d.iter().any(|y| y.borrow().equal(x))
}

/// `d.count(x)`
pub fn count<T: Borrow<Q>, Q: Equal + ?Sized>(d: &Deque<T>, x: &Q) -> i64 {
    d.iter().filter(|y| (*y).borrow().equal(x)).count() as i64
}

impl<T> Default for Deque<T> {
    fn default() -> Self {
        Self::new()
    }
}

impl<T> Extend<T> for Deque<T> {
    fn extend<I: IntoIterator<Item = T>>(&mut self, items: I) {
        match self.maxlen {
            None => self.items.extend(items),
            Some(_) => items.into_iter().for_each(|x| self.push_back(x)),
        }
    }
}

impl<T> FromIterator<T> for Deque<T> {
    fn from_iter<I: IntoIterator<Item = T>>(items: I) -> Self {
        Self {
            items: items.into_iter().collect(),
            maxlen: None,
        }
    }
}

impl<T> From<Vec<T>> for Deque<T> {
    fn from(items: Vec<T>) -> Self {
        Self {
            items: items.into(),
            maxlen: None,
        }
    }
}

impl<T, const N: usize> From<[T; N]> for Deque<T> {
    fn from(items: [T; N]) -> Self {
        Self {
            items: items.into(),
            maxlen: None,
        }
    }
}

impl<T> IntoIterator for Deque<T> {
    type Item = T;
    type IntoIter = vec_deque::IntoIter<T>;

    fn into_iter(self) -> Self::IntoIter {
        self.items.into_iter()
    }
}

impl<'a, T> IntoIterator for &'a Deque<T> {
    type Item = &'a T;
    type IntoIter = vec_deque::Iter<'a, T>;

    fn into_iter(self) -> Self::IntoIter {
        self.items.iter()
    }
}

impl<T: PartialEq> PartialEq for Deque<T> {
    fn eq(&self, other: &Self) -> bool {
        self.items == other.items
    }
}

impl<T: Equal> Equal for Deque<T> {
    fn equal(&self, other: &Self) -> bool {
        self.len() == other.len() && self.iter().zip(other).all(|(a, b)| a.equal(b))
    }
}

impl<T: Order> Order for Deque<T> {
    const TOTAL: bool = T::TOTAL;

    order_of_items!();
}

impl<T: Repr> Repr for Deque<T> {
    fn write_repr(&self, f: &mut Formatter<'_>) -> fmt::Result {
        f.write_str("deque(")?;
        self.iter().collect::<Vec<_>>().write_repr(f)?;
        if let Some(n) = self.maxlen {
            write!(f, ", maxlen={n}")?;
        }
        f.write_str(")")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_ends() {
        let mut d = Deque::from([1_i64, 2, 3]);
        d.push_front(0);
        d.rotate(-1);
        assert_eq!(crate::str_of(&d), "deque([1, 2, 3, 0])");
        d.rotate(i64::MIN + 1);
        d.extend_front([8, 9]);
        assert_eq!(d.pop_front(), 9);
        assert_eq!((*at(&d, -1), d.pop_back()), (3, 3));
        assert_eq!(
            try_index_of(&d, &7).unwrap_err().line(),
            "ValueError: 7 is not in deque"
        );
        assert_eq!(
            try_remove(&mut d, &7).unwrap_err().line(),
            "ValueError: 7 is not in deque"
        );
        d.clear();
        assert_eq!(
            d.try_pop_back().unwrap_err().line(),
            "IndexError: pop from an empty deque"
        );
        assert_eq!(
            try_at(&d, 0).unwrap_err().line(),
            "IndexError: deque index out of range"
        );
    }

    #[test]
    fn bounds() {
        let mut d = Deque::bounded(0..5_i64, Some(3));
        assert_eq!(crate::str_of(&d), "deque([2, 3, 4], maxlen=3)");
        d.push_front(9);
        assert_eq!(d, Deque::from([9, 2, 3]));
        assert_eq!(
            try_insert(&mut d, 0, 1).unwrap_err().line(),
            "IndexError: deque already at its maximum size"
        );
        assert_eq!(d.repeat(2), Deque::from([9, 2, 3]));
        assert!(Deque::<i64>::try_bounded([], Some(-1)).is_err());
        let mut none = Deque::bounded([], Some(0));
        none.push_back(1_i64);
        assert!(none.is_empty());
    }
}
