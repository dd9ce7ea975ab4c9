//! Python's int, as far as 64 bits go.

use crate::Error;
use crate::error::{by_zero, fits, overflow, raising};
use std::borrow::Cow;
use std::cmp::Ordering;

raising! {
    /// `a // b`: rounds down.
    floordiv, try_floordiv [] (a: i64, b: i64) -> i64 {
        if b == 0 {
            return Err(by_zero("integer division or modulo by zero"));
        }
        let quotient = fits(a.checked_div(b));
        Ok(if a % b != 0 && (a < 0) != (b < 0) { quotient - 1 } else { quotient })
    }
}

raising! {
    /// `a % b`: has the sign of `b`.
    rem, try_rem [] (a: i64, b: i64) -> i64 {
        if b == 0 {
            return Err(by_zero("integer modulo by zero"));
        }
        let rest = a.wrapping_rem(b);
        Ok(if rest != 0 && (rest < 0) != (b < 0) { rest + b } else { rest })
    }
}

raising! {
    /// `divmod(a, b)`
    divmod, try_divmod [] (a: i64, b: i64) -> (i64, i64) {
        Ok((try_floordiv(a, b)?, try_rem(a, b)?))
    }
}

raising! {
    /// `a / b`, correctly rounded even where an operand is no float.
    truediv, try_truediv [] (a: i64, b: i64) -> f64 {
        if b == 0 {
            return Err(by_zero("division by zero"));
        }
        const EXACT: u64 = 1 << f64::MANTISSA_DIGITS;
        let (x, y) = (a.unsigned_abs(), b.unsigned_abs());
        if x <= EXACT && y <= EXACT {
            return Ok(a as f64 / b as f64);
        }
        let quotient = divide(x, y);
        Ok(if (a < 0) != (b < 0) { -quotient } else { quotient })
    }
}

/// `x / y` rounded to the nearest float, ties to even.
fn divide(x: u64, y: u64) -> f64 {
    if x == 0 {
        return 0.0;
    }
    // Scale so that the quotient has at least 55 bits: 53 that stay, one to
    // round by, and below it a bit that says whether anything is left.
    let shift = (56 + x.leading_zeros()).saturating_sub(y.leading_zeros());
    let scaled = u128::from(x) << shift;
    let (quotient, rest) = (scaled / u128::from(y), scaled % u128::from(y));
    let sticky = quotient | u128::from(rest != 0);
    // Converting rounds once; the division by a power of two is exact.
    sticky as f64 / (1_u128 << shift) as f64
}

/// `a ** b` for `b` that is not negative; a negative one gives a float in Python.
#[track_caller]
pub fn pow(a: i64, b: i64) -> i64 {
    if b < 0 {
        panic!("int ** negative int: Python gives a float");
    }
    match a {
        0 => i64::from(b == 0),
        1 => 1,
        -1 => 1 - 2 * (b % 2),
        _ => fits(u32::try_from(b).ok().and_then(|b| a.checked_pow(b))),
    }
}

raising! {
    /// `pow(a, b, m)` for `b` that is not negative.
    powmod, try_powmod [] (a: i64, b: i64, m: i64) -> i64 {
        if m == 0 {
            return Err(Error::value_error("pow() 3rd argument cannot be 0"));
        }
        if b < 0 {
            return inverse(a, m).and_then(|a| try_powmod(a, fits(b.checked_neg()), m));
        }
        let n = i128::from(m).abs();
        let mut base = i128::from(a).rem_euclid(n);
        let mut result = 1 % n;
        let mut left = b;
        while left > 0 {
            if left & 1 == 1 {
                result = result * base % n;
            }
            base = base * base % n;
            left >>= 1;
        }
        let result = if m < 0 && result != 0 { result - n } else { result };
        Ok(result as i64)
    }
}

/// The number that gives 1 when multiplied with `a` modulo `m`.
fn inverse(a: i64, m: i64) -> Result<i64, Error> {
    let n = i128::from(m).abs();
    let (mut r0, mut r1) = (n, i128::from(a).rem_euclid(n));
    let (mut t0, mut t1) = (0_i128, 1_i128);
    while r1 != 0 {
        let q = r0 / r1;
        (r0, r1) = (r1, r0 - q * r1);
        (t0, t1) = (t1, t0 - q * t1);
    }
    if r0 != 1 {
        return Err(Error::value_error(
            "base is not invertible for the given modulus",
        ));
    }
    Ok(t0.rem_euclid(n) as i64)
}

raising! {
    /// `a << n`
    shl, try_shl [] (a: i64, n: i64) -> i64 {
        if n < 0 {
            return Err(Error::value_error("negative shift count"));
        }
        if a == 0 {
            return Ok(0);
        }
        let shifted = if n < 64 { a << n } else { overflow() };
        if shifted >> n == a { Ok(shifted) } else { overflow() }
    }
}

raising! {
    /// `a >> n`
    shr, try_shr [] (a: i64, n: i64) -> i64 {
        if n < 0 {
            return Err(Error::value_error("negative shift count"));
        }
        Ok(a >> n.min(63))
    }
}

/// `abs(a)`
#[track_caller]
pub fn abs(a: i64) -> i64 {
    fits(a.checked_abs())
}

/// `a.bit_length()`
pub fn bit_length(a: i64) -> i64 {
    i64::from(64 - a.unsigned_abs().leading_zeros())
}

/// `a.bit_count()`
pub fn bit_count(a: i64) -> i64 {
    i64::from(a.unsigned_abs().count_ones())
}

/// `round(a, digits)`: half to even at a power of ten.
#[track_caller]
pub fn round(a: i64, digits: i64) -> i64 {
    if digits >= 0 {
        return a;
    }
    let Some(unit) = u32::try_from(digits.unsigned_abs())
        .ok()
        .and_then(|n| 10_i128.checked_pow(n))
    else {
        return 0;
    };
    let a = i128::from(a);
    let (quotient, rest) = (a.div_euclid(unit), a.rem_euclid(unit));
    let up = match (rest * 2).cmp(&unit) {
        Ordering::Less => false,
        Ordering::Equal => quotient % 2 != 0,
        Ordering::Greater => true,
    };
    fits(i64::try_from((quotient + i128::from(up)) * unit).ok())
}

/// `hex(a)`
pub fn hex(a: i64) -> String {
    format!("{}0x{:x}", sign(a), a.unsigned_abs())
}

/// `oct(a)`
pub fn oct(a: i64) -> String {
    format!("{}0o{:o}", sign(a), a.unsigned_abs())
}

/// `bin(a)`
pub fn bin(a: i64) -> String {
    format!("{}0b{:b}", sign(a), a.unsigned_abs())
}

fn sign(a: i64) -> &'static str {
    if a < 0 { "-" } else { "" }
}

/// `x in range(start, stop, step)`
#[track_caller]
pub fn in_range(x: i64, start: i64, stop: i64, step: i64) -> bool {
    let inside = if step > 0 {
        start <= x && x < stop
    } else {
        stop < x && x <= start
    };
    inside && (i128::from(x) - i128::from(start)) % i128::from(step) == 0
}

/// `sum(bools)`
pub fn count_true(bools: impl IntoIterator<Item = bool>) -> i64 {
    bools.into_iter().map(i64::from).sum()
}

raising! {
    /// `int(x)` of a float: without what is behind the point.
    from_float, try_from_float [] (x: f64) -> i64 {
        if x.is_nan() {
            return Err(Error::value_error("cannot convert float NaN to integer"));
        }
        if x.is_infinite() {
            return Err(Error::overflow_error("cannot convert float infinity to integer"));
        }
        // The bounds are floats: -2**63 fits, 2**63 does not.
        const LIMIT: f64 = 9_223_372_036_854_775_808.0;
        let whole = x.trunc();
        if (-LIMIT..LIMIT).contains(&whole) { Ok(whole as i64) } else { overflow() }
    }
}

/// How an int compares with a float, exactly; `None` for a NaN.
pub fn cmp_float(a: i64, x: f64) -> Option<Ordering> {
    if x.is_nan() {
        return None;
    }
    const LIMIT: f64 = 9_223_372_036_854_775_808.0;
    if x >= LIMIT {
        return Some(Ordering::Less);
    }
    if x < -LIMIT {
        return Some(Ordering::Greater);
    }
    // What is left fits in 64 bits; equal whole parts are told apart by the rest.
    let whole = x.trunc();
    Some(
        a.cmp(&(whole as i64))
            .then_with(|| 0.0.partial_cmp(&(x - whole)).unwrap_or(Ordering::Equal)),
    )
}

/// `a == x`
pub fn eq_float(a: i64, x: f64) -> bool {
    cmp_float(a, x) == Some(Ordering::Equal)
}

/// `a < x`
pub fn lt_float(a: i64, x: f64) -> bool {
    cmp_float(a, x).is_some_and(Ordering::is_lt)
}

/// `a <= x`
pub fn le_float(a: i64, x: f64) -> bool {
    cmp_float(a, x).is_some_and(Ordering::is_le)
}

/// `a > x`
pub fn gt_float(a: i64, x: f64) -> bool {
    cmp_float(a, x).is_some_and(Ordering::is_gt)
}

/// `a >= x`
pub fn ge_float(a: i64, x: f64) -> bool {
    cmp_float(a, x).is_some_and(Ordering::is_ge)
}

raising! {
    /// `int(text)`
    parse, try_parse [] (text: &str) -> i64 {
        try_parse_radix(text, 10)
    }
}

raising! {
    /// `int(text)` of a single character.
    parse_char, try_parse_char [] (c: char) -> i64 {
        try_parse(c.encode_utf8(&mut [0; 4]))
    }
}

raising! {
    /// `int(text, base)`
    parse_radix, try_parse_radix [] (text: &str, base: i64) -> i64 {
        let mut value = 0_i128;
        // What does not fit is still read to its end, and stops only if it is all good.
        let (negative, _) = try_digits(text, base, |digit, radix| {
            value = value.saturating_mul(i128::from(radix)).saturating_add(i128::from(digit));
        })?;
        Ok(fits(i64::try_from(if negative { -value } else { value }).ok()))
    }
}

/// Beyond so many decimal digits CPython refuses to convert between int and str.
pub(crate) const MOST_DIGITS: usize = 4300;

/// Reads the digits of `int(text, base)`, each with the base that holds; gives
/// whether the number is negative and how many digits there were.
pub(crate) fn try_digits(
    text: &str,
    base: i64,
    digit: impl FnMut(u32, u32),
) -> Result<(bool, usize), Error> {
    if base != 0 && !(2..=36).contains(&base) {
        return Err(Error::value_error(
            "int() base must be >= 2 and <= 36, or 0",
        ));
    }
    // CPython shows so much of it.
    let invalid = || {
        let shown: String = crate::text::repr(text).chars().take(200).collect();
        Error::value_error(format!(
            "invalid literal for int() with base {base}: {shown}"
        ))
    };
    let read = digits_of(text, base as u32, digit).ok_or_else(invalid)?;
    // That there are too many is said before anything of what follows them.
    if read.count > MOST_DIGITS && !read.radix.is_power_of_two() {
        return Err(Error::value_error(format!(
            "Exceeds the limit ({MOST_DIGITS} digits) for integer string conversion: value has {} digits; \
             use sys.set_int_max_str_digits() to increase the limit",
            read.count
        )));
    }
    if !read.is_all {
        return Err(invalid());
    }
    Ok((read.negative, read.count))
}

/// What [`digits_of`] has read.
struct Digits {
    negative: bool,
    count: usize,
    radix: u32,
    /// Whether the text is a number, and nothing stands behind it.
    is_all: bool,
}

/// The digits at the start of text; None where there are none.
fn digits_of(text: &str, base: u32, mut each: impl FnMut(u32, u32)) -> Option<Digits> {
    let text = plain_digits(text);
    // Unlike strip, this leaves U+001C to U+001F.
    let text = text.trim();
    let (negative, text) = match text.strip_prefix('-') {
        Some(rest) => (true, rest),
        None => (false, text.strip_prefix('+').unwrap_or(text)),
    };
    let (prefix, named) = match text.get(..2) {
        Some("0x" | "0X") => (true, 16),
        Some("0o" | "0O") => (true, 8),
        Some("0b" | "0B") => (true, 2),
        _ => (false, 10),
    };
    let (digits, radix) = match base {
        // A prefix may be followed by an underscore: 0x_ff.
        0 if prefix => (after_prefix(&text[2..]), named),
        0 => (text, 10),
        _ if prefix && named == base => (after_prefix(&text[2..]), base),
        _ => (text, base),
    };
    let mut count = 0;
    let mut after_digit = false;
    let mut all_zeros = true;
    let mut rest = digits.chars().peekable();
    while let Some(c) = rest.next_if(|&c| c == '_' || c.is_digit(radix)) {
        let Some(digit) = c.to_digit(radix) else {
            if !after_digit {
                return None;
            }
            after_digit = false;
            continue;
        };
        each(digit, radix);
        count += 1;
        all_zeros &= digit == 0;
        after_digit = true;
    }
    let octal = base == 0 && !prefix && digits.starts_with('0') && !all_zeros;
    after_digit.then_some(Digits {
        negative,
        count,
        radix,
        is_all: rest.next().is_none() && !octal,
    })
}

/// Text with the digits of all scripts as those of ASCII.
fn plain_digits(text: &str) -> Cow<'_, str> {
    if text.is_ascii() {
        return text.into();
    }
    let plain = |c| crate::chars::decimal(c).and_then(|digit| char::from_digit(digit, 10));
    text.chars().map(|c| plain(c).unwrap_or(c)).collect()
}

fn after_prefix(digits: &str) -> &str {
    digits.strip_prefix('_').unwrap_or(digits)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn division_rounds_down() {
        assert_eq!(divmod(-7, 2), (-4, 1));
        assert_eq!(divmod(7, -2), (-4, -1));
        assert_eq!(rem(i64::MIN, -1), 0);
        assert_eq!(
            try_rem(5, 0).unwrap_err().line(),
            "ZeroDivisionError: integer modulo by zero"
        );
    }

    #[test]
    #[should_panic(expected = "integer overflow")]
    fn min_by_minus_one() {
        floordiv(i64::MIN, -1);
    }

    #[test]
    fn powers() {
        assert_eq!(pow(0, 0), 1);
        assert_eq!(pow(0, 5), 0);
        assert_eq!(pow(1, i64::MAX), 1);
        assert_eq!(pow(-1, i64::MAX), -1);
        assert_eq!(pow(-2, 63), i64::MIN);
        assert_eq!(powmod(3, -1, 11), 4);
        assert_eq!(powmod(2, 10, -1000), -976);
    }

    #[test]
    fn shifts() {
        assert_eq!(shl(-1, 63), i64::MIN);
        assert_eq!(shl(0, 1000), 0);
        assert_eq!(shr(-5, 1000), -1);
    }

    #[test]
    #[should_panic(expected = "integer overflow")]
    fn shift_out() {
        shl(1, 63);
    }

    #[test]
    fn parses() {
        for (text, base, want) in [
            (" +1_000\n", 10, 1000),
            ("0x_ff", 16, 255),
            ("ff", 16, 255),
            ("-0b11", 0, -3),
            ("00", 0, 0),
            ("٣", 10, 3),
            ("z", 36, 35),
            ("٠x1f", 16, 31),
        ] {
            assert_eq!(try_parse_radix(text, base).unwrap(), want, "{text}");
        }
        for (text, base) in [
            ("", 10),
            ("-", 10),
            ("1__0", 10),
            ("_1", 10),
            ("1_", 10),
            ("01", 0),
            ("0x", 16),
            ("1.0", 10),
            ("- 1", 10),
            ("²", 10),
            ("٠٣", 0),
        ] {
            assert!(try_parse_radix(text, base).is_err(), "{text}");
        }
    }

    #[test]
    fn compares_with_floats() {
        assert!(!eq_float(9_007_199_254_740_993, 9_007_199_254_740_992.0));
        assert!(gt_float(9_007_199_254_740_993, 9_007_199_254_740_992.0));
        assert!(lt_float(i64::MAX, 9_223_372_036_854_775_808.0));
        assert!(lt_float(-1, -0.5) && gt_float(0, -0.5) && eq_float(0, -0.0));
        assert!(!le_float(1, f64::NAN));
    }
}
