//! Functions for WebAssembly, whose C library rounds many results of these in
//! another way than the usual library of CPython.
//!
//! Results are computed with more digits than a float has and rounded once, so
//! they agree with every library where that rounds correctly: glibc's does in
//! all but a few results of a thousand.

mod angles;
mod double;
mod hyperbolic;

pub(super) use angles::{acos, asin, atan, atan2, cos, sin, tan};
pub(super) use hyperbolic::{cosh, log10, sinh, tanh};

#[cfg(test)]
mod tests {
    use crate::math::platform;

    /// How many of many numbers between low and high give other bits than the C library.
    fn differences(ours: fn(f64) -> f64, theirs: fn(f64) -> f64, low: f64, high: f64) -> usize {
        const MANY: usize = 100_000;
        let step = (high - low) / MANY as f64;
        let mut differences = 0;
        for i in 0..MANY {
            let x = low + step * (i as f64 + 0.37);
            let (a, b) = (ours(x), theirs(x));
            if a.to_bits() != b.to_bits() {
                differences += 1;
                assert!(
                    a.to_bits().abs_diff(b.to_bits()) <= 2,
                    "f({x:?}) is {a:?}, not {b:?}"
                );
            }
        }
        differences
    }

    #[test]
    fn agrees_with_the_library() {
        type Function = fn(f64) -> f64;
        let functions: [(&str, Function, Function, f64, f64); 10] = [
            ("sin", super::sin, platform::sin, -100.0, 100.0),
            ("cos", super::cos, platform::cos, -1e6, 1e6),
            ("tan", super::tan, platform::tan, -10.0, 10.0),
            ("asin", super::asin, platform::asin, -1.0, 1.0),
            ("acos", super::acos, platform::acos, -1.0, 1.0),
            ("atan", super::atan, platform::atan, -30.0, 30.0),
            ("sinh", super::sinh, platform::sinh, -30.0, 30.0),
            ("cosh", super::cosh, platform::cosh, -30.0, 30.0),
            ("tanh", super::tanh, platform::tanh, -3.0, 3.0),
            ("log10", super::log10, platform::log10, 1e-6, 1e3),
        ];
        for (name, ours, theirs, low, high) in functions {
            let differences = differences(ours, theirs, low, high);
            assert!(differences < 500, "{name}: {differences} of 100,000 differ");
        }
    }

    #[test]
    fn special_values() {
        for x in [
            0.0,
            -0.0,
            f64::INFINITY,
            f64::NEG_INFINITY,
            f64::NAN,
            1.0,
            -1.0,
            5e-324,
            1e300,
            2.0,
            -2.0,
        ] {
            for (ours, theirs) in [
                (
                    super::sin as fn(f64) -> f64,
                    platform::sin as fn(f64) -> f64,
                ),
                (super::cos, platform::cos),
                (super::tan, platform::tan),
                (super::asin, platform::asin),
                (super::acos, platform::acos),
                (super::atan, platform::atan),
                (super::sinh, platform::sinh),
                (super::cosh, platform::cosh),
                (super::tanh, platform::tanh),
                (super::log10, platform::log10),
            ] {
                let (a, b) = (ours(x), theirs(x));
                assert!(
                    a.to_bits() == b.to_bits() || (a.is_nan() && b.is_nan()),
                    "f({x:?}) is {a:?}, not {b:?}"
                );
            }
            for y in [
                0.0,
                -0.0,
                f64::INFINITY,
                f64::NEG_INFINITY,
                f64::NAN,
                1.0,
                -1.0,
                5e-324,
                1e300,
                -3.0,
            ] {
                let (a, b) = (super::atan2(y, x), platform::atan2(y, x));
                assert!(
                    a.to_bits() == b.to_bits() || (a.is_nan() && b.is_nan()),
                    "{y:?} {x:?}"
                );
            }
        }
    }
}
