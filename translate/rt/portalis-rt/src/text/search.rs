//! Looking for text in text.

use super::place::offset;
use crate::Error;
use crate::error::raising;
use crate::index::clamp;

/// `a == c` with a str of one character.
pub fn is_char(a: &str, c: char) -> bool {
    let mut chars = a.chars();
    chars.next() == Some(c) && chars.next().is_none()
}

/// `x == text` of a str or None.
pub fn is_some<S: AsRef<str>>(x: &Option<S>, text: &str) -> bool {
    x.as_ref().is_some_and(|x| x.as_ref() == text)
}

/// `a == b` of strs or None.
pub fn eq_option<S: AsRef<str>, T: AsRef<str>>(a: &Option<S>, b: &Option<T>) -> bool {
    a.as_ref().map(AsRef::as_ref) == b.as_ref().map(AsRef::as_ref)
}

/// How many characters there are before a byte offset, or -1.
fn position(text: &str, offset: Option<usize>) -> i64 {
    offset.map_or(-1, |at| text[..at].chars().count() as i64)
}

/// `text.find(part)`
pub fn find(text: &str, part: &str) -> i64 {
    position(text, text.find(part))
}

/// `text.rfind(part)`
pub fn rfind(text: &str, part: &str) -> i64 {
    position(text, text.rfind(part))
}

/// `text.count(part)`
pub fn count(text: &str, part: &str) -> i64 {
    text.matches(part).count() as i64
}

/// The part of text between two bounds and the position at which it starts;
/// None where Python finds nothing there, not even the empty str.
fn between(text: &str, start: Option<i64>, end: Option<i64>) -> Option<(&str, usize)> {
    let len = text.chars().count();
    let end = end.map_or(len, |i| clamp(i, len));
    // A start beyond the end of text is not brought back to it.
    let start = match start {
        Some(i) if i > len as i64 => return None,
        Some(i) => clamp(i, len),
        None => 0,
    };
    if start > end {
        return None;
    }
    let rest = &text[offset(text, start)..];
    Some((&rest[..offset(rest, end - start)], start))
}

/// `text.find(part, start, end)`
pub fn find_in(text: &str, part: &str, start: Option<i64>, end: Option<i64>) -> i64 {
    shifted(between(text, start, end), |text| find(text, part))
}

/// `text.rfind(part, start, end)`
pub fn rfind_in(text: &str, part: &str, start: Option<i64>, end: Option<i64>) -> i64 {
    shifted(between(text, start, end), |text| rfind(text, part))
}

fn shifted(range: Option<(&str, usize)>, find: impl Fn(&str) -> i64) -> i64 {
    let Some((text, start)) = range else {
        return -1;
    };
    match find(text) {
        -1 => -1,
        at => at + start as i64,
    }
}

/// `text.count(part, start, end)`
pub fn count_in(text: &str, part: &str, start: Option<i64>, end: Option<i64>) -> i64 {
    between(text, start, end).map_or(0, |(text, _)| count(text, part))
}

raising! {
    /// `text.index(part)`
    index, try_index [] (text: &str, part: &str) -> i64 {
        found(find(text, part))
    }
}

raising! {
    /// `text.rindex(part)`
    rindex, try_rindex [] (text: &str, part: &str) -> i64 {
        found(rfind(text, part))
    }
}

raising! {
    /// `text.index(part, start, end)`
    index_in, try_index_in [] (text: &str, part: &str, start: Option<i64>, end: Option<i64>) -> i64 {
        found(find_in(text, part, start, end))
    }
}

raising! {
    /// `text.rindex(part, start, end)`
    rindex_in, try_rindex_in [] (text: &str, part: &str, start: Option<i64>, end: Option<i64>) -> i64 {
        found(rfind_in(text, part, start, end))
    }
}

fn found(at: i64) -> Result<i64, Error> {
    if at < 0 {
        Err(Error::value_error("substring not found"))
    } else {
        Ok(at)
    }
}

/// `text.startswith(part, start, end)`
pub fn startswith_in(text: &str, part: &str, start: Option<i64>, end: Option<i64>) -> bool {
    between(text, start, end).is_some_and(|(text, _)| text.starts_with(part))
}

/// `text.endswith(part, start, end)`
pub fn endswith_in(text: &str, part: &str, start: Option<i64>, end: Option<i64>) -> bool {
    between(text, start, end).is_some_and(|(text, _)| text.ends_with(part))
}

/// `text.startswith(parts)` with a tuple of parts.
pub fn startswith_any<S: AsRef<str>>(text: &str, parts: &[S]) -> bool {
    parts.iter().any(|part| text.starts_with(part.as_ref()))
}

/// `text.endswith(parts)` with a tuple of parts.
pub fn endswith_any<S: AsRef<str>>(text: &str, parts: &[S]) -> bool {
    parts.iter().any(|part| text.ends_with(part.as_ref()))
}

/// `text.replace(old, new)`
pub fn replace(text: &str, old: &str, new: &str) -> String {
    text.replace(old, new)
}

/// `text.replace(old, new, count)`; a negative count is no limit.
pub fn replacen(text: &str, old: &str, new: &str, count: i64) -> String {
    match usize::try_from(count) {
        Ok(count) => text.replacen(old, new, count),
        Err(_) if count < 0 => text.replace(old, new),
        Err(_) => text.replacen(old, new, usize::MAX),
    }
}
