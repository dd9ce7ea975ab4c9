//! Python's module math.
//!
//! Exact, bit for bit: sqrt, floor, ceil, trunc, fmod, remainder, hypot, dist,
//! fsum, ldexp, frexp, modf, isclose, radians, degrees and all functions of ints.
//! The others (exp, log, pow, sin and their kin) come from the C library, as in
//! CPython. C libraries differ in the last bit of some results: compiled
//! natively it is the library that CPython uses too, in WebAssembly it is
//! another one. The parity run shows where that matters.

mod exact;
mod ints;
mod norm;

pub use exact::{ceil, floor, fmod, frexp, ldexp, modf, remainder, trunc};
pub use exact::{fsum, isclose, isclose_within, try_fsum, try_isclose_within};
pub use exact::{try_ceil, try_floor, try_fmod, try_ldexp, try_remainder, try_trunc};
pub use ints::{
    comb, factorial, gcd, isqrt, lcm, perm, try_comb, try_factorial, try_isqrt, try_perm,
};
pub use norm::{dist, hypot, try_dist};

use crate::Error;
use crate::error::raising;
use std::f64::consts::PI;

/// What CPython raises outside the domain of a function.
fn domain_error() -> Error {
    Error::value_error("math domain error")
}

/// What CPython raises where a result is too large.
fn range_error() -> Error {
    Error::overflow_error("math range error")
}

/// CPython's check of a result: NaN from a number is a domain error, infinity from
/// a finite number is what pole says.
fn checked(x: f64, result: f64, pole: fn() -> Error) -> Result<f64, Error> {
    if result.is_nan() && !x.is_nan() {
        return Err(domain_error());
    }
    if result.is_infinite() && x.is_finite() {
        return Err(pole());
    }
    Ok(result)
}

macro_rules! functions {
    ($($name:ident $try_name:ident $method:ident $pole:ident,)*) => {$(
        raising! {
            #[doc = concat!("`math.", stringify!($name), "(x)`")]
            $name, $try_name [] (x: f64) -> f64 {
                checked(x, x.$method(), $pole)
            }
        }
    )*};
}
functions! {
    sqrt try_sqrt sqrt domain_error,
    sin try_sin sin domain_error,
    cos try_cos cos domain_error,
    tan try_tan tan domain_error,
    asin try_asin asin domain_error,
    acos try_acos acos domain_error,
    log try_log ln domain_error,
    log2 try_log2 log2 domain_error,
    log10 try_log10 log10 domain_error,
    log1p try_log1p ln_1p domain_error,
    exp try_exp exp range_error,
    exp2 try_exp2 exp2 range_error,
    expm1 try_expm1 exp_m1 range_error,
    sinh try_sinh sinh range_error,
    cosh try_cosh cosh range_error,
}

/// `math.atan(x)`
pub fn atan(x: f64) -> f64 {
    x.atan()
}

/// `math.atan2(y, x)`
pub fn atan2(y: f64, x: f64) -> f64 {
    y.atan2(x)
}

/// `math.tanh(x)`
pub fn tanh(x: f64) -> f64 {
    x.tanh()
}

raising! {
    /// `math.log(x, base)`
    log_base, try_log_base [] (x: f64, base: f64) -> f64 {
        let numerator = try_log(x)?;
        crate::float::try_div(numerator, try_log(base)?)
    }
}

raising! {
    /// `math.pow(x, y)`
    pow, try_pow [] (x: f64, y: f64) -> f64 {
        let power = crate::float::raw_pow(x, y);
        if x.is_finite() && y.is_finite() {
            if power.is_nan() {
                return Err(domain_error());
            }
            if power.is_infinite() {
                return Err(if x == 0.0 { domain_error() } else { range_error() });
            }
        }
        Ok(power)
    }
}

/// `math.radians(x)`
pub fn radians(x: f64) -> f64 {
    x * (PI / 180.0)
}

/// `math.degrees(x)`
pub fn degrees(x: f64) -> f64 {
    x * (180.0 / PI)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn domains_and_ranges() {
        assert_eq!(
            try_sqrt(-1.0).unwrap_err().line(),
            "ValueError: math domain error"
        );
        assert_eq!(
            try_log(0.0).unwrap_err().line(),
            "ValueError: math domain error"
        );
        assert_eq!(
            try_exp(1000.0).unwrap_err().line(),
            "OverflowError: math range error"
        );
        assert_eq!(
            try_log_base(2.0, 1.0).unwrap_err().line(),
            "ZeroDivisionError: float division by zero"
        );
        assert_eq!(
            try_pow(0.0, -1.0).unwrap_err().line(),
            "ValueError: math domain error"
        );
        assert_eq!(
            try_pow(10.0, 400.0).unwrap_err().line(),
            "OverflowError: math range error"
        );
        assert_eq!(exp(f64::INFINITY), f64::INFINITY);
        assert!(sqrt(f64::NAN).is_nan() && try_sin(f64::INFINITY).is_err());
    }
}
