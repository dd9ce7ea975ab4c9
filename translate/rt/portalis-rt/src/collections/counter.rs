//! Counter: a dict of how often something was seen.

use super::is_a_dict;
use crate::error::fits;
use crate::{Dict, Equal, Key, Repr};
use std::borrow::Borrow;
use std::fmt::{self, Formatter};
use std::ops::{Index, IndexMut};

/// A Counter. What is not in it counts 0.
#[derive(Clone, Debug)]
pub struct Counter<K> {
    dict: Dict<K, i64>,
}
is_a_dict!(Counter<K> of i64);

impl<K> Counter<K> {
    /// `Counter()`
    #[must_use]
    pub const fn new() -> Self {
        Self { dict: Dict::new() }
    }

    /// `c.total()`
    #[track_caller]
    pub fn total(&self) -> i64 {
        self.dict.values().fold(0, |sum, &n| add(sum, n))
    }

    /// `c.elements()`: each as often as it counts, with references to them.
    pub fn elements(&self) -> impl Iterator<Item = &K> {
        self.dict
            .iter()
            .flat_map(|(key, &n)| std::iter::repeat_n(key, usize::try_from(n).unwrap_or(0)))
    }

    /// The entries from the most common on; those seen first before equals.
    fn by_count(&self) -> Vec<(&K, &i64)> {
        let mut entries: Vec<_> = self.dict.iter().collect();
        entries.sort_by(|a, b| b.1.cmp(a.1));
        entries
    }
}

#[track_caller]
fn add(a: i64, b: i64) -> i64 {
    fits(a.checked_add(b))
}

#[track_caller]
fn sub(a: i64, b: i64) -> i64 {
    fits(a.checked_sub(b))
}

impl<K: Key> Counter<K> {
    /// `c.update(items)`: counts each of them.
    #[track_caller]
    pub fn count(&mut self, items: impl IntoIterator<Item = K>) {
        for key in items {
            let n = self.dict.setdefault(key, 0);
            *n = add(*n, 1);
        }
    }

    /// `c.subtract(items)`: counts each of them down.
    #[track_caller]
    pub fn count_down(&mut self, items: impl IntoIterator<Item = K>) {
        for key in items {
            let n = self.dict.setdefault(key, 0);
            *n = sub(*n, 1);
        }
    }

    /// `c[key]`
    pub fn item<Q: Key + ?Sized>(&self, key: &Q) -> i64
    where
        K: Borrow<Q>,
    {
        self.dict.get(key).copied().unwrap_or(0)
    }

    /// `c[key]`, to be changed: 0 is put there if nothing is.
    pub fn entry(&mut self, key: K) -> &mut i64 {
        self.dict.setdefault(key, 0)
    }

    /// `del c[key]`, which a Counter does without an error when it is not there.
    pub fn delete<Q: Key + ?Sized>(&mut self, key: &Q)
    where
        K: Borrow<Q>,
    {
        self.dict.remove(key);
    }

    fn keep_positive(&mut self) {
        if self.dict.values().any(|&n| n <= 0) {
            let all = std::mem::take(&mut self.dict);
            self.dict.extend(all.into_iter().filter(|&(_, n)| n > 0));
        }
    }
}

impl<K: Key + Clone> Counter<K> {
    /// `c.most_common()`
    pub fn most_common(&self) -> Vec<(K, i64)> {
        self.most_common_of(i64::MAX)
    }

    /// `c.most_common(n)`
    pub fn most_common_of(&self, n: i64) -> Vec<(K, i64)> {
        let n = usize::try_from(n).unwrap_or(if n < 0 { 0 } else { usize::MAX });
        let common = self.by_count().into_iter().take(n);
        common.map(|(key, &count)| (key.clone(), count)).collect()
    }

    /// `c.update(other)` of counts.
    #[track_caller]
    pub fn add_counts(&mut self, other: &Dict<K, i64>) {
        for (key, &n) in other {
            let count = self.entry(key.clone());
            *count = add(*count, n);
        }
    }

    /// `c.subtract(other)` of counts.
    #[track_caller]
    pub fn subtract_counts(&mut self, other: &Dict<K, i64>) {
        for (key, &n) in other {
            let count = self.entry(key.clone());
            *count = sub(*count, n);
        }
    }

    /// What is positive of all keys of two Counters, as `f` joins their counts.
    fn joined(&self, other: &Self, f: impl Fn(i64, i64) -> i64) -> Self {
        let mine = self
            .dict
            .iter()
            .map(|(key, &n)| (key, f(n, other.item(key))));
        let theirs = other
            .dict
            .iter()
            .filter(|(key, _)| !self.dict.contains_key(*key))
            .map(|(key, &n)| (key, f(0, n)));
        let positive = mine.chain(theirs).filter(|&(_, n)| n > 0);
        let dict = positive.map(|(key, n)| (key.clone(), n)).collect();
        Self { dict }
    }

    /// `a + b`
    #[track_caller]
    #[must_use]
    pub fn plus(&self, other: &Self) -> Self {
        self.joined(other, add)
    }

    /// `a - b`
    #[track_caller]
    #[must_use]
    pub fn minus(&self, other: &Self) -> Self {
        self.joined(other, sub)
    }

    /// `a | b`: the greater of the counts.
    #[must_use]
    pub fn union(&self, other: &Self) -> Self {
        self.joined(other, i64::max)
    }

    /// `a & b`: the lesser of the counts.
    #[must_use]
    pub fn intersection(&self, other: &Self) -> Self {
        self.joined(other, i64::min)
    }

    /// `+c`: what is positive.
    #[must_use]
    pub fn positive(&self) -> Self {
        let mut result = self.clone();
        result.keep_positive();
        result
    }

    /// `-c`: what is negative, as positive counts.
    #[track_caller]
    #[must_use]
    pub fn negative(&self) -> Self {
        Self::new().minus(self)
    }

    /// `a += b`
    #[track_caller]
    pub fn add_assign(&mut self, other: &Self) {
        self.add_counts(other);
        self.keep_positive();
    }

    /// `a -= b`
    #[track_caller]
    pub fn sub_assign(&mut self, other: &Self) {
        self.subtract_counts(other);
        self.keep_positive();
    }

    /// `a |= b`
    pub fn union_assign(&mut self, other: &Self) {
        for (key, &n) in other {
            if n > self.item(key) {
                self.dict.insert(key.clone(), n);
            }
        }
        self.keep_positive();
    }

    /// `a &= b`
    pub fn intersection_assign(&mut self, other: &Self) {
        for (key, n) in self.dict.iter_mut() {
            *n = other.item(key).min(*n);
        }
        self.keep_positive();
    }
}

impl<K: Key> Counter<K> {
    /// `a <= b`: no count of a is greater.
    pub fn is_within(&self, other: &Self) -> bool {
        self.dict.iter().all(|(key, &n)| n <= other.item(key))
            && other.dict.iter().all(|(key, &n)| self.item(key) <= n)
    }

    /// `a < b`
    pub fn is_less(&self, other: &Self) -> bool {
        self.is_within(other) && self != other
    }
}

impl<K> Default for Counter<K> {
    fn default() -> Self {
        Self::new()
    }
}

/// A Counter of a mapping: `Counter({key: count})`.
impl<K> From<Dict<K, i64>> for Counter<K> {
    fn from(dict: Dict<K, i64>) -> Self {
        Self { dict }
    }
}

/// `Counter(items)`
impl<K: Key> FromIterator<K> for Counter<K> {
    fn from_iter<I: IntoIterator<Item = K>>(items: I) -> Self {
        let mut counter = Self::new();
        counter.count(items);
        counter
    }
}

impl<K: Key + Borrow<Q>, Q: Key + ?Sized> Index<&Q> for Counter<K> {
    type Output = i64;

    fn index(&self, key: &Q) -> &i64 {
        self.dict.get(key).unwrap_or(&0)
    }
}

impl<K: Key + Borrow<Q>, Q: Key + Repr + ?Sized> IndexMut<&Q> for Counter<K> {
    #[track_caller]
    fn index_mut(&mut self, key: &Q) -> &mut i64 {
        &mut self.dict[key]
    }
}

/// What is not there counts 0 on both sides.
impl<K: Key> PartialEq for Counter<K> {
    fn eq(&self, other: &Self) -> bool {
        self.dict.iter().all(|(key, &n)| n == other.item(key))
            && other.dict.iter().all(|(key, &n)| n == self.item(key))
    }
}

impl<K: Key> Equal for Counter<K> {
    fn equal(&self, other: &Self) -> bool {
        self == other
    }
}

impl<K: Repr> Repr for Counter<K> {
    fn write_repr(&self, f: &mut Formatter<'_>) -> fmt::Result {
        if self.dict.is_empty() {
            return f.write_str("Counter()");
        }
        f.write_str("Counter({")?;
        for (i, (key, n)) in self.by_count().into_iter().enumerate() {
            if i > 0 {
                f.write_str(", ")?;
            }
            key.write_repr(f)?;
            write!(f, ": {n}")?;
        }
        f.write_str("})")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn counter(items: &[(&'static str, i64)]) -> Counter<&'static str> {
        Dict::from_iter(items.iter().copied()).into()
    }

    fn shown(c: &Counter<&'static str>) -> String {
        let items: Vec<_> = c.iter().map(|(k, n)| format!("{k}{n}")).collect();
        items.join(" ")
    }

    #[test]
    fn counts() {
        let mut c: Counter<char> = "hello".chars().collect();
        assert_eq!(c[&'l'] + c[&'z'], 2);
        assert_eq!(c.most_common_of(2), [('l', 2), ('h', 1)]);
        assert_eq!(c.most_common_of(-1), []);
        *c.entry('z') -= 2;
        assert_eq!(
            crate::str_of(&c),
            "Counter({'l': 2, 'h': 1, 'e': 1, 'o': 1, 'z': -2})"
        );
        assert_eq!(c.elements().collect::<String>(), "hello");
        assert_eq!(c.total(), 3);
        c.delete(&'q');
    }

    #[test]
    fn joins() {
        let (a, b) = (
            counter(&[("a", 3), ("b", -1), ("d", 0)]),
            counter(&[("c", 2), ("a", 1), ("e", -4)]),
        );
        assert_eq!(shown(&a.plus(&b)), "a4 c2");
        assert_eq!(shown(&a.minus(&b)), "a2 e4");
        assert_eq!(shown(&a.union(&b)), "a3 c2");
        assert_eq!(shown(&a.intersection(&b)), "a1");
        assert_eq!(shown(&a.negative()), "b1");
        let mut c = a.clone();
        c.union_assign(&b);
        assert_eq!(shown(&c), "a3 c2");
        let mut c = a.clone();
        c.intersection_assign(&b);
        assert_eq!(shown(&c), "a1");
        let mut c = a.clone();
        c.sub_assign(&b);
        assert_eq!(shown(&c), "a2 e4");
    }

    #[test]
    fn zeros_are_equal_to_what_is_missing() {
        assert_eq!(counter(&[("a", 0), ("b", 1)]), counter(&[("b", 1)]));
        assert!(counter(&[("a", 1)]).is_less(&counter(&[("a", 2)])));
        assert!(!counter(&[("a", 1)]).is_within(&counter(&[("a", 1), ("b", -1)])));
    }
}
