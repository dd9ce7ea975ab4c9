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
    text.trim_matches(|c| chars.contains(c))
}

/// `text.lstrip(chars)`
pub fn lstrip_chars<'a>(text: &'a str, chars: &str) -> &'a str {
    text.trim_start_matches(|c| chars.contains(c))
}

/// `text.rstrip(chars)`
pub fn rstrip_chars<'a>(text: &'a str, chars: &str) -> &'a str {
    text.trim_end_matches(|c| chars.contains(c))
}

/// `text.removeprefix(prefix)`
pub fn removeprefix<'a>(text: &'a str, prefix: &str) -> &'a str {
    text.strip_prefix(prefix).unwrap_or(text)
}

/// `text.removesuffix(suffix)`
pub fn removesuffix<'a>(text: &'a str, suffix: &str) -> &'a str {
    text.strip_suffix(suffix).unwrap_or(text)
}
