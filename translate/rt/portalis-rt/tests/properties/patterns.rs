//! Regular expressions, beside what finds plain text and beside a matcher that takes one
//! character after the other off an expression.

use super::inputs;
use portalis_rt::{re, text};
use proptest::prelude::*;
use std::fmt;

/// An expression that means a set of texts.
#[derive(Clone, Debug)]
enum Set {
    Empty,
    Char(char),
    Any,
    Both(Box<Set>, Box<Set>),
    Either(Box<Set>, Box<Set>),
    Repeat(Box<Set>, usize, Option<usize>),
}

impl fmt::Display for Set {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Set::Empty => f.write_str("(?:)"),
            Set::Char(c) => f.write_str(&re::escape(&c.to_string())),
            Set::Any => f.write_str("."),
            Set::Both(a, b) => write!(f, "{a}{b}"),
            Set::Either(a, b) => write!(f, "(?:{a}|{b})"),
            Set::Repeat(a, 0, None) => write!(f, "(?:{a})*"),
            Set::Repeat(a, 1, None) => write!(f, "(?:{a})+"),
            Set::Repeat(a, 0, Some(1)) => write!(f, "({a})?"),
            Set::Repeat(a, least, None) => write!(f, "(?:{a}){{{least},}}"),
            Set::Repeat(a, least, Some(most)) => write!(f, "(?:{a}){{{least},{most}}}"),
        }
    }
}

impl Set {
    /// Whether all of the characters are in the set; the places where they may end.
    fn ends(&self, chars: &[char], start: usize) -> Vec<usize> {
        let mut out = match self {
            Set::Empty => vec![start],
            Set::Char(c) if chars.get(start) == Some(c) => vec![start + 1],
            Set::Any if chars.get(start).is_some_and(|&c| c != '\n') => vec![start + 1],
            Set::Char(_) | Set::Any => vec![],
            Set::Both(a, b) => a
                .ends(chars, start)
                .into_iter()
                .flat_map(|at| b.ends(chars, at))
                .collect(),
            Set::Either(a, b) => [a.ends(chars, start), b.ends(chars, start)].concat(),
            Set::Repeat(a, least, most) => {
                let (mut out, mut at) = (vec![], vec![start]);
                // More rounds than there are characters only repeat what is empty.
                for round in 0..=most.unwrap_or(least + chars.len()) {
                    if round >= *least {
                        out.extend(&at);
                    }
                    at = at.into_iter().flat_map(|at| a.ends(chars, at)).collect();
                    at.sort_unstable();
                    at.dedup();
                }
                out
            }
        };
        out.sort_unstable();
        out.dedup();
        out
    }
}

fn set() -> impl Strategy<Value = Set> {
    let leaf = prop_oneof![
        1 => Just(Set::Empty),
        6 => prop::sample::select(vec!['a', 'b', 'é', '.', '😀']).prop_map(Set::Char),
        1 => Just(Set::Any),
    ];
    leaf.prop_recursive(4, 12, 2, |inner| {
        let pair = (inner.clone(), inner.clone());
        let times = prop::sample::select(vec![
            (0, None),
            (1, None),
            (0, Some(1)),
            (2, None),
            (1, Some(3)),
            (0, Some(2)),
        ]);
        prop_oneof![
            3 => pair.clone().prop_map(|(a, b)| Set::Both(a.into(), b.into())),
            2 => pair.prop_map(|(a, b)| Set::Either(a.into(), b.into())),
            2 => (inner, times).prop_map(|(a, (least, most))| Set::Repeat(a.into(), least, most)),
        ]
    })
}

proptest! {
    #![proptest_config(inputs(1000))]

    #[test]
    fn matches_what_the_set_has(set in set(), text in "[abé.😀\n]{0,6}") {
        let chars: Vec<char> = text.chars().collect();
        let pattern = re::compile(&set.to_string());
        let ends = set.ends(&chars, 0);
        prop_assert_eq!(pattern.fullmatch(&text).is_some(), ends.contains(&chars.len()), "{}", set);
        match pattern.match_start(&text) {
            Some(found) => prop_assert!(ends.contains(&(found.end() as usize)), "{}", set),
            None => prop_assert!(ends.is_empty(), "{}", set),
        }
        let first = (0..=chars.len()).find(|&at| !set.ends(&chars, at).is_empty());
        let found = pattern.search(&text).map(|found| found.start() as usize);
        prop_assert_eq!(found, first, "{}", set);
    }

    #[test]
    fn what_is_found_follows_what_was(set in set(), text in "[abé.😀]{0,8}") {
        let pattern = re::compile(&set.to_string());
        let spans: Vec<(i64, i64)> = pattern.finditer(&text).iter().map(|found| found.span()).collect();
        for pair in spans.windows(2) {
            prop_assert!(pair[0].1 <= pair[1].0 && pair[0] != pair[1], "{} {:?}", set, spans);
        }
        // What is replaced by itself is not changed, and what is cut out is missing.
        prop_assert_eq!(pattern.sub_with(|found| found.matched().to_owned(), &text, 0), &*text);
        let cut: String = spans.iter().map(|&(start, end)| text::slice(&text, Some(start), Some(end))).collect();
        let left = pattern.sub("", &text, 0);
        prop_assert_eq!(left.chars().count() + cut.chars().count(), text.chars().count());
        prop_assert_eq!(pattern.subn("", &text, 0).1, spans.len() as i64);
    }

    #[test]
    fn plain_text_is_found_as_text(part in "[ab.*+é😀 ()\\[\\\\-]{1,3}", text in "[ab.*+é😀 ()\\[\\\\-]{0,10}", limit in 0..3_i64) {
        let pattern = re::compile(&re::escape(&part));
        prop_assert_eq!(pattern.findall(&text).len() as i64, text::count(&text, &part));
        prop_assert_eq!(pattern.split(&text, 0), text::split_on(&text, &part));
        prop_assert_eq!(pattern.search(&text).map_or(-1, |found| found.start()), text::find(&text, &part));
        prop_assert_eq!(pattern.sub_with(|_| "<>".to_owned(), &text, 0), text::replace(&text, &part, "<>"));
        prop_assert_eq!(pattern.match_start(&text).is_some(), text.starts_with(&part));
        prop_assert_eq!(pattern.fullmatch(&text).is_some(), text == part);
        if limit > 0 {
            prop_assert_eq!(pattern.split(&text, limit), text::splitn(&text, &part, limit));
            prop_assert_eq!(pattern.sub("x", &text, limit), text::replacen(&text, &part, "x", limit));
        }
    }

    #[test]
    fn no_pattern_breaks(pattern in "[ab().*+?|^$\\[\\]{},0-2\\\\wdsbBAZ:=!<>P#-]{0,9}", text in "[ab01 \n]{0,5}") {
        // It is a pattern or raises re.error, and what is not supported stops.
        if let Some(Ok(pattern)) = super::outcome(|| re::try_compile(&pattern)) {
            let found = super::outcome(|| pattern.finditer(&text)).unwrap_or_default();
            prop_assert!(found.iter().all(|found| found.start() <= found.end()));
        }
    }
}
