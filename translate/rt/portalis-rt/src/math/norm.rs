//! Distances, in the steps of CPython 3.11, which round better than C's hypot.

use super::exact::{frexp, power_of_two};
use crate::Error;
use crate::error::raising;

/// `math.hypot(x, y)`
pub fn hypot(x: f64, y: f64) -> f64 {
    norm(&mut [x.abs(), y.abs()])
}

raising! {
    /// `math.dist(p, q)`
    dist, try_dist [] (p: &[f64], q: &[f64]) -> f64 {
        if p.len() != q.len() {
            return Err(Error::value_error("both points must have the same number of dimensions"));
        }
        let mut differences: Vec<f64> = p.iter().zip(q).map(|(a, b)| (a - b).abs()).collect();
        Ok(norm(&mut differences))
    }
}

/// A sum that remembers what rounding loses, in three parts.
#[derive(Default)]
struct Sum {
    high: f64,
    lost: [f64; 3],
}

impl Sum {
    /// Adds a term that is not larger than the sum.
    fn add(&mut self, term: f64, part: usize) {
        let before = self.high;
        self.high += term;
        self.lost[part] += (before - self.high) + term;
    }

    fn total(&self) -> f64 {
        self.high - 1.0 + (self.lost[0] + self.lost[1] + self.lost[2])
    }
}

/// Two halves of the digits of x; products of halves are exact.
fn halves(x: f64) -> (f64, f64) {
    const SPLIT: f64 = 134_217_729.0;
    let t = x * SPLIT;
    let high = t - (t - x);
    (high, x - high)
}

/// The length of a vector of numbers that are not negative.
fn norm(vector: &mut [f64]) -> f64 {
    let max = vector
        .iter()
        .copied()
        .fold(0.0, |max, x| if x > max { x } else { max });
    if max.is_infinite() {
        return max;
    }
    if vector.iter().any(|x| x.is_nan()) {
        return f64::NAN;
    }
    if max == 0.0 || vector.len() <= 1 {
        return max;
    }
    let (_, exponent) = frexp(max);
    let mut sum = Sum {
        high: 1.0,
        ..Sum::default()
    };
    if exponent < -1023 {
        // The scale below would overflow.
        for x in vector {
            let x = *x / max;
            sum.add(x * x, 0);
        }
        return max * (sum.high - 1.0 + sum.lost[0]).sqrt();
    }
    let scale = power_of_two_wide(-exponent);
    for x in vector {
        let (high, low) = halves(*x * scale);
        sum.add(high * high, 0);
        sum.add(2.0 * high * low, 1);
        sum.lost[2] += low * low;
    }
    let root = sum.total().sqrt();
    // One step of Newton's method on what the root leaves over.
    let (high, low) = halves(root);
    sum.add(-high * high, 0);
    sum.add(-2.0 * high * low, 1);
    sum.add(-low * low, 2);
    (root + sum.total() / (2.0 * root)) / scale
}

/// 2**n for n from -1024 to 1023.
fn power_of_two_wide(n: i64) -> f64 {
    if n < -1022 {
        power_of_two(n + 10) * power_of_two(-10)
    } else {
        power_of_two(n)
    }
}
