//! Functions whose results every library agrees on.

use super::{domain_error, range_error};
use crate::Error;
use crate::error::raising;
use crate::int::try_from_float;

raising! {
    /// `math.floor(x)`
    floor, try_floor [] (x: f64) -> i64 {
        try_from_float(x.floor())
    }
}

raising! {
    /// `math.ceil(x)`
    ceil, try_ceil [] (x: f64) -> i64 {
        try_from_float(x.ceil())
    }
}

raising! {
    /// `math.trunc(x)`
    trunc, try_trunc [] (x: f64) -> i64 {
        try_from_float(x)
    }
}

raising! {
    /// `math.fmod(x, y)`
    fmod, try_fmod [] (x: f64, y: f64) -> f64 {
        let rest = x % y;
        if rest.is_nan() && !x.is_nan() && !y.is_nan() {
            return Err(domain_error());
        }
        Ok(rest)
    }
}

raising! {
    /// `math.remainder(x, y)`: the difference from the nearest multiple of y.
    remainder, try_remainder [] (x: f64, y: f64) -> f64 {
        if x.is_nan() || y.is_nan() {
            return Ok(x + y);
        }
        if x.is_infinite() || y == 0.0 {
            return Err(domain_error());
        }
        if y.is_infinite() {
            return Ok(x);
        }
        let (a, b) = (x.abs(), y.abs());
        let m = a % b;
        // How far it is to the multiple above.
        let c = b - m;
        let rest = if m < c {
            m
        } else if m > c {
            -c
        } else {
            // A tie goes to the even multiple.
            m - 2.0 * ((0.5 * (a - m)) % b)
        };
        Ok(1.0_f64.copysign(x) * rest)
    }
}

/// `math.modf(x)`: the part behind the point and the whole part.
pub fn modf(x: f64) -> (f64, f64) {
    if x.is_infinite() {
        return (0.0_f64.copysign(x), x);
    }
    ((x - x.trunc()).copysign(x), x.trunc())
}

/// `math.frexp(x)`: a number from 0.5 to 1 and the power of two to multiply it with.
pub fn frexp(x: f64) -> (f64, i64) {
    if x == 0.0 || !x.is_finite() {
        return (x, 0);
    }
    // Subnormal numbers are brought among the normal ones first.
    const UP: f64 = 18_446_744_073_709_551_616.0;
    if x.abs() < f64::MIN_POSITIVE {
        let (mantissa, exponent) = frexp(x * UP);
        return (mantissa, exponent - 64);
    }
    let bits = x.to_bits();
    let exponent = (bits >> 52 & 0x7ff) as i64;
    let mantissa = f64::from_bits(bits & !(0x7ff << 52) | 1022 << 52);
    (mantissa, exponent - 1022)
}

raising! {
    /// `math.ldexp(x, n)`: x times 2 to the power of n, rounded once.
    ldexp, try_ldexp [] (x: f64, n: i64) -> f64 {
        if x == 0.0 || !x.is_finite() {
            return Ok(x);
        }
        let (mantissa, exponent) = frexp(x);
        let exponent = exponent.saturating_add(n);
        if exponent > 1024 {
            return Err(range_error());
        }
        if exponent < -1075 {
            return Ok(0.0_f64.copysign(x));
        }
        // The result is mantissa * 2**exponent; the first factor keeps it normal
        // and exact, the second rounds where the result is subnormal.
        let (first, second) = if exponent < -1020 { (exponent + 100, -100) } else { (exponent - 1, 1) };
        let result = mantissa * power_of_two(first) * power_of_two(second);
        if result.is_infinite() { Err(range_error()) } else { Ok(result) }
    }
}

/// 2**n for n from -1022 to 1023.
pub(super) fn power_of_two(n: i64) -> f64 {
    f64::from_bits(((n + 1023) as u64) << 52)
}

/// `math.isclose(a, b)`
pub fn isclose(a: f64, b: f64) -> bool {
    close(a, b, 1e-9, 0.0)
}

raising! {
    /// `math.isclose(a, b, rel_tol=relative, abs_tol=absolute)`
    isclose_within, try_isclose_within [] (a: f64, b: f64, relative: f64, absolute: f64) -> bool {
        if relative < 0.0 || absolute < 0.0 {
            return Err(Error::value_error("tolerances must be non-negative"));
        }
        Ok(close(a, b, relative, absolute))
    }
}

fn close(a: f64, b: f64, relative: f64, absolute: f64) -> bool {
    if a == b {
        return true;
    }
    if a.is_infinite() || b.is_infinite() {
        return false;
    }
    let difference = (b - a).abs();
    difference <= (relative * b).abs()
        || difference <= (relative * a).abs()
        || difference <= absolute
}

raising! {
    /// `math.fsum(xs)`: the exact sum, rounded once.
    fsum, try_fsum [] (xs: impl IntoIterator<Item = f64>) -> f64 {
        // Numbers that do not overlap, from small to large; their sum is exact.
        let mut partials: Vec<f64> = Vec::new();
        let mut special = 0.0;
        let mut infinities = 0.0;
        for given in xs {
            let mut x = given;
            let mut kept = 0;
            for i in 0..partials.len() {
                let mut y = partials[i];
                if x.abs() < y.abs() {
                    (x, y) = (y, x);
                }
                let high = x + y;
                let low = y - (high - x);
                if low != 0.0 {
                    partials[kept] = low;
                    kept += 1;
                }
                x = high;
            }
            partials.truncate(kept);
            if x != 0.0 {
                if x.is_finite() {
                    partials.push(x);
                    continue;
                }
                if given.is_finite() {
                    return Err(Error::overflow_error("intermediate overflow in fsum"));
                }
                if given.is_infinite() {
                    infinities += given;
                }
                special += given;
                partials.clear();
            }
        }
        if special != 0.0 {
            if infinities.is_nan() {
                return Err(Error::value_error("-inf + inf in fsum"));
            }
            return Ok(special);
        }
        Ok(rounded(&partials))
    }
}

/// The sum of numbers that do not overlap, from small to large, ties to even.
fn rounded(partials: &[f64]) -> f64 {
    let Some((&last, mut rest)) = partials.split_last() else {
        return 0.0;
    };
    let mut high = last;
    let mut low = 0.0;
    while let Some((&y, before)) = rest.split_last() {
        let x = high;
        high = x + y;
        low = y - (high - x);
        rest = before;
        if low != 0.0 {
            break;
        }
    }
    // What is left below may turn a tie.
    if let Some(&below) = rest.last() {
        if (low < 0.0 && below < 0.0) || (low > 0.0 && below > 0.0) {
            let twice = low * 2.0;
            let x = high + twice;
            if x - high == twice {
                high = x;
            }
        }
    }
    high
}

/// The next float above `x`, which is no NaN and not infinity.
fn above(x: f64) -> f64 {
    if x == 0.0 {
        return f64::from_bits(1);
    }
    let bits = x.to_bits();
    f64::from_bits(if x > 0.0 { bits + 1 } else { bits - 1 })
}

/// `math.nextafter(x, y)`
pub fn nextafter(x: f64, y: f64) -> f64 {
    if x.is_nan() || y.is_nan() {
        return f64::NAN;
    }
    if x == y {
        return y;
    }
    if y > x { above(x) } else { -above(-x) }
}

/// `math.ulp(x)`
pub fn ulp(x: f64) -> f64 {
    let x = x.abs();
    if x.is_nan() || x.is_infinite() {
        return x;
    }
    let next = above(x);
    if next.is_infinite() {
        return x + above(-x);
    }
    next - x
}
