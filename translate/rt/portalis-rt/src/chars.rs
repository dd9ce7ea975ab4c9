//! Questions about one character, answered as Python 3.11 does.
//!
//! Characters assigned after Unicode 14 have no case and no other property, as
//! in Python 3.11, whatever the Unicode version of Rust's standard library is.

use crate::unicode::{DIGITS, LETTERS, NUMERIC, TITLE, TITLECASE, UNASSIGNED, UNPRINTABLE, ZEROS};
use std::cmp::Ordering;

fn within(c: char, table: &[(u32, u32)]) -> bool {
    let n = u32::from(c);
    table
        .binary_search_by(|&(first, last)| {
            if last < n {
                Ordering::Less
            } else if first > n {
                Ordering::Greater
            } else {
                Ordering::Equal
            }
        })
        .is_ok()
}

/// The value of a decimal digit of any script.
pub(crate) fn decimal(c: char) -> Option<u32> {
    if c.is_ascii() {
        return c.to_digit(10);
    }
    let n = u32::from(c);
    let zero = ZEROS[..ZEROS.partition_point(|&zero| zero <= n)].last()?;
    (n - zero < 10).then_some(n - zero)
}

/// Whether the character has properties in Python 3.11.
fn is_assigned(c: char) -> bool {
    c.is_ascii() || !within(c, &UNASSIGNED)
}

/// `c.isalpha()`
pub fn isalpha(c: char) -> bool {
    if c.is_ascii() {
        c.is_ascii_alphabetic()
    } else {
        within(c, &LETTERS)
    }
}

/// `c.isdecimal()`
pub fn isdecimal(c: char) -> bool {
    decimal(c).is_some()
}

/// `c.isdigit()`
pub fn isdigit(c: char) -> bool {
    isdecimal(c) || (!c.is_ascii() && within(c, &DIGITS))
}

/// `c.isnumeric()`
pub fn isnumeric(c: char) -> bool {
    isdigit(c) || (!c.is_ascii() && within(c, &NUMERIC))
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
    c.is_whitespace() || ('\x1c'..='\x1f').contains(&c)
}

/// `c.isprintable()`
pub fn isprintable(c: char) -> bool {
    if c.is_ascii() {
        !c.is_ascii_control()
    } else {
        !within(c, &UNPRINTABLE)
    }
}

/// `c.islower()`
pub fn islower(c: char) -> bool {
    c.is_lowercase() && is_assigned(c)
}

/// `c.isupper()`
pub fn isupper(c: char) -> bool {
    c.is_uppercase() && is_assigned(c)
}

/// `c.istitle()`
pub fn istitle(c: char) -> bool {
    isupper(c) || is_titlecase(c)
}

/// Whether the character is one such as U+01C5, with only its first part in upper case.
pub(crate) fn is_titlecase(c: char) -> bool {
    !c.is_ascii() && within(c, &TITLECASE)
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
    if is_assigned(c) {
        out.extend(c.to_lowercase())
    } else {
        out.push(c)
    }
}

pub(crate) fn push_upper(out: &mut String, c: char) {
    if is_assigned(c) {
        out.extend(c.to_uppercase())
    } else {
        out.push(c)
    }
}

pub(crate) fn push_title(out: &mut String, c: char) {
    match TITLE.binary_search_by_key(&c, |&(from, _)| from) {
        Ok(at) => out.push_str(TITLE[at].1),
        Err(_) => push_upper(out, c),
    }
}

/// Whether a capital sigma looks past this character for a letter with case
/// (Unicode's Case_Ignorable). Asks Rust's own rule for sigmas.
pub(crate) fn is_case_ignorable(c: char) -> bool {
    let after_letter: String = ['a', c, 'Σ'].iter().collect();
    let alone: String = [c, 'Σ'].iter().collect();
    is_assigned(c)
        && after_letter.to_lowercase().ends_with('ς')
        && !alone.to_lowercase().ends_with('ς')
}
