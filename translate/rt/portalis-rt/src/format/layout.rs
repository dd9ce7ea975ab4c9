//! Putting sign, padding and separators around digits.

use super::spec::Spec;
use std::iter::repeat_n;

/// A number in pieces.
pub(super) struct Number<'a> {
    pub negative: bool,
    pub prefix: &'a str,
    /// The digits before the point.
    pub digits: &'a str,
    /// The point and all that follows.
    pub rest: &'a str,
}

/// Writes a number as the spec says:
/// `<padding> <sign> <prefix> <padding> <grouped digits> <rest> <padding>`.
pub(super) fn lay_out(number: &Number, spec: &Spec) -> String {
    let sign = match spec.sign {
        _ if number.negative => "-",
        Some('+') => "+",
        Some(' ') => " ",
        _ => "",
    };
    let fixed = sign.len() + number.prefix.len() + number.rest.chars().count();
    // Zeros in front of the digits are grouped with them.
    let least = if spec.fill == '0' && spec.align == '=' {
        spec.width.saturating_sub(fixed)
    } else {
        0
    };
    let digits = if number.digits.is_empty() {
        String::new()
    } else {
        grouped(number.digits, least, spec)
    };
    let missing = spec.width.saturating_sub(fixed + digits.len());
    let (left, middle, right) = match spec.align {
        '<' => (0, 0, missing),
        '^' => (missing / 2, 0, missing - missing / 2),
        '=' => (0, missing, 0),
        _ => (missing, 0, 0),
    };
    let mut out = String::new();
    out.extend(repeat_n(spec.fill, left));
    out.push_str(sign);
    out.push_str(number.prefix);
    out.extend(repeat_n(spec.fill, middle));
    out.push_str(&digits);
    out.push_str(number.rest);
    out.extend(repeat_n(spec.fill, right));
    out
}

/// Digits with separators, filled with zeros up to a width of least. A separator
/// never comes first, so the text may be one longer.
fn grouped(digits: &str, least: usize, spec: &Spec) -> String {
    let Some(separator) = spec.separator else {
        let mut out: String = repeat_n('0', least.saturating_sub(digits.len())).collect();
        out.push_str(digits);
        return out;
    };
    let mut backwards = String::new();
    let mut left = digits.chars().rev().peekable();
    loop {
        for place in 0..spec.group() {
            match left.next() {
                Some(digit) => backwards.push(digit),
                None if place == 0 || backwards.len() < least => backwards.push('0'),
                None => break,
            }
        }
        if left.peek().is_none() && backwards.len() >= least {
            return backwards.chars().rev().collect();
        }
        backwards.push(separator);
    }
}

/// Pads text as the spec says.
pub(super) fn pad(text: &str, spec: &Spec) -> String {
    let missing = spec.width.saturating_sub(text.chars().count());
    let left = match spec.align {
        '>' => missing,
        '^' => missing / 2,
        _ => 0,
    };
    let mut out = String::with_capacity(text.len() + missing);
    out.extend(repeat_n(spec.fill, left));
    out.push_str(text);
    out.extend(repeat_n(spec.fill, missing - left));
    out
}
