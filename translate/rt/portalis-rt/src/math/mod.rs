//! Python's module math.
//!
//! Exact, bit for bit: sqrt, floor, ceil, trunc, fmod, remainder, hypot, dist,
//! fsum, ldexp, frexp, modf, nextafter, ulp, isclose, radians, degrees and all functions of ints.
//!
//! The others come from the C library, as in CPython, and C libraries differ in
//! the last bit of some results. Compiled natively they are those of the library
//! that CPython uses on the same platform. In WebAssembly exp, exp2, log, log2,
//! log1p and pow are the library's, which seldom differ from glibc's, and the
//! trigonometric and hyperbolic functions and log10 are our own, rounded
//! correctly but for rare cases.

#[cfg(any(test, target_family = "wasm"))]
mod accurate;
mod exact;
mod ints;
mod norm;
#[cfg(any(test, not(target_family = "wasm")))]
mod platform;

pub use exact::{ceil, floor, fmod, frexp, ldexp, modf, nextafter, remainder, trunc, ulp};
pub use exact::{fsum, isclose, isclose_within, try_fsum, try_isclose_within};
pub use exact::{try_ceil, try_floor, try_fmod, try_ldexp, try_remainder, try_trunc};
pub use ints::{
    comb, factorial, gcd, isqrt, lcm, perm, try_comb, try_factorial, try_isqrt, try_perm,
};
pub use norm::{dist, hypot, try_dist};

#[cfg(target_family = "wasm")]
use accurate as library;
#[cfg(not(target_family = "wasm"))]
use platform as library;

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

raising! {
    /// `math.sqrt(x)`
    sqrt, try_sqrt [] (x: f64) -> f64 {
        if x < 0.0 {
            return Err(domain_error());
        }
        Ok(x.sqrt())
    }
}

macro_rules! functions {
    ($($name:ident $try_name:ident $path:path, $pole:ident;)*) => {$(
        raising! {
            #[doc = concat!("`math.", stringify!($name), "(x)`")]
            $name, $try_name [] (x: f64) -> f64 {
                checked(x, $path(x), $pole)
            }
        }
    )*};
}
functions! {
    sin try_sin library::sin, domain_error;
    cos try_cos library::cos, domain_error;
    tan try_tan library::tan, domain_error;
    asin try_asin library::asin, domain_error;
    acos try_acos library::acos, domain_error;
    log try_log f64::ln, domain_error;
    log2 try_log2 f64::log2, domain_error;
    log10 try_log10 library::log10, domain_error;
    log1p try_log1p f64::ln_1p, domain_error;
    exp try_exp f64::exp, range_error;
    exp2 try_exp2 f64::exp2, range_error;
    expm1 try_expm1 f64::exp_m1, range_error;
    sinh try_sinh library::sinh, range_error;
    cosh try_cosh library::cosh, range_error;
}

/// `math.atan(x)`
pub fn atan(x: f64) -> f64 {
    library::atan(x)
}

/// `math.atan2(y, x)`
pub fn atan2(y: f64, x: f64) -> f64 {
    library::atan2(y, x)
}

/// `math.tanh(x)`
pub fn tanh(x: f64) -> f64 {
    library::tanh(x)
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
