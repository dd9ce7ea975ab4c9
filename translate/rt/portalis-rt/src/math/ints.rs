//! Functions of ints.

use crate::Error;
use crate::error::{fits, raising};

/// `math.gcd(a, b)`
#[track_caller]
pub fn gcd(a: i64, b: i64) -> i64 {
    let (mut a, mut b) = (a.unsigned_abs(), b.unsigned_abs());
    while b != 0 {
        (a, b) = (b, a % b);
    }
    fits(i64::try_from(a).ok())
}

/// `math.lcm(a, b)`
#[track_caller]
pub fn lcm(a: i64, b: i64) -> i64 {
    if a == 0 || b == 0 {
        return 0;
    }
    fits((a / gcd(a, b)).checked_mul(b).and_then(i64::checked_abs))
}

raising! {
    /// `math.isqrt(n)`
    isqrt, try_isqrt [] (n: i64) -> i64 {
        n.checked_isqrt().ok_or_else(|| Error::value_error("isqrt() argument must be nonnegative"))
    }
}

raising! {
    /// `math.factorial(n)`
    factorial, try_factorial [] (n: i64) -> i64 {
        if n < 0 {
            return Err(Error::value_error("factorial() not defined for negative values"));
        }
        // 21! is beyond 64 bits, so this stops there at the latest.
        Ok((2..=n).fold(1, |product: i64, k| fits(product.checked_mul(k))))
    }
}

fn not_negative(name: &str, n: i64) -> Result<(), Error> {
    if n < 0 {
        Err(Error::value_error(format!(
            "{name} must be a non-negative integer"
        )))
    } else {
        Ok(())
    }
}

raising! {
    /// `math.comb(n, k)`
    comb, try_comb [] (n: i64, k: i64) -> i64 {
        not_negative("n", n)?;
        not_negative("k", k)?;
        if k > n {
            return Ok(0);
        }
        let k = i128::from(k.min(n - k));
        let n = i128::from(n);
        // After each step the product is a binomial coefficient, so it divides evenly.
        let mut product = 1_i128;
        for i in 0..k {
            product = product * (n - i) / (i + 1);
            fits(i64::try_from(product).ok());
        }
        Ok(fits(i64::try_from(product).ok()))
    }
}

raising! {
    /// `math.perm(n, k)`
    perm, try_perm [] (n: i64, k: i64) -> i64 {
        not_negative("n", n)?;
        not_negative("k", k)?;
        if k > n {
            return Ok(0);
        }
        Ok((0..k).fold(1, |product: i64, i| fits(product.checked_mul(n - i))))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ints() {
        assert_eq!(gcd(-12, 18), 6);
        assert_eq!(lcm(4, -6), 12);
        assert_eq!(isqrt(i64::MAX), 3_037_000_499);
        assert_eq!(factorial(20), 2_432_902_008_176_640_000);
        assert_eq!(comb(66, 33), 7_219_428_434_016_265_740);
        assert_eq!(comb(i64::MAX, 1), i64::MAX);
        assert_eq!(comb(3, 5), 0);
        assert_eq!(perm(20, 20), factorial(20));
        assert_eq!(perm(5, 0), 1);
        assert_eq!(
            try_comb(1, -1).unwrap_err().line(),
            "ValueError: k must be a non-negative integer"
        );
    }

    #[test]
    #[should_panic(expected = "integer overflow")]
    fn factorial_stops() {
        factorial(21);
    }
}
