//! Python's module functools, as far as it is functions over iterables and caches.

use crate::error::raising;
use crate::{Dict, Error, Key};
use std::cell::RefCell;

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

/// What `functools.lru_cache` keeps: the results of a function by its arguments.
pub struct Cache<K, V> {
    /// How many; None for all.
    size: Option<usize>,
    /// The one that was used least recently first, where a size is given.
    kept: RefCell<Dict<K, V>>,
}

impl<K: Key + Clone, V: Clone> Cache<K, V> {
    /// `functools.cache`
    #[must_use]
    pub const fn new() -> Self {
        Self {
            size: None,
            kept: RefCell::new(Dict::new()),
        }
    }

    /// `functools.lru_cache(size)`, of a size above 0.
    #[must_use]
    pub const fn of_size(size: usize) -> Self {
        Self {
            size: Some(size),
            kept: RefCell::new(Dict::new()),
        }
    }

    /// The result for a key; one that is not known is computed, and kept.
    pub fn get_or(&self, key: K, compute: impl FnOnce() -> V) -> V {
        if let Some(known) = self.known(&key) {
            return known;
        }
        let value = compute();
        self.keep(key, &value);
        value
    }

    /// [`Cache::get_or`], where computing may raise: an exception is not kept.
    pub fn try_get_or(
        &self,
        key: K,
        compute: impl FnOnce() -> Result<V, Error>,
    ) -> Result<V, Error> {
        if let Some(known) = self.known(&key) {
            return Ok(known);
        }
        let value = compute()?;
        self.keep(key, &value);
        Ok(value)
    }

    fn known(&self, key: &K) -> Option<V> {
        if self.size.is_none() {
            return self.kept.borrow().get(key).cloned();
        }
        let mut kept = self.kept.borrow_mut();
        let value = kept.remove(key)?;
        kept.insert(key.clone(), value.clone());
        Some(value)
    }

    /// Keeps a value, unless computing it did so.
    fn keep(&self, key: K, value: &V) {
        let mut kept = self.kept.borrow_mut();
        if kept.contains_key(&key) {
            return;
        }
        if self.size.is_some_and(|size| kept.len() >= size) {
            kept.pop_end(false);
        }
        kept.insert(key, value.clone());
    }
}

impl<K: Key + Clone, V: Clone> Default for Cache<K, V> {
    fn default() -> Self {
        Self::new()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Kind;

    #[test]
    fn keeps_results() {
        let cache = Cache::new();
        let mut computed = Vec::new();
        for key in [1_i64, 2, 1, 1, 3] {
            let double = cache.get_or(key, || {
                computed.push(key);
                key * 2
            });
            assert_eq!(double, key * 2);
        }
        assert_eq!(computed, [1, 2, 3]);
    }

    #[test]
    fn drops_the_least_recent() {
        let cache = Cache::of_size(2);
        let mut computed = Vec::new();
        for key in ["a", "b", "a", "c", "a", "b"] {
            cache.get_or(key.to_owned(), || computed.push(key));
        }
        assert_eq!(computed, ["a", "b", "c", "b"]);
    }

    #[test]
    fn recursion_and_exceptions() {
        fn depth(cache: &Cache<i64, i64>, n: i64) -> Result<i64, Error> {
            cache.try_get_or(n, || match n {
                0 => Err(Error::new(Kind::ValueError, "zero")),
                1 => Ok(1),
                _ => Ok(depth(cache, n - 1)? + 1),
            })
        }
        let cache = Cache::of_size(1);
        assert_eq!(depth(&cache, 5).ok(), Some(5));
        assert_eq!(cache.known(&5), Some(5));
        assert!(depth(&cache, 0).is_err());
        assert_eq!(cache.known(&0), None);
    }

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
