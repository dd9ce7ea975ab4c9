//! Keys of dicts, and how they are hashed.

use std::borrow::Borrow;

pub(crate) mod python;

/// A type whose values Python can hash.
///
/// Equal keys have equal hashes; a String and its str have the same.
pub trait Key {
    /// Mixes the value into a hash.
    fn hash(&self, hasher: &mut Hasher);
    /// Whether the keys are one key of a dict.
    fn same(&self, other: &Self) -> bool;
    /// Python's `hash(self)`, which decides where an element of a set stands, for
    /// types whose hash Python does not randomise; another hash for the others.
    fn python_hash(&self) -> i64 {
        Hasher::of(self) as i64
    }
}

/// A running hash: fast, the same in every run, not proof against an adversary.
pub struct Hasher(u64);

impl Hasher {
    /// The hash of one key.
    pub(crate) fn of<K: Key + ?Sized>(key: &K) -> u64 {
        let mut hasher = Hasher(0x9e37_79b9_7f4a_7c15);
        key.hash(&mut hasher);
        // The low bits choose the slot, so bring the high ones down.
        let h = hasher.0;
        (h ^ (h >> 32)).wrapping_mul(0xd6e8_feb8_6659_fd93) >> 7
    }

    fn mix(&mut self, word: u64) {
        self.0 = (self.0.rotate_left(5) ^ word).wrapping_mul(0x517c_c1b7_2722_0a95);
    }

    fn mix_bytes(&mut self, bytes: &[u8]) {
        let mut rest = bytes;
        while let Some((word, after)) = rest.split_first_chunk() {
            self.mix(u64::from_le_bytes(*word));
            rest = after;
        }
        if !rest.is_empty() {
            self.mix(short_word(rest));
        }
        self.mix(bytes.len() as u64);
    }
}

/// The little-endian number of one to seven bytes, read by parts that may overlap.
fn short_word(bytes: &[u8]) -> u64 {
    let last = bytes.len() - 1;
    if let (Some(&low), Some(&high)) = (bytes.first_chunk(), bytes.last_chunk()) {
        return u64::from(u32::from_le_bytes(low))
            | u64::from(u32::from_le_bytes(high)) << (8 * (last - 3));
    }
    let middle = last.div_ceil(2);
    u64::from(bytes[0])
        | u64::from(bytes[middle]) << (8 * middle)
        | u64::from(bytes[last]) << (8 * last)
}

macro_rules! plain {
    ($($t:ty: $x:ident => $word:expr $(, $python:expr)?;)*) => {$(
        impl Key for $t {
            fn hash(&self, hasher: &mut Hasher) {
                let $x = *self;
                hasher.mix($word);
            }
            fn same(&self, other: &Self) -> bool {
                self == other
            }
            $(fn python_hash(&self) -> i64 {
                let $x = *self;
                $python
            })?
        }
    )*};
}
plain! {
    i64: x => x as u64, python::int(x);
    i32: x => x as u64, python::int(i64::from(x));
    usize: x => x as u64, python::int(x as i64);
    u8: x => u64::from(x), i64::from(x);
    bool: x => u64::from(x), i64::from(x);
    char: x => u64::from(x);
    (): _x => 0;
}

impl Key for f64 {
    fn hash(&self, hasher: &mut Hasher) {
        if self.is_nan() {
            crate::error::nan_identity()
        }
        // 0.0 and -0.0 are one key.
        hasher.mix((self + 0.0).to_bits());
    }
    fn same(&self, other: &Self) -> bool {
        self == other
    }
    fn python_hash(&self) -> i64 {
        if self.is_nan() {
            crate::error::nan_identity()
        }
        python::float(*self)
    }
}

impl Key for str {
    fn hash(&self, hasher: &mut Hasher) {
        hasher.mix_bytes(self.as_bytes());
    }
    fn same(&self, other: &Self) -> bool {
        self == other
    }
}

impl Key for [u8] {
    fn hash(&self, hasher: &mut Hasher) {
        hasher.mix_bytes(self);
    }
    fn same(&self, other: &Self) -> bool {
        self == other
    }
}

/// Python's bytes.
impl Key for Vec<u8> {
    fn hash(&self, hasher: &mut Hasher) {
        self.as_slice().hash(hasher);
    }
    fn same(&self, other: &Self) -> bool {
        self == other
    }
}

impl Key for String {
    fn hash(&self, hasher: &mut Hasher) {
        self.as_str().hash(hasher);
    }
    fn same(&self, other: &Self) -> bool {
        self == other
    }
}

impl<K: Key + ?Sized> Key for &K {
    fn hash(&self, hasher: &mut Hasher) {
        (**self).hash(hasher);
    }
    fn same(&self, other: &Self) -> bool {
        (**self).same(other)
    }
    fn python_hash(&self) -> i64 {
        (**self).python_hash()
    }
}

impl<K: Key> Key for Option<K> {
    fn hash(&self, hasher: &mut Hasher) {
        match self {
            Some(key) => key.hash(hasher),
            None => hasher.mix(0x4e6f_6e65),
        }
    }
    fn same(&self, other: &Self) -> bool {
        match (self, other) {
            (Some(a), Some(b)) => a.same(b),
            (None, None) => true,
            _ => false,
        }
    }
    fn python_hash(&self) -> i64 {
        match self {
            Some(key) => key.python_hash(),
            None => Hasher::of(self) as i64,
        }
    }
}

macro_rules! tuple {
    ($($name:ident $n:tt),*) => {
        impl<$($name: Key),*> Key for ($($name,)*) {
            fn hash(&self, hasher: &mut Hasher) {
                $(self.$n.hash(hasher);)*
            }
            fn same(&self, other: &Self) -> bool {
                $(self.$n.same(&other.$n))&&*
            }
            fn python_hash(&self) -> i64 {
                python::tuple(&[$(self.$n.python_hash()),*])
            }
        }
    };
}
crate::for_tuples!(tuple);

impl<K: Key + ?Sized> Key for std::rc::Rc<K> {
    fn hash(&self, hasher: &mut Hasher) {
        (**self).hash(hasher);
    }
    fn same(&self, other: &Self) -> bool {
        (**self).same(other)
    }
    fn python_hash(&self) -> i64 {
        (**self).python_hash()
    }
}

/// Whether a key of a dict is the key that is looked for.
pub(crate) fn is<K: Borrow<Q>, Q: Key + ?Sized>(key: &K, wanted: &Q) -> bool {
    key.borrow().same(wanted)
}

/// `hash(x)` of a value whose hash Python does not randomise.
pub fn hash<K: Key + ?Sized>(x: &K) -> i64 {
    x.python_hash()
}

/// `hash(x)` of an object whose `__hash__` gives `value`: -1 is what Python's own
/// code takes for an error.
pub fn hash_of_object(value: i64) -> i64 {
    if value == -1 { -2 } else { value }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn short_words_are_little_endian() {
        let bytes = [1, 2, 0xfd, 4, 0xff, 6, 7];
        for len in 1..=bytes.len() {
            let mut word = [0; 8];
            word[..len].copy_from_slice(&bytes[..len]);
            assert_eq!(short_word(&bytes[..len]), u64::from_le_bytes(word));
        }
    }
}
