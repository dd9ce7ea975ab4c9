//! Sets of two sets, and how sets compare. The steps are CPython's where they
//! decide in which order the elements of the result come.

use super::{FrozenSet, Set};
use crate::key::python;
use crate::{Equal, Key};
use std::ptr;

/// Whether these are one set: Python then takes short cuts.
fn one<T, const F: bool, const G: bool>(a: &Set<T, F>, b: &Set<T, G>) -> bool {
    ptr::addr_eq(a, b)
}

impl<T: Key + Clone, const F: bool> Set<T, F> {
    /// `s.copy()`
    #[must_use]
    pub fn copy(&self) -> Self {
        self.to_kind()
    }

    /// `a | b`, `a.union(b)`
    #[must_use]
    pub fn union<const G: bool>(&self, other: &Set<T, G>) -> Self {
        let mut result = self.copy();
        if !one(self, other) {
            result.table.merge(&other.table);
        }
        result
    }

    /// `a.union(items)`
    #[must_use]
    pub fn union_iter(&self, items: impl IntoIterator<Item = T>) -> Self {
        let mut result = self.copy();
        result.put(items);
        result
    }

    /// `a & b`, `a.intersection(b)`
    #[must_use]
    pub fn intersection<const G: bool>(&self, other: &Set<T, G>) -> Self {
        if one(self, other) {
            return self.copy();
        }
        let mut result = Self::empty();
        let mut keep = |hash: i64, x: &T, there: bool| {
            if there {
                result.table.insert(hash, x.clone());
            }
        };
        // The smaller one is walked.
        if other.len() > self.len() {
            for (hash, x) in self.table.entries() {
                keep(hash, x, other.table.contains(hash, x));
            }
        } else {
            for (hash, x) in other.table.entries() {
                keep(hash, x, self.table.contains(hash, x));
            }
        }
        result
    }

    /// `a.intersection(items)`
    #[must_use]
    pub fn intersection_iter(&self, items: impl IntoIterator<Item = T>) -> Self {
        items.into_iter().filter(|x| self.contains(x)).collect()
    }

    /// `a - b`, `a.difference(b)`
    #[must_use]
    pub fn difference<const G: bool>(&self, other: &Set<T, G>) -> Self {
        if self.len() >> 2 > other.len() {
            let mut result = self.copy();
            result.subtract(other);
            return result;
        }
        let mut result = Self::empty();
        for (hash, x) in self.table.entries() {
            if !other.table.contains(hash, x) {
                result.table.insert(hash, x.clone());
            }
        }
        result
    }

    /// `a.difference(items)`
    #[must_use]
    pub fn difference_iter(&self, items: impl IntoIterator<Item = T>) -> Self {
        let mut result = self.copy();
        result.subtract_iter(items);
        result
    }

    /// `a ^ b`, `a.symmetric_difference(b)`
    #[must_use]
    pub fn symmetric_difference<const G: bool>(&self, other: &Set<T, G>) -> Self {
        let mut result = other.to_kind();
        result.toggle(self);
        result
    }

    /// `a.symmetric_difference(items)`
    #[must_use]
    pub fn symmetric_difference_iter(&self, items: impl IntoIterator<Item = T>) -> Self {
        let mut result: Self = items.into_iter().collect();
        result.toggle(self);
        result
    }

    fn subtract<const G: bool>(&mut self, other: &Set<T, G>) {
        // Of a much larger set only what is in this one need be looked at.
        if other.len() >> 3 > self.len() {
            let common = self.intersection(other);
            for (hash, x) in common.table.entries() {
                self.table.discard(hash, x);
            }
        } else {
            for (hash, x) in other.table.entries() {
                self.table.discard(hash, x);
            }
        }
        self.table.compact();
    }

    fn subtract_iter(&mut self, items: impl IntoIterator<Item = T>) {
        for x in items {
            self.table.discard(x.python_hash(), &x);
        }
        self.table.compact();
    }

    /// Removes what is there and adds what is not.
    fn toggle<const G: bool>(&mut self, other: &Set<T, G>) {
        for (hash, x) in other.table.entries() {
            if !self.table.discard(hash, x) {
                self.table.insert(hash, x.clone());
            }
        }
    }
}

impl<T: Key + Clone> Set<T> {
    /// `a |= b`, `a.update(b)`
    pub fn update<const G: bool>(&mut self, other: &Set<T, G>) {
        self.table.merge(&other.table);
    }

    /// `a &= b`, `a.intersection_update(b)`
    pub fn intersection_update<const G: bool>(&mut self, other: &Set<T, G>) {
        let result = self.intersection(other);
        self.table.become_table(result.table);
    }

    /// `a.intersection_update(items)`
    pub fn intersection_update_iter(&mut self, items: impl IntoIterator<Item = T>) {
        let result = self.intersection_iter(items);
        self.table.become_table(result.table);
    }

    /// `a -= b`, `a.difference_update(b)`
    pub fn difference_update<const G: bool>(&mut self, other: &Set<T, G>) {
        self.subtract(other);
    }

    /// `a.difference_update(items)`
    pub fn difference_update_iter(&mut self, items: impl IntoIterator<Item = T>) {
        self.subtract_iter(items);
    }

    /// `a ^= b`, `a.symmetric_difference_update(b)`
    pub fn symmetric_difference_update<const G: bool>(&mut self, other: &Set<T, G>) {
        self.toggle(other);
    }

    /// `a.symmetric_difference_update(items)`
    pub fn symmetric_difference_update_iter(&mut self, items: impl IntoIterator<Item = T>) {
        let other: Self = items.into_iter().collect();
        self.toggle(&other);
    }
}

impl<T: Key, const F: bool> Set<T, F> {
    /// `a <= b`, `a.issubset(b)`
    pub fn is_subset<const G: bool>(&self, other: &Set<T, G>) -> bool {
        self.len() <= other.len()
            && self
                .table
                .entries()
                .all(|(hash, x)| other.table.contains(hash, x))
    }

    /// `a >= b`, `a.issuperset(b)`
    pub fn is_superset<const G: bool>(&self, other: &Set<T, G>) -> bool {
        other.is_subset(self)
    }

    /// `a < b`
    pub fn is_proper_subset<const G: bool>(&self, other: &Set<T, G>) -> bool {
        self.len() < other.len() && self.is_subset(other)
    }

    /// `a > b`
    pub fn is_proper_superset<const G: bool>(&self, other: &Set<T, G>) -> bool {
        other.is_proper_subset(self)
    }

    /// `a.isdisjoint(b)`
    pub fn is_disjoint<const G: bool>(&self, other: &Set<T, G>) -> bool {
        self.table
            .entries()
            .all(|(hash, x)| !other.table.contains(hash, x))
    }

    /// `a.issubset(items)`
    pub fn is_subset_iter(&self, items: impl IntoIterator<Item = T>) -> bool {
        self.is_subset(&items.into_iter().collect::<Set<T>>())
    }

    /// `a.issuperset(items)`
    pub fn is_superset_iter(&self, items: impl IntoIterator<Item = T>) -> bool {
        items.into_iter().all(|x| self.contains(&x))
    }

    /// `a.isdisjoint(items)`
    pub fn is_disjoint_iter(&self, items: impl IntoIterator<Item = T>) -> bool {
        !items.into_iter().any(|x| self.contains(&x))
    }
}

impl<T: Key, const F: bool, const G: bool> PartialEq<Set<T, G>> for Set<T, F> {
    fn eq(&self, other: &Set<T, G>) -> bool {
        self.len() == other.len() && self.is_subset(other)
    }
}

impl<T: Key, const F: bool> Equal for Set<T, F> {
    fn equal(&self, other: &Self) -> bool {
        self == other
    }
}

impl<T: Key> Key for FrozenSet<T> {
    fn hash(&self, hasher: &mut crate::key::Hasher) {
        self.python_hash().hash(hasher);
    }
    fn same(&self, other: &Self) -> bool {
        self == other
    }
    fn python_hash(&self) -> i64 {
        python::frozenset(self.table.entries().map(|(hash, _)| hash))
    }
}
