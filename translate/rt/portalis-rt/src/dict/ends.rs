//! The ends of a dict, as OrderedDict uses them.

use super::{Dict, Entry, missing};
use crate::error::or_raise;
use crate::{Error, Key, Kind, Repr};
use std::borrow::Borrow;

impl<K: Key, V> Dict<K, V> {
    /// `d.move_to_end(key, last)` of an OrderedDict.
    #[track_caller]
    pub fn move_to_end<Q: Key + Repr + ?Sized>(&mut self, key: &Q, last: bool)
    where
        K: Borrow<Q>,
    {
        or_raise(self.try_move_to_end(key, last));
    }

    /// [`Dict::move_to_end`], with the exception as a value.
    pub fn try_move_to_end<Q: Key + Repr + ?Sized>(
        &mut self,
        key: &Q,
        last: bool,
    ) -> Result<(), Error>
    where
        K: Borrow<Q>,
    {
        let Entry { hash, key, value } = self.take(key).ok_or_else(|| missing(key))?;
        if last {
            self.push(hash, key, value);
        } else {
            self.entries.insert(0, Some(Entry { hash, key, value }));
            self.len += 1;
            self.rebuild();
        }
        Ok(())
    }

    /// `d.popitem(last)` of an OrderedDict.
    #[track_caller]
    pub fn pop_end(&mut self, last: bool) -> (K, V) {
        or_raise(self.try_pop_end(last))
    }

    /// [`Dict::pop_end`], with the exception as a value.
    pub fn try_pop_end(&mut self, last: bool) -> Result<(K, V), Error> {
        if self.is_empty() {
            return Err(Error::new(Kind::KeyError, "dictionary is empty"));
        }
        if last {
            return self.try_popitem();
        }
        while let Some(None) = self.entries.get(self.front) {
            self.front += 1;
        }
        match self.take_entry(self.front) {
            Some(e) => Ok((e.key, e.value)),
            None => unreachable!(),
        }
    }
}
