//! Python's module random: for a seed that is an int, the same sequence as CPython's.
//!
//! `gauss` and the other distributions but `uniform` and `triangular` use logarithms, sines and cosines and
//! are as exact as those, see [`math`](crate::math).

mod twister;

use crate::error::{or_raise, overflow, raising};
use crate::{Error, Set};
use std::cell::RefCell;
use std::f64::consts::{E, TAU};
use std::hash::{BuildHasher, RandomState};
use twister::Twister;

/// A `random.Random`.
#[derive(Clone)]
pub struct Random {
    bits: Twister,
    /// The second of two numbers that gauss makes at once.
    gauss_next: Option<f64>,
}

impl Default for Random {
    /// `random.Random()`: seeded by the system.
    fn default() -> Self {
        let words: Vec<u32> = (0..8)
            .map(|n: u32| RandomState::new().hash_one(n) as u32)
            .collect();
        Self {
            bits: Twister::new(&words),
            gauss_next: None,
        }
    }
}

thread_local! {
    /// The generator behind the functions of the module.
    static SHARED: RefCell<Random> = RefCell::default();
}

impl Random {
    /// `random.Random(seed)` of an int.
    #[must_use]
    pub fn new(seed: i64) -> Self {
        let size = seed.unsigned_abs();
        let (low, high) = (size as u32, (size >> 32) as u32);
        let key = if high == 0 { &[low][..] } else { &[low, high] };
        Self {
            bits: Twister::new(key),
            gauss_next: None,
        }
    }

    /// `r.seed(n)`
    pub fn seed(&mut self, n: i64) {
        *self = Self::new(n);
    }

    /// `r.random()`
    pub fn random(&mut self) -> f64 {
        let (a, b) = (self.bits.word() >> 5, self.bits.word() >> 6);
        (f64::from(a) * 67_108_864.0 + f64::from(b)) / 9_007_199_254_740_992.0
    }

    /// So many random bits, up to 64.
    fn bits_of(&mut self, k: u32) -> u64 {
        let mut result = 0;
        for shift in (0..k).step_by(32) {
            let word = self.bits.word() >> (32 - (k - shift).min(32));
            result |= u64::from(word) << shift;
        }
        result
    }

    /// A number below n, which is not 0.
    fn below(&mut self, n: u64) -> u64 {
        let k = 64 - n.leading_zeros();
        loop {
            let r = self.bits_of(k);
            if r < n {
                return r;
            }
        }
    }

    fn index_below(&mut self, n: usize) -> usize {
        self.below(n as u64) as usize
    }

    /// `r.uniform(a, b)`
    pub fn uniform(&mut self, a: f64, b: f64) -> f64 {
        a + (b - a) * self.random()
    }

    /// `r.gauss(mu, sigma)`
    pub fn gauss(&mut self, mu: f64, sigma: f64) -> f64 {
        let z = self.gauss_next.take().unwrap_or_else(|| {
            let angle = self.random() * TAU;
            let radius = (-2.0 * (1.0 - self.random()).ln()).sqrt();
            self.gauss_next = Some(crate::math::sin(angle) * radius);
            crate::math::cos(angle) * radius
        });
        mu + z * sigma
    }

    /// `r.normalvariate(mu, sigma)`
    pub fn normalvariate(&mut self, mu: f64, sigma: f64) -> f64 {
        // 4 * exp(-0.5) / sqrt(2.0)
        const MAGIC: f64 = 1.715_527_769_921_413_5;
        loop {
            let u1 = self.random();
            let u2 = 1.0 - self.random();
            let z = MAGIC * (u1 - 0.5) / u2;
            if z * z / 4.0 <= -u2.ln() {
                return mu + z * sigma;
            }
        }
    }

    /// `r.triangular(low, high)`
    pub fn triangular(&mut self, low: f64, high: f64) -> f64 {
        let u = self.random();
        triangle(u, low, high, 0.5)
    }

    /// `r.triangular(low, high, mode)`
    pub fn triangular_at(&mut self, low: f64, high: f64, mode: f64) -> f64 {
        let u = self.random();
        if high - low == 0.0 {
            return low;
        }
        triangle(u, low, high, (mode - low) / (high - low))
    }

    /// `r.shuffle(xs)`
    pub fn shuffle<T>(&mut self, xs: &mut [T]) {
        for i in (1..xs.len()).rev() {
            let j = self.index_below(i + 1);
            xs.swap(i, j);
        }
    }

    /// So many different places out of n.
    fn places(&mut self, n: usize, k: usize) -> Vec<usize> {
        let mut small = 21.0;
        if k > 5 {
            // How large the table of a set of k would be.
            let digits = ((k * 3) as f64).ln() / 4.0_f64.ln();
            small += 4.0_f64.powi(digits.ceil() as i32);
        }
        if n as f64 <= small {
            let mut pool: Vec<usize> = (0..n).collect();
            return (0..k)
                .map(|i| {
                    let j = self.index_below(n - i);
                    pool.swap_remove(j)
                })
                .collect();
        }
        let mut taken = Set::new();
        (0..k)
            .map(|_| {
                let mut j = self.index_below(n);
                while taken.contains(&j) {
                    j = self.index_below(n);
                }
                taken.insert(j);
                j
            })
            .collect()
    }

    /// So many draws of a place below n, with replacement.
    fn draws(&mut self, n: usize, k: i64) -> impl Iterator<Item = usize> {
        (0..k).map(move |_| (self.random() * n as f64) as usize)
    }
}

/// Declares a method of Random that can raise, in both forms, and the function of
/// the module that does the same with the shared generator.
macro_rules! draws {
    ($($(#[$doc:meta])* $name:ident $try_name:ident [$($generics:tt)*] ($r:ident $(, $arg:ident: $type:ty)*) -> $result:ty $body:block)*) => {
        impl Random {
            $(
                $(#[$doc])*
                #[track_caller]
                pub fn $name<$($generics)*>(&mut self $(, $arg: $type)*) -> $result {
                    or_raise(self.$try_name($($arg),*))
                }

                #[doc = concat!("[`Random::", stringify!($name), "`], with the exception as a value.")]
                pub fn $try_name<$($generics)*>(&mut self $(, $arg: $type)*) -> Result<$result, Error> {
                    let $r = self;
                    $body
                }
            )*
        }
        $(raising! {
            #[doc = concat!("[`Random::", stringify!($name), "`] of the shared generator.")]
            $name, $try_name [$($generics)*] ($($arg: $type),*) -> $result {
                SHARED.with_borrow_mut(|r| r.$try_name($($arg),*))
            }
        })*
    };
}

draws! {
    /// `r.getrandbits(k)`
    getrandbits try_getrandbits [] (r, k: i64) -> i64 {
        match u32::try_from(k) {
            Ok(k) if k < 64 => Ok(r.bits_of(k) as i64),
            Ok(_) => overflow(),
            Err(_) if k > 0 => overflow(),
            Err(_) => Err(Error::value_error("number of bits must be non-negative")),
        }
    }

    /// `r.randrange(stop)`
    randrange try_randrange [] (r, stop: i64) -> i64 {
        match u64::try_from(stop) {
            Ok(n) if n > 0 => Ok(r.below(n) as i64),
            _ => Err(Error::value_error("empty range for randrange()")),
        }
    }

    /// `r.randrange(start, stop)`
    randrange_from try_randrange_from [] (r, start: i64, stop: i64) -> i64 {
        between(r, start, i128::from(stop))
    }

    /// `r.randrange(start, stop, step)`
    randrange_step try_randrange_step [] (r, start: i64, stop: i64, step: i64) -> i64 {
        if step == 1 {
            return between(r, start, i128::from(stop));
        }
        if step == 0 {
            return Err(Error::value_error("zero step for randrange()"));
        }
        let (start, step) = (i128::from(start), i128::from(step));
        let width = i128::from(stop) - start;
        let numerator = width + step - step.signum();
        // Rounds down, as // does.
        let n = (numerator * step.signum()).div_euclid(step.abs());
        if n <= 0 {
            return Err(Error::value_error("empty range for randrange()"));
        }
        Ok((start + step * i128::from(r.below(n as u64))) as i64)
    }

    /// `r.randint(a, b)`
    randint try_randint [] (r, a: i64, b: i64) -> i64 {
        between(r, a, i128::from(b) + 1)
    }

    /// `r.expovariate(lambd)`
    expovariate try_expovariate [] (r, lambd: f64) -> f64 {
        crate::float::try_div(-(1.0 - r.random()).ln(), lambd)
    }

    /// `r.gammavariate(alpha, beta)`
    gammavariate try_gammavariate [] (r, alpha: f64, beta: f64) -> f64 {
        if alpha <= 0.0 || beta <= 0.0 {
            return Err(Error::value_error("gammavariate: alpha and beta must be > 0.0"));
        }
        Ok(gamma(r, alpha)? * beta)
    }

    /// `r.betavariate(alpha, beta)`
    betavariate try_betavariate [] (r, alpha: f64, beta: f64) -> f64 {
        let y = r.try_gammavariate(alpha, 1.0)?;
        if y == 0.0 {
            return Ok(0.0);
        }
        let other = r.try_gammavariate(beta, 1.0)?;
        crate::float::try_div(y, y + other)
    }

    /// `r.lognormvariate(mu, sigma)`
    lognormvariate try_lognormvariate [] (r, mu: f64, sigma: f64) -> f64 {
        crate::math::try_exp(r.normalvariate(mu, sigma))
    }

    /// `r.paretovariate(alpha)`
    paretovariate try_paretovariate [] (r, alpha: f64) -> f64 {
        let u = 1.0 - r.random();
        crate::float::try_pow(u, crate::float::try_div(-1.0, alpha)?)
    }

    /// `r.weibullvariate(alpha, beta)`
    weibullvariate try_weibullvariate [] (r, alpha: f64, beta: f64) -> f64 {
        let u = 1.0 - r.random();
        let power = crate::float::try_div(1.0, beta)?;
        Ok(alpha * crate::float::try_pow(-u.ln(), power)?)
    }

    /// `r.randbytes(n)`
    randbytes try_randbytes [] (r, n: i64) -> Vec<u8> {
        let Ok(mut left) = usize::try_from(n) else {
            return Err(Error::value_error("number of bits must be non-negative"));
        };
        let mut out = Vec::with_capacity(left);
        while left > 0 {
            let some = left.min(4);
            let word = r.bits_of(8 * some as u32);
            out.extend_from_slice(&word.to_le_bytes()[..some]);
            left -= some;
        }
        Ok(out)
    }

    /// `r.choice(xs)`
    choice try_choice ['a, T] (r, xs: &'a [T]) -> &'a T {
        if xs.is_empty() {
            return Err(Error::index_error("Cannot choose from an empty sequence"));
        }
        Ok(&xs[r.index_below(xs.len())])
    }

    /// `r.choice(numbers)` of a range.
    choice_range try_choice_range [] (r, numbers: crate::Range) -> i64 {
        if numbers.is_empty() {
            return Err(Error::index_error("Cannot choose from an empty sequence"));
        }
        let at = r.below(numbers.try_len()? as u64);
        crate::range::try_get(numbers, at as i64)
    }

    /// `r.choice(text)`
    choice_char try_choice_char [] (r, text: &str) -> char {
        let n = text.chars().count();
        if n == 0 {
            return Err(Error::index_error("Cannot choose from an empty sequence"));
        }
        crate::text::try_at(text, r.index_below(n) as i64)
    }

    /// `r.sample(xs, k)`
    sample try_sample [T: Clone] (r, xs: &[T], k: i64) -> Vec<T> {
        match usize::try_from(k) {
            Ok(k) if k <= xs.len() => Ok(r.places(xs.len(), k).into_iter().map(|i| xs[i].clone()).collect()),
            _ => Err(Error::value_error("Sample larger than population or is negative")),
        }
    }

    /// `r.choices(xs, k=k)`
    choices try_choices [T: Clone] (r, xs: &[T], k: i64) -> Vec<T> {
        if xs.is_empty() && k > 0 {
            return Err(Error::index_error("list index out of range"));
        }
        Ok(r.draws(xs.len(), k).map(|i| xs[i].clone()).collect())
    }

    /// `r.choices(xs, weights, k=k)`
    choices_weighted try_choices_weighted [T: Clone, W: Weight] (r, xs: &[T], weights: &[W], k: i64) -> Vec<T> {
        let sums: Vec<W> = crate::itertools::sums(weights.iter().copied()).collect();
        if sums.len() != xs.len() {
            return Err(Error::value_error("The number of weights does not match the population"));
        }
        let Some(total) = sums.last().map(|w| w.as_float()) else {
            return Err(Error::index_error("list index out of range"));
        };
        if total <= 0.0 {
            return Err(Error::value_error("Total of weights must be greater than zero"));
        }
        if !total.is_finite() {
            return Err(Error::value_error("Total of weights must be finite"));
        }
        let mut draw = || {
            let x = r.random() * total;
            // As bisect.bisect(sums, x, 0, len - 1) searches.
            let (mut lo, mut hi) = (0, sums.len() - 1);
            while lo < hi {
                let middle = (lo + hi) / 2;
                if sums[middle].is_above(x) { hi = middle } else { lo = middle + 1 }
            }
            xs[lo].clone()
        };
        Ok((0..k).map(|_| draw()).collect())
    }
}

/// The place of u in a triangle whose top is at a part of the way from low to high.
fn triangle(u: f64, low: f64, high: f64, top: f64) -> f64 {
    let (u, top, low, high) = if u > top {
        (1.0 - u, 1.0 - top, high, low)
    } else {
        (u, top, low, high)
    };
    low + (high - low) * (u * top).sqrt()
}

/// A gamma variate of scale 1, in the ways that CPython goes for the three kinds of alpha.
fn gamma(r: &mut Random, alpha: f64) -> Result<f64, Error> {
    use crate::math::{try_exp, try_log};
    // 1.0 + log(4.5)
    const MAGIC: f64 = 2.504_077_396_776_274;
    if alpha > 1.0 {
        let ainv = (2.0 * alpha - 1.0).sqrt();
        let bbb = alpha - 4.0_f64.ln();
        let ccc = alpha + ainv;
        loop {
            let u1 = r.random();
            if !(1e-7 < u1 && u1 < 0.999_999_9) {
                continue;
            }
            let u2 = 1.0 - r.random();
            let v = try_log(u1 / (1.0 - u1))? / ainv;
            let x = alpha * try_exp(v)?;
            let z = u1 * u1 * u2;
            let w = bbb + ccc * v - x;
            if w + MAGIC - 4.5 * z >= 0.0 || w >= try_log(z)? {
                return Ok(x);
            }
        }
    }
    if alpha == 1.0 {
        return Ok(-try_log(1.0 - r.random())?);
    }
    loop {
        let u = r.random();
        let b = (E + alpha) / E;
        let p = b * u;
        let x = if p <= 1.0 {
            crate::float::try_pow(p, 1.0 / alpha)?
        } else {
            -try_log((b - p) / alpha)?
        };
        let u1 = r.random();
        let limit = if p > 1.0 {
            crate::float::try_pow(x, alpha - 1.0)?
        } else {
            try_exp(-x)?
        };
        if u1 <= limit {
            return Ok(x);
        }
    }
}

/// A number of `a..b`, as `randrange(a, b)` gives it.
fn between(r: &mut Random, a: i64, b: i128) -> Result<i64, Error> {
    let width = b - i128::from(a);
    match u64::try_from(width) {
        Ok(n) if n > 0 => Ok((i128::from(a) + i128::from(r.below(n))) as i64),
        Err(_) if width > 0 => {
            // All numbers of 64 bits: CPython draws 65 bits until they fit.
            loop {
                let low = r.bits_of(64);
                if r.bits_of(1) == 0 {
                    return Ok(a.wrapping_add_unsigned(low));
                }
            }
        }
        _ => Err(Error::value_error(format!(
            "empty range for randrange() ({a}, {b}, {width})"
        ))),
    }
}

/// A number that can be the weight of a choice.
pub trait Weight: crate::itertools::Sum + Copy {
    /// `self + 0.0`
    fn as_float(self) -> f64;
    /// `x < self`
    fn is_above(self, x: f64) -> bool;
}

impl Weight for i64 {
    fn as_float(self) -> f64 {
        self as f64
    }
    fn is_above(self, x: f64) -> bool {
        crate::int::gt_float(self, x)
    }
}

impl Weight for f64 {
    fn as_float(self) -> f64 {
        self
    }
    fn is_above(self, x: f64) -> bool {
        x < self
    }
}

/// `random.seed(n)`
pub fn seed(n: i64) {
    SHARED.with_borrow_mut(|r| r.seed(n));
}

/// `random.random()`
pub fn random() -> f64 {
    SHARED.with_borrow_mut(Random::random)
}

/// `random.uniform(a, b)`
pub fn uniform(a: f64, b: f64) -> f64 {
    SHARED.with_borrow_mut(|r| r.uniform(a, b))
}

/// `random.triangular(low, high)`
pub fn triangular(low: f64, high: f64) -> f64 {
    SHARED.with_borrow_mut(|r| r.triangular(low, high))
}

/// `random.triangular(low, high, mode)`
pub fn triangular_at(low: f64, high: f64, mode: f64) -> f64 {
    SHARED.with_borrow_mut(|r| r.triangular_at(low, high, mode))
}

/// `random.gauss(mu, sigma)`
pub fn gauss(mu: f64, sigma: f64) -> f64 {
    SHARED.with_borrow_mut(|r| r.gauss(mu, sigma))
}

/// `random.normalvariate(mu, sigma)`
pub fn normalvariate(mu: f64, sigma: f64) -> f64 {
    SHARED.with_borrow_mut(|r| r.normalvariate(mu, sigma))
}

/// `random.shuffle(xs)`
pub fn shuffle<T>(xs: &mut [T]) {
    SHARED.with_borrow_mut(|r| r.shuffle(xs));
}
