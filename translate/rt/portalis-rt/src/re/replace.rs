//! All matches in a text: finding, splitting, replacing.

use super::machine::Text;
use super::scan::{Fault, Scanner, Token};
use super::{Match, Pattern};
use crate::error::or_raise;
use crate::text::repr;
use crate::{Error, Kind};

/// What `pattern.finditer(text)` gives.
pub struct Matches<'a> {
    pattern: Pattern,
    text: Text<'a>,
    start: usize,
    must_advance: bool,
    done: bool,
}

impl Iterator for Matches<'_> {
    type Item = Match;

    fn next(&mut self) -> Option<Match> {
        if self.done {
            return None;
        }
        let mut machine = self
            .pattern
            .machine(&self.text, self.start, self.text.len());
        machine.must_advance = self.must_advance;
        if !machine.search() {
            self.done = true;
            return None;
        }
        let found = Match::of(&self.pattern, &machine);
        machine.go_on();
        (self.start, self.must_advance) = (machine.start, machine.must_advance);
        Some(found)
    }
}

/// What `findall` gives for each match of a pattern with several groups.
trait Groups {
    /// The texts of the groups.
    fn of(texts: impl Iterator<Item = String>) -> Self;
}

macro_rules! groups {
    ($($t:ident $i:tt),*) => {
        impl Groups for ($(groups!(@ $t),)*) {
            fn of(mut texts: impl Iterator<Item = String>) -> Self {
                ($({
                    let _ = $i;
                    texts.next().unwrap_or_default()
                },)*)
            }
        }
    };
    (@ $t:ident) => { String };
}
crate::for_tuples!(groups);

impl Pattern {
    /// `list(self.finditer(text))`
    pub fn finditer(&self, text: &str) -> Vec<Match> {
        self.matches(text).collect()
    }

    /// `self.finditer(text)`, which looks for a match when it is asked for.
    pub fn matches<'a>(&self, text: &'a str) -> Matches<'a> {
        Matches {
            pattern: self.clone(),
            text: Text::new(text),
            start: 0,
            must_advance: false,
            done: false,
        }
    }

    /// Calls a function for each match, with the text before it since the last
    /// one, until so many have been found; gives the rest of the text.
    fn each<'a>(
        &self,
        text: &'a Text<'a>,
        limit: Option<usize>,
        mut then: impl FnMut((usize, usize), &super::machine::Machine<'_>),
    ) -> (usize, usize) {
        let mut machine = self.machine(text, 0, text.len());
        let mut last = 0;
        let mut count = 0;
        while limit.is_none_or(|limit| count < limit) && machine.search() {
            then((last, machine.start), &machine);
            last = machine.pos;
            count += 1;
            machine.go_on();
        }
        (last, count)
    }

    /// `self.findall(text)` of a pattern with no group or one.
    pub fn findall(&self, text: &str) -> Vec<String> {
        assert!(
            self.0.groups < 2,
            "findall of a pattern with several groups that is known only at run time"
        );
        let text = Text::new(text);
        let mut found = Vec::new();
        self.each(&text, None, |_, machine| {
            let span = if self.0.groups == 0 {
                Some((machine.start, machine.pos))
            } else {
                machine.group(1)
            };
            found.push(span.map_or_else(String::new, |(start, end)| text.slice(start, end)));
        });
        found
    }

    /// `self.findall(text)` of a pattern with several groups.
    fn findall_groups<G: Groups>(&self, text: &str) -> Vec<G> {
        let text = Text::new(text);
        let mut found = Vec::new();
        self.each(&text, None, |_, machine| {
            found.push(G::of((1..=self.0.groups).map(|group| {
                let span = machine.group(group);
                span.map_or_else(String::new, |(start, end)| text.slice(start, end))
            })));
        });
        found
    }

    /// `self.split(text, maxsplit)` of a pattern whose groups, if it has any, are
    /// part of every match.
    pub fn split(&self, text: &str, maxsplit: i64) -> Vec<String> {
        let whole = |piece: Option<String>| match piece {
            Some(text) => text,
            None => panic!("split gives None where a pattern known only at run time has groups"),
        };
        self.pieces(text, maxsplit).into_iter().map(whole).collect()
    }

    /// `self.split(text, maxsplit)` of a pattern with groups.
    pub fn split_groups(&self, text: &str, maxsplit: i64) -> Vec<Option<String>> {
        self.pieces(text, maxsplit)
    }

    fn pieces(&self, text: &str, maxsplit: i64) -> Vec<Option<String>> {
        let text = Text::new(text);
        let mut found = Vec::new();
        let (last, _) = self.each(&text, limit(maxsplit), |(start, end), machine| {
            found.push(Some(text.slice(start, end)));
            found.extend((1..=self.0.groups).map(|group| {
                let span = machine.group(group);
                span.map(|(start, end)| text.slice(start, end))
            }));
        });
        found.push(Some(text.slice(last, text.len())));
        found
    }

    /// `self.sub(template, text, count)`
    #[track_caller]
    pub fn sub(&self, template: &str, text: &str, count: i64) -> String {
        self.subn(template, text, count).0
    }

    /// [`Pattern::sub`], with the exception as a value.
    pub fn try_sub(&self, template: &str, text: &str, count: i64) -> Result<String, Error> {
        Ok(self.try_subn(template, text, count)?.0)
    }

    /// `self.subn(template, text, count)`
    #[track_caller]
    pub fn subn(&self, template: &str, text: &str, count: i64) -> (String, i64) {
        or_raise(self.try_subn(template, text, count))
    }

    /// [`Pattern::subn`], with the exception as a value.
    pub fn try_subn(&self, template: &str, text: &str, count: i64) -> Result<(String, i64), Error> {
        let template = Template::new(template, self)?;
        let text = Text::new(text);
        let mut out = String::new();
        let (last, done) = self.each(&text, limit(count), |(start, end), machine| {
            out += &text.slice(start, end);
            if template.has_groups() {
                machine.check(self.0.groups);
            }
            template.write(&mut out, |group| {
                let span = match group {
                    0 => Some((machine.start, machine.pos)),
                    _ => machine.group(group),
                };
                span.map(|(start, end)| text.slice(start, end))
            });
        });
        out += &text.slice(last, text.len());
        Ok((out, done as i64))
    }

    /// `self.sub(function, text, count)`
    pub fn sub_with(
        &self,
        function: impl FnMut(&Match) -> String,
        text: &str,
        count: i64,
    ) -> String {
        self.subn_with(function, text, count).0
    }

    /// `self.subn(function, text, count)`
    pub fn subn_with(
        &self,
        mut function: impl FnMut(&Match) -> String,
        text: &str,
        count: i64,
    ) -> (String, i64) {
        let text = Text::new(text);
        let mut out = String::new();
        let (last, done) = self.each(&text, limit(count), |(start, end), machine| {
            out += &text.slice(start, end);
            out += &function(&Match::of(self, machine));
        });
        out += &text.slice(last, text.len());
        (out, done as i64)
    }
}

/// How many matches are looked for: zero is no limit, less is none at all.
fn limit(count: i64) -> Option<usize> {
    (count != 0).then(|| usize::try_from(count).unwrap_or(0))
}

pub(super) fn expand(found: &Match, template: &str) -> Result<String, Error> {
    let template = Template::new(template, &found.re())?;
    let mut out = String::new();
    template.write(&mut out, |group| found.captured(group).map(str::to_owned));
    Ok(out)
}

enum Part {
    Char(char),
    Group(usize),
}

/// What a match is replaced by.
struct Template(Vec<Part>);

impl Template {
    fn new(text: &str, pattern: &Pattern) -> Result<Template, Error> {
        match read(text, pattern) {
            Ok(parts) => Ok(Template(parts)),
            Err(fault) => Err(fault.into_error(text)),
        }
    }

    fn has_groups(&self) -> bool {
        self.0.iter().any(|part| matches!(part, Part::Group(_)))
    }

    fn write(&self, out: &mut String, group: impl Fn(usize) -> Option<String>) {
        for part in &self.0 {
            match part {
                Part::Char(c) => out.push(*c),
                Part::Group(index) => out.push_str(&group(*index).unwrap_or_default()),
            }
        }
    }
}

fn read(text: &str, pattern: &Pattern) -> Result<Vec<Part>, Fault> {
    let mut source = Scanner::new(text)?;
    let mut parts = Vec::new();
    while let Some(token) = source.get()? {
        let part = match token {
            Token::Char(c) => Part::Char(c),
            Token::Escape('g') => Part::Group(named(&mut source, pattern)?),
            Token::Escape('0') => {
                let mut digits = String::from('0');
                while digits.len() < 3
                    && let Some(d) = source.digit(8)?
                {
                    digits.push(d);
                }
                octal(&digits).map_or(Part::Char('\0'), Part::Char)
            }
            Token::Escape(c @ '1'..='9') => number(&mut source, c, pattern)?,
            Token::Escape(c) => Part::Char(match c {
                'a' => '\x07',
                'b' => '\x08',
                'f' => '\x0c',
                'n' => '\n',
                'r' => '\r',
                't' => '\t',
                'v' => '\x0b',
                '\\' => '\\',
                _ if c.is_ascii_alphabetic() => {
                    return Err(source.fault(format!("bad escape \\{c}"), 2));
                }
                _ => {
                    parts.push(Part::Char('\\'));
                    c
                }
            }),
        };
        parts.push(part);
    }
    Ok(parts)
}

/// A character by its number, of which only the lowest eight bits count.
fn octal(digits: &str) -> Option<char> {
    let n = u32::from_str_radix(digits, 8).ok()?;
    char::from_u32(n & 0xff)
}

fn number(source: &mut Scanner, c: char, pattern: &Pattern) -> Result<Part, Fault> {
    let mut digits = String::from(c);
    if let Some(d) = source.digit(10)? {
        digits.push(d);
        if digits.bytes().all(|b| b < b'8')
            && let Some(d) = source.digit(8)?
        {
            digits.push(d);
            if c > '3' {
                let message = format!("octal escape value \\{digits} outside of range 0-0o377");
                return Err(source.fault(message, 4));
            }
            return Ok(octal(&digits).map_or(Part::Char('\0'), Part::Char));
        }
    }
    let group = digits.parse().unwrap_or(usize::MAX);
    checked(source, group, digits.len(), pattern).map(Part::Group)
}

fn checked(source: &Scanner, group: usize, len: usize, pattern: &Pattern) -> Result<usize, Fault> {
    if group > pattern.0.groups {
        return Err(source.fault(format!("invalid group reference {group}"), len));
    }
    Ok(group)
}

/// `\g<name>`
fn named(source: &mut Scanner, pattern: &Pattern) -> Result<usize, Fault> {
    if !source.eat('<')? {
        return Err(source.fault("missing <", 0));
    }
    let name = source.until('>', "group name")?;
    if crate::text::isidentifier(&name) {
        let known = pattern.0.names.iter().find(|(known, _)| *known == name);
        return match known {
            Some(&(_, group)) => Ok(group),
            None => {
                let message = format!("unknown group name {}", repr(&name));
                Err(Fault::Other(Error::new(Kind::IndexError, message)))
            }
        };
    }
    let group = source.group_number(&name)?;
    checked(source, group, name.chars().count() + 1, pattern)
}

/// Names `findall` for each number of groups.
macro_rules! findall {
    ($($name:ident $result:ty;)*) => {
        impl Pattern {$(
            #[doc = "`self.findall(text)` of a pattern with that many groups."]
            pub fn $name(&self, text: &str) -> Vec<$result> {
                self.findall_groups(text)
            }
        )*}
    };
}

type S = String;

findall! {
    findall_2 (S, S);
    findall_3 (S, S, S);
    findall_4 (S, S, S, S);
    findall_5 (S, S, S, S, S);
    findall_6 (S, S, S, S, S, S);
    findall_7 (S, S, S, S, S, S, S);
    findall_8 (S, S, S, S, S, S, S, S);
    findall_9 (S, S, S, S, S, S, S, S, S);
    findall_10 (S, S, S, S, S, S, S, S, S, S);
    findall_11 (S, S, S, S, S, S, S, S, S, S, S);
    findall_12 (S, S, S, S, S, S, S, S, S, S, S, S);
}
