//! Text beside lists of characters.

use super::{bound, inputs};
use portalis_rt::text;
use proptest::prelude::*;

/// Short text of few characters, so that there is something to find in it.
fn words() -> impl Strategy<Value = String> {
    "[ab é😀]{0,9}"
}

/// What is looked for.
fn part() -> impl Strategy<Value = String> {
    "[ab é😀]{0,3}"
}

fn chars(text: &str) -> Vec<char> {
    text.chars().collect()
}

/// The positions that a slice takes, as the language reference says.
pub(super) fn positions(
    start: Option<i64>,
    stop: Option<i64>,
    step: i64,
    len: usize,
) -> Vec<usize> {
    let len = len as i128;
    let clamp = |i: i64| {
        let i = i128::from(i) + if i < 0 { len } else { 0 };
        if step > 0 {
            i.clamp(0, len)
        } else {
            i.clamp(-1, len - 1)
        }
    };
    let (first, end) = if step > 0 { (0, len) } else { (len - 1, -1) };
    let mut at = start.map_or(first, clamp);
    let end = stop.map_or(end, clamp);
    let mut out = vec![];
    while if step > 0 { at < end } else { at > end } {
        out.push(at as usize);
        at += i128::from(step);
    }
    out
}

/// The positions at which a part is found between two bounds, overlapping ones too.
fn found(text: &str, part: &str, start: Option<i64>, end: Option<i64>) -> Vec<usize> {
    let (text, part) = (chars(text), chars(part));
    let len = text.len() as i128;
    let place = |i: i64| (i128::from(i) + if i < 0 { len } else { 0 }).max(0);
    let start = start.map_or(0, place);
    let end = end.map_or(len, place).min(len);
    (0..=text.len())
        .filter(|&at| {
            let after = at + part.len();
            at as i128 >= start && after as i128 <= end && text[at..].starts_with(&part)
        })
        .collect()
}

/// Text cut where a part is found first, from the left, so many times at most.
fn cut(text: &str, separator: &str, limit: usize) -> Vec<String> {
    match text.split_once(separator).filter(|_| limit > 0) {
        Some((before, after)) => {
            let mut out = vec![before.to_owned()];
            out.extend(cut(after, separator, limit - 1));
            out
        }
        None => vec![text.to_owned()],
    }
}

fn reversed(text: &str) -> String {
    text.chars().rev().collect()
}

fn unlimited(limit: i64) -> usize {
    usize::try_from(limit).unwrap_or(usize::MAX)
}

proptest! {
    #![proptest_config(inputs(2000))]

    #[test]
    fn subscripts(text in words(), i in -11..11_i64) {
        let all = chars(&text);
        let at = if i < 0 { i + all.len() as i64 } else { i };
        let want = usize::try_from(at).ok().and_then(|at| all.get(at).copied());
        prop_assert_eq!(text::try_at(&text, i).ok(), want);
        prop_assert_eq!(text::try_char_at(&all, i).ok(), want);
    }

    #[test]
    fn slices(text in words(), start in bound(), stop in bound(), step in prop_oneof![4 => -4..4_i64, 1 => super::int()]) {
        let all = chars(&text);
        let taken = |step| positions(start, stop, step, all.len()).into_iter().map(|i| all[i]).collect::<String>();
        prop_assert_eq!(text::slice(&text, start, stop), taken(1));
        match text::try_slice_step(&text, start, stop, step) {
            Ok(out) => prop_assert_eq!(out, taken(step)),
            Err(_) => prop_assert_eq!(step, 0),
        }
    }

    #[test]
    fn searches(text in words(), part in part(), start in bound(), end in bound()) {
        let all = found(&text, &part, None, None);
        let first = |all: &[usize]| all.first().map_or(-1, |&at| at as i64);
        let last = |all: &[usize]| all.last().map_or(-1, |&at| at as i64);
        prop_assert_eq!(text::find(&text, &part), first(&all));
        prop_assert_eq!(text::rfind(&text, &part), last(&all));
        prop_assert_eq!(text::try_index(&text, &part).unwrap_or(-1), first(&all));
        let within = found(&text, &part, start, end);
        prop_assert_eq!(text::find_in(&text, &part, start, end), first(&within));
        prop_assert_eq!(text::rfind_in(&text, &part, start, end), last(&within));
        let (from, to) = (positions(start, end, 1, chars(&text).len()), part.chars().count());
        prop_assert_eq!(
            text::startswith_in(&text, &part, start, end),
            within.first().is_some_and(|&at| from.first().is_none_or(|&from| at == from))
        );
        prop_assert_eq!(
            text::endswith_in(&text, &part, start, end),
            within.last().is_some_and(|&at| from.last().is_none_or(|&last| at + to == last + 1))
        );
    }

    #[test]
    fn counts_and_cuts(text in words(), part in part(), limit in -1..4_i64) {
        if part.is_empty() {
            prop_assert!(text::try_split_on(&text, &part).is_err());
            prop_assert_eq!(text::count(&text, &part), chars(&text).len() as i64 + 1);
            return Ok(());
        }
        let pieces = cut(&text, &part, usize::MAX);
        prop_assert_eq!(text::count(&text, &part), pieces.len() as i64 - 1);
        prop_assert_eq!(&text::split_on(&text, &part), &pieces);
        prop_assert_eq!(text::join(&part, &pieces), &*text);
        prop_assert_eq!(text::splitn(&text, &part, limit), cut(&text, &part, unlimited(limit)));
        // From the right is from the left of what is turned around.
        let mut back: Vec<String> = cut(&reversed(&text), &reversed(&part), unlimited(limit)).iter().map(|piece| reversed(piece)).collect();
        back.reverse();
        prop_assert_eq!(text::rsplitn(&text, &part, limit), back);
        let (before, with, after) = text::partition(&text, &part);
        prop_assert_eq!(format!("{before}{with}{after}"), &*text);
        prop_assert_eq!(with.is_empty(), pieces.len() == 1);
        prop_assert_eq!(&before, &pieces[0]);
        let (before, with, after) = text::rpartition(&text, &part);
        prop_assert_eq!(format!("{before}{with}{after}"), &*text);
        prop_assert_eq!(with.is_empty(), pieces.len() == 1);
        prop_assert_eq!(Some(after), text::rsplitn(&text, &part, 1).pop());
    }

    #[test]
    fn replacements(text in words(), old in part(), new in part(), limit in -1..12_i64) {
        let want = if old.is_empty() {
            // Before every character, and at the end.
            let all = chars(&text);
            let mut out = String::new();
            for (i, c) in all.iter().map(Some).chain([None]).enumerate() {
                if i < unlimited(limit) {
                    out.push_str(&new);
                }
                out.extend(c);
            }
            out
        } else {
            cut(&text, &old, unlimited(limit)).join(&new)
        };
        prop_assert_eq!(text::replacen(&text, &old, &new, limit), want);
        prop_assert_eq!(text::replace(&text, &old, &new), text::replacen(&text, &old, &new, -1));
    }

    #[test]
    fn words_are_what_blanks_leave(text in "[a \t\n\u{1c}\u{85}\u{a0}é\u{2003}]{0,12}", limit in -1..4_i64) {
        let words = text::split(&text);
        prop_assert_eq!(words.concat(), text.chars().filter(|&c| c == 'a' || c == 'é').collect::<String>());
        prop_assert!(words.iter().all(|word| !word.is_empty() && text.contains(word.as_str())));
        let front = text::splitn_space(&text, limit);
        prop_assert_eq!(&front, &{
            let mut kept: Vec<String> = words.iter().take(unlimited(limit)).cloned().collect();
            let mut rest = text::lstrip(&text);
            for word in &kept {
                rest = text::lstrip(&rest[word.len()..]);
            }
            // What is left of the last piece keeps its blanks, unless all is taken.
            if !rest.is_empty() {
                kept.push(rest.to_owned());
            }
            kept
        });
        let mut back: Vec<String> = text::splitn_space(&reversed(&text), limit).iter().map(|piece| reversed(piece)).collect();
        back.reverse();
        prop_assert_eq!(text::rsplitn_space(&text, limit), back);
    }

    #[test]
    fn lines_are_what_their_ends_leave(text in "[aé\n\r\u{b}\u{c}\u{1c}\u{1f}\u{85}\u{2028}]{0,12}") {
        let ends = ['\n', '\r', '\u{b}', '\u{c}', '\u{1c}', '\u{85}', '\u{2028}'];
        let kept = text::splitlines_keepends(&text);
        prop_assert_eq!(kept.concat(), &*text);
        let bare: Vec<String> = kept
            .iter()
            .map(|line| {
                let bare = line.strip_suffix("\r\n").or(line.strip_suffix(ends));
                bare.unwrap_or(line).to_owned()
            })
            .collect();
        prop_assert_eq!(text::splitlines(&text), &*bare);
        prop_assert!(!bare.concat().contains(ends));
    }

    #[test]
    fn strips_from_both_ends(text in words(), set in part()) {
        let all = chars(&text);
        let inside: Vec<usize> = (0..all.len()).filter(|&i| !set.contains(all[i])).collect();
        let (first, end) = match (inside.first(), inside.last()) {
            (Some(&first), Some(&last)) => (first, last + 1),
            _ => (all.len(), all.len()),
        };
        let of = |range: &[char]| range.iter().collect::<String>();
        prop_assert_eq!(text::lstrip_chars(&text, &set), of(&all[first..]));
        let kept = if inside.is_empty() { 0 } else { end };
        prop_assert_eq!(text::rstrip_chars(&text, &set), of(&all[..kept]));
        prop_assert_eq!(text::strip_chars(&text, &set), of(&all[first..end]));
    }

    #[test]
    fn widths(text in "[+-]?[a0é😀]{0,6}", width in -2..12_i64) {
        let len = chars(&text).len();
        let wide = len.max(usize::try_from(width).unwrap_or(0));
        for padded in [text::center(&text, width), text::ljust(&text, width), text::rjust(&text, width), text::zfill(&text, width)] {
            prop_assert_eq!(padded.chars().count(), wide);
        }
        prop_assert!(text::ljust(&text, width).trim_end() == text);
        prop_assert!(text::rjust(&text, width).trim_start() == text);
        let center = text::center(&text, width);
        prop_assert_eq!(center.trim(), &*text);
        let (left, right) = (center.len() - center.trim_start().len(), center.len() - center.trim_end().len());
        prop_assert!(text.is_empty() || left.abs_diff(right) <= 1);
        let filled = text::zfill(&text, width);
        let (sign, digits) = text.split_at(usize::from(text.starts_with(['+', '-'])));
        prop_assert!(filled.starts_with(sign) && filled.ends_with(digits));
        prop_assert_eq!(filled, format!("{sign}{}{digits}", "0".repeat(wide - len)));
    }

    #[test]
    fn tabs_end_at_their_places(text in "[a\té\n]{0,10}", size in 1..9_i64) {
        // At a place where a tab ends, the next fills a whole one.
        let mut filled = String::new();
        let mut column = 0;
        for c in text.chars() {
            if c == '\t' {
                loop {
                    filled.push(' ');
                    column += 1;
                    if column % size == 0 {
                        break;
                    }
                }
            } else {
                filled.push(c);
                column = if c == '\n' { 0 } else { column + 1 };
            }
        }
        prop_assert_eq!(text::expandtabs_by(&text, size), filled);
    }

    #[test]
    fn reprs_can_be_read(text in any::<String>()) {
        for shown in [text::repr(&text), text::ascii(&text)] {
            let quote = shown.chars().next().unwrap();
            prop_assert!(quote == '\'' || text.contains('\'') && !text.contains('"'));
            prop_assert_eq!(read(&shown[1..shown.len() - 1]), &*text);
        }
        prop_assert!(text::ascii(&text).is_ascii());
        prop_assert!(text::isprintable(&text::repr(&text)));
    }

    #[test]
    fn case_of_ascii(text in "[ -~]{0,12}") {
        prop_assert_eq!(text::swapcase(&text::swapcase(&text)), &*text);
        prop_assert_eq!(text::lower(&text), text.to_ascii_lowercase());
        prop_assert_eq!(text::casefold(&text), text.to_ascii_lowercase());
        prop_assert_eq!(text::upper(&text), text.to_ascii_uppercase());
        let title = text::title(&text);
        prop_assert!(text::istitle(&title) || !text.contains(|c: char| c.is_ascii_alphabetic()));
        prop_assert_eq!(text::lower(&title), text::lower(&text));
    }

    #[test]
    fn folded_text_stays(text in any::<String>()) {
        let folded = text::casefold(&text);
        prop_assert_eq!(text::casefold(&folded), &*folded);
        prop_assert_eq!(text::casefold(&text::lower(&folded)), &*folded);
    }
}

/// What stands between the quotes of a literal.
fn read(literal: &str) -> String {
    let mut out = String::new();
    let mut rest = literal.chars();
    while let Some(c) = rest.next() {
        if c != '\\' {
            out.push(c);
            continue;
        }
        let digits = match rest.next() {
            Some('n') => {
                out.push('\n');
                continue;
            }
            Some('r') => {
                out.push('\r');
                continue;
            }
            Some('t') => {
                out.push('\t');
                continue;
            }
            Some('x') => 2,
            Some('u') => 4,
            Some('U') => 8,
            Some(c) => {
                out.push(c);
                continue;
            }
            None => panic!("{literal}"),
        };
        let hex: String = rest.by_ref().take(digits).collect();
        out.extend(char::from_u32(
            u32::from_str_radix(&hex, 16).expect(literal),
        ));
    }
    out
}
