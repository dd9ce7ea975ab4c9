//! Python's semantics for the Rust that Portalis writes.
//!
//! A helper is here only where Rust's own operator or method means something
//! else than CPython 3.11's; generated code uses plain Rust everywhere else. It
//! imports the crate as `use portalis_rt as rt;`.
//!
//! A function that raises in Python comes in two forms: `rt::int::floordiv`
//! stops the program with Python's exception type and message (see
//! [`Error::raise`]), `rt::int::try_floordiv` returns a [`Result`].
//!
//! What Python can do and this crate cannot stops the program with a message
//! that says so. It never goes on with another value:
//!
//! - an integer that does not fit in 64 bits;
//! - comparing a NaN with a NaN inside a container, which Python does by
//!   identity; sorting NaNs; a NaN as a dict key;
//! - a power of a negative number that is complex.
//!
//! Text is Python's: code points, Unicode 14 tables. Floats are bit for bit
//! CPython's but for the functions of [`math`] that say otherwise.
#![forbid(unsafe_code)]
#![warn(missing_docs)]

/// Calls a macro with the type names and field numbers of tuples of 1 to 12 elements.
macro_rules! for_tuples {
    ($m:ident) => {
        $m!(A 0);
        $m!(A 0, B 1);
        $m!(A 0, B 1, C 2);
        $m!(A 0, B 1, C 2, D 3);
        $m!(A 0, B 1, C 2, D 3, E 4);
        $m!(A 0, B 1, C 2, D 3, E 4, F 5);
        $m!(A 0, B 1, C 2, D 3, E 4, F 5, G 6);
        $m!(A 0, B 1, C 2, D 3, E 4, F 5, G 6, H 7);
        $m!(A 0, B 1, C 2, D 3, E 4, F 5, G 6, H 7, I 8);
        $m!(A 0, B 1, C 2, D 3, E 4, F 5, G 6, H 7, I 8, J 9);
        $m!(A 0, B 1, C 2, D 3, E 4, F 5, G 6, H 7, I 8, J 9, K 10);
        $m!(A 0, B 1, C 2, D 3, E 4, F 5, G 6, H 7, I 8, J 9, K 10, L 11);
    };
}
pub(crate) use for_tuples;

mod attr;
#[cfg(feature = "big")]
pub mod big;
pub mod bisect;
pub mod bytes;
pub mod chars;
pub mod collections;
mod dict;
mod display;
mod error;
pub mod exception;
pub mod float;
pub mod format;
pub mod functools;
mod generator;
pub mod heapq;
mod index;
pub mod int;
pub mod iter;
pub mod itertools;
mod key;
pub mod list;
mod listsort;
pub mod math;
mod order;
pub mod random;
pub mod range;
#[cfg(feature = "re")]
pub mod re;
pub mod set;
pub mod statistics;
pub mod text;
pub mod tuple;
mod unicode;
pub mod value;
#[cfg(feature = "wire")]
pub mod wire;

pub use attr::{Attr, is_same};
#[cfg(feature = "big")]
pub use big::BigInt;
pub use collections::{Counter, DefaultDict, Deque, OrderedDict};
pub use dict::Dict;
pub use display::{Class, Repr, Shown, ascii_of, repr, repr_of, show, str_of};
pub use error::{Arg, Error, Kind, local, try_local};
pub use exception::Exception;
pub use generator::{
    Generator, Items, generator, next, next_or, try_generator, try_next, try_next_or,
};
pub use index::{index, store_index, try_index, try_store_index};
pub use key::{Hasher, Key, hash, hash_of_object};
pub use order::{Equal, Order, eq, ge, gt, le, lt, max, min};
pub use range::Range;
pub use set::{FrozenSet, Set};
pub use tuple::Tuple;
pub use value::Value;
