//! Python's dict: a hash table that keeps the order of insertion.

mod ends;

use crate::error::or_raise;
use crate::key::{Hasher, is};
use crate::{Equal, Error, Key, Kind, Repr};
use std::borrow::Borrow;
use std::fmt;
use std::ops::{Index, IndexMut};

/// A dict. Its entries stand in a list in order of insertion; a table of
/// positions in that list finds them by hash.
#[derive(Clone)]
pub struct Dict<K, V> {
    /// None where an entry was removed.
    entries: Vec<Option<Entry<K, V>>>,
    /// So many entries at the front are known to be None.
    front: usize,
    /// Positions in entries plus one; 0 is a free slot, GONE one that was freed.
    /// Its length is a power of two, or 0.
    slots: Vec<u32>,
    /// How many entries there are.
    len: usize,
    /// How many slots are not free.
    used: usize,
}

#[derive(Clone)]
struct Entry<K, V> {
    hash: u64,
    key: K,
    value: V,
}

const GONE: u32 = u32::MAX;

impl<K, V> Dict<K, V> {
    /// An empty dict.
    #[must_use]
    pub const fn new() -> Self {
        Self {
            entries: Vec::new(),
            front: 0,
            slots: Vec::new(),
            len: 0,
            used: 0,
        }
    }

    /// `len(d)`
    pub fn len(&self) -> usize {
        self.len
    }

    /// `not d`
    pub fn is_empty(&self) -> bool {
        self.len == 0
    }

    /// `d.clear()`
    pub fn clear(&mut self) {
        *self = Self::new();
    }

    /// `d.items()`
    pub fn iter(&self) -> Iter<'_, K, V> {
        Iter {
            entries: self.entries[self.front..].iter(),
            left: self.len,
        }
    }

    /// `d.items()` with values that can be changed.
    pub fn iter_mut(&mut self) -> impl Iterator<Item = (&K, &mut V)> {
        self.entries
            .iter_mut()
            .flatten()
            .map(|e| (&e.key, &mut e.value))
    }

    /// `d.keys()`
    pub fn keys(&self) -> impl DoubleEndedIterator<Item = &K> + Clone {
        self.entries[self.front..].iter().flatten().map(|e| &e.key)
    }

    /// `d.values()`
    pub fn values(&self) -> impl DoubleEndedIterator<Item = &V> + Clone {
        self.entries[self.front..]
            .iter()
            .flatten()
            .map(|e| &e.value)
    }

    /// `d.values()` that can be changed.
    pub fn values_mut(&mut self) -> impl DoubleEndedIterator<Item = &mut V> {
        self.entries.iter_mut().flatten().map(|e| &mut e.value)
    }

    /// The keys, when the dict is not used again.
    pub fn into_keys(self) -> impl Iterator<Item = K> {
        self.entries.into_iter().flatten().map(|e| e.key)
    }

    /// The values, when the dict is not used again.
    pub fn into_values(self) -> impl Iterator<Item = V> {
        self.entries.into_iter().flatten().map(|e| e.value)
    }
}

impl<K: Key, V> Dict<K, V> {
    /// The slot and the position in entries of a key.
    fn find<Q: Key + ?Sized>(&self, hash: u64, key: &Q) -> Option<(usize, usize)>
    where
        K: Borrow<Q>,
    {
        let mask = self.slots.len().checked_sub(1)?;
        let mut slot = hash as usize & mask;
        loop {
            match self.slots[slot] {
                0 => return None,
                GONE => {}
                n => {
                    let at = n as usize - 1;
                    if let Some(e) = &self.entries[at] {
                        if e.hash == hash && is(&e.key, key) {
                            return Some((slot, at));
                        }
                    }
                }
            }
            slot = (slot + 1) & mask;
        }
    }

    fn position<Q: Key + ?Sized>(&self, key: &Q) -> Option<usize>
    where
        K: Borrow<Q>,
    {
        self.find(Hasher::of(key), key).map(|(_, at)| at)
    }

    /// Adds a key that is not there.
    fn push(&mut self, hash: u64, key: K, value: V) -> &mut V {
        // At most two thirds full, and no more entries than positions can tell.
        if (self.used + 1) * 3 > self.slots.len() * 2 {
            self.rebuild();
        }
        let at = self.entries.len();
        self.entries.push(Some(Entry { hash, key, value }));
        Self::place(&mut self.slots, hash, at);
        self.used += 1;
        self.len += 1;
        match &mut self.entries[at] {
            Some(e) => &mut e.value,
            None => unreachable!(),
        }
    }

    fn place(slots: &mut [u32], hash: u64, at: usize) {
        let mask = slots.len() - 1;
        let mut slot = hash as usize & mask;
        while slots[slot] != 0 {
            slot = (slot + 1) & mask;
        }
        slots[slot] = match u32::try_from(at + 1) {
            Ok(n) if n != GONE => n,
            _ => panic!("dict with more than 2**32 entries"),
        };
    }

    /// Drops what was removed and makes room.
    fn rebuild(&mut self) {
        self.entries.retain(Option::is_some);
        self.front = 0;
        let size = ((self.len + 1) * 2).next_power_of_two().max(8);
        let mut slots = vec![0; size];
        for (at, e) in self.entries.iter().enumerate() {
            if let Some(e) = e {
                Self::place(&mut slots, e.hash, at);
            }
        }
        self.slots = slots;
        self.used = self.len;
    }

    /// `key in d`
    pub fn contains_key<Q: Key + ?Sized>(&self, key: &Q) -> bool
    where
        K: Borrow<Q>,
    {
        self.position(key).is_some()
    }

    /// `d.get(key)`
    pub fn get<Q: Key + ?Sized>(&self, key: &Q) -> Option<&V>
    where
        K: Borrow<Q>,
    {
        let at = self.position(key)?;
        self.entries[at].as_ref().map(|e| &e.value)
    }

    /// `d.get(key)` with a value that can be changed.
    pub fn get_mut<Q: Key + ?Sized>(&mut self, key: &Q) -> Option<&mut V>
    where
        K: Borrow<Q>,
    {
        let at = self.position(key)?;
        self.entries[at].as_mut().map(|e| &mut e.value)
    }

    /// `d.get(key, default)`
    pub fn get_or<Q: Key + ?Sized>(&self, key: &Q, default: V) -> V
    where
        K: Borrow<Q>,
        V: Clone,
    {
        match self.get(key) {
            Some(value) => value.clone(),
            None => default,
        }
    }

    /// The value of a key, which is added with a default if it is not there.
    pub fn get_or_insert<Q: Key + ToOwned<Owned = K> + ?Sized>(
        &mut self,
        key: &Q,
        default: V,
    ) -> &mut V
    where
        K: Borrow<Q>,
    {
        let hash = Hasher::of(key);
        match self.find(hash, key) {
            Some((_, at)) => match &mut self.entries[at] {
                Some(e) => &mut e.value,
                None => unreachable!(),
            },
            None => self.push(hash, key.to_owned(), default),
        }
    }

    /// `d[key]`, with the exception as a value.
    pub fn try_item<Q: Key + Repr + ?Sized>(&self, key: &Q) -> Result<&V, Error>
    where
        K: Borrow<Q>,
    {
        self.get(key).ok_or_else(|| missing(key))
    }

    /// `d[key]` to be changed, with the exception as a value.
    pub fn try_item_mut<Q: Key + Repr + ?Sized>(&mut self, key: &Q) -> Result<&mut V, Error>
    where
        K: Borrow<Q>,
    {
        self.get_mut(key).ok_or_else(|| missing(key))
    }

    /// `d[key] = value`. A key that is there keeps its place and its own object.
    pub fn insert(&mut self, key: K, value: V) {
        let hash = Hasher::of(&key);
        match self.find(hash, &key) {
            Some((_, at)) => {
                if let Some(e) = &mut self.entries[at] {
                    e.value = value;
                }
            }
            None => {
                self.push(hash, key, value);
            }
        }
    }

    /// `d.setdefault(key, default)`
    pub fn setdefault(&mut self, key: K, default: V) -> &mut V {
        let hash = Hasher::of(&key);
        match self.find(hash, &key) {
            Some((_, at)) => match &mut self.entries[at] {
                Some(e) => &mut e.value,
                None => unreachable!(),
            },
            None => self.push(hash, key, default),
        }
    }

    /// Takes the entry of a key out.
    fn take<Q: Key + ?Sized>(&mut self, key: &Q) -> Option<Entry<K, V>>
    where
        K: Borrow<Q>,
    {
        let (slot, at) = self.find(Hasher::of(key), key)?;
        self.take_at(slot, at)
    }

    /// Takes out the entry that stands at a position and in a slot.
    fn take_at(&mut self, slot: usize, at: usize) -> Option<Entry<K, V>> {
        self.slots[slot] = GONE;
        self.len -= 1;
        if at + 1 == self.entries.len() {
            self.entries.pop()?
        } else {
            self.entries[at].take()
        }
    }

    /// Takes out the entry at a position.
    fn take_entry(&mut self, at: usize) -> Option<Entry<K, V>> {
        let hash = self.entries[at].as_ref()?.hash;
        let mask = self.slots.len() - 1;
        let mut slot = hash as usize & mask;
        while self.slots[slot] as usize != at + 1 {
            slot = (slot + 1) & mask;
        }
        self.take_at(slot, at)
    }

    /// `d.pop(key, None)`
    pub fn remove<Q: Key + ?Sized>(&mut self, key: &Q) -> Option<V>
    where
        K: Borrow<Q>,
    {
        self.take(key).map(|e| e.value)
    }

    /// `d.pop(key, default)`
    pub fn pop_or<Q: Key + ?Sized>(&mut self, key: &Q, default: V) -> V
    where
        K: Borrow<Q>,
    {
        self.remove(key).unwrap_or(default)
    }

    /// `d.pop(key)`
    #[track_caller]
    pub fn pop<Q: Key + Repr + ?Sized>(&mut self, key: &Q) -> V
    where
        K: Borrow<Q>,
    {
        or_raise(self.try_pop(key))
    }

    /// `d.pop(key)`, with the exception as a value.
    pub fn try_pop<Q: Key + Repr + ?Sized>(&mut self, key: &Q) -> Result<V, Error>
    where
        K: Borrow<Q>,
    {
        self.remove(key).ok_or_else(|| missing(key))
    }

    /// `del d[key]`
    #[track_caller]
    pub fn delete<Q: Key + Repr + ?Sized>(&mut self, key: &Q)
    where
        K: Borrow<Q>,
    {
        or_raise(self.try_delete(key));
    }

    /// `del d[key]`, with the exception as a value.
    pub fn try_delete<Q: Key + Repr + ?Sized>(&mut self, key: &Q) -> Result<(), Error>
    where
        K: Borrow<Q>,
    {
        self.try_pop(key).map(drop)
    }

    /// `d.popitem()`
    #[track_caller]
    pub fn popitem(&mut self) -> (K, V) {
        or_raise(self.try_popitem())
    }

    /// `d.popitem()`, with the exception as a value.
    pub fn try_popitem(&mut self) -> Result<(K, V), Error> {
        while let Some(None) = self.entries.last() {
            self.entries.pop();
        }
        self.front = self.front.min(self.entries.len());
        match self
            .entries
            .len()
            .checked_sub(1)
            .and_then(|at| self.take_entry(at))
        {
            Some(e) => Ok((e.key, e.value)),
            None => Err(Error::key_error("popitem(): dictionary is empty")),
        }
    }

    /// `d.update(other)`
    pub fn update(&mut self, other: &Self)
    where
        K: Clone,
        V: Clone,
    {
        for (key, value) in other {
            self.insert(key.clone(), value.clone());
        }
    }

    /// `d | other`
    #[must_use]
    pub fn merged(&self, other: &Self) -> Self
    where
        K: Clone,
        V: Clone,
    {
        let mut merged = self.clone();
        merged.update(other);
        merged
    }

    /// `dict.fromkeys(keys, value)`
    pub fn from_keys(keys: impl IntoIterator<Item = K>, value: V) -> Self
    where
        V: Clone,
    {
        keys.into_iter().map(|key| (key, value.clone())).collect()
    }
}

/// The KeyError of a key that is not there.
fn missing<Q: Repr + ?Sized>(key: &Q) -> Error {
    Error::of(Kind::KeyError, key)
}

impl<K, V> Default for Dict<K, V> {
    fn default() -> Self {
        Self::new()
    }
}

impl<K: Key + Borrow<Q>, V, Q: Key + Repr + ?Sized> Index<&Q> for Dict<K, V> {
    type Output = V;

    #[track_caller]
    fn index(&self, key: &Q) -> &V {
        or_raise(self.try_item(key))
    }
}

impl<K: Key + Borrow<Q>, V, Q: Key + Repr + ?Sized> IndexMut<&Q> for Dict<K, V> {
    #[track_caller]
    fn index_mut(&mut self, key: &Q) -> &mut V {
        or_raise(self.try_item_mut(key))
    }
}

impl<K: Key, V> Extend<(K, V)> for Dict<K, V> {
    fn extend<I: IntoIterator<Item = (K, V)>>(&mut self, items: I) {
        for (key, value) in items {
            self.insert(key, value);
        }
    }
}

impl<K: Key, V> FromIterator<(K, V)> for Dict<K, V> {
    fn from_iter<I: IntoIterator<Item = (K, V)>>(items: I) -> Self {
        let mut dict = Self::new();
        dict.extend(items);
        dict
    }
}

impl<K: Key, V, const N: usize> From<[(K, V); N]> for Dict<K, V> {
    fn from(items: [(K, V); N]) -> Self {
        items.into_iter().collect()
    }
}

/// The items of a dict in order of insertion.
pub struct Iter<'a, K, V> {
    entries: std::slice::Iter<'a, Option<Entry<K, V>>>,
    left: usize,
}

impl<K, V> Clone for Iter<'_, K, V> {
    fn clone(&self) -> Self {
        Self {
            entries: self.entries.clone(),
            left: self.left,
        }
    }
}

impl<'a, K, V> Iterator for Iter<'a, K, V> {
    type Item = (&'a K, &'a V);

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            if let Some(e) = self.entries.next()? {
                self.left -= 1;
                return Some((&e.key, &e.value));
            }
        }
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        (self.left, Some(self.left))
    }
}

impl<K, V> DoubleEndedIterator for Iter<'_, K, V> {
    fn next_back(&mut self) -> Option<Self::Item> {
        loop {
            if let Some(e) = self.entries.next_back()? {
                self.left -= 1;
                return Some((&e.key, &e.value));
            }
        }
    }
}

impl<K, V> ExactSizeIterator for Iter<'_, K, V> {}

impl<'a, K, V> IntoIterator for &'a Dict<K, V> {
    type Item = (&'a K, &'a V);
    type IntoIter = Iter<'a, K, V>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

/// The items of a dict that is not used again.
pub struct IntoIter<K, V>(std::vec::IntoIter<Option<Entry<K, V>>>);

impl<K, V> Iterator for IntoIter<K, V> {
    type Item = (K, V);

    fn next(&mut self) -> Option<(K, V)> {
        loop {
            if let Some(e) = self.0.next()? {
                return Some((e.key, e.value));
            }
        }
    }
}

impl<K, V> DoubleEndedIterator for IntoIter<K, V> {
    fn next_back(&mut self) -> Option<(K, V)> {
        loop {
            if let Some(e) = self.0.next_back()? {
                return Some((e.key, e.value));
            }
        }
    }
}

impl<K, V> IntoIterator for Dict<K, V> {
    type Item = (K, V);
    type IntoIter = IntoIter<K, V>;

    fn into_iter(self) -> IntoIter<K, V> {
        IntoIter(self.entries.into_iter())
    }
}

impl<K: Key, V: PartialEq> PartialEq for Dict<K, V> {
    fn eq(&self, other: &Self) -> bool {
        self.len == other.len && self.iter().all(|(k, v)| other.get(k) == Some(v))
    }
}

impl<K: Key, V: Equal> Equal for Dict<K, V> {
    fn equal(&self, other: &Self) -> bool {
        self.len == other.len
            && self
                .iter()
                .all(|(k, v)| other.get(k).is_some_and(|w| v.equal(w)))
    }
}

impl<K: fmt::Debug, V: fmt::Debug> fmt::Debug for Dict<K, V> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_map().entries(self.iter()).finish()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keeps_order_and_first_key() {
        let mut d = Dict::from([("z".to_owned(), 1), ("a".to_owned(), 2)]);
        d.insert("z".to_owned(), 3);
        assert_eq!(d.keys().collect::<Vec<_>>(), ["z", "a"]);
        assert_eq!(d["z"], 3);
        d.delete("z");
        d.insert("z".to_owned(), 4);
        assert_eq!(d.keys().collect::<Vec<_>>(), ["a", "z"]);
        d["a"] += 5;
        assert_eq!(d.get_or("a", 0), 7);
        let e = d.try_item("q").unwrap_err();
        assert_eq!(e.line(), "KeyError: 'q'");
    }

    #[test]
    fn zeros_are_one_key() {
        let mut d = Dict::new();
        d.insert(0.0, 1);
        d.insert(-0.0, 2);
        assert_eq!(d.len(), 1);
        assert!(d.keys().all(|k| k.is_sign_positive()));
    }

    #[test]
    fn pops_last_first() {
        let mut d: Dict<i64, i64> = (0..100).map(|n| (n, n * n)).collect();
        for n in 50..100 {
            assert_eq!(d.pop(&n), n * n);
        }
        for n in (0..50).rev() {
            assert_eq!(d.popitem(), (n, n * n));
        }
        assert_eq!(
            d.try_popitem().unwrap_err().line(),
            "KeyError: 'popitem(): dictionary is empty'"
        );
    }

    #[test]
    fn equal_in_any_order() {
        let a = Dict::from([(1_i64, 2_i64), (3, 4)]);
        let b = Dict::from([(3, 4), (1, 2)]);
        assert_eq!(a, b);
        assert_ne!(a, Dict::from([(1, 2)]));
    }
}
