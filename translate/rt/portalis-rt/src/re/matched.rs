//! What a pattern matched.

use super::Pattern;
use super::machine::Machine;
use crate::text::repr;
use crate::{Dict, Error, Repr};
use std::fmt::{self, Formatter};

/// A match.
#[derive(Clone)]
pub struct Match {
    pattern: Pattern,
    /// Where the whole pattern and then the groups matched.
    spans: Vec<Option<(usize, usize)>>,
    /// The part of the text from `from` on that has all of the spans.
    part: String,
    from: usize,
    last_group: Option<usize>,
}

impl Match {
    pub(super) fn of(pattern: &Pattern, machine: &Machine) -> Match {
        let mut spans = vec![Some((machine.start, machine.pos))];
        spans.extend((1..=pattern.0.groups).map(|group| machine.group(group)));
        machine.check(pattern.0.groups);
        let known = || spans.iter().flatten();
        let from = known().map(|&(start, _)| start).min().unwrap_or(0);
        let to = known().map(|&(_, end)| end).max().unwrap_or(0);
        let part = machine.text.slice(from, to);
        Match {
            pattern: pattern.clone(),
            spans,
            part,
            from,
            last_group: machine.last_group,
        }
    }

    fn text(&self, (start, end): (usize, usize)) -> &str {
        let (start, end) = (start - self.from, end - self.from);
        if self.part.is_ascii() {
            return &self.part[start..end];
        }
        crate::text::slice(&self.part, Some(start as i64), Some(end as i64))
    }

    /// `self.group()`
    pub fn matched(&self) -> &str {
        self.spans[0].map_or("", |span| self.text(span))
    }

    /// The text of a group that there is.
    pub(super) fn captured(&self, group: usize) -> Option<&str> {
        self.spans[group].map(|span| self.text(span))
    }

    fn known(&self, group: i64) -> Result<usize, Error> {
        match usize::try_from(group) {
            Ok(group) if group < self.spans.len() => Ok(group),
            _ => Err(no_group()),
        }
    }

    pub(super) fn index_of(&self, name: &str) -> Option<usize> {
        let names = &self.pattern.0.names;
        let found = names.iter().find(|(known, _)| known == name);
        found.map(|&(_, group)| group)
    }

    fn known_name(&self, name: &str) -> Result<usize, Error> {
        self.index_of(name).ok_or_else(no_group)
    }

    /// `self.group(group)`
    #[track_caller]
    pub fn group(&self, group: i64) -> Option<String> {
        crate::error::or_raise(self.try_group(group))
    }

    /// [`Match::group`], with the exception as a value.
    pub fn try_group(&self, group: i64) -> Result<Option<String>, Error> {
        Ok(self.captured(self.known(group)?).map(str::to_owned))
    }

    /// `self.group(name)`
    #[track_caller]
    pub fn named(&self, name: &str) -> Option<String> {
        crate::error::or_raise(self.try_named(name))
    }

    /// [`Match::named`], with the exception as a value.
    pub fn try_named(&self, name: &str) -> Result<Option<String>, Error> {
        Ok(self.captured(self.known_name(name)?).map(str::to_owned))
    }

    /// `self.group(group)` of a group that every match has.
    pub fn part(&self, group: usize) -> &str {
        self.captured(group).unwrap_or("")
    }

    /// `self.group(name)` of a group that every match has.
    pub fn named_part(&self, name: &str) -> &str {
        self.index_of(name).map_or("", |group| self.part(group))
    }

    /// `self.groups()`, when how many groups there are is not known.
    pub fn groups(&self) -> Vec<Option<String>> {
        let groups = 1..self.spans.len();
        groups
            .map(|group| self.captured(group).map(str::to_owned))
            .collect()
    }

    /// `self.groupdict()`
    pub fn groupdict(&self) -> Dict<String, Option<String>> {
        let names = &self.pattern.0.names;
        let pairs = names
            .iter()
            .map(|(name, group)| (name.clone(), self.captured(*group).map(str::to_owned)));
        pairs.collect()
    }

    /// `self.groupdict()` when every match has all the groups.
    pub fn groupdict_parts(&self) -> Dict<String, String> {
        let names = &self.pattern.0.names;
        names
            .iter()
            .map(|(name, group)| (name.clone(), self.part(*group).to_owned()))
            .collect()
    }

    /// `self.start()`
    pub fn start(&self) -> i64 {
        self.span().0
    }

    /// `self.end()`
    pub fn end(&self) -> i64 {
        self.span().1
    }

    /// `self.span()`
    pub fn span(&self) -> (i64, i64) {
        self.span_at(0)
    }

    fn span_at(&self, group: usize) -> (i64, i64) {
        self.spans[group].map_or((-1, -1), |(start, end)| (start as i64, end as i64))
    }

    /// `self.span(group)`
    #[track_caller]
    pub fn span_of(&self, group: i64) -> (i64, i64) {
        crate::error::or_raise(self.try_span_of(group))
    }

    /// [`Match::span_of`], with the exception as a value.
    pub fn try_span_of(&self, group: i64) -> Result<(i64, i64), Error> {
        Ok(self.span_at(self.known(group)?))
    }

    /// `self.start(group)`
    #[track_caller]
    pub fn start_of(&self, group: i64) -> i64 {
        self.span_of(group).0
    }

    /// [`Match::start_of`], with the exception as a value.
    pub fn try_start_of(&self, group: i64) -> Result<i64, Error> {
        Ok(self.try_span_of(group)?.0)
    }

    /// `self.end(group)`
    #[track_caller]
    pub fn end_of(&self, group: i64) -> i64 {
        self.span_of(group).1
    }

    /// [`Match::end_of`], with the exception as a value.
    pub fn try_end_of(&self, group: i64) -> Result<i64, Error> {
        Ok(self.try_span_of(group)?.1)
    }

    /// `self.span(name)`
    #[track_caller]
    pub fn span_named(&self, name: &str) -> (i64, i64) {
        crate::error::or_raise(self.try_span_named(name))
    }

    /// [`Match::span_named`], with the exception as a value.
    pub fn try_span_named(&self, name: &str) -> Result<(i64, i64), Error> {
        Ok(self.span_at(self.known_name(name)?))
    }

    /// `self.lastindex`
    pub fn lastindex(&self) -> Option<i64> {
        self.last_group.map(|group| group as i64)
    }

    /// `self.lastgroup`
    pub fn lastgroup(&self) -> Option<String> {
        let last = self.last_group?;
        let names = &self.pattern.0.names;
        let found = names.iter().find(|&&(_, group)| group == last);
        found.map(|(name, _)| name.clone())
    }

    /// `self.expand(template)`
    #[track_caller]
    pub fn expand(&self, template: &str) -> String {
        crate::error::or_raise(self.try_expand(template))
    }

    /// [`Match::expand`], with the exception as a value.
    pub fn try_expand(&self, template: &str) -> Result<String, Error> {
        super::replace::expand(self, template)
    }

    /// `self.re`
    pub fn re(&self) -> Pattern {
        self.pattern.clone()
    }
}

fn no_group() -> Error {
    Error::index_error("no such group")
}

impl Repr for Match {
    fn write_repr(&self, f: &mut Formatter<'_>) -> fmt::Result {
        let (start, end) = self.span();
        let text: String = repr(self.matched()).chars().take(50).collect();
        write!(f, "<re.Match object; span=({start}, {end}), match={text}>")
    }
}
