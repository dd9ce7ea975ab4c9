//! Taking text apart.

use super::strip::{lstrip, rstrip};
use crate::Error;
use crate::chars::isspace;
use crate::error::or_raise;
use crate::error::raising;

/// `text.split()`, one word after the other.
pub fn words(text: &str) -> impl Iterator<Item = &str> + Clone {
    text.split(isspace).filter(|word| !word.is_empty())
}

/// `text.split()`
pub fn split(text: &str) -> Vec<String> {
    words(text).map(str::to_owned).collect()
}

/// `text.split(separator)`, one piece after the other.
#[track_caller]
pub fn pieces<'a>(text: &'a str, separator: &'a str) -> impl Iterator<Item = &'a str> + Clone {
    or_raise(try_pieces(text, separator))
}

/// [`pieces`], with the exception as a value.
pub fn try_pieces<'a>(
    text: &'a str,
    separator: &'a str,
) -> Result<impl Iterator<Item = &'a str> + Clone, Error> {
    Ok(text.split(not_empty(separator)?))
}

fn not_empty(separator: &str) -> Result<&str, Error> {
    if separator.is_empty() {
        Err(Error::value_error("empty separator"))
    } else {
        Ok(separator)
    }
}

raising! {
    /// `text.split(separator)`
    split_on, try_split_on [] (text: &str, separator: &str) -> Vec<String> {
        Ok(text.split(not_empty(separator)?).map(str::to_owned).collect())
    }
}

raising! {
    /// `text.split(separator, limit)`; a negative limit is none.
    splitn, try_splitn [] (text: &str, separator: &str, limit: i64) -> Vec<String> {
        Ok(text.splitn(parts(limit), not_empty(separator)?).map(str::to_owned).collect())
    }
}

raising! {
    /// `text.rsplit(separator, limit)`; a negative limit is none.
    rsplitn, try_rsplitn [] (text: &str, separator: &str, limit: i64) -> Vec<String> {
        let mut found: Vec<String> =
            text.rsplitn(parts(limit), not_empty(separator)?).map(str::to_owned).collect();
        found.reverse();
        Ok(found)
    }
}

raising! {
    /// `text.rsplit(separator)`; differs from split where separators overlap.
    rsplit_on, try_rsplit_on [] (text: &str, separator: &str) -> Vec<String> {
        try_rsplitn(text, separator, -1)
    }
}

/// How many parts there are at most after so many cuts.
fn parts(limit: i64) -> usize {
    usize::try_from(limit).map_or(usize::MAX, |limit| limit.saturating_add(1))
}

/// `text.split(None, limit)`; a negative limit is none.
pub fn splitn_space(text: &str, limit: i64) -> Vec<String> {
    let mut found = Vec::new();
    let mut rest = lstrip(text);
    while !rest.is_empty() {
        if limit >= 0 && found.len() as i64 == limit {
            found.push(rest.to_owned());
            break;
        }
        let (word, after) = rest.split_at(rest.find(isspace).unwrap_or(rest.len()));
        found.push(word.to_owned());
        rest = lstrip(after);
    }
    found
}

/// `text.rsplit(None, limit)`; a negative limit is none.
pub fn rsplitn_space(text: &str, limit: i64) -> Vec<String> {
    let mut found = Vec::new();
    let mut rest = rstrip(text);
    while !rest.is_empty() {
        if limit >= 0 && found.len() as i64 == limit {
            found.push(rest.to_owned());
            break;
        }
        let cut = rest
            .char_indices()
            .rfind(|&(_, c)| isspace(c))
            .map_or(0, |(at, c)| at + c.len_utf8());
        let (before, word) = rest.split_at(cut);
        found.push(word.to_owned());
        rest = rstrip(before);
    }
    found.reverse();
    found
}

/// `text.splitlines()`
pub fn splitlines(text: &str) -> Vec<String> {
    lines(text).map(str::to_owned).collect()
}

/// `text.splitlines()`, one line after the other.
pub fn lines(text: &str) -> impl Iterator<Item = &str> + Clone {
    ended_lines(text).map(|(line, _)| line)
}

/// `text.splitlines(keepends=True)`
pub fn splitlines_keepends(text: &str) -> Vec<String> {
    ended_lines(text)
        .map(|(line, end)| super::concat(line, end))
        .collect()
}

/// The lines of text, each with what ends it.
fn ended_lines(text: &str) -> impl Iterator<Item = (&str, &str)> + Clone {
    let mut rest = text;
    std::iter::from_fn(move || {
        if rest.is_empty() {
            return None;
        }
        let (line, after) = rest.split_at(line_end(rest));
        let end = if after.starts_with("\r\n") {
            2
        } else {
            after.chars().next().map_or(0, char::len_utf8)
        };
        let (end, after) = after.split_at(end);
        rest = after;
        Some((line, end))
    })
}

/// Where the first line ends. Its bytes tell: the first ones of the characters beyond
/// ASCII that end a line are never inside a character.
fn line_end(text: &str) -> usize {
    let end = text.bytes().enumerate().position(|(at, byte)| match byte {
        b'\n'..=b'\r' | b'\x1c'..=b'\x1e' => true,
        0xc2 | 0xe2 => text[at..].starts_with(ends_line),
        _ => false,
    });
    end.unwrap_or(text.len())
}

fn ends_line(c: char) -> bool {
    matches!(c, '\n'..='\r' | '\x1c'..='\x1e' | '\u{85}' | '\u{2028}' | '\u{2029}')
}

raising! {
    /// `text.partition(separator)`
    partition, try_partition [] (text: &str, separator: &str) -> (String, String, String) {
        let (before, found, after) = match text.split_once(not_empty(separator)?) {
            Some((before, after)) => (before, separator, after),
            None => (text, "", ""),
        };
        Ok((before.to_owned(), found.to_owned(), after.to_owned()))
    }
}

raising! {
    /// `text.rpartition(separator)`
    rpartition, try_rpartition [] (text: &str, separator: &str) -> (String, String, String) {
        let (before, found, after) = match text.rsplit_once(not_empty(separator)?) {
            Some((before, after)) => (before, separator, after),
            None => ("", "", text),
        };
        Ok((before.to_owned(), found.to_owned(), after.to_owned()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn all_that_ends_lines() {
        for end in "\n\x0b\x0c\r\x1c\x1d\x1e\u{85}\u{2028}\u{2029}".chars() {
            let text = format!("\u{a0}é{end}\u{2027}\u{202a}\u{1f}{end}");
            let found: Vec<&str> = lines(&text).collect();
            assert_eq!(found, ["\u{a0}é", "\u{2027}\u{202a}\u{1f}"], "{end:?}");
        }
        assert_eq!(splitlines("a\r\n\r\nb"), ["a", "", "b"]);
        assert_eq!(splitlines(""), [""; 0]);
    }

    #[test]
    fn all_that_divides_words() {
        let spaces: Vec<char> = ('\0'..='\u{ffff}').filter(|&c| isspace(c)).collect();
        assert_eq!(spaces.len(), 29);
        for space in spaces {
            let text = format!("{space}a\u{200b}{space}{space}b");
            assert_eq!(split(&text), ["a\u{200b}", "b"], "{space:?}");
        }
    }
}
