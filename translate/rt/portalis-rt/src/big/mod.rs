//! Python's int of any size.

mod arith;
mod bits;
mod float;
mod functions;
mod operators;
mod text;

pub use arith::{divmod, floordiv, modulo, pow, powmod, round};
pub use arith::{try_divmod, try_floordiv, try_modulo, try_powmod};
pub use bits::{bin, bit_count, bit_length, hex, oct, shl, shr, try_shl, try_shr};
pub use float::{
    eq_float, from_float, ge_float, gt_float, le_float, lt_float, to_exact_float, to_float, truediv,
};
pub use float::{try_from_float, try_to_float, try_truediv};
pub use functions::{ceil, floor, trunc, try_ceil, try_floor, try_trunc};
pub use functions::{comb, factorial, gcd, gcd_of, isqrt, lcm, lcm_of, perm, product, sum};
pub use functions::{try_comb, try_factorial, try_isqrt, try_perm};
pub use text::{format, literal, parse, parse_radix, str};
pub use text::{try_format, try_parse, try_parse_radix, try_str};

#[cfg(feature = "wire")]
pub(crate) use text::{read, signed_digits};

use crate::key::{Hasher, python};
use crate::{Class, Equal, Key, Order, Repr};
use num_bigint::BigInt as Inner;
use std::borrow::Cow;
use std::cmp::Ordering;
use std::fmt;

/// An int of any size. Its operators are Python's, where Rust has them, with ints
/// of 64 bits too; division and shifts are functions of the module [`big`](self).
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct BigInt(Inner);

/// What a function takes for a big int: one of 64 bits will do.
pub trait Int {
    /// The int as a big one.
    fn big(&self) -> Cow<'_, BigInt>;
}

impl Int for &BigInt {
    fn big(&self) -> Cow<'_, BigInt> {
        Cow::Borrowed(self)
    }
}

macro_rules! from {
    ($($t:ty)*) => {$(
        impl From<$t> for BigInt {
            fn from(x: $t) -> Self {
                Self(Inner::from(x))
            }
        }

        impl Int for $t {
            fn big(&self) -> Cow<'_, BigInt> {
                Cow::Owned(BigInt::from(*self))
            }
        }
    )*};
}
from!(i64 i32 usize bool);

impl PartialEq<i64> for BigInt {
    fn eq(&self, other: &i64) -> bool {
        small(self) == Some(*other)
    }
}

impl PartialOrd<i64> for BigInt {
    fn partial_cmp(&self, other: &i64) -> Option<Ordering> {
        Some(match small(self) {
            Some(x) => x.cmp(other),
            None if self.is_negative() => Ordering::Less,
            None => Ordering::Greater,
        })
    }
}

impl BigInt {
    fn is_negative(&self) -> bool {
        self.0.sign() == num_bigint::Sign::Minus
    }

    fn is_zero(&self) -> bool {
        self.0.sign() == num_bigint::Sign::NoSign
    }
}

/// The int, if it fits in 64 bits.
pub(crate) fn small(x: &BigInt) -> Option<i64> {
    i64::try_from(&x.0).ok()
}

/// The int as an index, a length or a count, which have 64 bits: what is larger
/// stops the program.
#[track_caller]
pub fn to_i64(x: &BigInt) -> i64 {
    crate::error::fits(small(x))
}

/// `bool(x)`
pub fn truth(x: &BigInt) -> bool {
    !x.is_zero()
}

/// `abs(x)`
pub fn abs(x: &BigInt) -> BigInt {
    BigInt(Inner::from(x.0.magnitude().clone()))
}

impl fmt::Display for BigInt {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad_integral(!self.is_negative(), "", &text::digits(self))
    }
}

impl Repr for BigInt {
    fn write_repr(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match try_str(self) {
            Ok(text) => f.write_str(&text),
            // Whoever catches what the text of a container raises is not told.
            Err(e) => panic!("the text of a container: {}", e.message()),
        }
    }
    fn write_str(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{self}")
    }
}

impl Class for BigInt {
    const NAME: &'static str = "int";
}

impl Equal for BigInt {
    fn equal(&self, other: &Self) -> bool {
        self == other
    }
}

impl Order for BigInt {
    const TOTAL: bool = true;

    fn order(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Key for BigInt {
    fn hash(&self, hasher: &mut Hasher) {
        match small(self) {
            Some(x) => x.hash(hasher),
            None => self.python_hash().hash(hasher),
        }
    }
    fn same(&self, other: &Self) -> bool {
        self == other
    }
    fn python_hash(&self) -> i64 {
        // The rest of the division by the prime 2**61 - 1, with the sign.
        let rest = &self.0 % Inner::from(python::MODULUS);
        python::int(to_i64(&BigInt(rest)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn big(text: &str) -> BigInt {
        literal(text)
    }

    #[test]
    fn compares_with_small_ints() {
        let huge = big("100000000000000000000");
        assert!(huge > 5 && -&huge < i64::MIN && huge != 5 && huge >= 5);
        assert!(BigInt::from(7) == 7 && BigInt::from(7) <= 7);
    }

    #[test]
    fn hashes_as_python_does() {
        assert_eq!(
            big("100000000000000000000").python_hash(),
            848750603811160107
        );
        assert_eq!(big("-2305843009213693952").python_hash(), -2);
        assert_eq!(BigInt::from(5).python_hash(), 5_i64.python_hash());
        assert_eq!(crate::hash(&BigInt::from(5)), crate::hash(&5_i64));
    }
}
