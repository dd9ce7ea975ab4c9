//! Digits of numbers.

use super::spec::Spec;
use crate::float::{place_point, shortest};
use std::iter::repeat_n;

/// The prefix and the digits of an int without its sign.
pub(super) fn digits_of_int(x: u64, spec: &Spec) -> (&'static str, String) {
    let digits = match spec.kind {
        'b' => format!("{x:b}"),
        'o' => format!("{x:o}"),
        'x' => format!("{x:x}"),
        'X' => format!("{x:X}"),
        _ => x.to_string(),
    };
    (prefix(spec), digits)
}

/// What stands before the digits of an int.
pub(super) fn prefix(spec: &Spec) -> &'static str {
    match spec.kind {
        _ if !spec.alternate => "",
        'b' => "0b",
        'o' => "0o",
        'x' => "0x",
        'X' => "0X",
        _ => "",
    }
}

/// The base of the digits of an int.
#[cfg(feature = "big")]
pub(super) fn radix(kind: char) -> u32 {
    match kind {
        'b' => 2,
        'o' => 8,
        'x' | 'X' => 16,
        _ => 10,
    }
}

/// Whether a float is negative and how it is shown without its sign.
pub(super) fn digits_of_float(x: f64, spec: &Spec) -> (bool, String) {
    let percent = spec.kind == '%';
    let x = if percent { x * 100.0 } else { x };
    let mut shown = if x.is_finite() {
        finite(x.abs(), spec)
    } else {
        if x.is_nan() { "nan" } else { "inf" }.to_owned()
    };
    let is_zero = || {
        !shown
            .split('e')
            .next()
            .unwrap_or("")
            .contains(|c| ('1'..='9').contains(&c))
    };
    let negative = x.is_sign_negative()
        && !x.is_nan()
        && !(spec.no_negative_zero && x.is_finite() && is_zero());
    if matches!(spec.kind, 'E' | 'F' | 'G') {
        shown.make_ascii_uppercase();
    }
    if percent {
        shown.push('%');
    }
    (negative, shown)
}

/// A finite float that is not negative.
fn finite(x: f64, spec: &Spec) -> String {
    let precision = spec.precision.unwrap_or(6);
    match spec.kind {
        'e' | 'E' => with_exponent(x, precision, spec.alternate),
        'f' | 'F' | '%' => {
            let point = if spec.alternate && precision == 0 {
                "."
            } else {
                ""
            };
            places(x, precision) + point
        }
        '\0' if spec.precision.is_none() => {
            let (digits, exponent) = shortest(x);
            let shown = place_point(&digits, exponent, 16, ".0");
            if spec.alternate && !shown.contains('.') {
                add_point(&shown)
            } else {
                shown
            }
        }
        _ => general(x, precision.max(1), spec),
    }
}

/// With so many digits behind the point and an exponent of two digits or more.
fn with_exponent(x: f64, precision: usize, alternate: bool) -> String {
    let (mantissa, exponent) = scientific(x, precision);
    let (sign, exponent) = match exponent.strip_prefix('-') {
        Some(rest) => ('-', rest),
        None => ('+', &*exponent),
    };
    let point = if alternate && precision == 0 { "." } else { "" };
    format!("{mantissa}{point}e{sign}{exponent:0>2}")
}

/// With so many significant digits: type g, or no type, which differs in that a
/// whole number keeps one digit behind its point.
fn general(x: f64, precision: usize, spec: &Spec) -> String {
    let (mantissa, exponent) = scientific(x, precision - 1);
    let exponent: i32 = exponent.parse().unwrap_or(0);
    let digits = mantissa.replace('.', "");
    let digits = if spec.alternate {
        &digits
    } else {
        digits.trim_end_matches('0')
    };
    let digits = if digits.is_empty() { "0" } else { digits };
    let untyped = spec.kind == '\0';
    let limit = precision as i32 - i32::from(untyped);
    let whole = if untyped { ".0" } else { "" };
    let shown = place_point(digits, exponent, limit, whole);
    if spec.alternate && !shown.contains('.') {
        add_point(&shown)
    } else {
        shown
    }
}

/// Adds a point behind the last digit before the exponent.
fn add_point(shown: &str) -> String {
    let at = shown.find('e').unwrap_or(shown.len());
    format!("{}.{}", &shown[..at], &shown[at..])
}

/// `f"{x:.2f}"`
pub(super) fn fixed(x: f64, digits: usize) -> String {
    if x.is_nan() {
        "nan".to_owned()
    } else if x.is_infinite() {
        crate::float::repr(x)
    } else {
        places(x, digits)
    }
}

/// So many digits say any float exactly; the Rust that writes digits knows an end.
const ALL: usize = 1100;

/// A finite float with so many digits behind the point.
fn places(x: f64, digits: usize) -> String {
    let mut shown = format!("{x:.*}", digits.min(ALL));
    shown.extend(repeat_n('0', digits.saturating_sub(ALL)));
    shown
}

/// A finite float as a number with so many digits behind the point, and its power of ten.
fn scientific(x: f64, digits: usize) -> (String, String) {
    let shown = format!("{x:.*e}", digits.min(ALL));
    let (mantissa, exponent) = shown.split_once('e').unwrap_or((&shown, "0"));
    let zeros: String = repeat_n('0', digits.saturating_sub(ALL)).collect();
    (mantissa.to_owned() + &zeros, exponent.to_owned())
}
