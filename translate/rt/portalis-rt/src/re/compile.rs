//! Makes a program of a tree.

use super::parse::Parsed;
use super::scan::Fault;
use super::set::{Fold, Set};
use super::tree::{Flags, Greed, Node, Place, Width, width};

/// What one character must be.
#[derive(Clone, Debug)]
pub(super) enum Unit {
    /// Any character but a newline.
    Any,
    All,
    Char(char),
    Set(Box<Set>),
}

impl Unit {
    pub fn matches(&self, c: char) -> bool {
        match self {
            Unit::Any => c != '\n',
            Unit::All => true,
            Unit::Char(own) => *own == c,
            Unit::Set(set) => set.has(c),
        }
    }
}

/// A place between characters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Anchor {
    BeginText,
    BeginLine,
    EndText,
    /// The end, or before the newline there.
    End,
    EndLine,
    Boundary {
        negate: bool,
        ascii: bool,
    },
}

/// An instruction. The next one follows it, unless it says where to go on.
#[derive(Clone, Debug)]
pub(super) enum Op {
    /// The end of the pattern, or of a part that is matched on its own.
    Success,
    Unit(Unit),
    Mark(usize),
    At(Anchor),
    Jump(usize),
    /// Where the alternatives start.
    Branch(Vec<usize>),
    /// Starts a loop, whose end is at `until` and whose body is before it.
    Repeat {
        until: usize,
    },
    Until {
        lazy: bool,
        min: usize,
        max: usize,
        body: usize,
    },
    RepeatUnit {
        greed: Greed,
        min: usize,
        max: usize,
        unit: Unit,
    },
    /// Matches what follows, up to a `Success` before `end`, as often as it can.
    Possessive {
        min: usize,
        max: usize,
        end: usize,
    },
    /// Matches what follows, up to a `Success` before `end`, in the first way.
    Atomic {
        end: usize,
    },
    Look {
        back: usize,
        negate: bool,
        end: usize,
    },
    Reference {
        group: usize,
        fold: Fold,
    },
    /// Goes on here if the group has matched, and else at `otherwise`.
    Conditional {
        group: usize,
        otherwise: usize,
    },
}

pub(super) fn compile(parsed: &Parsed) -> Result<Vec<Op>, Fault> {
    let mut compiler = Compiler {
        ops: Vec::new(),
        groups: &parsed.groups,
    };
    compiler.sequence(&parsed.body, parsed.flags)?;
    compiler.ops.push(Op::Success);
    Ok(compiler.ops)
}

struct Compiler<'a> {
    ops: Vec<Op>,
    groups: &'a [Option<Width>],
}

impl Compiler<'_> {
    fn sequence(&mut self, body: &[Node], flags: Flags) -> Result<(), Fault> {
        body.iter().try_for_each(|node| self.node(node, flags))
    }

    /// Adds an instruction that is known only when what follows it is.
    fn later(&mut self) -> usize {
        self.ops.push(Op::Success);
        self.ops.len() - 1
    }

    fn node(&mut self, node: &Node, flags: Flags) -> Result<(), Fault> {
        match node {
            Node::Char(_) | Node::NotChar(_) | Node::Any | Node::Set { .. } => {
                self.ops.extend(unit(node, flags).map(Op::Unit));
            }
            Node::At(place) => self.ops.push(Op::At(anchor(*place, flags))),
            Node::Branch(ways) => self.branch(ways, flags)?,
            Node::Group {
                index,
                on,
                off,
                body,
            } => {
                let marks = index.map(|index| 2 * (index - 1));
                self.ops.extend(marks.map(Op::Mark));
                self.sequence(body, flags.within(*on, *off))?;
                self.ops.extend(marks.map(|mark| Op::Mark(mark + 1)));
            }
            Node::Atomic(body) => {
                let start = self.apart(body, flags)?;
                let end = self.ops.len();
                self.ops[start] = Op::Atomic { end };
            }
            Node::Repeat {
                greed,
                min,
                max,
                body,
            } => self.repeat(*greed, *min, *max, body, flags)?,
            Node::Reference(group) => self.ops.push(Op::Reference {
                group: *group,
                fold: Fold::of(flags),
            }),
            Node::Conditional { group, yes, no } => {
                let start = self.later();
                self.sequence(yes, flags)?;
                let mut otherwise = self.ops.len();
                if let Some(no) = no.as_ref().filter(|no| !no.is_empty()) {
                    let jump = self.later();
                    otherwise = self.ops.len();
                    self.sequence(no, flags)?;
                    self.ops[jump] = Op::Jump(self.ops.len());
                }
                self.ops[start] = Op::Conditional {
                    group: *group,
                    otherwise,
                };
            }
            Node::Look {
                behind,
                negate,
                body,
            } => {
                let back = if *behind { self.back(body)? } else { 0 };
                let start = self.apart(body, flags)?;
                self.ops[start] = Op::Look {
                    back,
                    negate: *negate,
                    end: self.ops.len(),
                };
            }
        }
        Ok(())
    }

    /// Adds a part that is matched on its own, after an instruction to be made.
    fn apart(&mut self, body: &[Node], flags: Flags) -> Result<usize, Fault> {
        let start = self.later();
        self.sequence(body, flags)?;
        self.ops.push(Op::Success);
        Ok(start)
    }

    /// How far a look-behind looks.
    fn back(&self, body: &[Node]) -> Result<usize, Fault> {
        let width = width(body, self.groups);
        if width.min >= 1 << 32 {
            return Err(Fault::error("looks too much behind", None));
        }
        if width.min != width.max {
            let message = "look-behind requires fixed-width pattern";
            return Err(Fault::error(message, None));
        }
        Ok(width.min as usize)
    }

    fn branch(&mut self, ways: &[Vec<Node>], flags: Flags) -> Result<(), Fault> {
        let start = self.later();
        let mut starts = Vec::new();
        let mut jumps = Vec::new();
        for way in ways {
            starts.push(self.ops.len());
            self.sequence(way, flags)?;
            jumps.push(self.later());
        }
        let end = self.ops.len();
        for jump in jumps {
            self.ops[jump] = Op::Jump(end);
        }
        self.ops[start] = Op::Branch(starts);
        Ok(())
    }

    fn repeat(
        &mut self,
        greed: Greed,
        min: usize,
        max: usize,
        body: &[Node],
        flags: Flags,
    ) -> Result<(), Fault> {
        if let [node] = body
            && let Some(unit) = unit(node, flags)
        {
            self.ops.push(Op::RepeatUnit {
                greed,
                min,
                max,
                unit,
            });
            return Ok(());
        }
        if greed == Greed::Possessive {
            let start = self.apart(body, flags)?;
            let end = self.ops.len();
            self.ops[start] = Op::Possessive { min, max, end };
            return Ok(());
        }
        let start = self.later();
        self.sequence(body, flags)?;
        self.ops[start] = Op::Repeat {
            until: self.ops.len(),
        };
        self.ops.push(Op::Until {
            lazy: greed == Greed::Lazy,
            min,
            max,
            body: start + 1,
        });
        Ok(())
    }
}

/// The unit that a node of one character is.
fn unit(node: &Node, flags: Flags) -> Option<Unit> {
    let set = match node {
        Node::Any if flags.has(Flags::DOTALL) => return Some(Unit::All),
        Node::Any => return Some(Unit::Any),
        Node::Char(c) => Set::of_char(*c, false, flags),
        Node::NotChar(c) => Set::of_char(*c, true, flags),
        Node::Set { negate, items } => Set::new(items, *negate, flags),
        Node::Group {
            index: None,
            on,
            off,
            body,
        } => match &body[..] {
            [node] => return unit(node, flags.within(*on, *off)),
            _ => return None,
        },
        _ => return None,
    };
    Some(match set.single() {
        Some(c) => Unit::Char(c),
        None => Unit::Set(Box::new(set)),
    })
}

fn anchor(place: Place, flags: Flags) -> Anchor {
    let lines = flags.has(Flags::MULTILINE);
    let ascii = !flags.has(Flags::UNICODE);
    match place {
        Place::Begin if lines => Anchor::BeginLine,
        Place::Begin | Place::BeginText => Anchor::BeginText,
        Place::End if lines => Anchor::EndLine,
        Place::End => Anchor::End,
        Place::EndText => Anchor::EndText,
        Place::Boundary => Anchor::Boundary {
            negate: false,
            ascii,
        },
        Place::NoBoundary => Anchor::Boundary {
            negate: true,
            ascii,
        },
    }
}
