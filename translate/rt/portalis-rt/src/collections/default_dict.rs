//! defaultdict: a dict that makes the values that are asked for.

use super::is_a_dict;
use crate::error::or_raise;
use crate::{Class, Dict, Equal, Error, Key, Kind, Repr};
use std::fmt::{self, Formatter};
use std::rc::Rc;

/// A defaultdict. Reading a key that is not there puts a new value there.
pub struct DefaultDict<K, V> {
    dict: Dict<K, V>,
    /// None raises KeyError.
    make: Option<Rc<dyn Fn() -> V>>,
    /// The name of the class that makes the values; None for a function.
    class: Option<&'static str>,
}
is_a_dict!(DefaultDict<K, V> of V);

impl<K, V> DefaultDict<K, V> {
    /// `defaultdict(class)`: the value of `list` is empty, that of `int` is 0.
    #[must_use]
    pub fn new() -> Self
    where
        V: Class + Default + 'static,
    {
        Self {
            dict: Dict::new(),
            make: Some(Rc::new(V::default)),
            class: Some(V::NAME),
        }
    }

    /// `defaultdict(make)` of a function.
    #[must_use]
    pub fn with(make: impl Fn() -> V + 'static) -> Self {
        Self {
            dict: Dict::new(),
            make: Some(Rc::new(make)),
            class: None,
        }
    }

    /// `defaultdict(None, dict)`
    #[must_use]
    pub fn without_factory(dict: Dict<K, V>) -> Self {
        Self {
            dict,
            make: None,
            class: None,
        }
    }

    /// The same with the entries of a dict: `defaultdict(make, dict)`.
    #[must_use]
    pub fn over(mut self, dict: Dict<K, V>) -> Self {
        self.dict = dict;
        self
    }
}

impl<K: Key, V> DefaultDict<K, V> {
    /// `d[key]`
    #[track_caller]
    pub fn entry(&mut self, key: K) -> &mut V
    where
        K: Repr,
    {
        or_raise(self.try_entry(key))
    }

    /// `d[key]`, with the exception as a value.
    pub fn try_entry(&mut self, key: K) -> Result<&mut V, Error>
    where
        K: Repr,
    {
        if !self.dict.contains_key(&key) {
            let Some(make) = &self.make else {
                return Err(Error::of(Kind::KeyError, &key));
            };
            let value = make();
            return Ok(self.dict.setdefault(key, value));
        }
        self.dict.try_item_mut(&key)
    }

    /// `d | other`
    #[must_use]
    pub fn merged(&self, other: &Dict<K, V>) -> Self
    where
        K: Clone,
        V: Clone,
    {
        let mut merged = self.clone();
        merged.dict.update(other);
        merged
    }
}

impl<K: Clone, V: Clone> Clone for DefaultDict<K, V> {
    fn clone(&self) -> Self {
        Self {
            dict: self.dict.clone(),
            make: self.make.clone(),
            class: self.class,
        }
    }
}

impl<K, V: Class + Default + 'static> Default for DefaultDict<K, V> {
    fn default() -> Self {
        Self::new()
    }
}

impl<K: Key, V: PartialEq> PartialEq for DefaultDict<K, V> {
    fn eq(&self, other: &Self) -> bool {
        self.dict == other.dict
    }
}

impl<K: Key, V: Equal> Equal for DefaultDict<K, V> {
    fn equal(&self, other: &Self) -> bool {
        self.dict.equal(&other.dict)
    }
}

impl<K: fmt::Debug, V: fmt::Debug> fmt::Debug for DefaultDict<K, V> {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        self.dict.fmt(f)
    }
}

impl<K: Repr, V: Repr> Repr for DefaultDict<K, V> {
    /// Stops for one whose values a function makes: its repr has an address in it.
    fn write_repr(&self, f: &mut Formatter<'_>) -> fmt::Result {
        match (self.class, &self.make) {
            (Some(class), _) => write!(f, "defaultdict(<class '{class}'>, ")?,
            (None, None) => f.write_str("defaultdict(None, ")?,
            (None, Some(_)) => panic!(
                "repr of a defaultdict with a function: Python shows where the function is in memory"
            ),
        }
        self.dict.write_repr(f)?;
        f.write_str(")")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reading_inserts() {
        let mut d: DefaultDict<String, Vec<i64>> = DefaultDict::new();
        d.entry("a".to_owned()).push(1);
        d.entry("b".to_owned());
        assert_eq!(d.len(), 2);
        assert_eq!(
            crate::str_of(&d),
            "defaultdict(<class 'list'>, {'a': [1], 'b': []})"
        );
        assert!(d.try_item("z").is_err());
        let mut none = DefaultDict::<i64, i64>::without_factory(Dict::new());
        assert_eq!(none.try_entry(1).unwrap_err().line(), "KeyError: 1");
        assert_eq!(crate::str_of(&none), "defaultdict(None, {})");
    }

    #[test]
    fn nests_and_counts() {
        let mut d: DefaultDict<i64, DefaultDict<i64, i64>> = DefaultDict::with(DefaultDict::new);
        *d.entry(1).entry(2) += 3;
        assert_eq!(d[&1][&2], 3);
        let start = 7;
        let mut e = DefaultDict::with(move || start).over(Dict::from([(1_i64, 1_i64)]));
        assert_eq!((*e.entry(1), *e.entry(2)), (1, 7));
        assert_eq!(e.merged(&Dict::from([(1, 9)])).into_dict()[&1], 9);
    }
}
