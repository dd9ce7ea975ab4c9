//! Ints of any size as text.

use super::{BigInt, small};
use crate::Error;
use crate::error::raising;
use crate::int::MOST_DIGITS;
use num_bigint::BigInt as Inner;

fn too_long() -> Error {
    Error::value_error(format!(
        "Exceeds the limit ({MOST_DIGITS} digits) for integer string conversion; \
         use sys.set_int_max_str_digits() to increase the limit"
    ))
}

/// The int in decimal digits, without a limit.
#[cfg(feature = "wire")]
pub(crate) fn signed_digits(x: &BigInt) -> String {
    x.0.to_string()
}

/// The int that decimal digits say.
pub(crate) fn read(text: &str) -> Option<BigInt> {
    text.parse().ok().map(BigInt)
}

fn try_digits(x: &BigInt) -> Result<String, Error> {
    // So many bits have more digits for certain, and need not be converted.
    if x.0.bits() > 4 * MOST_DIGITS as u64 {
        return Err(too_long());
    }
    let digits = x.0.magnitude().to_string();
    if digits.len() > MOST_DIGITS {
        Err(too_long())
    } else {
        Ok(digits)
    }
}

/// The decimal digits of the size of x.
#[track_caller]
pub(super) fn digits(x: &BigInt) -> String {
    crate::error::or_raise(try_digits(x))
}

raising! {
    /// `str(x)`
    str, try_str [] (x: &BigInt) -> String {
        Ok(signed(x.is_negative(), try_digits(x)?))
    }
}

/// An int that is written out in the program, in decimal digits with a sign.
///
/// # Panics
///
/// Where text is something else.
#[track_caller]
pub fn literal(text: &str) -> BigInt {
    match read(text) {
        Some(x) => x,
        None => panic!("{text:?} is no int"),
    }
}

raising! {
    /// `int(text)`
    parse, try_parse [] (text: &str) -> BigInt {
        try_parse_radix(text, 10)
    }
}

raising! {
    /// `int(text, base)`
    parse_radix, try_parse_radix [] (text: &str, base: i64) -> BigInt {
        let mut digits = Vec::new();
        let mut of = 10;
        let (negative, _) = crate::int::try_digits(text, base, |digit, radix| {
            digits.push(digit as u8);
            of = radix;
        })?;
        let size = Inner::from_radix_be(num_bigint::Sign::Plus, &digits, of).unwrap_or_default();
        Ok(BigInt(if negative { -size } else { size }))
    }
}

raising! {
    /// `format(x, spec)`
    format, try_format [] (x: &BigInt, spec: &str) -> String {
        if let Some(x) = small(x) {
            return crate::format::try_int(x, spec);
        }
        if spec.is_empty() {
            return try_str(x);
        }
        crate::format::try_large(x.is_negative(), spec, |radix| match radix {
            10 => try_digits(x),
            _ => Ok(x.0.magnitude().to_str_radix(radix)),
        }, || super::try_to_float(x))
    }
}

fn signed(negative: bool, digits: String) -> String {
    if negative {
        format!("-{digits}")
    } else {
        digits
    }
}
