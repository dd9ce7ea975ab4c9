//! `format(x, spec)` and the format specs of f-strings.

mod layout;
mod number;
mod percent;
mod spec;

pub use percent::{percent_float, percent_int, percent_str};
pub use percent::{try_percent_float, try_percent_int, try_percent_str};

use crate::Error;
use crate::error::raising;
use layout::{Number, lay_out, pad};
use number::{digits_of_float, digits_of_int};
use spec::{Spec, allowed, not_allowed};

raising! {
    /// `format(x, spec)` of an int.
    int, try_int [] (x: i64, spec: &str) -> String {
        if spec.is_empty() { Ok(x.to_string()) } else { formatted_int(x, spec, "int") }
    }
}

raising! {
    /// `format(x, spec)` of a bool: an int unless the spec is empty.
    bool, try_bool [] (x: bool, spec: &str) -> String {
        if spec.is_empty() { Ok(crate::text::from_bool(x)) } else { formatted_int(i64::from(x), spec, "bool") }
    }
}

raising! {
    /// `format(x, spec)` of a float.
    float, try_float [] (x: f64, spec: &str) -> String {
        if spec.is_empty() {
            return Ok(crate::float::repr(x));
        }
        formatted_float(x, &Spec::parse(spec, '\0', '>', "float")?, "float")
    }
}

raising! {
    /// `format(x, spec)` of a str.
    str, try_str [] (x: &str, spec: &str) -> String {
        if spec.is_empty() {
            return Ok(x.to_owned());
        }
        let spec = Spec::parse(spec, 's', '<', "str")?;
        if spec.kind != 's' {
            return Err(spec::unknown(spec.kind, "str"));
        }
        let what = "string format specifier";
        match spec.sign {
            Some(' ') => return Err(not_allowed("Space", what)),
            Some(_) => return Err(not_allowed("Sign", what)),
            None => {}
        }
        allowed(!spec.no_negative_zero, "Negative zero coercion (z)", what)?;
        allowed(!spec.alternate, "Alternate form (#)", what)?;
        allowed(spec.align != '=', "'=' alignment", what)?;
        let shown = match spec.precision {
            Some(n) => crate::text::slice(x, None, Some(n as i64)),
            None => x,
        };
        Ok(pad(shown, &spec))
    }
}

raising! {
    /// `format(x, spec)` of a str of one character.
    char, try_char [] (x: char, spec: &str) -> String {
        try_str(x.encode_utf8(&mut [0; 4]), spec)
    }
}

/// `f"{x:.2f}"` with 2 as `places`.
pub fn fixed(x: f64, places: i64) -> String {
    number::fixed(x, places.max(0) as usize)
}

fn formatted_int(x: i64, text: &str, class: &str) -> Result<String, Error> {
    let spec = Spec::parse(text, 'd', '>', class)?;
    match number_kind(&spec, class)? {
        NumberKind::Float => formatted_float(x as f64, &spec, class),
        NumberKind::Char => formatted_char(x, &spec),
        NumberKind::Int => Ok(with_digits(
            x < 0,
            &digits_of_int(x.unsigned_abs(), &spec),
            &spec,
        )),
    }
}

/// `format(x, spec)` of an int that has more than 64 bits, with the digits of its
/// size in a base, and the float that it is.
#[cfg(feature = "big")]
pub(crate) fn try_large(
    negative: bool,
    text: &str,
    digits: impl Fn(u32) -> Result<String, Error>,
    float: impl Fn() -> Result<f64, Error>,
) -> Result<String, Error> {
    let spec = Spec::parse(text, 'd', '>', "int")?;
    match number_kind(&spec, "int")? {
        NumberKind::Float => formatted_float(float()?, &spec, "int"),
        NumberKind::Char => {
            code_point_allowed(&spec)?;
            Err(Error::overflow_error(
                "Python int too large to convert to C long",
            ))
        }
        NumberKind::Int => {
            let mut digits = digits(number::radix(spec.kind))?;
            if spec.kind == 'X' {
                digits.make_ascii_uppercase();
            }
            Ok(with_digits(
                negative,
                &(number::prefix(&spec), digits),
                &spec,
            ))
        }
    }
}

/// What a format spec shows an int as.
enum NumberKind {
    Int,
    Float,
    Char,
}

fn number_kind(spec: &Spec, class: &str) -> Result<NumberKind, Error> {
    match spec.kind {
        'b' | 'd' | 'o' | 'x' | 'X' | 'n' | 'c' => {}
        'e' | 'E' | 'f' | 'F' | 'g' | 'G' | '%' => return Ok(NumberKind::Float),
        other => return Err(spec::unknown(other, class)),
    }
    if spec.precision.is_some() {
        return Err(Error::value_error(
            "Precision not allowed in integer format specifier",
        ));
    }
    allowed(
        !spec.no_negative_zero,
        "Negative zero coercion (z)",
        "integer format specifier",
    )?;
    Ok(if spec.kind == 'c' {
        NumberKind::Char
    } else {
        NumberKind::Int
    })
}

fn with_digits(negative: bool, (prefix, digits): &(&str, String), spec: &Spec) -> String {
    lay_out(
        &Number {
            negative,
            prefix,
            digits,
            rest: "",
        },
        spec,
    )
}

fn code_point_allowed(spec: &Spec) -> Result<(), Error> {
    if spec.sign.is_some() {
        return Err(Error::value_error(
            "Sign not allowed with integer format specifier 'c'",
        ));
    }
    if spec.alternate {
        return Err(Error::value_error(
            "Alternate form (#) not allowed with integer format specifier 'c'",
        ));
    }
    Ok(())
}

fn formatted_char(x: i64, spec: &Spec) -> Result<String, Error> {
    code_point_allowed(spec)?;
    if !(0..=0x10_ffff).contains(&x) {
        return Err(Error::overflow_error("%c arg not in range(0x110000)"));
    }
    let shown = crate::text::chr(x);
    Ok(lay_out(
        &Number {
            negative: false,
            prefix: "",
            digits: "",
            rest: shown.encode_utf8(&mut [0; 4]),
        },
        spec,
    ))
}

fn formatted_float(x: f64, spec: &Spec, class: &str) -> Result<String, Error> {
    if !matches!(
        spec.kind,
        '\0' | 'e' | 'E' | 'f' | 'F' | 'g' | 'G' | 'n' | '%'
    ) {
        return Err(spec::unknown(spec.kind, class));
    }
    let (negative, shown) = digits_of_float(x, spec);
    let whole = shown
        .find(|c: char| !c.is_ascii_digit())
        .unwrap_or(shown.len());
    let (digits, rest) = shown.split_at(whole);
    Ok(lay_out(
        &Number {
            negative,
            prefix: "",
            digits,
            rest,
        },
        spec,
    ))
}
