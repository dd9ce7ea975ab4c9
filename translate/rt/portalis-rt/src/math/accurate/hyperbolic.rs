//! Functions that follow from exp, expm1 and log, which WebAssembly's C library
//! computes as others do, in the steps that glibc takes.

pub(in super::super) fn sinh(x: f64) -> f64 {
    let half = 0.5_f64.copysign(x);
    let size = x.abs();
    if size < 3.7e-9 || !x.is_finite() {
        return x;
    }
    if size < 22.0 {
        let t = size.exp_m1();
        return half
            * if size < 1.0 {
                2.0 * t - t * t / (t + 1.0)
            } else {
                t + t / (t + 1.0)
            };
    }
    large(size, half)
}

pub(in super::super) fn cosh(x: f64) -> f64 {
    let size = x.abs();
    if size < 0.5 * std::f64::consts::LN_2 {
        let t = size.exp_m1();
        let w = 1.0 + t;
        return if size < 2.8e-17 {
            w
        } else {
            1.0 + (t * t) / (w + w)
        };
    }
    if size < 22.0 {
        let t = size.exp();
        return 0.5 * t + 0.5 / t;
    }
    large(size, 0.5)
}

/// half * exp(size), without an overflow on the way.
fn large(size: f64, half: f64) -> f64 {
    if size < 709.78 {
        return half * size.exp();
    }
    let w = (0.5 * size).exp();
    half * w * w
}

pub(in super::super) fn tanh(x: f64) -> f64 {
    let size = x.abs();
    if x.is_nan() || size < 2.8e-17 {
        return x;
    }
    let result = if size >= 22.0 {
        1.0
    } else if size >= 1.0 {
        1.0 - 2.0 / ((2.0 * size).exp_m1() + 2.0)
    } else {
        let t = (-2.0 * size).exp_m1();
        -t / (t + 2.0)
    };
    result.copysign(x)
}

pub(in super::super) fn log10(x: f64) -> f64 {
    if x.is_nan() || x <= 0.0 || x.is_infinite() {
        return x.ln();
    }
    // log10(2) in two parts, of which multiples of the first are exact.
    const HIGH: f64 = 0.30102999566361177;
    const LOW: f64 = 3.694239077158931e-13;
    // x is mantissa * 2**exponent, the mantissa on the side of one where the
    // logarithms of both have the same sign.
    let (mantissa, exponent) = crate::math::frexp(x);
    let (mantissa, exponent) = if exponent > 0 {
        (2.0 * mantissa, exponent - 1)
    } else {
        (mantissa, exponent)
    };
    let exponent = exponent as f64;
    exponent * LOW + std::f64::consts::LOG10_E * mantissa.ln() + exponent * HIGH
}
