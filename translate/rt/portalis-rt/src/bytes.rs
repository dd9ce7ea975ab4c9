//! Python's bytes: a Vec or slice of u8.

mod ascii;

pub use ascii::{
    capitalize, center, expandtabs, isalnum, isalpha, isdigit, islower, isspace, istitle, isupper,
    ljust, maketrans, partition, removeprefix, removesuffix, rindex, rjust, rpartition,
    rsplit_limited, split_limited, splitlines, swapcase, title, translate, without, zfill,
};
pub use ascii::{
    try_center, try_expandtabs, try_ljust, try_maketrans, try_partition, try_rindex, try_rjust,
    try_rpartition, try_rsplit_limited, try_split_limited, try_translate,
};

use crate::error::{fits, raising};
use crate::index::position;
use crate::{Equal, Error, Kind, Order, Repr};
use std::cmp::Ordering;
use std::fmt::{self, Formatter, Write};

/// `repr(b)`
pub fn repr(b: &[u8]) -> String {
    let quote = if b.contains(&b'\'') && !b.contains(&b'"') {
        '"'
    } else {
        '\''
    };
    let mut out = format!("b{quote}");
    for &byte in b {
        match byte {
            b'\t' => out.push_str("\\t"),
            b'\n' => out.push_str("\\n"),
            b'\r' => out.push_str("\\r"),
            b'\\' => out.push_str("\\\\"),
            b' '..=b'~' => {
                if char::from(byte) == quote {
                    out.push('\\');
                }
                out.push(char::from(byte));
            }
            _ => {
                out.push_str("\\x");
                push_hex(&mut out, byte);
            }
        }
    }
    out.push(quote);
    out
}

fn push_hex(out: &mut String, byte: u8) {
    for half in [byte >> 4, byte & 15] {
        out.push(char::from(b"0123456789abcdef"[usize::from(half)]));
    }
}

/// One byte is an int; a list of them is bytes, and shown so.
impl Repr for u8 {
    fn write_repr(&self, f: &mut Formatter<'_>) -> fmt::Result {
        write!(f, "{self}")
    }
    fn write_list(items: &[Self], f: &mut Formatter<'_>) -> fmt::Result {
        f.write_str(&repr(items))
    }
}

impl Equal for u8 {
    fn equal(&self, other: &Self) -> bool {
        self == other
    }
}

impl Order for u8 {
    const TOTAL: bool = true;

    fn order(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

raising! {
    /// `bytes(ints)`
    from_ints, try_from_ints [] (ints: impl IntoIterator<Item = i64>) -> Vec<u8> {
        ints.into_iter()
            .map(|n| u8::try_from(n).map_err(|_| Error::value_error("bytes must be in range(0, 256)")))
            .collect()
    }
}

raising! {
    /// `bytes(n)`
    zeros, try_zeros [] (n: i64) -> Vec<u8> {
        match usize::try_from(n) {
            Ok(n) => Ok(vec![0; n]),
            Err(_) => Err(Error::value_error("negative count")),
        }
    }
}

raising! {
    /// `b[i]`
    at, try_at [] (b: &[u8], i: i64) -> i64 {
        match position(i, b.len()) {
            Some(at) => Ok(i64::from(b[at])),
            None => Err(Error::index_error("index out of range")),
        }
    }
}

/// The bytes as ints, in order.
pub fn ints(b: &[u8]) -> impl DoubleEndedIterator<Item = i64> + ExactSizeIterator + Clone {
    b.iter().map(|&byte| i64::from(byte))
}

/// Where a part begins first.
fn place(b: &[u8], part: &[u8]) -> Option<usize> {
    (0..=b.len().checked_sub(part.len())?).find(|&at| b[at..].starts_with(part))
}

/// `b.find(part)`
pub fn find(b: &[u8], part: &[u8]) -> i64 {
    place(b, part).map_or(-1, |at| at as i64)
}

/// `b.rfind(part)`
pub fn rfind(b: &[u8], part: &[u8]) -> i64 {
    let found = b
        .len()
        .checked_sub(part.len())
        .and_then(|last| (0..=last).rev().find(|&at| b[at..].starts_with(part)));
    found.map_or(-1, |at| at as i64)
}

raising! {
    /// `b.index(part)`
    index_of, try_index_of [] (b: &[u8], part: &[u8]) -> i64 {
        match place(b, part) {
            Some(at) => Ok(at as i64),
            None => Err(Error::value_error("subsection not found")),
        }
    }
}

/// `part in b`
pub fn contains(b: &[u8], part: &[u8]) -> bool {
    place(b, part).is_some()
}

raising! {
    /// `n in b` of an int.
    contains_int, try_contains_int [] (b: &[u8], n: i64) -> bool {
        match u8::try_from(n) {
            Ok(byte) => Ok(b.contains(&byte)),
            Err(_) => Err(Error::value_error("byte must be in range(0, 256)")),
        }
    }
}

/// `b.count(part)`
pub fn count(b: &[u8], part: &[u8]) -> i64 {
    if part.is_empty() {
        return b.len() as i64 + 1;
    }
    let mut rest = b;
    let mut n = 0;
    while let Some(at) = place(rest, part) {
        rest = &rest[at + part.len()..];
        n += 1;
    }
    n
}

/// `b.replace(old, new)`
pub fn replace(b: &[u8], old: &[u8], new: &[u8]) -> Vec<u8> {
    let mut out = Vec::with_capacity(b.len());
    if old.is_empty() {
        for &byte in b {
            out.extend_from_slice(new);
            out.push(byte);
        }
        out.extend_from_slice(new);
        return out;
    }
    let mut rest = b;
    while let Some(at) = place(rest, old) {
        out.extend_from_slice(&rest[..at]);
        out.extend_from_slice(new);
        rest = &rest[at + old.len()..];
    }
    out.extend_from_slice(rest);
    out
}

/// What Python's bytes take for white space: also a vertical tab.
fn is_space(byte: u8) -> bool {
    byte.is_ascii_whitespace() || byte == 0x0b
}

/// `b.split()`
pub fn split(b: &[u8]) -> Vec<Vec<u8>> {
    b.split(|&byte| is_space(byte))
        .filter(|word| !word.is_empty())
        .map(<[u8]>::to_vec)
        .collect()
}

raising! {
    /// `b.split(separator)`
    split_on, try_split_on [] (b: &[u8], separator: &[u8]) -> Vec<Vec<u8>> {
        if separator.is_empty() {
            return Err(Error::value_error("empty separator"));
        }
        let mut parts = vec![];
        let mut rest = b;
        while let Some(at) = place(rest, separator) {
            parts.push(rest[..at].to_vec());
            rest = &rest[at + separator.len()..];
        }
        parts.push(rest.to_vec());
        Ok(parts)
    }
}

/// `separator.join(parts)`
pub fn join(separator: &[u8], parts: impl IntoIterator<Item = Vec<u8>>) -> Vec<u8> {
    parts.into_iter().collect::<Vec<_>>().join(separator)
}

/// `b.lstrip()`
pub fn lstrip(b: &[u8]) -> &[u8] {
    let start = b.iter().position(|&byte| !is_space(byte));
    &b[start.unwrap_or(b.len())..]
}

/// `b.rstrip()`
pub fn rstrip(b: &[u8]) -> &[u8] {
    let last = b.iter().rposition(|&byte| !is_space(byte));
    &b[..last.map_or(0, |at| at + 1)]
}

/// `b.strip()`
pub fn strip(b: &[u8]) -> &[u8] {
    rstrip(lstrip(b))
}

/// `b.hex()`
pub fn hex(b: &[u8]) -> String {
    let mut out = String::with_capacity(b.len() * 2);
    b.iter().for_each(|&byte| push_hex(&mut out, byte));
    out
}

raising! {
    /// `bytes.fromhex(text)`: pairs of digits, with white space between them.
    fromhex, try_fromhex [] (text: &str) -> Vec<u8> {
        let chars: Vec<char> = text.chars().collect();
        let digit = |at: usize| {
            let digit = chars.get(at).and_then(|c| c.to_digit(16));
            digit.map(|d| d as u8).ok_or_else(|| {
                Error::value_error(format!("non-hexadecimal number found in fromhex() arg at position {at}"))
            })
        };
        if let Some(at) = chars.iter().position(|c| !c.is_ascii()) {
            digit(at)?; // of which CPython speaks before it looks at any other
        }
        let mut out = vec![];
        let mut at = 0;
        while at < chars.len() {
            if is_space(chars[at] as u8) {
                at += 1;
                continue;
            }
            out.push(digit(at)? << 4 | digit(at + 1)?);
            at += 2;
        }
        Ok(out)
    }
}

/// The exception of a codec at some places.
fn cannot(kind: Kind, codec: &str, what: &str, first: usize, len: usize, why: &str) -> Error {
    let mut text = format!("'{codec}' codec can't {what}");
    let shown = match len {
        1 => write!(text, " in position {first}: {why}"),
        _ => write!(text, "s in position {first}-{}: {why}", first + len - 1),
    };
    debug_assert!(shown.is_ok());
    Error::new(kind, text)
}

raising! {
    /// `b.decode()`, `b.decode("utf-8")`
    decode, try_decode [] (b: &[u8]) -> String {
        let e = match std::str::from_utf8(b) {
            Ok(text) => return Ok(text.to_owned()),
            Err(e) => e,
        };
        let first = e.valid_up_to();
        let (len, why) = match e.error_len() {
            None => (b.len() - first, "unexpected end of data"),
            Some(len) if matches!(b[first], 0x80..=0xc1 | 0xf5..) => (len, "invalid start byte"),
            Some(len) => (len, "invalid continuation byte"),
        };
        let what = if len == 1 { format!("decode byte 0x{:02x}", b[first]) } else { "decode byte".to_owned() };
        Err(cannot(Kind::UnicodeDecodeError, "utf-8", &what, first, len, why))
    }
}

/// `b.decode(errors="replace")`
pub fn decode_replacing(b: &[u8]) -> String {
    String::from_utf8_lossy(b).into_owned()
}

/// `b.decode(errors="ignore")`
pub fn decode_ignoring(b: &[u8]) -> String {
    b.utf8_chunks().map(|chunk| chunk.valid()).collect()
}

raising! {
    /// `b.decode("ascii")`
    decode_ascii, try_decode_ascii [] (b: &[u8]) -> String {
        match b.iter().position(|byte| !byte.is_ascii()) {
            None => Ok(decode_latin1(b)),
            Some(at) => Err(cannot(
                Kind::UnicodeDecodeError,
                "ascii",
                &format!("decode byte 0x{:02x}", b[at]),
                at,
                1,
                "ordinal not in range(128)",
            )),
        }
    }
}

/// `b.decode("latin-1")`
pub fn decode_latin1(b: &[u8]) -> String {
    b.iter().copied().map(char::from).collect()
}

raising! {
    /// `text.encode("ascii")`
    encode_ascii, try_encode_ascii [] (text: &str) -> Vec<u8> {
        encoded(text, "ascii", 128)
    }
}

raising! {
    /// `text.encode("latin-1")`
    encode_latin1, try_encode_latin1 [] (text: &str) -> Vec<u8> {
        encoded(text, "latin-1", 256)
    }
}

/// The numbers of characters below a limit.
fn encoded(text: &str, codec: &str, limit: u32) -> Result<Vec<u8>, Error> {
    let fits = |c: &char| u32::from(*c) < limit;
    let chars: Vec<char> = text.chars().collect();
    let Some(first) = chars.iter().position(|c| !fits(c)) else {
        return Ok(chars.into_iter().map(|c| c as u8).collect());
    };
    let len = chars[first..].iter().take_while(|c| !fits(c)).count();
    let mut what = "encode character".to_owned();
    if len == 1 {
        what.push_str(" '");
        crate::text::escape(&mut what, chars[first]);
        what.push('\'');
    }
    let why = format!("ordinal not in range({limit})");
    Err(cannot(
        Kind::UnicodeEncodeError,
        codec,
        &what,
        first,
        len,
        &why,
    ))
}

/// The order of the bytes of an int.
fn is_little(order: &str) -> Result<bool, Error> {
    match order {
        "little" => Ok(true),
        "big" => Ok(false),
        _ => Err(Error::value_error(
            "byteorder must be either 'little' or 'big'",
        )),
    }
}

raising! {
    /// `n.to_bytes(length, order, signed=signed)`
    of_int, try_of_int [] (n: i64, length: i64, order: &str, signed: bool) -> Vec<u8> {
        let little = is_little(order)?;
        let length = usize::try_from(length)
            .map_err(|_| Error::value_error("length argument must be non-negative"))?;
        if n < 0 && !signed {
            return Err(Error::overflow_error("can't convert negative int to unsigned"));
        }
        let fill = if n < 0 { 0xff } else { 0 };
        let mut all = n.to_le_bytes().to_vec();
        let rest = all.split_off(length.min(8));
        // What is cut off may only repeat the sign.
        let sign = all.last().is_some_and(|&byte| byte & 0x80 != 0);
        if rest.iter().any(|&byte| byte != fill) || (signed && length < 8 && length > 0 && sign != (n < 0)) {
            return Err(Error::overflow_error("int too big to convert"));
        }
        all.resize(length, fill);
        if !little {
            all.reverse();
        }
        Ok(all)
    }
}

raising! {
    /// `int.from_bytes(b, order, signed=signed)`
    to_int, try_to_int [] (b: &[u8], order: &str, signed: bool) -> i64 {
        let mut all = b.to_vec();
        if !is_little(order)? {
            all.reverse();
        }
        let negative = signed && all.last().is_some_and(|&byte| byte & 0x80 != 0);
        let fill = if negative { 0xff } else { 0 };
        let rest = all.split_off(all.len().min(8));
        all.resize(8, fill);
        let word = all.iter().rev().fold(0_u64, |n, &byte| n << 8 | u64::from(byte));
        let n = word as i64;
        fits((rest.iter().all(|&byte| byte == fill) && (n < 0) == negative).then_some(n));
        Ok(n)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line<T: std::fmt::Debug>(result: Result<T, Error>) -> String {
        result.unwrap_err().line()
    }

    #[test]
    fn shows_as_python_does() {
        assert_eq!(
            crate::repr_of(&b"a'b\\\n\xff".to_vec()),
            r#"b"a'b\\\n\xff""#
        );
        assert_eq!(crate::repr_of(&vec![b"'\"".to_vec()]), r#"[b'\'"']"#);
    }

    #[test]
    fn codecs() {
        assert_eq!(decode(b"h\xc3\xa9"), "hé");
        assert_eq!(
            line(try_decode(b"\xff\xfe")),
            "UnicodeDecodeError: 'utf-8' codec can't decode byte 0xff in position 0: invalid start byte"
        );
        assert_eq!(
            line(try_decode(b"a\xe2\x82")),
            "UnicodeDecodeError: 'utf-8' codec can't decode bytes in position 1-2: unexpected end of data"
        );
        assert_eq!(
            line(try_decode(b"a\xe2(")),
            "UnicodeDecodeError: 'utf-8' codec can't decode byte 0xe2 in position 1: invalid continuation byte"
        );
        assert_eq!(
            line(try_encode_ascii("aéé😀b")),
            "UnicodeEncodeError: 'ascii' codec can't encode characters in position 1-3: ordinal not in range(128)"
        );
        assert_eq!(
            line(try_encode_latin1("a€")),
            "UnicodeEncodeError: 'latin-1' codec can't encode character '\\u20ac' in position 1: ordinal not in range(256)"
        );
        assert_eq!(decode_ignoring(b"a\xffb"), "ab");
        assert_eq!(fromhex(" 0a FF"), [10, 255]);
        assert_eq!(
            line(try_fromhex("abc")),
            "ValueError: non-hexadecimal number found in fromhex() arg at position 3"
        );
    }

    #[test]
    fn ints_as_bytes() {
        assert_eq!(of_int(-2, 3, "big", true), [255, 255, 254]);
        assert_eq!(of_int(255, 1, "little", false), [255]);
        assert_eq!(of_int(i64::MIN, 9, "little", true)[7..], [0x80, 0xff]);
        assert_eq!(
            line(try_of_int(255, 1, "big", true)),
            "OverflowError: int too big to convert"
        );
        assert_eq!(
            line(try_of_int(-129, 1, "big", true)),
            "OverflowError: int too big to convert"
        );
        assert_eq!(of_int(0, 0, "big", true), []);
        assert_eq!(
            line(try_of_int(1, 0, "big", false)),
            "OverflowError: int too big to convert"
        );
        assert_eq!(to_int(b"\xff\xfe", "big", true), -2);
        assert_eq!(to_int(b"\xff\xfe\0\0\0\0\0\0\0", "little", false), 65279);
    }

    #[test]
    fn searches() {
        assert_eq!(
            (find(b"abcb", b"b"), rfind(b"abcb", b"b"), find(b"", b"x")),
            (1, 3, -1)
        );
        assert_eq!((count(b"aaaa", b"aa"), count(b"ab", b"")), (2, 3));
        assert_eq!(replace(b"ab", b"", b"-"), b"-a-b-");
        assert_eq!(split(b" a\x0bb "), [b"a", b"b"]);
        assert_eq!(join(b", ", split_on(b"1,2", b",")), b"1, 2");
        assert_eq!(
            line(try_index_of(b"a", b"z")),
            "ValueError: subsection not found"
        );
        assert_eq!(at(b"abc", -1), 99);
    }
}
