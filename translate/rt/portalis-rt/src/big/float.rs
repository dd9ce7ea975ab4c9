//! Ints of any size and floats.

use super::{BigInt, Int};
use crate::Error;
use crate::error::{by_zero, raising};
use num_bigint::{BigInt as Inner, BigUint};
use std::cmp::Ordering;

/// m * 2**exponent rounded to the nearest float, ties to even; more says that the
/// exact number is a bit above. None where it is too large.
fn scaled(m: u128, more: bool, exponent: i64) -> Option<f64> {
    if m == 0 {
        return Some(0.0);
    }
    let bits = i64::from(u128::BITS - m.leading_zeros());
    // The place of the last bit that a float of this size has.
    let last = (exponent + bits - 53).max(-1074);
    let drop = last - exponent;
    let mantissa = if drop <= 0 {
        m << -drop
    } else if drop > 127 {
        0
    } else {
        let kept = m >> drop;
        let rest = m & ((1 << drop) - 1);
        let half = 1_u128 << (drop - 1);
        let up = rest > half || rest == half && (more || kept & 1 == 1);
        kept + u128::from(up)
    };
    crate::math::try_ldexp(mantissa as f64, last).ok()
}

/// The top bits of x, whether others follow, and the place of the last one.
fn top(x: &BigUint, want: u64) -> (u128, bool, i64) {
    let drop = x.bits().saturating_sub(want);
    let kept = x >> drop;
    let more = x.trailing_zeros().is_some_and(|zeros| zeros < drop);
    (u128::try_from(kept).unwrap_or(u128::MAX), more, drop as i64)
}

fn signed(negative: bool, size: f64) -> f64 {
    if negative { -size } else { size }
}

raising! {
    /// `float(x)`
    to_float, try_to_float [] (x: &BigInt) -> f64 {
        let (m, more, exponent) = top(x.0.magnitude(), 64);
        match scaled(m, more, exponent) {
            Some(size) => Ok(signed(x.is_negative(), size)),
            None => Err(Error::overflow_error("int too large to convert to float")),
        }
    }
}

/// An int that goes where a float is declared; see [`crate::float::exact`].
#[must_use]
#[track_caller]
pub fn to_exact_float(x: &BigInt) -> f64 {
    match try_to_float(x) {
        Ok(float) if whole(float) == *x => float,
        _ => panic!("an int that no float is equal to where float is expected"),
    }
}

raising! {
    /// `a / b`, rounded once.
    truediv, try_truediv [] (a: &BigInt, b: impl Int) -> f64 {
        let b = b.big();
        if b.is_zero() {
            return Err(by_zero("division by zero"));
        }
        if a.is_zero() {
            return Ok(signed(b.is_negative(), 0.0));
        }
        let (x, y) = (a.0.magnitude(), b.0.magnitude());
        // So that the quotient has 65 bits or one more.
        let shift = 66 - (x.bits() as i64 - y.bits() as i64);
        let (x, y) = if shift >= 0 {
            (x << shift as u64, y.clone())
        } else {
            (x.clone(), y << shift.unsigned_abs())
        };
        let quotient = &x / &y;
        let more = &quotient * &y != x;
        let m = u128::try_from(quotient).unwrap_or(u128::MAX);
        match scaled(m, more, -shift) {
            Some(size) => Ok(signed(a.is_negative() != b.is_negative(), size)),
            None => Err(Error::overflow_error("integer division result too large for a float")),
        }
    }
}

/// The whole part of a finite float.
fn whole(x: f64) -> BigInt {
    let (mantissa, exponent) = crate::math::frexp(x);
    // The mantissa times 2**53 is whole.
    let digits = Inner::from((mantissa * 9_007_199_254_740_992.0) as i64);
    let shift = exponent - 53;
    BigInt(if shift >= 0 {
        digits << shift
    } else if x < 0.0 {
        -(-digits >> shift.unsigned_abs())
    } else {
        digits >> shift.unsigned_abs()
    })
}

raising! {
    /// `int(x)` of a float: without what is behind the point.
    from_float, try_from_float [] (x: f64) -> BigInt {
        if x.is_nan() {
            return Err(Error::value_error("cannot convert float NaN to integer"));
        }
        if x.is_infinite() {
            return Err(Error::overflow_error("cannot convert float infinity to integer"));
        }
        Ok(whole(x))
    }
}

/// How an int compares with a float, exactly; None for a NaN.
fn compare(a: &BigInt, x: f64) -> Option<Ordering> {
    if x.is_nan() {
        return None;
    }
    if x.is_infinite() {
        return 0.0.partial_cmp(&x);
    }
    let rest = x - x.trunc();
    Some(
        a.cmp(&whole(x))
            .then_with(|| 0.0.partial_cmp(&rest).unwrap_or(Ordering::Equal)),
    )
}

/// `a == x`
pub fn eq_float(a: &BigInt, x: f64) -> bool {
    compare(a, x) == Some(Ordering::Equal)
}

/// `a < x`
pub fn lt_float(a: &BigInt, x: f64) -> bool {
    compare(a, x).is_some_and(Ordering::is_lt)
}

/// `a <= x`
pub fn le_float(a: &BigInt, x: f64) -> bool {
    compare(a, x).is_some_and(Ordering::is_le)
}

/// `a > x`
pub fn gt_float(a: &BigInt, x: f64) -> bool {
    compare(a, x).is_some_and(Ordering::is_gt)
}

/// `a >= x`
pub fn ge_float(a: &BigInt, x: f64) -> bool {
    compare(a, x).is_some_and(Ordering::is_ge)
}
