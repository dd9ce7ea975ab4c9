//! Tuples walked as lists, since their elements are of one type.

use crate::error::raising;
use crate::{Equal, Error};
use std::borrow::Borrow;

raising! {
    /// `xs.index(x)` of a tuple.
    index_of, try_index_of [T: Borrow<Q>, Q: Equal + ?Sized] (xs: &[T], x: &Q) -> i64 {
        match xs.iter().position(|y| y.borrow().equal(x)) {
            Some(at) => Ok(at as i64),
            None => Err(Error::value_error("tuple.index(x): x not in tuple")),
        }
    }
}
