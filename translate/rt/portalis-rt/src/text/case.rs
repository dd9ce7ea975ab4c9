//! Case, and questions about all characters of a str.

use crate::error::raising;
use crate::unicode::FOLD;
use crate::{Error, chars};

/// `text.lower()`
pub fn lower(text: &str) -> String {
    if text.is_ascii() {
        return text.to_ascii_lowercase();
    }
    let mut out = String::with_capacity(text.len());
    for (at, c) in text.char_indices() {
        push_lower(&mut out, text, at, c);
    }
    out
}

/// `text.upper()`
pub fn upper(text: &str) -> String {
    if text.is_ascii() {
        return text.to_ascii_uppercase();
    }
    let mut out = String::with_capacity(text.len());
    text.chars().for_each(|c| chars::push_upper(&mut out, c));
    out
}

/// Adds the lower case of the character that stands at a byte offset in text.
fn push_lower(out: &mut String, text: &str, at: usize, c: char) {
    if c == 'Σ' && ends_word(text, at) {
        out.push('ς');
    } else {
        chars::push_lower(out, c);
    }
}

/// Whether the sigma at a byte offset ends a word, and so has its final form.
fn ends_word(text: &str, at: usize) -> bool {
    let before = text[..at].chars().rfind(|&c| !chars::is_case_ignorable(c));
    let after = text[at + 'Σ'.len_utf8()..]
        .chars()
        .find(|&c| !chars::is_case_ignorable(c));
    before.is_some_and(chars::is_cased) && !after.is_some_and(chars::is_cased)
}

/// `text.capitalize()`
pub fn capitalize(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for (at, c) in text.char_indices() {
        if at == 0 {
            chars::push_title(&mut out, c);
        } else {
            push_lower(&mut out, text, at, c);
        }
    }
    out
}

/// `string.capwords(text)`
pub fn capwords(text: &str) -> String {
    let words: Vec<String> = super::split(text)
        .iter()
        .map(|word| capitalize(word))
        .collect();
    words.join(" ")
}

raising! {
    /// `string.capwords(text, separator)`
    capwords_on, try_capwords_on [] (text: &str, separator: &str) -> String {
        if separator.is_empty() {
            return Err(Error::value_error("empty separator"));
        }
        let words: Vec<String> = text.split(separator).map(capitalize).collect();
        Ok(words.join(separator))
    }
}

/// `text.title()`
pub fn title(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut inside = false;
    for (at, c) in text.char_indices() {
        if inside {
            push_lower(&mut out, text, at, c);
        } else {
            chars::push_title(&mut out, c);
        }
        inside = chars::is_cased(c);
    }
    out
}

/// `text.swapcase()`
pub fn swapcase(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for (at, c) in text.char_indices() {
        if chars::isupper(c) {
            push_lower(&mut out, text, at, c);
        } else if chars::islower(c) {
            chars::push_upper(&mut out, c);
        } else {
            out.push(c);
        }
    }
    out
}

/// `text.casefold()`
pub fn casefold(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match FOLD.binary_search_by_key(&c, |&(from, _)| from) {
            Ok(at) => out.push_str(FOLD[at].1),
            Err(_) => chars::push_lower(&mut out, c),
        }
    }
    out
}

macro_rules! all {
    ($($name:ident)*) => {$(
        #[doc = concat!("`text.", stringify!($name), "()`")]
        pub fn $name(text: &str) -> bool {
            !text.is_empty() && text.chars().all(chars::$name)
        }
    )*};
}
all!(isalnum isalpha isdecimal isdigit isnumeric isspace);

/// `text.isascii()`
pub fn isascii(text: &str) -> bool {
    text.is_ascii()
}

/// `text.isprintable()`
pub fn isprintable(text: &str) -> bool {
    text.chars().all(chars::isprintable)
}

/// `text.islower()`: some letter with case, and none that is not lower.
pub fn islower(text: &str) -> bool {
    let mut some = false;
    for c in text.chars() {
        if chars::istitle(c) {
            return false;
        }
        some |= chars::islower(c);
    }
    some
}

/// `text.isupper()`: some letter with case, and none that is not upper.
pub fn isupper(text: &str) -> bool {
    let mut some = false;
    for c in text.chars() {
        if chars::islower(c) || chars::is_titlecase(c) {
            return false;
        }
        some |= chars::isupper(c);
    }
    some
}

/// `text.istitle()`: upper only at the start of words, lower only inside.
pub fn istitle(text: &str) -> bool {
    let mut some = false;
    let mut inside = false;
    for c in text.chars() {
        if chars::istitle(c) {
            if inside {
                return false;
            }
            inside = true;
            some = true;
        } else if chars::islower(c) {
            if !inside {
                return false;
            }
            some = true;
        } else {
            inside = false;
        }
    }
    some
}

/// `text.isidentifier()`
pub fn isidentifier(text: &str) -> bool {
    let mut chars = text.chars();
    chars.next().is_some_and(chars::starts_name) && chars.all(chars::goes_on_in_name)
}
