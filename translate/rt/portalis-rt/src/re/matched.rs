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
    #[track_caller]
    pub fn part(&self, group: i64) -> &str {
        match self.captured(crate::error::or_raise(self.known(group))) {
            Some(text) => text,
            None => panic!("group {group} of {} is None", self.pattern.pattern()),
        }
    }

    /// `self.group(name)` of a group that every match has.
    #[track_caller]
    pub fn named_part(&self, name: &str) -> &str {
        self.part(crate::error::or_raise(self.known_name(name)) as i64)
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
            .map(|(name, group)| (name.clone(), self.part(*group as i64).to_owned()))
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

    /// `self.start(name)`
    #[track_caller]
    pub fn start_named(&self, name: &str) -> i64 {
        self.span_named(name).0
    }

    /// [`Match::start_named`], with the exception as a value.
    pub fn try_start_named(&self, name: &str) -> Result<i64, Error> {
        Ok(self.try_span_named(name)?.0)
    }

    /// `self.end(name)`
    #[track_caller]
    pub fn end_named(&self, name: &str) -> i64 {
        self.span_named(name).1
    }

    /// [`Match::end_named`], with the exception as a value.
    pub fn try_end_named(&self, name: &str) -> Result<i64, Error> {
        Ok(self.try_span_named(name)?.1)
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

/// A match or None, lent in one of two ways.
pub trait Lent<'a> {
    /// The match, if there is one.
    fn lent(self) -> Option<&'a Match>;
}

impl<'a> Lent<'a> for &'a Option<Match> {
    fn lent(self) -> Option<&'a Match> {
        self.as_ref()
    }
}

impl<'a> Lent<'a> for &Option<&'a Match> {
    fn lent(self) -> Option<&'a Match> {
        *self
    }
}

/// The match of which an attribute or method is asked, which may be None.
#[track_caller]
pub fn found<'a>(found: impl Lent<'a>, attribute: &str) -> &'a Match {
    crate::error::or_raise(try_found(found, attribute))
}

/// [`found()`], with the exception as a value.
pub fn try_found<'a>(found: impl Lent<'a>, attribute: &str) -> Result<&'a Match, Error> {
    found.lent().ok_or_else(|| {
        let message = format!("'NoneType' object has no attribute '{attribute}'");
        Error::attribute_error(message)
    })
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

/// A match travels as what its repr says; none comes from a host.
#[cfg(feature = "wire")]
impl crate::wire::Wire for Match {
    fn write(&self, out: &mut Vec<u8>) {
        crate::wire::write_opaque(&crate::repr_of(self), out);
    }
    fn read(_: &mut crate::wire::Reader<'_>) -> Option<Self> {
        None
    }
}
