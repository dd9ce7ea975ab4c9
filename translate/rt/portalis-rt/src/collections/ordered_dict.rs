//! OrderedDict: a dict whose order counts when it is compared.

use super::is_a_dict;
use crate::error::or_raise;
use crate::{Dict, Equal, Error, Key, Repr};
use std::fmt::{self, Formatter};

/// An OrderedDict.
#[derive(Clone, Debug)]
pub struct OrderedDict<K, V> {
    dict: Dict<K, V>,
}
is_a_dict!(OrderedDict<K, V> of V);

impl<K, V> OrderedDict<K, V> {
    /// `OrderedDict()`
    #[must_use]
    pub const fn new() -> Self {
        Self { dict: Dict::new() }
    }
}

impl<K: Key, V> OrderedDict<K, V> {
    /// `d.popitem()`
    #[track_caller]
    pub fn popitem(&mut self) -> (K, V) {
        or_raise(self.try_popitem())
    }

    /// `d.popitem()`, with the exception as a value.
    pub fn try_popitem(&mut self) -> Result<(K, V), Error> {
        self.dict.try_pop_end(true)
    }

    /// `d | other`
    #[must_use]
    pub fn merged(&self, other: &Dict<K, V>) -> Self
    where
        K: Clone,
        V: Clone,
    {
        self.dict.merged(other).into()
    }
}

impl<K, V> Default for OrderedDict<K, V> {
    fn default() -> Self {
        Self::new()
    }
}

impl<K, V> From<Dict<K, V>> for OrderedDict<K, V> {
    fn from(dict: Dict<K, V>) -> Self {
        Self { dict }
    }
}

impl<K: Key, V> FromIterator<(K, V)> for OrderedDict<K, V> {
    fn from_iter<I: IntoIterator<Item = (K, V)>>(items: I) -> Self {
        Dict::from_iter(items).into()
    }
}

impl<K: Key, V: PartialEq> PartialEq for OrderedDict<K, V> {
    fn eq(&self, other: &Self) -> bool {
        self.dict == other.dict && self.keys().zip(other.keys()).all(|(a, b)| a.same(b))
    }
}

impl<K: Key, V: Equal> Equal for OrderedDict<K, V> {
    fn equal(&self, other: &Self) -> bool {
        self.dict.equal(&other.dict) && self.keys().zip(other.keys()).all(|(a, b)| a.same(b))
    }
}

impl<K: Repr, V: Repr> Repr for OrderedDict<K, V> {
    fn write_repr(&self, f: &mut Formatter<'_>) -> fmt::Result {
        if self.dict.is_empty() {
            return f.write_str("OrderedDict()");
        }
        f.write_str("OrderedDict(")?;
        self.dict.iter().collect::<Vec<_>>().write_repr(f)?;
        f.write_str(")")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn order_counts() {
        let a = OrderedDict::from_iter([(1_i64, 'a'), (2, 'b')]);
        let mut b = a.clone();
        b.move_to_end(&1, true);
        assert!(a != b && *a == *b);
        assert_eq!(crate::str_of(&b), "OrderedDict([(2, 'b'), (1, 'a')])");
        assert_eq!(b.pop_end(false), (2, 'b'));
        assert_eq!(b.popitem(), (1, 'a'));
        assert_eq!(
            b.try_popitem().unwrap_err().line(),
            "KeyError: 'dictionary is empty'"
        );
        assert_eq!(
            b.try_move_to_end(&5, false).unwrap_err().line(),
            "KeyError: 5"
        );
    }
}
