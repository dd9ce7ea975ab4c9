//! Cutting off ends.

use crate::chars::isspace;

/// `text.strip()`
pub fn strip(text: &str) -> &str {
    text.trim_matches(isspace)
}

/// `text.lstrip()`
pub fn lstrip(text: &str) -> &str {
    text.trim_start_matches(isspace)
}

/// `text.rstrip()`
pub fn rstrip(text: &str) -> &str {
    text.trim_end_matches(isspace)
}

/// `text.strip(chars)`
pub fn strip_chars<'a>(text: &'a str, chars: &str) -> &'a str {
    text.trim_matches(one_of(chars))
}

/// `text.lstrip(chars)`
pub fn lstrip_chars<'a>(text: &'a str, chars: &str) -> &'a str {
    text.trim_start_matches(one_of(chars))
}

/// `text.rstrip(chars)`
pub fn rstrip_chars<'a>(text: &'a str, chars: &str) -> &'a str {
    text.trim_end_matches(one_of(chars))
}

/// Tells the characters that are among chars.
fn one_of(chars: &str) -> impl Fn(char) -> bool {
    move |c| {
        if c.is_ascii() {
            chars.as_bytes().contains(&(c as u8))
        } else {
            chars.contains(c)
        }
    }
}

/// `text.removeprefix(prefix)`
pub fn removeprefix<'a>(text: &'a str, prefix: &str) -> &'a str {
    text.strip_prefix(prefix).unwrap_or(text)
}

/// `text.removesuffix(suffix)`
pub fn removesuffix<'a>(text: &'a str, suffix: &str) -> &'a str {
    text.strip_suffix(suffix).unwrap_or(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn strips_sets_of_characters() {
        assert_eq!(strip_chars("é.aéb.é", ".é"), "aéb");
        assert_eq!(strip_chars("é.aéb.é", "."), "é.aéb.é");
        assert_eq!(lstrip_chars("xyz", "zyx"), "");
        assert_eq!(rstrip_chars("\u{169}a", "\u{a9}a"), "\u{169}");
        assert_eq!(strip_chars("a", ""), "a");
    }
}
