//! Numbers of twice the digits of a float: the unevaluated sum of two.

use std::ops::{Add, Mul, Neg, Sub};

/// The sum of high and low, of which low is less than half the last digit of high.
#[derive(Clone, Copy)]
pub(super) struct Double {
    pub high: f64,
    pub low: f64,
}

impl Double {
    pub const fn new(high: f64, low: f64) -> Self {
        Self { high, low }
    }

    /// The exact sum of two floats of which the first is not smaller.
    fn sorted_sum(a: f64, b: f64) -> Self {
        let high = a + b;
        Self {
            high,
            low: b - (high - a),
        }
    }

    /// The exact sum of two floats.
    pub fn sum(a: f64, b: f64) -> Self {
        let high = a + b;
        let part = high - a;
        Self {
            high,
            low: (a - (high - part)) + (b - part),
        }
    }

    /// The exact product of two floats.
    pub fn product(a: f64, b: f64) -> Self {
        let high = a * b;
        let (a1, a2) = halves(a);
        let (b1, b2) = halves(b);
        Self {
            high,
            low: ((a1 * b1 - high) + a1 * b2 + a2 * b1) + a2 * b2,
        }
    }

    /// The nearest float.
    pub fn rounded(self) -> f64 {
        self.high + self.low
    }

    /// The quotient, to nearly twice the digits of a float.
    pub fn over(self, other: Self) -> Self {
        let first = self.high / other.high;
        let rest = self - other * Self::new(first, 0.0);
        Self::sorted_sum(first, rest.rounded() / other.high)
    }
}

/// Two halves of the digits of x; products of halves are exact.
fn halves(x: f64) -> (f64, f64) {
    const SPLIT: f64 = 134_217_729.0;
    let t = x * SPLIT;
    let high = t - (t - x);
    (high, x - high)
}

impl Add for Double {
    type Output = Self;
    fn add(self, other: Self) -> Self {
        let high = Self::sum(self.high, other.high);
        let low = Self::sum(self.low, other.low);
        let sum = Self::sorted_sum(high.high, high.low + low.high);
        Self::sorted_sum(sum.high, sum.low + low.low)
    }
}

impl Sub for Double {
    type Output = Self;
    fn sub(self, other: Self) -> Self {
        self + -other
    }
}

impl Neg for Double {
    type Output = Self;
    fn neg(self) -> Self {
        Self::new(-self.high, -self.low)
    }
}

impl Mul for Double {
    type Output = Self;
    fn mul(self, other: Self) -> Self {
        let high = Self::product(self.high, other.high);
        Self::sorted_sum(
            high.high,
            high.low + (self.high * other.low + self.low * other.high),
        )
    }
}
