//! Python's float where it is more than an f64.

use crate::Error;
use crate::error::{by_zero, raising};
use std::hint::black_box;

/// An int that goes where a float is declared. Python keeps the int, so the program
/// stops where no float is the same number, which happens beyond 2**53.
#[must_use]
#[track_caller]
pub fn exact(n: i64) -> f64 {
    assert!(
        crate::int::eq_float(n, n as f64),
        "an int that no float is equal to where float is expected"
    );
    n as f64
}

raising! {
    /// `x / y`
    div, try_div [] (x: f64, y: f64) -> f64 {
        if y == 0.0 {
            return Err(by_zero("float division by zero"));
        }
        Ok(x / y)
    }
}

raising! {
    /// `x // y`
    floordiv, try_floordiv [] (x: f64, y: f64) -> f64 {
        if y == 0.0 {
            return Err(by_zero("float floor division by zero"));
        }
        Ok(quotient_and_rest(x, y).0)
    }
}

raising! {
    /// `x % y`: has the sign of `y`.
    rem, try_rem [] (x: f64, y: f64) -> f64 {
        if y == 0.0 {
            return Err(by_zero("float modulo"));
        }
        Ok(quotient_and_rest(x, y).1)
    }
}

raising! {
    /// `divmod(x, y)`
    divmod, try_divmod [] (x: f64, y: f64) -> (f64, f64) {
        if y == 0.0 {
            return Err(by_zero("float divmod()"));
        }
        Ok(quotient_and_rest(x, y))
    }
}

/// The steps of CPython, which decide signs of zeros and last digits.
fn quotient_and_rest(x: f64, y: f64) -> (f64, f64) {
    let mut rest = x % y;
    let mut quotient = (x - rest) / y;
    if rest == 0.0 {
        rest = 0.0_f64.copysign(y);
    } else if (y < 0.0) != (rest < 0.0) {
        rest += y;
        quotient -= 1.0;
    }
    let floored = if quotient == 0.0 {
        0.0_f64.copysign(x / y)
    } else {
        let floored = quotient.floor();
        if quotient - floored > 0.5 {
            floored + 1.0
        } else {
            floored
        }
    };
    (floored, rest)
}

raising! {
    /// `x ** y`
    ///
    /// A negative number to a power that is not whole is complex in Python; here
    /// it stops. The last bit may differ from CPython's where the C library's
    /// `pow` does.
    pow, try_pow [] (x: f64, y: f64) -> f64 {
        if x == 0.0 && y < 0.0 && y.is_finite() {
            return Err(Error::zero_division_error("0.0 cannot be raised to a negative power"));
        }
        if x < 0.0 && x.is_finite() && y.is_finite() && y != y.floor() {
            panic!("power of a negative number: Python gives a complex number");
        }
        let power = raw_pow(x, y);
        if power.is_infinite() && x.is_finite() && y.is_finite() {
            return Err(Error::of(crate::Kind::OverflowError, &(34_i64, "Numerical result out of range")));
        }
        Ok(power)
    }
}

/// C's pow. The compiler would make x * x of a known power of 2, which
/// rounds in another way.
pub(crate) fn raw_pow(x: f64, y: f64) -> f64 {
    x.powf(black_box(y))
}

/// `x.is_integer()`
pub fn is_integer(x: f64) -> bool {
    x.is_finite() && x.floor() == x
}

raising! {
    /// `round(x)`: half to even.
    round, try_round [] (x: f64) -> i64 {
        crate::int::try_from_float(x.round_ties_even())
    }
}

raising! {
    /// `round(x, digits)`: to the decimal that is nearest to the exact value of x.
    round_to, try_round_to [] (x: f64, digits: i64) -> f64 {
        // Beyond these, rounding changes nothing, or everything is rounded away.
        if !x.is_finite() || x == 0.0 || digits > 323 {
            return Ok(x);
        }
        if digits < -308 {
            return Ok(0.0 * x);
        }
        let text = if digits >= 0 {
            format!("{x:.*}", digits as usize)
        } else {
            round_left_of_point(x, digits)
        };
        match text.parse::<f64>() {
            Ok(rounded) if rounded.is_finite() => Ok(rounded),
            _ => Err(Error::overflow_error("rounded value too large to represent")),
        }
    }
}

/// Rounds to a power of ten of 10 or more, exactly, ties to even.
fn round_left_of_point(x: f64, digits: i64) -> String {
    let sign = if x < 0.0 { "-" } else { "" };
    let x = x.abs();
    // So many digits that none is lost to rounding up to a power of ten.
    let shown = format!("{x:.40e}");
    let exponent: i64 = shown
        .split_once('e')
        .and_then(|(_, e)| e.parse().ok())
        .unwrap_or(0);
    let kept = exponent + digits + 1;
    if kept > 0 {
        return format!("{sign}{x:.*e}", kept as usize - 1);
    }
    // Nothing is kept: the result is one unit or, for half a unit and less, zero.
    if kept == 0 && exceeds_half(x, exponent) {
        format!("{sign}1e{}", -digits)
    } else {
        format!("{sign}0")
    }
}

/// Whether x is more than 5 * 10**exponent.
fn exceeds_half(x: f64, exponent: i64) -> bool {
    let half: f64 = format!("5e{exponent}").parse().unwrap_or(f64::INFINITY);
    // The float nearest to the half may itself be more or less than it.
    let half_is_more = || format!("{half:.0}") > format!("5{}", "0".repeat(exponent as usize));
    x > half || (x == half && half_is_more())
}

raising! {
    /// `float(text)`
    parse, try_parse [] (text: &str) -> f64 {
        number_of(text).ok_or_else(|| {
            let shown = crate::text::repr(text);
            Error::value_error(format!("could not convert string to float: {shown}"))
        })
    }
}

fn number_of(text: &str) -> Option<f64> {
    // Unlike strip, this leaves U+001C to U+001F.
    let text = text.trim();
    // Rust takes what Python takes, but for digits that are not ASCII and for
    // underscores between digits.
    let mut plain = String::with_capacity(text.len());
    let mut before = ' ';
    let mut rest = text.chars().peekable();
    while let Some(c) = rest.next() {
        if c == '_' {
            let after = rest.peek().copied().unwrap_or(' ');
            if !is_digit(before) || !is_digit(after) {
                return None;
            }
        } else {
            match crate::chars::decimal(c) {
                Some(digit) => plain.push(char::from_digit(digit, 10)?),
                None => plain.push(c),
            }
        }
        before = c;
    }
    plain.parse().ok()
}

fn is_digit(c: char) -> bool {
    crate::chars::decimal(c).is_some()
}

/// `sum(xs)`, from left to right.
///
/// Of no floats Python's is the int 0; this is 0.0, which is equal.
pub fn sum(xs: impl IntoIterator<Item = f64>) -> f64 {
    sum_from(xs, 0.0)
}

raising! {
    /// `sum(xs) / n` by an int.
    ///
    /// Of no floats the sum is the int 0, which the message shows when `n` is 0.
    sum_over, try_sum_over [I: IntoIterator<Item = f64>] (xs: I, n: i64) -> f64 {
        let mut any = false;
        let total = sum(xs.into_iter().inspect(|_| any = true));
        if n == 0 && !any {
            return crate::int::try_truediv(0, 0);
        }
        try_div(total, n as f64)
    }
}

/// `sum(xs, start)`, from left to right.
pub fn sum_from(xs: impl IntoIterator<Item = f64>, start: f64) -> f64 {
    let mut total = Total::new(start);
    for x in xs {
        total.add(x);
    }
    total.value()
}

/// What `sum` has added up so far. Since Python 3.12 it keeps what each addition
/// rounds away beside the sum, as Neumaier's algorithm does.
#[derive(Clone, Copy)]
pub(crate) struct Total {
    sum: f64,
    lost: f64,
}

impl Total {
    pub(crate) fn new(start: f64) -> Self {
        Self {
            sum: start,
            lost: 0.0,
        }
    }

    pub(crate) fn add(&mut self, x: f64) {
        let sum = self.sum + x;
        if cfg!(feature = "python-3-12") {
            self.lost += if self.sum.abs() >= x.abs() {
                (self.sum - sum) + x
            } else {
                (x - sum) + self.sum
            };
        }
        self.sum = sum;
    }

    /// An int among the floats, whose rounding Python keeps since 3.14 only.
    pub(crate) fn add_int(&mut self, x: i64) {
        if cfg!(feature = "python-3-14") {
            self.add(x as f64);
        } else {
            self.sum += x as f64;
        }
    }

    /// The sum is not to lose its sign, nor an infinite one to become NaN.
    pub(crate) fn value(self) -> f64 {
        if self.lost != 0.0 && self.lost.is_finite() {
            self.sum + self.lost
        } else {
            self.sum
        }
    }
}

/// `math.prod(xs)`, from left to right. Of no floats Python's is the int 1.
pub fn product(xs: impl IntoIterator<Item = f64>) -> f64 {
    xs.into_iter().fold(1.0, |product, x| product * x)
}

/// `repr(x)`: the shortest decimal that reads back as `x`.
pub fn repr(x: f64) -> String {
    if x.is_nan() {
        return "nan".to_owned();
    }
    if x.is_infinite() {
        return if x > 0.0 { "inf" } else { "-inf" }.to_owned();
    }
    let sign = if x.is_sign_negative() { "-" } else { "" };
    let (digits, exponent) = shortest(x.abs());
    format!("{sign}{}", place_point(&digits, exponent, 16, ".0"))
}

/// The shortest digits of a positive finite float, and the power of ten of the first.
pub(crate) fn shortest(x: f64) -> (String, i32) {
    let mut shown = format!("{x:e}");
    // Halfway between two decimals that are equally short, Rust takes the larger
    // and Python the even one. Fewer digits are never halfway.
    const LEAST_HALFWAY: usize = 16;
    let digits = shown
        .bytes()
        .take_while(|&b| b != b'e')
        .filter(u8::is_ascii_digit)
        .count();
    if digits >= LEAST_HALFWAY {
        let even = format!("{x:.*e}", digits - 1);
        if even.parse() == Ok(x) {
            shown = even;
        }
    }
    let (mantissa, exponent) = shown.split_once('e').unwrap_or((&shown, "0"));
    (mantissa.replace('.', ""), exponent.parse().unwrap_or(0))
}

/// Writes digits with a point, or with an exponent where that is below -4 or
/// at least limit; a whole number without exponent ends in whole.
pub(crate) fn place_point(digits: &str, exponent: i32, limit: i32, whole: &str) -> String {
    if exponent < -4 || exponent >= limit {
        let (first, rest) = digits.split_at(1);
        let point = if rest.is_empty() { "" } else { "." };
        let sign = if exponent < 0 { '-' } else { '+' };
        return format!("{first}{point}{rest}e{sign}{:02}", exponent.abs());
    }
    if exponent < 0 {
        return format!("0.{}{digits}", "0".repeat((-exponent - 1) as usize));
    }
    let before = exponent as usize + 1;
    if digits.len() <= before {
        return format!("{digits}{}{whole}", "0".repeat(before - digits.len()));
    }
    let (front, back) = digits.split_at(before);
    format!("{front}.{back}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reprs() {
        for (x, want) in [
            (1.0, "1.0"),
            (-0.0, "-0.0"),
            (1e16, "1e+16"),
            (123_456_789_012_345_680.0, "1.2345678901234568e+17"),
            (9_999_999_999_999_998.0, "9999999999999998.0"),
            (0.0001, "0.0001"),
            (0.00001, "1e-05"),
            (5e-324, "5e-324"),
            (0.1 + 0.2, "0.30000000000000004"),
            (f64::MAX, "1.7976931348623157e+308"),
            (f64::NEG_INFINITY, "-inf"),
            (1e22, "1e+22"),
        ] {
            assert_eq!(repr(x), want);
        }
    }

    #[test]
    fn rounds_half_to_even_of_the_exact_value() {
        for (x, digits, want) in [
            (2.675, 2, 2.67),
            (0.5, 0, 0.0),
            (2.5, 0, 2.0),
            (1.15, 1, 1.1),
            (25.0, -1, 20.0),
            (50.0, -2, 0.0),
            (50.000_000_000_000_01, -2, 100.0),
            (51.0, -2, 100.0),
            (5e22, -23, 0.0),
            (149.0, -2, 100.0),
            (1e300, -300, 1e300),
            (7.0, -2, 0.0),
            (99.9, -2, 100.0),
            (-50.1, -2, -100.0),
        ] {
            assert_eq!(round_to(x, digits), want, "{x} {digits}");
        }
        assert_eq!(
            try_round_to(1.5e308, -308).unwrap_err().line(),
            "OverflowError: rounded value too large to represent"
        );
        assert_eq!(round(2.5), 2);
    }

    #[test]
    fn floor_and_signs() {
        assert_eq!(divmod(-7.5, 2.0), (-4.0, 0.5));
        assert!(rem(4.0, -2.0).is_sign_negative());
        assert!(floordiv(0.0, -1.0).is_sign_negative());
        assert!(rem(1.0, f64::INFINITY) == 1.0 && rem(-1.0, f64::INFINITY) == f64::INFINITY);
    }

    #[test]
    fn parses() {
        for (text, want) in [
            (" 1_0.5e-0_1\t", 1.05),
            (".5", 0.5),
            ("1.", 1.0),
            ("-INFinity", f64::NEG_INFINITY),
            ("+1e400", f64::INFINITY),
            ("٣.٥", 3.5),
        ] {
            assert_eq!(try_parse(text).unwrap(), want);
        }
        for text in [
            "", ".", "1e", "1__0", "_1", "1_.0", "0x10", "infinit", "1 0", "e5", "1e5.0",
        ] {
            assert!(try_parse(text).is_err(), "{text}");
        }
    }

    #[test]
    fn powers() {
        assert_eq!(
            try_pow(0.0, -1.0).unwrap_err().line(),
            "ZeroDivisionError: 0.0 cannot be raised to a negative power"
        );
        assert_eq!(
            try_pow(1e200, 2.0).unwrap_err().line(),
            "OverflowError: (34, 'Numerical result out of range')"
        );
        assert_eq!(pow(-8.0, 3.0), -512.0);
        assert_eq!(pow(f64::NAN, 0.0), 1.0);
        assert_eq!(pow(-1.0, f64::INFINITY), 1.0);
    }
}
