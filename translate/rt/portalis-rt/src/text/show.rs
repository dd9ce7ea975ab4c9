//! Text for other values, and other values for text.

use crate::Error;
use crate::chars::isprintable;
use crate::error::raising;
use std::fmt::Write;

/// `str(x)` of a bool.
pub fn from_bool(x: bool) -> String {
    if x { "True" } else { "False" }.to_owned()
}

/// `repr(text)`
pub fn repr(text: &str) -> String {
    let quote = if text.contains('\'') && !text.contains('"') {
        '"'
    } else {
        '\''
    };
    let mut out = String::with_capacity(text.len() + 2);
    out.push(quote);
    for c in text.chars() {
        match c {
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '\r' => out.push_str("\\r"),
            '\t' => out.push_str("\\t"),
            _ if c == quote => out.extend(['\\', c]),
            _ if isprintable(c) => out.push(c),
            _ => escape(&mut out, c),
        }
    }
    out.push(quote);
    out
}

/// Adds a character by its number.
pub(crate) fn escape(out: &mut String, c: char) {
    let n = u32::from(c);
    // Writing to a String does not fail.
    let _ = match n {
        0..=0xff => write!(out, "\\x{n:02x}"),
        0x100..=0xffff => write!(out, "\\u{n:04x}"),
        _ => write!(out, "\\U{n:08x}"),
    };
}

/// `ascii(text)`
pub fn ascii(text: &str) -> String {
    crate::ascii_of(text)
}

raising! {
    /// `chr(n)`
    ///
    /// Stops for the numbers of surrogates, which no Rust text can hold.
    chr, try_chr [] (n: i64) -> char {
        if i32::try_from(n).is_err() {
            return Err(Error::overflow_error("Python int too large to convert to C int"));
        }
        let code = u32::try_from(n).ok().filter(|&n| n <= 0x10_ffff);
        let code = code.ok_or_else(|| Error::value_error("chr() arg not in range(0x110000)"))?;
        match char::from_u32(code) {
            Some(c) => Ok(c),
            None => panic!("chr({n:#x}): a surrogate is no text in Rust"),
        }
    }
}

raising! {
    /// `ord(text)`
    ord, try_ord [] (text: &str) -> i64 {
        let mut chars = text.chars();
        match (chars.next(), chars.next()) {
            (Some(c), None) => Ok(i64::from(u32::from(c))),
            _ => Err(Error::type_error(format!(
                "ord() expected a character, but string of length {} found",
                text.chars().count()
            ))),
        }
    }
}
