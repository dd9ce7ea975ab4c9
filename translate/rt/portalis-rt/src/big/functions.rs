//! Functions of the module math, and sum.

use super::BigInt;
use crate::Error;
use crate::error::{fits, raising};
use num_bigint::{BigInt as Inner, BigUint};

fn of(x: BigUint) -> BigInt {
    BigInt(Inner::from(x))
}

/// `sum(xs)`
pub fn sum(xs: impl IntoIterator<Item = BigInt>) -> BigInt {
    xs.into_iter().fold(BigInt::default(), |sum, x| sum + x)
}

/// `math.prod(xs)`
pub fn product(xs: impl IntoIterator<Item = BigInt>) -> BigInt {
    xs.into_iter().fold(BigInt::from(1_i64), |all, x| all * x)
}

/// `math.gcd(a, b)`
pub fn gcd(a: &BigInt, b: &BigInt) -> BigInt {
    let (mut a, mut b) = (a.0.magnitude().clone(), b.0.magnitude().clone());
    while b.bits() != 0 {
        (a, b) = (b.clone(), a % b);
    }
    of(a)
}

/// `math.gcd(*xs)`
pub fn gcd_of(xs: impl IntoIterator<Item = BigInt>) -> BigInt {
    xs.into_iter()
        .fold(BigInt::default(), |all, x| gcd(&all, &x))
}

/// `math.lcm(*xs)`
pub fn lcm_of(xs: impl IntoIterator<Item = BigInt>) -> BigInt {
    xs.into_iter()
        .fold(BigInt::from(1_i64), |all, x| lcm(&all, &x))
}

/// `math.lcm(a, b)`
pub fn lcm(a: &BigInt, b: &BigInt) -> BigInt {
    if a.is_zero() || b.is_zero() {
        return BigInt::default();
    }
    let common = gcd(a, b);
    of(a.0.magnitude() / common.0.magnitude() * b.0.magnitude())
}

raising! {
    /// `math.isqrt(n)`
    isqrt, try_isqrt [] (n: &BigInt) -> BigInt {
        if n.is_negative() {
            return Err(Error::value_error("isqrt() argument must be nonnegative"));
        }
        Ok(BigInt(n.0.sqrt()))
    }
}

/// The product of the numbers from low to high, by halves, so that the factors
/// stay of one size.
fn range_product(low: u64, high: u64) -> BigUint {
    if high - low < 16 {
        return (low..=high).fold(BigUint::from(1_u32), |all, k| all * k);
    }
    let middle = low + (high - low) / 2;
    range_product(low, middle) * range_product(middle + 1, high)
}

raising! {
    /// `math.factorial(n)`
    factorial, try_factorial [] (n: &BigInt) -> BigInt {
        if n.is_negative() {
            return Err(Error::value_error("factorial() not defined for negative values"));
        }
        Ok(of(range_product(1, fits(u64::try_from(&n.0).ok()).max(1))))
    }
}

fn not_negative(name: &str, n: &BigInt) -> Result<(), Error> {
    if n.is_negative() {
        return Err(Error::value_error(format!(
            "{name} must be a non-negative integer"
        )));
    }
    Ok(())
}

raising! {
    /// `math.comb(n, k)`
    comb, try_comb [] (n: &BigInt, k: &BigInt) -> BigInt {
        not_negative("n", n)?;
        not_negative("k", k)?;
        if k > n {
            return Ok(BigInt::default());
        }
        let rest = n - k;
        let few = fits(u64::try_from(&k.min(&rest).0).ok());
        // After each step the product is a binomial coefficient, so it divides evenly.
        let mut product = Inner::from(1);
        for i in 0..few {
            product = product * (&n.0 - i) / (i + 1);
        }
        Ok(BigInt(product))
    }
}

raising! {
    /// `math.perm(n, k)`
    perm, try_perm [] (n: &BigInt, k: &BigInt) -> BigInt {
        not_negative("n", n)?;
        not_negative("k", k)?;
        if k > n {
            return Ok(BigInt::default());
        }
        let few = fits(u64::try_from(&k.0).ok());
        Ok(BigInt((0..few).fold(Inner::from(1), |all, i| all * (&n.0 - i))))
    }
}

macro_rules! whole {
    ($($name:ident $try_name:ident;)*) => {$(
        raising! {
            #[doc = concat!("`math.", stringify!($name), "(x)`")]
            $name, $try_name [] (x: f64) -> BigInt {
                super::try_from_float(x.$name())
            }
        }
    )*};
}
whole! {
    floor try_floor;
    ceil try_ceil;
    trunc try_trunc;
}
