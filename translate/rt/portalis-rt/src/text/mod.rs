//! Python's str: text counted in code points.
//!
//! Whatever takes or gives a position means code points. ASCII text, for which
//! they are bytes, takes a short way.

mod case;
mod pad;
mod place;
mod search;
mod show;
mod split;
mod strip;
mod translate;

pub use case::{
    capitalize, capwords, capwords_on, casefold, lower, swapcase, title, try_capwords_on, upper,
};
pub use case::{isalnum, isalpha, isascii, isdecimal, isdigit, isidentifier, islower};
pub use case::{isnumeric, isprintable, isspace, istitle, isupper};
pub(crate) use pad::tab_size;
pub use pad::{
    center, center_with, expandtabs, expandtabs_by, ljust, ljust_with, rjust, rjust_with,
    try_center_with,
};
pub use pad::{try_expandtabs_by, try_ljust_with, try_rjust_with, zfill};
pub use place::{
    at, char_at, char_nth, nth, slice, slice_step, try_at, try_char_at, try_char_nth, try_nth,
    try_slice_step,
};
pub use search::{
    count, count_in, endswith_any, endswith_in, eq_option, find, find_in, index, index_in, is_char,
    is_some, replace,
};
pub use search::{replacen, rfind, rfind_in, rindex, rindex_in, startswith_any, startswith_in};
pub use search::{try_index, try_index_in, try_rindex, try_rindex_in};
pub(crate) use show::escape;
pub use show::{ascii, chr, from_bool, ord, repr, try_chr, try_ord};
pub use split::{
    lines, partition, pieces, rpartition, rsplit_on, rsplitn, rsplitn_space, split, split_on,
    splitlines,
};
pub use split::{
    splitlines_keepends, splitn, splitn_space, try_partition, try_pieces, try_rpartition,
};
pub use split::{try_rsplit_on, try_rsplitn, try_split_on, try_splitn, words};
pub use strip::{
    lstrip, lstrip_chars, removeprefix, removesuffix, rstrip, rstrip_chars, strip, strip_chars,
};
pub use translate::{Replacement, maketrans, maketrans_dropping, maketrans_of, translate};
pub use translate::{try_maketrans, try_maketrans_dropping, try_maketrans_of, try_translate};

/// `a + b`
pub fn concat(a: &str, b: &str) -> String {
    let mut out = String::with_capacity(a.len() + b.len());
    out.push_str(a);
    out.push_str(b);
    out
}

/// `a + b` with a single character.
pub fn concat_char(a: &str, b: char) -> String {
    let mut out = String::with_capacity(a.len() + b.len_utf8());
    out.push_str(a);
    out.push(b);
    out
}

/// `a + b` with a single character.
pub fn char_concat(a: char, b: &str) -> String {
    let mut out = String::with_capacity(a.len_utf8() + b.len());
    out.push(a);
    out.push_str(b);
    out
}

/// `a + b` of single characters.
pub fn concat_chars(a: char, b: char) -> String {
    String::from_iter([a, b])
}

/// `text * n`
pub fn repeat(text: &str, n: i64) -> String {
    text.repeat(crate::list::times(n, text.len()))
}

/// `c * n` of a single character.
pub fn repeat_char(c: char, n: i64) -> String {
    repeat(c.encode_utf8(&mut [0; 4]), n)
}

/// `out += str(n)`
pub fn push_int(out: &mut String, n: i64) {
    let mut digits = [0; 20];
    let mut at = digits.len();
    let mut rest = n.unsigned_abs();
    loop {
        at -= 1;
        digits[at] = b'0' + (rest % 10) as u8;
        rest /= 10;
        if rest == 0 {
            break;
        }
    }
    if n < 0 {
        out.push('-');
    }
    out.extend(digits[at..].iter().map(|&digit| char::from(digit)));
}

/// A piece of text that [`join`] takes.
pub trait Piece {
    /// Adds the text to the end of `out`.
    fn push_to(&self, out: &mut String);
}

impl Piece for char {
    fn push_to(&self, out: &mut String) {
        out.push(*self);
    }
}

impl Piece for str {
    fn push_to(&self, out: &mut String) {
        out.push_str(self);
    }
}

impl Piece for String {
    fn push_to(&self, out: &mut String) {
        out.push_str(self);
    }
}

impl<P: Piece + ?Sized> Piece for &P {
    fn push_to(&self, out: &mut String) {
        (**self).push_to(out);
    }
}

/// `separator.join(pieces)`
pub fn join<P: Piece>(separator: &str, pieces: impl IntoIterator<Item = P>) -> String {
    let mut out = String::new();
    for (i, piece) in pieces.into_iter().enumerate() {
        if i > 0 {
            out.push_str(separator);
        }
        piece.push_to(&mut out);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pushes_ints() {
        for n in [0, 7, -7, 10, 99, 100, -100, i64::MAX, i64::MIN] {
            let mut out = "n=".to_owned();
            push_int(&mut out, n);
            assert_eq!(out, format!("n={n}"));
        }
    }
}
