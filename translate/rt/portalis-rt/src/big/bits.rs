//! Bits, shifts, and the digits of bases that are powers of two.

use super::{BigInt, Int, small};
use crate::Error;
use crate::error::{fits, raising};

raising! {
    /// `a << n`
    shl, try_shl [] (a: &BigInt, n: impl Int) -> BigInt {
        let n = n.big();
        if n.is_negative() {
            return Err(Error::value_error("negative shift count"));
        }
        if a.is_zero() {
            return Ok(BigInt::default());
        }
        // More does not fit in the memory of a module.
        let n = fits(u32::try_from(&n.0).ok());
        Ok(BigInt(&a.0 << n))
    }
}

raising! {
    /// `a >> n`: rounds down.
    shr, try_shr [] (a: &BigInt, n: impl Int) -> BigInt {
        let n = n.big();
        if n.is_negative() {
            return Err(Error::value_error("negative shift count"));
        }
        Ok(match small(&n) {
            Some(n) => BigInt(&a.0 >> n as u64),
            None => BigInt::from(if a.is_negative() { -1_i64 } else { 0 }),
        })
    }
}

/// `a.bit_length()`
pub fn bit_length(a: &BigInt) -> i64 {
    a.0.bits() as i64
}

/// `a.bit_count()`
pub fn bit_count(a: &BigInt) -> i64 {
    a.0.magnitude().count_ones() as i64
}

/// `hex(a)`
pub fn hex(a: &BigInt) -> String {
    prefixed(a, "0x", 16)
}

/// `oct(a)`
pub fn oct(a: &BigInt) -> String {
    prefixed(a, "0o", 8)
}

/// `bin(a)`
pub fn bin(a: &BigInt) -> String {
    prefixed(a, "0b", 2)
}

fn prefixed(a: &BigInt, prefix: &str, radix: u32) -> String {
    let sign = if a.is_negative() { "-" } else { "" };
    format!("{sign}{prefix}{}", a.0.magnitude().to_str_radix(radix))
}
