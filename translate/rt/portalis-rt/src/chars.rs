//! Questions about one character, answered as Python 3.11 does.
//!
//! What Unicode said of a character after version 14 does not count, whatever the
//! version of Rust's standard library is: tables tell which characters have a
//! property, and what a letter is in the other case.

mod other_case;
mod ranges;
mod set;

pub(crate) use other_case::OtherCase;
pub(crate) use ranges::Ranges;
pub(crate) use set::Set;

use crate::unicode::{CASE_IGNORABLE, DIGITS, LETTERS, LOWER, LOWERCASE, NUMERIC, UPPER};
use crate::unicode::{NAME_GOES_ON, NAME_STARTS};
use crate::unicode::{TITLE, TITLECASE, UNPRINTABLE, UPPERCASE, ZEROS};

/// The value of a decimal digit of any script.
pub(crate) fn decimal(c: char) -> Option<u32> {
    if c.is_ascii() {
        return c.to_digit(10);
    }
    let n = u32::from(c);
    let zero = ZEROS[..ZEROS.partition_point(|&zero| zero <= n)].last()?;
    (n - zero < 10).then_some(n - zero)
}

/// `c.isalpha()`
pub fn isalpha(c: char) -> bool {
    if c.is_ascii() {
        c.is_ascii_alphabetic()
    } else {
        LETTERS.has(c)
    }
}

/// `c.isdecimal()`
pub fn isdecimal(c: char) -> bool {
    decimal(c).is_some()
}

/// `c.isdigit()`
pub fn isdigit(c: char) -> bool {
    isdecimal(c) || (!c.is_ascii() && DIGITS.has(c))
}

/// `c.isnumeric()`
pub fn isnumeric(c: char) -> bool {
    isdigit(c) || (!c.is_ascii() && NUMERIC.has(c))
}

/// `c.isalnum()`
pub fn isalnum(c: char) -> bool {
    isalpha(c) || isnumeric(c)
}

/// `c.isascii()`
pub fn isascii(c: char) -> bool {
    c.is_ascii()
}

/// `c.isspace()`: also the separators U+001C to U+001F, which Rust leaves out.
pub fn isspace(c: char) -> bool {
    match c {
        '\t'..='\r' | '\x1c'..=' ' => true,
        _ => !c.is_ascii() && c.is_whitespace(),
    }
}

/// `c.isprintable()`
pub fn isprintable(c: char) -> bool {
    if c.is_ascii() {
        !c.is_ascii_control()
    } else {
        !UNPRINTABLE.has(c)
    }
}

/// `c.islower()`
pub fn islower(c: char) -> bool {
    if c.is_ascii() {
        c.is_ascii_lowercase()
    } else {
        LOWERCASE.has(c)
    }
}

/// `c.isupper()`
pub fn isupper(c: char) -> bool {
    if c.is_ascii() {
        c.is_ascii_uppercase()
    } else {
        UPPERCASE.has(c)
    }
}

/// `c.istitle()`
pub fn istitle(c: char) -> bool {
    isupper(c) || is_titlecase(c)
}

/// Whether the character is one such as U+01C5, with only its first part in upper case.
pub(crate) fn is_titlecase(c: char) -> bool {
    !c.is_ascii() && TITLECASE.has(c)
}

/// Whether the character is a letter with case.
pub(crate) fn is_cased(c: char) -> bool {
    islower(c) || isupper(c) || is_titlecase(c)
}

/// `c.lower()`; of more than one character for U+0130.
pub fn lower(c: char) -> String {
    let mut out = String::new();
    push_lower(&mut out, c);
    out
}

/// `c.upper()`; of more than one character for some, such as U+00DF.
pub fn upper(c: char) -> String {
    let mut out = String::new();
    push_upper(&mut out, c);
    out
}

pub(crate) fn push_lower(out: &mut String, c: char) {
    if c.is_ascii() {
        out.push(c.to_ascii_lowercase());
    } else {
        LOWER.push(out, c);
    }
}

pub(crate) fn push_upper(out: &mut String, c: char) {
    if c.is_ascii() {
        out.push(c.to_ascii_uppercase());
    } else {
        UPPER.push(out, c);
    }
}

pub(crate) fn push_title(out: &mut String, c: char) {
    match TITLE.binary_search_by_key(&c, |&(from, _)| from) {
        Ok(at) => out.push_str(TITLE[at].1),
        Err(_) => push_upper(out, c),
    }
}

/// Whether an identifier may start with the character.
pub(crate) fn starts_name(c: char) -> bool {
    if c.is_ascii() {
        c.is_ascii_alphabetic() || c == '_'
    } else {
        LETTERS.has(c) != NAME_STARTS.has(c)
    }
}

/// Whether an identifier may have the character behind another.
pub(crate) fn goes_on_in_name(c: char) -> bool {
    starts_name(c) || c.is_ascii_digit() || (!c.is_ascii() && NAME_GOES_ON.has(c))
}

/// Whether a capital sigma looks past this character for a letter with case.
pub(crate) fn is_case_ignorable(c: char) -> bool {
    if c.is_ascii() {
        return matches!(c, '\'' | '.' | ':' | '^' | '`');
    }
    CASE_IGNORABLE.has(c)
}
