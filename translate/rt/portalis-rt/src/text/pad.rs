//! Filling up to a width.

use crate::Error;
use crate::error::raising;

/// How many characters are missing to width.
fn missing(text: &str, width: i64) -> usize {
    usize::try_from(width).map_or(0, |width| width.saturating_sub(text.chars().count()))
}

fn padded(text: &str, left: usize, right: usize, fill: char) -> String {
    let mut out = String::with_capacity(text.len() + (left + right) * fill.len_utf8());
    out.extend(std::iter::repeat_n(fill, left));
    out.push_str(text);
    out.extend(std::iter::repeat_n(fill, right));
    out
}

fn fill_char(fill: &str) -> Result<char, Error> {
    let mut chars = fill.chars();
    match (chars.next(), chars.next()) {
        (Some(c), None) => Ok(c),
        _ => Err(Error::type_error(
            "The fill character must be exactly one character long",
        )),
    }
}

fn centered(text: &str, width: i64, fill: char) -> String {
    let missing = missing(text, width);
    // The odd one goes to the left where the width is odd, to the right where it is even.
    let left = missing / 2 + (missing & width as usize & 1);
    padded(text, left, missing - left, fill)
}

/// `text.center(width)`
pub fn center(text: &str, width: i64) -> String {
    centered(text, width, ' ')
}

/// `text.ljust(width)`
pub fn ljust(text: &str, width: i64) -> String {
    padded(text, 0, missing(text, width), ' ')
}

/// `text.rjust(width)`
pub fn rjust(text: &str, width: i64) -> String {
    padded(text, missing(text, width), 0, ' ')
}

raising! {
    /// `text.center(width, fill)`
    center_with, try_center_with [] (text: &str, width: i64, fill: &str) -> String {
        Ok(centered(text, width, fill_char(fill)?))
    }
}

raising! {
    /// `text.ljust(width, fill)`
    ljust_with, try_ljust_with [] (text: &str, width: i64, fill: &str) -> String {
        Ok(padded(text, 0, missing(text, width), fill_char(fill)?))
    }
}

raising! {
    /// `text.rjust(width, fill)`
    rjust_with, try_rjust_with [] (text: &str, width: i64, fill: &str) -> String {
        Ok(padded(text, missing(text, width), 0, fill_char(fill)?))
    }
}

/// `text.zfill(width)`: a sign stays in front.
pub fn zfill(text: &str, width: i64) -> String {
    let at = usize::from(text.starts_with(['+', '-']));
    let (sign, digits) = text.split_at(at);
    super::concat(sign, &padded(digits, missing(text, width), 0, '0'))
}

/// `text.expandtabs()`
pub fn expandtabs(text: &str) -> String {
    expanded(text, 8)
}

raising! {
    /// `text.expandtabs(size)`
    expandtabs_by, try_expandtabs_by [] (text: &str, size: i64) -> String {
        Ok(expanded(text, tab_size(size)?))
    }
}

/// The width of a tab, which CPython keeps in 32 bits.
pub(crate) fn tab_size(size: i64) -> Result<i64, Error> {
    match i32::try_from(size) {
        Ok(size) => Ok(i64::from(size)),
        Err(_) => Err(Error::overflow_error(
            "Python int too large to convert to C int",
        )),
    }
}

fn expanded(text: &str, size: i64) -> String {
    let mut out = String::with_capacity(text.len());
    let mut column = 0;
    for c in text.chars() {
        match c {
            '\t' if size > 0 => {
                let fill = size - column % size;
                out.push_str(&super::repeat(" ", fill));
                column += fill;
            }
            '\t' => {}
            _ => {
                column = if c == '\n' || c == '\r' {
                    0
                } else {
                    column + 1
                };
                out.push(c);
            }
        }
    }
    out
}
