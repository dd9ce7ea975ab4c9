//! Subscripts.

use crate::Error;
use crate::error::raising;
use crate::index::{bounds, position, steps};

raising! {
    /// `text[i]`
    at, try_at [] (text: &str, i: i64) -> char {
        let found = if i >= 0 {
            usize::try_from(i).ok().and_then(|i| nth_from_start(text, i))
        } else {
            usize::try_from(i.unsigned_abs() - 1).ok().and_then(|i| nth_from_end(text, i))
        };
        found.ok_or_else(out_of_range)
    }
}

raising! {
    /// `text[i]` for an index that is not negative.
    nth, try_nth [] (text: &str, i: usize) -> char {
        nth_from_start(text, i).ok_or_else(out_of_range)
    }
}

raising! {
    /// `text[i]` of the characters of a text.
    char_at, try_char_at [] (chars: &[char], i: i64) -> char {
        match position(i, chars.len()) {
            Some(at) => Ok(chars[at]),
            None => Err(out_of_range()),
        }
    }
}

raising! {
    /// [`char_at`] for an index that is not negative.
    char_nth, try_char_nth [] (chars: &[char], i: usize) -> char {
        match chars.get(i) {
            Some(&c) => Ok(c),
            None => Err(out_of_range()),
        }
    }
}

#[cold]
fn out_of_range() -> Error {
    Error::index_error("string index out of range")
}

fn nth_from_start(text: &str, i: usize) -> Option<char> {
    let bytes = text.as_bytes();
    match bytes.get(..=i) {
        Some(front) if front.is_ascii() => Some(char::from(bytes[i])),
        Some(_) => text.chars().nth(i),
        None => None,
    }
}

fn nth_from_end(text: &str, i: usize) -> Option<char> {
    let bytes = text.as_bytes();
    let at = bytes.len().checked_sub(i + 1)?;
    if bytes[at..].is_ascii() {
        Some(char::from(bytes[at]))
    } else {
        text.chars().nth_back(i)
    }
}

/// `text[start:stop]`
pub fn slice(text: &str, start: Option<i64>, stop: Option<i64>) -> &str {
    if text.is_ascii() {
        let (start, stop) = bounds(start, stop, text.len());
        return &text[start..stop];
    }
    let (start, stop) = bounds(start, stop, text.chars().count());
    let from = offset(text, start);
    let rest = &text[from..];
    &rest[..offset(rest, stop - start)]
}

raising! {
    /// `text[start:stop:step]`
    slice_step, try_slice_step [] (text: &str, start: Option<i64>, stop: Option<i64>, step: i64) -> String {
        if text.is_ascii() {
            let bytes = text.as_bytes();
            return Ok(steps(start, stop, step, bytes.len())?.map(|i| char::from(bytes[i])).collect());
        }
        let chars: Vec<char> = text.chars().collect();
        Ok(steps(start, stop, step, chars.len())?.map(|i| chars[i]).collect())
    }
}

/// The byte offset of the character at position i, or of the end.
pub(super) fn offset(text: &str, i: usize) -> usize {
    text.char_indices().nth(i).map_or(text.len(), |(at, _)| at)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn code_points() {
        let text = "aé😀z";
        assert_eq!((0..4).map(|i| at(text, i)).collect::<String>(), text);
        assert_eq!((-4..0).map(|i| at(text, i)).collect::<String>(), text);
        for i in [4, -5, i64::MAX, i64::MIN] {
            let chars: Vec<char> = text.chars().collect();
            assert!(try_char_at(&chars, i).is_err());
            assert_eq!(
                try_at(text, i).unwrap_err().line(),
                "IndexError: string index out of range"
            );
        }
        assert!(try_at("", 0).is_err() && try_at("", -1).is_err() && try_nth("a", 1).is_err());
        assert_eq!(slice(text, Some(1), Some(-1)), "é😀");
        assert_eq!(slice(text, Some(3), Some(1)), "");
        assert_eq!(slice_step(text, None, None, -2), "zé");
    }
}
