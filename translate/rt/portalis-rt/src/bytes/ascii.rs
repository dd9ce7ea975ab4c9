//! Methods that bytes have in common with str; they know the letters, digits and
//! spaces of ASCII alone.

use super::{is_space, place};
use crate::Error;
use crate::error::raising;

/// Declares tests of bytes that all have to be of a kind, of which there must be some.
macro_rules! tests {
    ($($name:ident $is:expr;)*) => {$(
        #[doc = concat!("`b.", stringify!($name), "()`")]
        pub fn $name(b: &[u8]) -> bool {
            !b.is_empty() && b.iter().all($is)
        }
    )*};
}
tests! {
    isalnum u8::is_ascii_alphanumeric;
    isalpha u8::is_ascii_alphabetic;
    isdigit u8::is_ascii_digit;
    isspace |&byte| is_space(byte);
}

/// `b.islower()`
pub fn islower(b: &[u8]) -> bool {
    b.iter().any(u8::is_ascii_lowercase) && !b.iter().any(u8::is_ascii_uppercase)
}

/// `b.isupper()`
pub fn isupper(b: &[u8]) -> bool {
    b.iter().any(u8::is_ascii_uppercase) && !b.iter().any(u8::is_ascii_lowercase)
}

/// `b.istitle()`
pub fn istitle(b: &[u8]) -> bool {
    b.iter().any(u8::is_ascii_alphabetic) && title(b) == b
}

/// `b.title()`: a letter after a letter is small.
pub fn title(b: &[u8]) -> Vec<u8> {
    let mut inside = false;
    b.iter()
        .map(|byte| {
            let letter = byte.is_ascii_alphabetic();
            let first = letter && !inside;
            inside = letter;
            if first {
                byte.to_ascii_uppercase()
            } else {
                byte.to_ascii_lowercase()
            }
        })
        .collect()
}

/// `b.capitalize()`
pub fn capitalize(b: &[u8]) -> Vec<u8> {
    let mut out = b.to_ascii_lowercase();
    if let Some(first) = out.first_mut() {
        first.make_ascii_uppercase();
    }
    out
}

/// `b.swapcase()`
pub fn swapcase(b: &[u8]) -> Vec<u8> {
    b.iter()
        .map(|byte| match byte {
            b'a'..=b'z' => byte.to_ascii_uppercase(),
            _ => byte.to_ascii_lowercase(),
        })
        .collect()
}

/// The bytes with so many others before and after them.
fn padded(b: &[u8], before: usize, after: usize, fill: u8) -> Vec<u8> {
    let mut out = vec![fill; before];
    out.extend_from_slice(b);
    out.resize(out.len() + after, fill);
    out
}

/// How many bytes are missing to a width.
fn missing(b: &[u8], width: i64) -> usize {
    usize::try_from(width).map_or(0, |width| width.saturating_sub(b.len()))
}

/// The byte to fill with.
fn one(fill: &[u8], method: &str) -> Result<u8, Error> {
    match fill {
        [byte] => Ok(*byte),
        _ => Err(Error::type_error(format!(
            "{method}() argument 2 must be a byte string of length 1, not bytes"
        ))),
    }
}

raising! {
    /// `b.ljust(width, fill)`
    ljust, try_ljust [] (b: &[u8], width: i64, fill: &[u8]) -> Vec<u8> {
        Ok(padded(b, 0, missing(b, width), one(fill, "ljust")?))
    }
}

raising! {
    /// `b.rjust(width, fill)`
    rjust, try_rjust [] (b: &[u8], width: i64, fill: &[u8]) -> Vec<u8> {
        Ok(padded(b, missing(b, width), 0, one(fill, "rjust")?))
    }
}

raising! {
    /// `b.center(width, fill)`
    center, try_center [] (b: &[u8], width: i64, fill: &[u8]) -> Vec<u8> {
        let n = missing(b, width);
        // The odd byte is on the left where the width is odd.
        let left = n / 2 + (n & width as usize & 1);
        Ok(padded(b, left, n - left, one(fill, "center")?))
    }
}

/// `b.zfill(width)`
pub fn zfill(b: &[u8], width: i64) -> Vec<u8> {
    let sign = usize::from(matches!(b.first(), Some(b'+' | b'-')));
    let mut out = b[..sign].to_vec();
    out.resize(sign + missing(b, width), b'0');
    out.extend_from_slice(&b[sign..]);
    out
}

raising! {
    /// `b.expandtabs(size)`
    expandtabs, try_expandtabs [] (b: &[u8], size: i64) -> Vec<u8> {
        Ok(expanded(b, usize::try_from(crate::text::tab_size(size)?).unwrap_or(0)))
    }
}

fn expanded(b: &[u8], size: usize) -> Vec<u8> {
    let mut out = vec![];
    let mut column = 0;
    for &byte in b {
        match byte {
            b'\t' => {
                let n = if size == 0 { 0 } else { size - column % size };
                out.resize(out.len() + n, b' ');
                column += n;
            }
            b'\n' | b'\r' => {
                out.push(byte);
                column = 0;
            }
            _ => {
                out.push(byte);
                column += 1;
            }
        }
    }
    out
}

/// `b.removeprefix(part)`
pub fn removeprefix<'a>(b: &'a [u8], part: &[u8]) -> &'a [u8] {
    b.strip_prefix(part).unwrap_or(b)
}

/// `b.removesuffix(part)`
pub fn removesuffix<'a>(b: &'a [u8], part: &[u8]) -> &'a [u8] {
    b.strip_suffix(part).unwrap_or(b)
}

/// Where a part begins last.
fn last_place(b: &[u8], part: &[u8]) -> Option<usize> {
    usize::try_from(super::rfind(b, part)).ok()
}

raising! {
    /// `b.rindex(part)`
    rindex, try_rindex [] (b: &[u8], part: &[u8]) -> i64 {
        match last_place(b, part) {
            Some(at) => Ok(at as i64),
            None => Err(Error::value_error("subsection not found")),
        }
    }
}

fn some(separator: &[u8]) -> Result<(), Error> {
    if separator.is_empty() {
        return Err(Error::value_error("empty separator"));
    }
    Ok(())
}

type Three = (Vec<u8>, Vec<u8>, Vec<u8>);

/// The bytes around a separator, and it.
fn around(b: &[u8], separator: &[u8], at: usize) -> Three {
    let after = b[at + separator.len()..].to_vec();
    (b[..at].to_vec(), separator.to_vec(), after)
}

raising! {
    /// `b.partition(separator)`
    partition, try_partition [] (b: &[u8], separator: &[u8]) -> (Vec<u8>, Vec<u8>, Vec<u8>) {
        some(separator)?;
        Ok(match place(b, separator) {
            Some(at) => around(b, separator, at),
            None => (b.to_vec(), vec![], vec![]),
        })
    }
}

raising! {
    /// `b.rpartition(separator)`
    rpartition, try_rpartition [] (b: &[u8], separator: &[u8]) -> (Vec<u8>, Vec<u8>, Vec<u8>) {
        some(separator)?;
        Ok(match last_place(b, separator) {
            Some(at) => around(b, separator, at),
            None => (vec![], vec![], b.to_vec()),
        })
    }
}

/// How many splits an argument means: any number below 0 is no limit.
fn splits(limit: i64) -> usize {
    usize::try_from(limit).unwrap_or(usize::MAX)
}

raising! {
    /// `b.split(separator, limit)`
    split_limited, try_split_limited [] (b: &[u8], separator: &[u8], limit: i64) -> Vec<Vec<u8>> {
        some(separator)?;
        let (mut parts, mut rest) = (vec![], b);
        while parts.len() < splits(limit) {
            let Some(at) = place(rest, separator) else { break };
            parts.push(rest[..at].to_vec());
            rest = &rest[at + separator.len()..];
        }
        parts.push(rest.to_vec());
        Ok(parts)
    }
}

raising! {
    /// `b.rsplit(separator, limit)`
    rsplit_limited, try_rsplit_limited [] (b: &[u8], separator: &[u8], limit: i64) -> Vec<Vec<u8>> {
        some(separator)?;
        let (mut parts, mut rest) = (vec![], b);
        while parts.len() < splits(limit) {
            let Some(at) = last_place(rest, separator) else { break };
            parts.push(rest[at + separator.len()..].to_vec());
            rest = &rest[..at];
        }
        parts.push(rest.to_vec());
        parts.reverse();
        Ok(parts)
    }
}

/// `b.splitlines()`: lines end in `\n`, `\r` or both.
pub fn splitlines(b: &[u8]) -> Vec<Vec<u8>> {
    let (mut lines, mut rest) = (vec![], b);
    while !rest.is_empty() {
        let end = rest.iter().position(|byte| matches!(byte, b'\n' | b'\r'));
        let at = end.unwrap_or(rest.len());
        lines.push(rest[..at].to_vec());
        let both = rest[at..].starts_with(b"\r\n");
        rest = &rest[rest.len().min(at + 1 + usize::from(both))..];
    }
    lines
}

raising! {
    /// `bytes.maketrans(from, to)`
    maketrans, try_maketrans [] (from: &[u8], to: &[u8]) -> Vec<u8> {
        if from.len() != to.len() {
            return Err(Error::value_error("maketrans arguments must have same length"));
        }
        let mut table: Vec<u8> = (0..=255).collect();
        for (&byte, &other) in from.iter().zip(to) {
            table[usize::from(byte)] = other;
        }
        Ok(table)
    }
}

raising! {
    /// `b.translate(table, dropped)`
    translate, try_translate [] (b: &[u8], table: &[u8], dropped: &[u8]) -> Vec<u8> {
        if table.len() != 256 {
            return Err(Error::value_error("translation table must be 256 characters long"));
        }
        let kept = b.iter().filter(|byte| !dropped.contains(byte));
        Ok(kept.map(|&byte| table[usize::from(byte)]).collect())
    }
}

/// `b.translate(None, dropped)`
pub fn without(b: &[u8], dropped: &[u8]) -> Vec<u8> {
    b.iter()
        .copied()
        .filter(|byte| !dropped.contains(byte))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters() {
        assert_eq!(title(b"it's 3rd\xe9a"), b"It'S 3Rd\xe9A");
        assert!(istitle(b"A1 Bc") && !istitle(b"1") && !istitle(b"AB"));
        assert_eq!(capitalize(b"aBC"), b"Abc");
        assert_eq!(swapcase(b"aB1"), b"Ab1");
        assert!(islower(b"a1") && !islower(b"1") && isupper(b"A1") && !isupper(b"Aa"));
        assert!(!isalpha(b"") && isspace(b" \x0b") && isalnum(b"a1") && isdigit(b"12"));
    }

    #[test]
    fn widths() {
        assert_eq!(center(b"ab", 5, b"*"), b"**ab*");
        assert_eq!(center(b"abc", 6, b"*"), b"*abc**");
        assert_eq!(center(b"ab", -1, b"*"), b"ab");
        assert_eq!(zfill(b"-7", 4), b"-007");
        assert_eq!(zfill(b"", 2), b"00");
        assert_eq!(expandtabs(b"a\tb\n\tc", 4), b"a   b\n    c");
        assert_eq!(expandtabs(b"abcd\te", 4), b"abcd    e");
        assert_eq!(expandtabs(b"a\tb", 0), b"ab");
        assert_eq!(
            try_ljust(b"a", 3, b"xy").unwrap_err().line(),
            "TypeError: ljust() argument 2 must be a byte string of length 1, not bytes"
        );
    }

    #[test]
    fn parts() {
        let three = |a: &[u8], b: &[u8], c: &[u8]| (a.to_vec(), b.to_vec(), c.to_vec());
        assert_eq!(partition(b"a,b,c", b","), three(b"a", b",", b"b,c"));
        assert_eq!(rpartition(b"a,b,c", b","), three(b"a,b", b",", b"c"));
        assert_eq!(rpartition(b"abc", b","), three(b"", b"", b"abc"));
        assert_eq!(split_limited(b"a,b,c", b",", 1), [&b"a"[..], b"b,c"]);
        assert_eq!(rsplit_limited(b"a,b,c", b",", 1), [&b"a,b"[..], b"c"]);
        assert_eq!(rsplit_limited(b"a,b,c", b",", -1).len(), 3);
        assert_eq!(splitlines(b"a\r\nb\n\rc\n"), [&b"a"[..], b"b", b"", b"c"]);
        assert_eq!(splitlines(b""), Vec::<Vec<u8>>::new());
        assert_eq!(removesuffix(b"a.py", b".py"), b"a");
    }

    #[test]
    fn tables() {
        assert_eq!(translate(b"abc", &maketrans(b"ab", b"xy"), b"c"), b"xy");
        assert_eq!(without(b"abc", b"b"), b"ac");
        assert!(try_translate(b"a", b"short", b"").is_err());
    }
}
