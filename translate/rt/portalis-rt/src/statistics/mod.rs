//! Python's module statistics: results are exact and rounded once, as CPython's are.
//!
//! Of ints CPython's mean, median and variance give an int when the result is
//! whole: `mean_value` and its like do so too, the others give the float next to it.

mod natural;

use crate::error::raising;
use crate::{Counter, Error, Key, Order, Value};
use natural::{Natural, Quotient};
use std::cmp::Ordering;

/// A number as a whole number of units of a power of two.
pub trait Exact: Copy {
    /// Whether it is negative, `n` and `e` of `n * 2**e`; None for infinity and NaN.
    fn parts(self) -> Option<(bool, u64, i64)>;
    /// The number as a float.
    fn as_float(self) -> f64;
}

impl Exact for i64 {
    fn parts(self) -> Option<(bool, u64, i64)> {
        Some((self < 0, self.unsigned_abs(), 0))
    }
    fn as_float(self) -> f64 {
        self as f64
    }
}

impl Exact for f64 {
    fn parts(self) -> Option<(bool, u64, i64)> {
        let bits = self.abs().to_bits();
        let (fraction, exponent) = (bits & ((1 << 52) - 1), (bits >> 52) as i64);
        match exponent {
            0x7ff => None,
            0 => Some((self < 0.0, fraction, -1074)),
            _ => Some((self < 0.0, fraction | 1 << 52, exponent - 1075)),
        }
    }
    fn as_float(self) -> f64 {
        self
    }
}

/// Sums of numbers and of their squares, exactly.
struct Sums {
    count: u64,
    /// Whether the sum is negative, and the sum in units of `2**unit`.
    negative: bool,
    sum: Natural,
    squares: Natural,
    unit: i64,
}

impl Sums {
    /// None when there is infinity or NaN among them.
    fn new<T: Exact>(xs: &[T], squared: bool) -> Option<Self> {
        let parts: Vec<_> = xs.iter().map(|x| x.parts()).collect::<Option<_>>()?;
        let unit = parts
            .iter()
            .filter(|p| p.1 != 0)
            .map(|p| p.2)
            .min()
            .unwrap_or(0);
        let (mut above, mut below, mut squares) =
            (Natural::default(), Natural::default(), Natural::default());
        for (negative, n, e) in parts.into_iter().filter(|p| p.1 != 0) {
            let n = Natural::new(n, (e - unit) as usize);
            if squared {
                squares = squares.plus(&n.times(&n));
            }
            let side = if negative { &mut below } else { &mut above };
            *side = side.plus(&n);
        }
        let (order, sum) = above.minus(&below);
        Some(Self {
            count: xs.len() as u64,
            negative: order == Ordering::Less,
            sum,
            squares,
            unit,
        })
    }

    /// `count` times the sum of the squared differences from the mean, in `2**(2 * unit)`.
    fn spread(&self) -> Natural {
        let all = self.squares.times(&Natural::new(self.count, 0));
        all.minus(&self.sum.times(&self.sum)).1
    }
}

/// A quotient rounded to the nearest float, ties to even.
fn rounded(quotient: &Quotient) -> Result<f64, Error> {
    let exponent = quotient.exponent;
    // Far below what a float keeps, one bit tells that there is more.
    let q = quotient.q | u128::from(quotient.goes_on);
    let bits = 128 - i64::from(q.leading_zeros());
    // Fewer bits than 53 where the float is subnormal.
    let kept = (bits + exponent + 1074).min(53);
    let drop = bits - kept;
    if q == 0 || drop > 127 {
        return Ok(0.0);
    }
    let (mut top, rest) = (q >> drop.max(0), q & ((1 << drop.max(0)) - 1));
    if drop > 0 {
        let half = 1_u128 << (drop - 1);
        if rest > half || rest == half && top & 1 == 1 {
            top += 1;
        }
    }
    crate::math::try_ldexp(top as f64, exponent + drop.max(0))
        .map_err(|_| Error::overflow_error("integer division result too large for a float"))
}

/// A quotient as statistics gives it for ints: the int that it is, or a float.
fn exact(quotient: &Quotient, negative: bool) -> Result<Value, Error> {
    let places = u32::try_from(-quotient.exponent).unwrap_or(0);
    let whole = quotient.q.checked_shr(places).unwrap_or(0);
    if quotient.goes_on || whole.checked_shl(places) != Some(quotient.q) {
        let x = rounded(quotient)?;
        return Ok(Value::Float(if negative { -x } else { x }));
    }
    let whole = i128::try_from(whole)
        .ok()
        .filter(|_| quotient.exponent <= 0);
    let signed = whole.map(|n| if negative { -n } else { n });
    let n = crate::error::fits(signed.and_then(|n| i64::try_from(n).ok()));
    Ok(Value::Int(n))
}

/// The square root of a quotient, rounded once.
fn root(quotient: &Quotient) -> Result<f64, Error> {
    let root = quotient.q.isqrt();
    rounded(&Quotient {
        q: root << 1,
        goes_on: quotient.goes_on || root * root != quotient.q,
        exponent: quotient.exponent / 2 - 1,
    })
}

fn too_few(message: &str) -> Error {
    Error::statistics_error(message)
}

raising! {
    /// `statistics.mean(xs)`
    mean, try_mean [T: Exact] (xs: &[T]) -> f64 {
        if xs.is_empty() {
            return Err(too_few("mean requires at least one data point"));
        }
        let Some(sums) = Sums::new(xs, false) else {
            let odd = xs.iter().map(|x| x.as_float()).filter(|x| !x.is_finite());
            return Ok(odd.fold(0.0, |sum, x| sum + x) / xs.len() as f64);
        };
        let mut quotient = sums.sum.quotient(sums.count);
        quotient.exponent += sums.unit;
        let mean = rounded(&quotient)?;
        Ok(if sums.negative { -mean } else { mean })
    }
}

raising! {
    /// `statistics.mean(xs)` of ints, an int where it is whole.
    mean_value, try_mean_value [] (xs: &[i64]) -> Value {
        if xs.is_empty() {
            return Err(too_few("mean requires at least one data point"));
        }
        let sums = Sums::new(xs, false).expect("ints are finite");
        exact(&sums.sum.quotient(sums.count), sums.negative)
    }
}

raising! {
    /// `statistics.fmean(xs)`
    fmean, try_fmean [T: Exact] (xs: &[T]) -> f64 {
        if xs.is_empty() {
            return Err(too_few("fmean requires at least one data point"));
        }
        Ok(crate::math::try_fsum(xs.iter().map(|x| x.as_float()))? / xs.len() as f64)
    }
}

/// The mean of the squared differences over all but `less` of the numbers.
fn spread<T: Exact>(xs: &[T], less: u64, name: &str) -> Result<Quotient, Error> {
    if xs.len() as u64 <= less {
        let points = if less == 1 {
            "two data points"
        } else {
            "one data point"
        };
        return Err(too_few(&format!("{name} requires at least {points}")));
    }
    let Some(sums) = Sums::new(xs, true) else {
        panic!("{name} of infinity or NaN");
    };
    let mut quotient = sums.spread().quotient(sums.count * (sums.count - less));
    quotient.exponent += 2 * sums.unit;
    Ok(quotient)
}

macro_rules! spreads {
    ($($name:ident $try_name:ident $less:literal $round:ident;)*) => {$(
        raising! {
            #[doc = concat!("`statistics.", stringify!($name), "(xs)`; stops for infinity and NaN.")]
            $name, $try_name [T: Exact] (xs: &[T]) -> f64 {
                $round(&spread(xs, $less, stringify!($name))?)
            }
        }
    )*};
}
spreads! {
    variance try_variance 1 rounded;
    stdev try_stdev 1 root;
    pvariance try_pvariance 0 rounded;
    pstdev try_pstdev 0 root;
}

macro_rules! spread_values {
    ($($name:ident $try_name:ident $python:literal $less:literal;)*) => {$(
        raising! {
            #[doc = concat!("`statistics.", $python, "(xs)` of ints, an int where it is whole.")]
            $name, $try_name [] (xs: &[i64]) -> Value {
                exact(&spread(xs, $less, $python)?, false)
            }
        }
    )*};
}
spread_values! {
    variance_value try_variance_value "variance" 1;
    pvariance_value try_pvariance_value "pvariance" 0;
}

/// The elements at the middle: one twice, or two.
fn middle<T: Order + Clone>(xs: &[T]) -> Result<(T, T), Error> {
    let xs = crate::iter::sorted(xs.iter().cloned());
    match xs.len() {
        0 => Err(too_few("no median for empty data")),
        n => Ok((xs[(n - 1) / 2].clone(), xs[n / 2].clone())),
    }
}

raising! {
    /// `statistics.median(xs)` of floats.
    median, try_median [] (xs: &[f64]) -> f64 {
        let (low, high) = middle(xs)?;
        Ok(if xs.len() % 2 == 1 { low } else { (low + high) / 2.0 })
    }
}

raising! {
    /// `statistics.median(xs)` of ints.
    median_of_ints, try_median_of_ints [] (xs: &[i64]) -> f64 {
        let (low, high) = middle(xs)?;
        if xs.len() % 2 == 1 {
            return Ok(low as f64);
        }
        crate::int::try_truediv(crate::error::fits(low.checked_add(high)), 2)
    }
}

raising! {
    /// `statistics.median(xs)` of ints: one of them, or a float between two.
    median_value, try_median_value [] (xs: &[i64]) -> Value {
        match xs.len() % 2 {
            1 => Ok(Value::Int(middle(xs)?.0)),
            _ => try_median_of_ints(xs).map(Value::Float),
        }
    }
}

/// Numbers that quantiles cut.
pub trait Cut: Order + Copy {
    /// `(self * m + other * k) / n`
    fn between(self, m: i64, other: Self, k: i64, n: i64) -> Result<f64, Error>;
}

impl Cut for f64 {
    fn between(self, m: i64, other: Self, k: i64, n: i64) -> Result<f64, Error> {
        Ok((self * m as f64 + other * k as f64) / n as f64)
    }
}

impl Cut for i64 {
    fn between(self, m: i64, other: Self, k: i64, n: i64) -> Result<f64, Error> {
        let sum = self
            .checked_mul(m)
            .zip(other.checked_mul(k))
            .and_then(|(a, b)| a.checked_add(b));
        crate::int::try_truediv(crate::error::fits(sum), n)
    }
}

raising! {
    /// `statistics.quantiles(xs, n=n)`, of `method="inclusive"` or `"exclusive"`.
    quantiles, try_quantiles [T: Cut] (xs: &[T], n: i64, inclusive: bool) -> Vec<f64> {
        if n < 1 {
            return Err(too_few("n must be at least 1"));
        }
        let xs = crate::iter::sorted(xs.iter().copied());
        let len = xs.len() as i64;
        if len < 2 {
            return Err(too_few("must have at least two data points"));
        }
        let m = if inclusive { len - 1 } else { len + 1 };
        let cut = |i| {
            let at = i128::from(i) * i128::from(m);
            let mut place = (at / i128::from(n)) as i64;
            if !inclusive {
                place = place.clamp(1, len - 1);
            }
            let delta = (at - i128::from(place) * i128::from(n)) as i64;
            let first = (place - i64::from(!inclusive)) as usize;
            xs[first].between(n - delta, xs[first + 1], delta, n)
        };
        (1..n).map(cut).collect()
    }
}

raising! {
    /// `statistics.median_low(xs)`
    median_low, try_median_low [T: Order + Clone] (xs: &[T]) -> T {
        Ok(middle(xs)?.0)
    }
}

raising! {
    /// `statistics.median_high(xs)`
    median_high, try_median_high [T: Order + Clone] (xs: &[T]) -> T {
        Ok(middle(xs)?.1)
    }
}

raising! {
    /// `statistics.mode(xs)`: the first of the most common.
    mode, try_mode [T: Key + Clone] (xs: impl IntoIterator<Item = T>) -> T {
        let first = xs.into_iter().collect::<Counter<T>>().most_common_of(1).pop();
        first.map(|(x, _)| x).ok_or_else(|| too_few("no mode for empty data"))
    }
}

/// `statistics.multimode(xs)`
pub fn multimode<T: Key>(xs: impl IntoIterator<Item = T>) -> Vec<T> {
    let counts: Counter<T> = xs.into_iter().collect();
    let most = counts.values().copied().max().unwrap_or(0);
    let common = counts.into_iter().filter(|&(_, n)| n == most);
    common.map(|(x, _)| x).collect()
}
