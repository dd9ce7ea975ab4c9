//! A pattern as a tree.

use std::ops::{BitAnd, BitOr, Not};

/// A set of flags, numbered as Python numbers them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Flags(pub u32);

impl Flags {
    pub const NONE: Flags = Flags(0);
    pub const IGNORECASE: Flags = Flags(2);
    pub const LOCALE: Flags = Flags(4);
    pub const MULTILINE: Flags = Flags(8);
    pub const DOTALL: Flags = Flags(16);
    pub const UNICODE: Flags = Flags(32);
    pub const VERBOSE: Flags = Flags(64);
    pub const ASCII: Flags = Flags(256);

    /// The flags of which one excludes the others.
    pub const TYPES: Flags = Flags(4 + 32 + 256);

    pub fn has(self, other: Flags) -> bool {
        self.0 & other.0 != 0
    }

    /// The flags inside a group that turns some on and some off.
    pub fn within(self, on: Flags, off: Flags) -> Flags {
        let kept = if on.has(Flags::TYPES) {
            self & !Flags::TYPES
        } else {
            self
        };
        (kept | on) & !off
    }
}

impl BitOr for Flags {
    type Output = Flags;
    fn bitor(self, other: Flags) -> Flags {
        Flags(self.0 | other.0)
    }
}

impl BitAnd for Flags {
    type Output = Flags;
    fn bitand(self, other: Flags) -> Flags {
        Flags(self.0 & other.0)
    }
}

impl Not for Flags {
    type Output = Flags;
    fn not(self) -> Flags {
        Flags(!self.0)
    }
}

/// How often at most: without a limit.
pub(super) const NO_LIMIT: usize = usize::MAX;

/// The least number that cannot be written as a number of repetitions.
pub(super) const MAX_REPEAT: u64 = u32::MAX as u64;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Class {
    Digit,
    Space,
    Word,
}

/// A member of a set of characters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Item {
    Char(u32),
    Range(u32, u32),
    Class { class: Class, negate: bool },
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Place {
    /// `^`
    Begin,
    /// `$`
    End,
    /// `\A`
    BeginText,
    /// `\Z`
    EndText,
    /// `\b`
    Boundary,
    /// `\B`
    NoBoundary,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Greed {
    Greedy,
    Lazy,
    Possessive,
}

/// Nodes that follow one another.
pub(super) type Sequence = Vec<Node>;

#[derive(Clone, Debug)]
pub(super) enum Node {
    Char(u32),
    NotChar(u32),
    Any,
    Set {
        negate: bool,
        items: Vec<Item>,
    },
    At(Place),
    Branch(Vec<Sequence>),
    Group {
        index: Option<usize>,
        on: Flags,
        off: Flags,
        body: Sequence,
    },
    Atomic(Sequence),
    Repeat {
        greed: Greed,
        min: usize,
        max: usize,
        body: Sequence,
    },
    Reference(usize),
    Conditional {
        group: usize,
        yes: Sequence,
        no: Option<Sequence>,
    },
    Look {
        behind: bool,
        negate: bool,
        body: Sequence,
    },
}

impl Node {
    /// Whether two nodes are known to be the same: those that hold others never are.
    pub fn is_same(&self, other: &Node) -> bool {
        match (self, other) {
            (Node::Char(a), Node::Char(b)) | (Node::NotChar(a), Node::NotChar(b)) => a == b,
            (Node::Any, Node::Any) => true,
            (Node::At(a), Node::At(b)) => a == b,
            (Node::Reference(a), Node::Reference(b)) => a == b,
            (
                Node::Set { negate, items },
                Node::Set {
                    negate: not,
                    items: others,
                },
            ) => negate == not && items == others,
            _ => false,
        }
    }

    /// Whether the node is a group that neither captures nor changes flags.
    pub fn is_plain_group(&self) -> bool {
        matches!(self, Node::Group { index: None, on, off, .. }
            if *on == Flags::NONE && *off == Flags::NONE)
    }
}

/// How many characters what is matched has: at least and at most.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Width {
    pub min: u64,
    pub max: u64,
}

impl Width {
    pub const ZERO: Width = Width { min: 0, max: 0 };
    const ONE: Width = Width { min: 1, max: 1 };

    fn then(self, next: Width) -> Width {
        Width {
            min: self.min.saturating_add(next.min),
            max: self.max.saturating_add(next.max),
        }
    }

    fn or(self, other: Width) -> Width {
        Width {
            min: self.min.min(other.min),
            max: self.max.max(other.max),
        }
    }

    fn times(self, min: usize, max: usize) -> Width {
        Width {
            min: self.min.saturating_mul(min as u64),
            max: if max == NO_LIMIT && self.max > 0 {
                u64::MAX
            } else {
                self.max.saturating_mul(max as u64)
            },
        }
    }
}

/// The width of a sequence; groups has those of the groups that are closed.
pub(super) fn width(body: &[Node], groups: &[Option<Width>]) -> Width {
    body.iter().fold(Width::ZERO, |sum, node| {
        sum.then(match node {
            Node::Char(_) | Node::NotChar(_) | Node::Any | Node::Set { .. } => Width::ONE,
            Node::At(_) | Node::Look { .. } => Width::ZERO,
            Node::Branch(ways) => ways
                .iter()
                .map(|way| width(way, groups))
                .reduce(Width::or)
                .unwrap_or(Width::ZERO),
            Node::Group { body, .. } | Node::Atomic(body) => width(body, groups),
            Node::Repeat { min, max, body, .. } => width(body, groups).times(*min, *max),
            Node::Reference(group) => groups[*group].unwrap_or(Width::ZERO),
            Node::Conditional { yes, no, .. } => {
                let no = no.as_ref().map_or(Width::ZERO, |no| width(no, groups));
                width(yes, groups).or(no)
            }
        })
    })
}
