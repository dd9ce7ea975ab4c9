//! The encoding in which values travel between the host and a module, and how
//! the outcome of a call is told.
//!
//! A value is a tag byte and its payload, integers little endian:
//!
//! | tag | value | payload |
//! |---|---|---|
//! | `N` | None | |
//! | `T` `F` | True, False | |
//! | `i` | int that fits in 64 bits | i64 |
//! | `I` | another int | u32 length, decimal digits |
//! | `f` | float | u64, its IEEE 754 bits |
//! | `s` | str | u32 length, UTF-8 |
//! | `l` `t` | list, tuple | u32 count, elements |
//! | `d` | dict | u32 count, key, value, ... |
//! | `S` `z` | set, frozenset | u32 count, elements |
//! | `B` | bytes | u32 length, bytes |
//! | `?` | another object | u32 length, its repr in UTF-8 |
//!
//! A harness reads arguments with a [`Reader`] and [`Wire::read`], calls, and writes
//! the result with [`Wire::write`]. An exception that nobody caught stops the call
//! with a panic, and so do overflows; in the panic hook [`raised`] tells them apart.

use crate::{Counter, DefaultDict, Deque, Dict, Error, Key, OrderedDict, Set, Tuple, Value};
use std::cell::RefCell;

/// A type whose values travel.
pub trait Wire: Sized {
    /// Adds the encoding of the value.
    fn write(&self, out: &mut Vec<u8>);
    /// Reads a value; None when the next value is not of this type.
    fn read(input: &mut Reader<'_>) -> Option<Self>;
}

/// Encoded values that are read one after the other.
pub struct Reader<'a>(&'a [u8]);

impl<'a> Reader<'a> {
    /// Reads from the start of bytes.
    #[must_use]
    pub fn new(bytes: &'a [u8]) -> Self {
        Self(bytes)
    }

    /// Whether nothing is left.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    fn bytes(&mut self, n: usize) -> Option<&'a [u8]> {
        let (taken, rest) = self.0.split_at_checked(n)?;
        self.0 = rest;
        Some(taken)
    }

    fn array<const N: usize>(&mut self) -> Option<[u8; N]> {
        self.bytes(N)?.try_into().ok()
    }

    fn tag(&mut self) -> Option<u8> {
        self.bytes(1).map(|tag| tag[0])
    }

    fn expect(&mut self, tag: u8) -> Option<()> {
        (self.tag()? == tag).then_some(())
    }

    fn count(&mut self) -> Option<usize> {
        self.array().map(|n| u32::from_le_bytes(n) as usize)
    }
}

fn write_count(out: &mut Vec<u8>, n: usize) {
    // More than this does not fit in the memory of a module.
    let n = u32::try_from(n).unwrap_or_else(|_| panic!("more than 2**32 elements"));
    out.extend(n.to_le_bytes());
}

/// Adds an object that has no encoding of its own.
#[cfg(feature = "re")]
pub(crate) fn write_opaque(repr: &str, out: &mut Vec<u8>) {
    out.push(b'?');
    write_count(out, repr.len());
    out.extend(repr.as_bytes());
}

impl Wire for i64 {
    fn write(&self, out: &mut Vec<u8>) {
        out.push(b'i');
        out.extend(self.to_le_bytes());
    }
    fn read(input: &mut Reader<'_>) -> Option<Self> {
        input.expect(b'i')?;
        input.array().map(Self::from_le_bytes)
    }
}

#[cfg(feature = "big")]
impl Wire for crate::BigInt {
    fn write(&self, out: &mut Vec<u8>) {
        match crate::big::small(self) {
            Some(x) => x.write(out),
            None => {
                let text = crate::big::signed_digits(self);
                out.push(b'I');
                write_count(out, text.len());
                out.extend(text.as_bytes());
            }
        }
    }
    fn read(input: &mut Reader<'_>) -> Option<Self> {
        match input.tag()? {
            b'i' => input.array().map(|bytes| i64::from_le_bytes(bytes).into()),
            b'I' => {
                let n = input.count()?;
                let digits = std::str::from_utf8(input.bytes(n)?).ok()?;
                crate::big::read(digits)
            }
            _ => None,
        }
    }
}

impl Wire for f64 {
    fn write(&self, out: &mut Vec<u8>) {
        out.push(b'f');
        out.extend(self.to_bits().to_le_bytes());
    }
    /// Takes an int too, if a float can hold it.
    fn read(input: &mut Reader<'_>) -> Option<Self> {
        match input.tag()? {
            b'f' => input
                .array()
                .map(|bits| Self::from_bits(u64::from_le_bytes(bits))),
            b'i' => {
                let n = i64::from_le_bytes(input.array()?);
                crate::int::eq_float(n, n as f64).then_some(n as f64)
            }
            _ => None,
        }
    }
}

impl Wire for bool {
    fn write(&self, out: &mut Vec<u8>) {
        out.push(if *self { b'T' } else { b'F' });
    }
    fn read(input: &mut Reader<'_>) -> Option<Self> {
        match input.tag()? {
            b'T' => Some(true),
            b'F' => Some(false),
            _ => None,
        }
    }
}

fn write_str(out: &mut Vec<u8>, text: &str) {
    out.push(b's');
    write_count(out, text.len());
    out.extend(text.as_bytes());
}

impl Wire for String {
    fn write(&self, out: &mut Vec<u8>) {
        write_str(out, self);
    }
    fn read(input: &mut Reader<'_>) -> Option<Self> {
        input.expect(b's')?;
        let n = input.count()?;
        Self::from_utf8(input.bytes(n)?.to_vec()).ok()
    }
}

impl Wire for () {
    fn write(&self, out: &mut Vec<u8>) {
        out.push(b'N');
    }
    fn read(input: &mut Reader<'_>) -> Option<Self> {
        input.expect(b'N')
    }
}

impl<T: Wire> Wire for Option<T> {
    fn write(&self, out: &mut Vec<u8>) {
        match self {
            Some(x) => x.write(out),
            None => out.push(b'N'),
        }
    }
    fn read(input: &mut Reader<'_>) -> Option<Self> {
        if input.0.first() == Some(&b'N') {
            input.tag()?;
            return Some(None);
        }
        T::read(input).map(Some)
    }
}

impl<T: Wire> Wire for Vec<T> {
    fn write(&self, out: &mut Vec<u8>) {
        out.push(b'l');
        write_count(out, self.len());
        self.iter().for_each(|x| x.write(out));
    }
    fn read(input: &mut Reader<'_>) -> Option<Self> {
        input.expect(b'l')?;
        let n = input.count()?;
        (0..n).map(|_| T::read(input)).collect()
    }
}

impl<T: Wire> Wire for Tuple<T> {
    fn write(&self, out: &mut Vec<u8>) {
        out.push(b't');
        write_count(out, self.len());
        self.iter().for_each(|x| x.write(out));
    }
    fn read(input: &mut Reader<'_>) -> Option<Self> {
        input.expect(b't')?;
        let n = input.count()?;
        (0..n).map(|_| T::read(input)).collect()
    }
}

impl Wire for Value {
    fn write(&self, out: &mut Vec<u8>) {
        match self {
            Value::None => out.push(b'N'),
            Value::Bool(b) => b.write(out),
            Value::Int(n) => n.write(out),
            Value::Float(x) => x.write(out),
            Value::Str(s) => write_str(out, s),
            Value::List(xs) => xs.write(out),
            Value::Tuple(xs) => {
                out.push(b't');
                write_count(out, xs.len());
                xs.iter().for_each(|x| x.write(out));
            }
            Value::Dict(items) => {
                out.push(b'd');
                write_count(out, items.len());
                for (key, value) in items {
                    key.write(out);
                    value.write(out);
                }
            }
        }
    }
    fn read(input: &mut Reader<'_>) -> Option<Self> {
        Some(match input.0.first()? {
            b'N' => input.tag().map(|_| Value::None)?,
            b'T' | b'F' => Value::Bool(bool::read(input)?),
            b'i' => Value::Int(i64::read(input)?),
            b'f' => Value::Float(f64::read(input)?),
            b's' => Value::Str(String::read(input)?),
            b'l' => Value::List(Vec::read(input)?),
            b't' => {
                input.tag()?;
                let n = input.count()?;
                Value::Tuple((0..n).map(|_| Value::read(input)).collect::<Option<_>>()?)
            }
            b'd' => {
                input.tag()?;
                let n = input.count()?;
                let pair = |_| Some((Value::read(input)?, Value::read(input)?));
                Value::Dict((0..n).map(pair).collect::<Option<_>>()?)
            }
            _ => return None,
        })
    }
}

impl<K: Wire + Key, V: Wire> Wire for Dict<K, V> {
    fn write(&self, out: &mut Vec<u8>) {
        out.push(b'd');
        write_count(out, self.len());
        for (key, value) in self {
            key.write(out);
            value.write(out);
        }
    }
    fn read(input: &mut Reader<'_>) -> Option<Self> {
        input.expect(b'd')?;
        let n = input.count()?;
        (0..n)
            .map(|_| Some((K::read(input)?, V::read(input)?)))
            .collect()
    }
}

impl<T: Wire + Key + Clone, const F: bool> Wire for Set<T, F> {
    fn write(&self, out: &mut Vec<u8>) {
        out.push(set_tag(F));
        write_count(out, self.len());
        self.iter().for_each(|x| x.write(out));
    }
    fn read(input: &mut Reader<'_>) -> Option<Self> {
        input.expect(set_tag(F))?;
        let n = input.count()?;
        // The order is that of the display which a caller would write.
        let items: Option<Vec<T>> = (0..n).map(|_| T::read(input)).collect();
        items.map(|items| Set::of_literals(items).to_kind())
    }
}

fn set_tag(frozen: bool) -> u8 {
    if frozen { b'z' } else { b'S' }
}

/// Python's bytes.
impl Wire for Vec<u8> {
    fn write(&self, out: &mut Vec<u8>) {
        out.push(b'B');
        write_count(out, self.len());
        out.extend(self);
    }
    fn read(input: &mut Reader<'_>) -> Option<Self> {
        input.expect(b'B')?;
        let n = input.count()?;
        input.bytes(n).map(<[u8]>::to_vec)
    }
}

/// The classes that are dicts travel as dicts, a deque as a list.
macro_rules! as_another {
    ($([$($generics:tt)*] $t:ty as $other:ty: $write:expr, $read:expr;)*) => {$(
        impl<$($generics)*> Wire for $t {
            fn write(&self, out: &mut Vec<u8>) {
                let write: fn(&$t, &mut Vec<u8>) = $write;
                write(self, out);
            }
            fn read(input: &mut Reader<'_>) -> Option<Self> {
                <$other>::read(input).map($read)
            }
        }
    )*};
}
as_another! {
    [K: Wire + Key] Counter<K> as Dict<K, i64>: |x, out| (**x).write(out), Self::from;
    [K: Wire + Key, V: Wire] OrderedDict<K, V> as Dict<K, V>: |x, out| (**x).write(out), Self::from;
    [K: Wire + Key, V: Wire] DefaultDict<K, V> as Dict<K, V>: |x, out| (**x).write(out), Self::without_factory;
    [T: Wire] Deque<T> as Vec<T>: |x, out| {
        out.push(b'l');
        write_count(out, x.len());
        x.iter().for_each(|x| x.write(out));
    }, Self::from;
}

macro_rules! tuple {
    ($($name:ident $n:tt),*) => {
        impl<$($name: Wire),*> Wire for ($($name,)*) {
            fn write(&self, out: &mut Vec<u8>) {
                out.push(b't');
                write_count(out, [$($n),*].len());
                $(self.$n.write(out);)*
            }
            fn read(input: &mut Reader<'_>) -> Option<Self> {
                input.expect(b't')?;
                if input.count()? != [$($n),*].len() {
                    return None;
                }
                Some(($($name::read(input)?,)*))
            }
        }
    };
}
crate::for_tuples!(tuple);

thread_local! {
    /// The exception that is about to stop the program.
    static RAISED: RefCell<Option<Error>> = const { RefCell::new(None) };
}

/// Keeps an exception for the panic hook.
pub(crate) fn raising(error: &Error) {
    RAISED.with_borrow_mut(|slot| *slot = Some(error.clone()));
}

/// The exception by which the program is being stopped, for use in a panic hook;
/// None when it is another panic, such as "attempt to add with overflow".
pub fn raised() -> Option<Error> {
    RAISED.with_borrow_mut(Option::take)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::fmt::Debug;

    fn round_trip<T: Wire + PartialEq + Debug>(value: T) {
        let mut out = Vec::new();
        value.write(&mut out);
        let mut input = Reader::new(&out);
        assert_eq!(T::read(&mut input).unwrap(), value);
        assert!(input.is_empty());
        // No prefix of an encoding is one.
        for n in 0..out.len() {
            assert!(T::read(&mut Reader::new(&out[..n])).is_none());
        }
    }

    #[test]
    fn round_trips() {
        round_trip(i64::MIN);
        round_trip(-0.0);
        round_trip("é😀".to_owned());
        round_trip(vec![Some(1_i64), None]);
        round_trip(Dict::from([((1_i64, true), vec!["x".to_owned()])]));
        round_trip(Set::from([3_i64, 1, 2]));
        round_trip(Counter::from(Dict::from([(2_i64, 5)])));
        round_trip(Deque::from([2_i64, 5]));
        round_trip(((),));
    }

    #[test]
    fn ints_as_floats() {
        let read = |n: i64| {
            let mut out = Vec::new();
            n.write(&mut out);
            f64::read(&mut Reader::new(&out))
        };
        assert_eq!(read(3), Some(3.0));
        assert!(read((1 << 53) + 1).is_none());
    }

    #[test]
    fn exceptions_are_kept_for_the_hook() {
        assert!(raised().is_none());
        let stopped = std::panic::catch_unwind(|| Error::key_error("k").raise());
        assert_eq!(
            stopped.unwrap_err().downcast_ref::<String>().unwrap(),
            "KeyError: 'k'"
        );
        assert_eq!(raised().unwrap().line(), "KeyError: 'k'");
        assert!(raised().is_none());
    }
}
