//! Division, powers and rounding.

use super::{BigInt, Int};
use crate::Error;
use crate::error::{by_zero, fits, raising};
use num_bigint::{BigInt as Inner, Sign};

/// The quotient rounded down and the rest with the sign of b, which is not zero.
fn divide(a: &Inner, b: &Inner) -> (Inner, Inner) {
    let (quotient, rest) = (a / b, a % b);
    if rest.sign() != Sign::NoSign && rest.sign() != b.sign() {
        (quotient - 1, rest + b)
    } else {
        (quotient, rest)
    }
}

raising! {
    /// `a // b`: rounds down.
    floordiv, try_floordiv [] (a: &BigInt, b: impl Int) -> BigInt {
        let b = b.big();
        if b.is_zero() {
            return Err(by_zero("integer division or modulo by zero"));
        }
        Ok(BigInt(divide(&a.0, &b.0).0))
    }
}

raising! {
    /// `a % b`: has the sign of `b`.
    modulo, try_modulo [] (a: &BigInt, b: impl Int) -> BigInt {
        let b = b.big();
        if b.is_zero() {
            return Err(by_zero("integer modulo by zero"));
        }
        Ok(BigInt(divide(&a.0, &b.0).1))
    }
}

raising! {
    /// `divmod(a, b)`
    divmod, try_divmod [] (a: &BigInt, b: impl Int) -> (BigInt, BigInt) {
        let b = b.big();
        if b.is_zero() {
            return Err(by_zero("integer division or modulo by zero"));
        }
        let (quotient, rest) = divide(&a.0, &b.0);
        Ok((BigInt(quotient), BigInt(rest)))
    }
}

/// `a ** b` for `b` that is not negative; a negative one gives a float in Python.
#[track_caller]
pub fn pow(a: &BigInt, b: impl Int) -> BigInt {
    let b = b.big();
    if b.is_negative() {
        panic!("int ** negative int: Python gives a float");
    }
    if *a == 0 || *a == 1 || *a == -1 {
        let odd = &b.0 & Inner::from(1) == Inner::from(1);
        return match () {
            () if b.is_zero() => BigInt::from(1_i64),
            () if *a == -1 && !odd => BigInt::from(1_i64),
            () => a.clone(),
        };
    }
    BigInt(a.0.pow(fits(u32::try_from(&b.0).ok())))
}

raising! {
    /// `pow(a, b, m)`
    powmod, try_powmod [] (a: &BigInt, b: &BigInt, m: &BigInt) -> BigInt {
        if m.is_zero() {
            return Err(Error::value_error("pow() 3rd argument cannot be 0"));
        }
        if !b.is_negative() {
            return Ok(BigInt(a.0.modpow(&b.0, &m.0)));
        }
        let size = Inner::from(m.0.magnitude().clone());
        let inverse = if size == Inner::from(1) { Some(Inner::ZERO) } else { a.0.modinv(&size) };
        let Some(inverse) = inverse else {
            return Err(Error::value_error("base is not invertible for the given modulus"));
        };
        Ok(BigInt(inverse.modpow(&-&b.0, &m.0)))
    }
}

/// `round(a, digits)`: half to even at a power of ten.
#[track_caller]
pub fn round(a: &BigInt, digits: i64) -> BigInt {
    if digits >= 0 {
        return a.clone();
    }
    // A unit of many more digits than a has rounds it to 0.
    if digits.unsigned_abs() > a.0.bits() {
        return BigInt::default();
    }
    let unit = Inner::from(10).pow(fits(u32::try_from(digits.unsigned_abs()).ok()));
    let (quotient, rest) = divide(&a.0, &unit);
    let up = match (&rest + &rest).cmp(&unit) {
        std::cmp::Ordering::Less => false,
        std::cmp::Ordering::Equal => quotient.bit(0),
        std::cmp::Ordering::Greater => true,
    };
    BigInt((quotient + Inner::from(up)) * unit)
}
