//! Runs programs: tries all ways in Python's order, and goes back from those that
//! fail.
//!
//! What is still to be tried is on a stack of its own, so that a long text does
//! not end the stack of the program. Groups keep what they matched, and loops end,
//! exactly as in CPython's engine.

use super::compile::{Anchor, Op, Unit};
use super::set::{Fold, is_word};
use super::tree::{Greed, NO_LIMIT};

/// A text in which characters are found by their position.
pub(super) enum Text<'a> {
    Ascii(&'a [u8]),
    Wide(Vec<char>),
}

impl Text<'_> {
    pub fn new(text: &str) -> Text<'_> {
        if text.is_ascii() {
            Text::Ascii(text.as_bytes())
        } else {
            Text::Wide(text.chars().collect())
        }
    }

    pub fn len(&self) -> usize {
        match self {
            Text::Ascii(bytes) => bytes.len(),
            Text::Wide(chars) => chars.len(),
        }
    }

    pub fn at(&self, i: usize) -> char {
        match self {
            Text::Ascii(bytes) => char::from(bytes[i]),
            Text::Wide(chars) => chars[i],
        }
    }

    pub fn slice(&self, start: usize, end: usize) -> String {
        match self {
            Text::Ascii(bytes) => bytes[start..end].iter().map(|&b| char::from(b)).collect(),
            Text::Wide(chars) => chars[start..end].iter().collect(),
        }
    }
}

/// A position that is not known.
pub(super) const UNSET: usize = usize::MAX;

/// A loop that is being run.
pub(super) struct Loop {
    /// How often the body has matched, less one.
    pub count: isize,
    pub outer: Option<usize>,
    /// Where the last turn started.
    pub last: usize,
}

/// What to do when what was tried has matched, or has not.
#[derive(Clone, Copy)]
pub(super) enum Resume {
    Branch {
        next: usize,
    },
    GreedyUnit,
    LazyUnit {
        tried: bool,
    },
    EndLoop,
    Required,
    /// The body of a greedy loop, whose last turn started at `last`.
    Turn {
        last: usize,
    },
    Tail,
    TailFirst,
    LazyTurn {
        last: usize,
    },
    PossessiveRequired,
    Possessive,
    Atomic,
    Look,
    LookNot,
}

/// Where to go on.
pub(super) enum Next {
    Return(bool),
    Go { op: usize, at: usize, top: bool },
}

#[derive(Clone, Copy)]
pub(super) struct Frame {
    pub resume: Resume,
    pub op: usize,
    pub at: usize,
    pub count: usize,
    /// The loop that the frame is about.
    pub turns: usize,
    pub last_mark: Option<usize>,
    pub last_group: Option<usize>,
    /// Whether the marks were saved.
    pub saved: bool,
    pub top: bool,
}

/// How forward execution stopped.
enum Stop {
    Done(bool),
    /// A frame was pushed that has something to try.
    Try,
}

pub(super) struct Machine<'a> {
    pub(super) program: &'a [Op],
    pub text: &'a Text<'a>,
    /// Where the text ends for the pattern.
    end: usize,
    /// Where the match starts, and after it is found, where it ends.
    pub start: usize,
    pub pos: usize,
    /// The next match may not be empty at its start.
    pub must_advance: bool,
    match_all: bool,
    marks: Vec<usize>,
    last_mark: Option<usize>,
    pub last_group: Option<usize>,
    pub(super) loops: Vec<Loop>,
    pub(super) inner: Option<usize>,
    pub(super) frames: Vec<Frame>,
    saved_marks: Vec<usize>,
}

impl<'a> Machine<'a> {
    pub fn new(
        program: &'a [Op],
        groups: usize,
        text: &'a Text<'a>,
        start: usize,
        end: usize,
    ) -> Machine<'a> {
        Machine {
            program,
            text,
            end,
            start,
            pos: start,
            must_advance: false,
            match_all: false,
            marks: vec![UNSET; 2 * groups],
            last_mark: None,
            last_group: None,
            loops: Vec::new(),
            inner: None,
            frames: Vec::new(),
            saved_marks: Vec::new(),
        }
    }

    /// Where a group, counted from 1, matched.
    pub fn group(&self, group: usize) -> Option<(usize, usize)> {
        let mark = 2 * (group - 1);
        if self.last_mark.is_none_or(|last| last <= mark) {
            return None;
        }
        let (start, end) = (self.marks[mark], self.marks[mark + 1]);
        (start != UNSET && end != UNSET).then_some((start, end))
    }

    /// Stops where CPython raises SystemError: its engine, and so this one, lets
    /// a group of some odd patterns end before it starts.
    pub fn check(&self, groups: usize) {
        let mut spans = (1..=groups).filter_map(|group| self.group(group));
        assert!(
            spans.all(|(start, end)| start <= end),
            "SystemError: the span of a capturing group is wrong"
        );
    }

    fn reset(&mut self) {
        self.last_mark = None;
        self.last_group = None;
        self.inner = None;
        self.loops.clear();
        self.frames.clear();
        self.saved_marks.clear();
    }

    /// Whether the pattern matches at the start; all of the text, if it is so asked.
    pub fn matches(&mut self, all: bool) -> bool {
        self.reset();
        self.match_all = all;
        self.pos = self.start;
        self.start <= self.end && self.run(true)
    }

    /// Looks for the next match.
    pub fn search(&mut self) -> bool {
        self.reset();
        if self.start > self.end {
            return false;
        }
        self.pos = self.start;
        let found = self.run(true);
        self.must_advance = false;
        if found {
            return true;
        }
        if let Some(Op::At(Anchor::BeginText)) = self.program.first() {
            return false;
        }
        while self.start < self.end {
            self.start += 1;
            if let Some(unit) = first_unit(self.program) {
                let mut rest = self.start..self.end;
                match rest.find(|&i| unit.matches(self.text.at(i))) {
                    Some(at) => self.start = at,
                    None => return false,
                }
            }
            self.reset();
            self.pos = self.start;
            if self.run(false) {
                return true;
            }
        }
        false
    }

    /// Gets ready to look for a match after the one that was found.
    pub fn go_on(&mut self) {
        self.must_advance = self.pos == self.start;
        self.start = self.pos;
    }

    fn run(&mut self, top: bool) -> bool {
        let (mut op, mut at, mut top) = (0, self.pos, top);
        loop {
            let mut matched = match self.forward(op, at, top) {
                Stop::Done(matched) => matched,
                Stop::Try => false,
            };
            loop {
                if self.frames.is_empty() {
                    return matched;
                }
                match self.resume(matched) {
                    Next::Return(result) => matched = result,
                    Next::Go {
                        op: to,
                        at: from,
                        top: as_top,
                    } => {
                        (op, at, top) = (to, from, as_top);
                        break;
                    }
                }
            }
        }
    }
}

impl Machine<'_> {
    /// Goes on at an instruction until there is nothing to do but to go back.
    fn forward(&mut self, mut op: usize, mut at: usize, mut top: bool) -> Stop {
        let program = self.program;
        loop {
            match &program[op] {
                Op::Success => return Stop::Done(self.succeed(at, top)),
                Op::Unit(unit) => {
                    if !self.unit(unit, at) {
                        return Stop::Done(false);
                    }
                    at += 1;
                    op += 1;
                }
                Op::Mark(mark) => {
                    self.mark(*mark, at);
                    op += 1;
                }
                Op::At(anchor) => {
                    if !self.is_at(*anchor, at) {
                        return Stop::Done(false);
                    }
                    op += 1;
                }
                Op::Jump(to) => op = *to,
                Op::Branch(_) => {
                    let save = self.inner.is_some();
                    self.push(Resume::Branch { next: 0 }, op, at, 0, top, save);
                    return Stop::Try;
                }
                Op::RepeatUnit {
                    greed,
                    min,
                    max,
                    unit,
                } => {
                    let lazy = *greed == Greed::Lazy;
                    let count = self.count(unit, at, if lazy { *min } else { *max });
                    if count < *min {
                        return Stop::Done(false);
                    }
                    at += count;
                    let save = self.inner.is_some();
                    match greed {
                        Greed::Possessive => {
                            op += 1;
                            continue;
                        }
                        Greed::Lazy => {
                            let resume = Resume::LazyUnit { tried: false };
                            self.push(resume, op, at, count, top, save);
                        }
                        Greed::Greedy => {
                            // One too many, since what is tried next is one less.
                            self.push(Resume::GreedyUnit, op, at + 1, count + 1, top, save);
                        }
                    }
                    return Stop::Try;
                }
                Op::Repeat { until } => {
                    self.loops.push(Loop {
                        count: -1,
                        outer: self.inner,
                        last: UNSET,
                    });
                    self.inner = Some(self.loops.len() - 1);
                    self.push(Resume::EndLoop, op, at, 0, top, false);
                    op = *until;
                }
                Op::Until {
                    lazy,
                    min,
                    max,
                    body,
                } => op = self.until(op, at, top, *lazy, *min, *max, *body),
                Op::Possessive { min, max, end } => {
                    if *max == 0 {
                        op = *end;
                        continue;
                    }
                    let resume = if *min > 0 {
                        Resume::PossessiveRequired
                    } else {
                        Resume::Possessive
                    };
                    self.push(resume, op, at, 0, top, *min == 0);
                    top = false;
                    op += 1;
                }
                Op::Atomic { .. } => {
                    self.push(Resume::Atomic, op, at, 0, top, false);
                    top = false;
                    op += 1;
                }
                Op::Look { back, negate, end } => {
                    if at < *back {
                        if !negate {
                            return Stop::Done(false);
                        }
                        op = *end;
                        continue;
                    }
                    if *negate {
                        let save = self.inner.is_some();
                        self.push(Resume::LookNot, op, at, 0, top, save);
                    } else {
                        self.push(Resume::Look, op, at, 0, top, false);
                    }
                    top = false;
                    at -= back;
                    op += 1;
                }
                Op::Reference { group, fold } => match self.repeated(*group, *fold, at) {
                    Some(to) => {
                        at = to;
                        op += 1;
                    }
                    None => return Stop::Done(false),
                },
                Op::Conditional { group, otherwise } => match self.captured(*group) {
                    Some(_) => op += 1,
                    None => op = *otherwise,
                },
            }
        }
    }

    fn succeed(&mut self, at: usize, top: bool) -> bool {
        let short = self.match_all && at != self.end || self.must_advance && at == self.start;
        if top && short {
            return false;
        }
        self.pos = at;
        true
    }

    pub(super) fn unit(&self, unit: &Unit, at: usize) -> bool {
        at < self.end && unit.matches(self.text.at(at))
    }

    /// How many characters from a position on match a unit.
    fn count(&self, unit: &Unit, at: usize, max: usize) -> usize {
        let end = at.saturating_add(max).min(self.end);
        let stop = (at..end).find(|&i| !unit.matches(self.text.at(i)));
        stop.unwrap_or(end.max(at)) - at
    }

    fn mark(&mut self, mark: usize, at: usize) {
        if mark % 2 == 1 {
            self.last_group = Some(mark / 2 + 1);
        }
        let known = self.last_mark.map_or(0, |last| last + 1);
        if mark >= known {
            self.marks[known..mark].fill(UNSET);
            self.last_mark = Some(mark);
        }
        self.marks[mark] = at;
    }

    fn is_at(&self, anchor: Anchor, at: usize) -> bool {
        let newline = |i: usize| self.text.at(i) == '\n';
        match anchor {
            Anchor::BeginText => at == 0,
            Anchor::BeginLine => at == 0 || newline(at - 1),
            Anchor::EndText => at == self.end,
            Anchor::End => at == self.end || at + 1 == self.end && newline(at),
            Anchor::EndLine => at == self.end || newline(at),
            Anchor::Boundary { negate, ascii } => {
                // There is no boundary in an empty text, and before Python 3.14 no
                // place without one.
                let word = |i: usize| is_word(self.text.at(i), ascii);
                let before = at > 0 && word(at - 1);
                let after = at < self.end && word(at);
                let counts = self.end > 0 || cfg!(feature = "python-3-14");
                counts && negate != (before != after)
            }
        }
    }

    /// What a group matched, as far as the pattern itself may ask.
    fn captured(&self, group: usize) -> Option<(usize, usize)> {
        self.group(group).filter(|(start, end)| start <= end)
    }

    /// Where what a group matched ends, if it is here once more.
    fn repeated(&self, group: usize, fold: Fold, at: usize) -> Option<usize> {
        let (start, end) = self.captured(group)?;
        let to = at + (end - start);
        let low = |i: usize| fold.lower(self.text.at(i).into());
        let same = to <= self.end && (start..end).zip(at..).all(|(a, b)| low(a) == low(b));
        same.then_some(to)
    }

    /// The end of a turn of a loop: the instruction to go on with.
    #[expect(
        clippy::too_many_arguments,
        reason = "they are the fields of one instruction"
    )]
    fn until(
        &mut self,
        op: usize,
        at: usize,
        top: bool,
        lazy: bool,
        min: usize,
        max: usize,
        body: usize,
    ) -> usize {
        let turns = self.innermost();
        let Loop {
            count, last, outer, ..
        } = self.loops[turns];
        let count = (count + 1) as usize;
        if count < min {
            self.loops[turns].count = count as isize;
            self.push(Resume::Required, op, at, count, top, false);
            return body;
        }
        if lazy {
            self.push(Resume::TailFirst, op, at, count, top, outer.is_some());
        } else if (count < max || max == NO_LIMIT) && at != last {
            self.loops[turns].count = count as isize;
            self.push(Resume::Turn { last }, op, at, count, top, true);
            self.loops[turns].last = at;
            return body;
        } else {
            self.push(Resume::Tail, op, at, count, top, false);
        }
        self.inner = outer;
        op + 1
    }
}

/// The stack.
impl Machine<'_> {
    fn innermost(&self) -> usize {
        match self.inner {
            Some(turns) => turns,
            None => unreachable!("the end of a loop comes after its start"),
        }
    }

    pub(super) fn push(
        &mut self,
        resume: Resume,
        op: usize,
        at: usize,
        count: usize,
        top: bool,
        save: bool,
    ) {
        let frame = Frame {
            resume,
            op,
            at,
            count,
            turns: self.inner.unwrap_or(UNSET),
            last_mark: self.last_mark,
            last_group: self.last_group,
            saved: save,
            top,
        };
        if save {
            self.saved_marks.extend(&self.marks[..frame.marks()]);
        }
        self.frames.push(frame);
    }

    /// Makes the groups what they were when the frame was made.
    pub(super) fn restore(&mut self, frame: Frame) {
        let count = frame.marks();
        if frame.saved {
            let from = self.saved_marks.len() - count;
            self.marks[..count].copy_from_slice(&self.saved_marks[from..]);
        }
        self.last_mark = frame.last_mark;
        self.last_group = frame.last_group;
    }

    /// Forgets the marks that were saved for the frame.
    pub(super) fn discard(&mut self, frame: Frame) {
        if frame.saved {
            let kept = self.saved_marks.len() - frame.marks();
            self.saved_marks.truncate(kept);
        }
    }
}

impl Frame {
    /// How many marks are saved.
    fn marks(&self) -> usize {
        self.last_mark.map_or(0, |last| last + 1)
    }
}

/// The unit with which every match starts.
fn first_unit(program: &[Op]) -> Option<&Unit> {
    match program.first()? {
        Op::Unit(unit) => Some(unit),
        Op::RepeatUnit { min: 1.., unit, .. } => Some(unit),
        _ => None,
    }
}
