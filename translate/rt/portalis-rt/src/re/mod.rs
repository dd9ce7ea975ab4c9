//! Python's `re`, with the engine of CPython in its meaning: what a pattern
//! matches, what its groups keep and where the next match may start is the same
//! on every text.
//!
//! Positions are those of characters. A pattern is read when it is compiled; one
//! that is wrong raises `re.error` with Python's message. Not supported, and
//! stopped with a message that says so: a character by its name (`\N{...}`), the
//! flags `T` and `L`.

mod back;
mod compile;
mod group;
mod machine;
mod matched;
mod parse;
mod replace;
mod scan;
mod set;
mod tree;

pub use matched::{Lent, Match, found, try_found};
pub use replace::Matches;

use crate::error::raising;
use crate::{Error, Repr};
use compile::Op;
use machine::{Machine, Text};
use std::cell::RefCell;
use std::fmt::{self, Formatter};
use std::sync::Arc;
use tree::Flags;

/// `re.ASCII`
pub const ASCII: i64 = 256;
/// `re.IGNORECASE`
pub const IGNORECASE: i64 = 2;
/// `re.MULTILINE`
pub const MULTILINE: i64 = 8;
/// `re.DOTALL`
pub const DOTALL: i64 = 16;
/// `re.UNICODE`
pub const UNICODE: i64 = 32;
/// `re.VERBOSE`
pub const VERBOSE: i64 = 64;

/// A compiled pattern. Cloning it is cheap.
#[derive(Clone)]
pub struct Pattern(Arc<Compiled>);

struct Compiled {
    pattern: String,
    given: i64,
    flags: Flags,
    program: Vec<Op>,
    groups: usize,
    names: Vec<(String, usize)>,
}

/// How many patterns are remembered, as in CPython.
const REMEMBERED: usize = 512;

thread_local! {
    static COMPILED: RefCell<Vec<Pattern>> = const { RefCell::new(Vec::new()) };
}

raising! {
    /// `re.compile(pattern)`
    compile, try_compile [] (pattern: &str) -> Pattern {
        try_compile_with(pattern, 0)
    }
}

raising! {
    /// `re.compile(pattern, flags)`
    compile_with, try_compile_with [] (pattern: &str, flags: i64) -> Pattern {
        COMPILED.with_borrow_mut(|known| {
            let same = |p: &Pattern| p.0.given == flags && p.0.pattern == pattern;
            if let Some(at) = known.iter().rposition(same) {
                return Ok(known[at].clone());
            }
            let new = Pattern::new(pattern, flags)?;
            if known.len() == REMEMBERED {
                known.remove(0);
            }
            known.push(new.clone());
            Ok(new)
        })
    }
}

/// `re.escape(text)`
pub fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        let special = matches!(
            c,
            '(' | ')'
                | '['
                | ']'
                | '{'
                | '}'
                | '?'
                | '*'
                | '+'
                | '-'
                | '|'
                | '^'
                | '$'
                | '\\'
                | '.'
                | '&'
                | '~'
                | '#'
                | ' '
                | '\t'..='\r'
        );
        if special {
            out.push('\\');
        }
        out.push(c);
    }
    out
}

impl Pattern {
    fn new(pattern: &str, given: i64) -> Result<Pattern, Error> {
        const KNOWN: i64 = ASCII | IGNORECASE | MULTILINE | DOTALL | UNICODE | VERBOSE;
        assert!(
            given & !KNOWN == 0,
            "regular expression: flags other than A, I, M, S, U and X are not supported"
        );
        let compiled = parse::parse(pattern, Flags(given as u32)).and_then(|parsed| {
            Ok(Compiled {
                pattern: pattern.to_owned(),
                given,
                flags: parsed.flags,
                program: compile::compile(&parsed)?,
                groups: parsed.groups.len() - 1,
                names: parsed.names,
            })
        });
        match compiled {
            Ok(compiled) => Ok(Pattern(Arc::new(compiled))),
            Err(fault) => Err(fault.into_error(pattern)),
        }
    }

    /// `self.pattern`
    pub fn pattern(&self) -> &str {
        &self.0.pattern
    }

    /// `self.flags`
    pub fn flags(&self) -> i64 {
        self.0.flags.0.into()
    }

    /// `self.groups`
    pub fn groups(&self) -> i64 {
        self.0.groups as i64
    }

    fn machine<'a>(&'a self, text: &'a Text<'a>, start: usize, end: usize) -> Machine<'a> {
        Machine::new(&self.0.program, self.0.groups, text, start, end)
    }

    /// `self.search(text)`
    pub fn search(&self, text: &str) -> Option<Match> {
        self.search_in(text, 0, i64::MAX)
    }

    /// `self.match(text)`
    pub fn match_start(&self, text: &str) -> Option<Match> {
        self.match_start_in(text, 0, i64::MAX)
    }

    /// `self.fullmatch(text)`
    pub fn fullmatch(&self, text: &str) -> Option<Match> {
        self.fullmatch_in(text, 0, i64::MAX)
    }

    /// `self.search(text, pos, endpos)`
    pub fn search_in(&self, text: &str, pos: i64, endpos: i64) -> Option<Match> {
        self.find(text, pos, endpos, |machine| machine.search())
    }

    /// `self.match(text, pos, endpos)`
    pub fn match_start_in(&self, text: &str, pos: i64, endpos: i64) -> Option<Match> {
        self.find(text, pos, endpos, |machine| machine.matches(false))
    }

    /// `self.fullmatch(text, pos, endpos)`
    pub fn fullmatch_in(&self, text: &str, pos: i64, endpos: i64) -> Option<Match> {
        self.find(text, pos, endpos, |machine| machine.matches(true))
    }

    fn find(
        &self,
        text: &str,
        pos: i64,
        endpos: i64,
        find: impl FnOnce(&mut Machine) -> bool,
    ) -> Option<Match> {
        let text = Text::new(text);
        let (start, end) = bounds(&text, pos, endpos);
        let mut machine = self.machine(&text, start, end);
        find(&mut machine).then(|| Match::of(self, &machine))
    }
}

/// The part of the text between two positions, of which none counts from the end.
fn bounds(text: &Text, pos: i64, endpos: i64) -> (usize, usize) {
    let clamp = |i: i64| usize::try_from(i.max(0)).map_or(text.len(), |i| i.min(text.len()));
    (clamp(pos), clamp(endpos))
}

impl Repr for Pattern {
    fn write_repr(&self, f: &mut Formatter<'_>) -> fmt::Result {
        let text: String = crate::text::repr(self.pattern())
            .chars()
            .take(200)
            .collect();
        let names = [
            (IGNORECASE, "re.IGNORECASE"),
            (MULTILINE, "re.MULTILINE"),
            (DOTALL, "re.DOTALL"),
            (VERBOSE, "re.VERBOSE"),
            (ASCII, "re.ASCII"),
        ];
        let set = names.iter().filter(|(flag, _)| self.flags() & flag != 0);
        let set: Vec<&str> = set.map(|&(_, name)| name).collect();
        let comma = if set.is_empty() { "" } else { ", " };
        write!(f, "re.compile({text}{comma}{})", set.join("|"))
    }
}

/// A pattern travels as what its repr says; none comes from a host.
#[cfg(feature = "wire")]
impl crate::wire::Wire for Pattern {
    fn write(&self, out: &mut Vec<u8>) {
        crate::wire::write_opaque(&crate::repr_of(self), out);
    }
    fn read(_: &mut crate::wire::Reader<'_>) -> Option<Self> {
        None
    }
}
