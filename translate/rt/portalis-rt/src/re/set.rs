//! Which characters a unit of a pattern matches.

use super::tree::{Class, Flags, Item};
use crate::chars;

/// Lowercase letters that are the same but for case, since they have one
/// uppercase letter in common.
const SAME_UPPER: [&[u32]; 24] = [
    &[0x69, 0x131],
    &[0x73, 0x17f],
    &[0xb5, 0x3bc],
    &[0x345, 0x3b9, 0x1fbe],
    &[0x390, 0x1fd3],
    &[0x3b0, 0x1fe3],
    &[0x3b2, 0x3d0],
    &[0x3b5, 0x3f5],
    &[0x3b8, 0x3d1],
    &[0x3ba, 0x3f0],
    &[0x3c0, 0x3d6],
    &[0x3c1, 0x3f1],
    &[0x3c2, 0x3c3],
    &[0x3c6, 0x3d5],
    &[0x432, 0x1c80],
    &[0x434, 0x1c81],
    &[0x43e, 0x1c82],
    &[0x441, 0x1c83],
    &[0x442, 0x1c84, 0x1c85],
    &[0x44a, 0x1c86],
    &[0x463, 0x1c87],
    &[0x1c88, 0xa64b],
    &[0x1e61, 0x1e9b],
    &[0xfb05, 0xfb06],
];

/// The end of the characters that have places of their own in Python's sets. A
/// character beyond it is compared as it is written, even where case is ignored.
const PLANE: u32 = 0x1_0000;

/// How characters are compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Fold {
    Exact,
    Ascii,
    Unicode,
}

impl Fold {
    pub fn of(flags: Flags) -> Fold {
        if !flags.has(Flags::IGNORECASE) {
            Fold::Exact
        } else if flags.has(Flags::UNICODE) {
            Fold::Unicode
        } else {
            Fold::Ascii
        }
    }

    /// The character as it is compared.
    pub fn lower(self, c: u32) -> u32 {
        match (self, char::from_u32(c)) {
            (Fold::Exact, _) | (_, None) => c,
            (Fold::Ascii, Some(c)) => c.to_ascii_lowercase().into(),
            (Fold::Unicode, Some(c)) if c.is_ascii() => c.to_ascii_lowercase().into(),
            (Fold::Unicode, Some(c)) => first(&chars::lower(c)),
        }
    }

    fn is_cased(self, c: u32) -> bool {
        match (self, char::from_u32(c)) {
            (Fold::Exact, _) | (_, None) => false,
            (Fold::Ascii, Some(c)) => c.is_ascii_alphabetic(),
            (Fold::Unicode, _) => self.lower(c) != c || upper(c) != c,
        }
    }

    /// The other characters that a lowercase one stands for.
    fn others(self, low: u32) -> &'static [u32] {
        if self != Fold::Unicode {
            return &[];
        }
        let same = SAME_UPPER.iter().find(|same| same.contains(&low));
        same.copied().unwrap_or(&[])
    }
}

fn first(text: &str) -> u32 {
    text.chars().next().map_or(0, u32::from)
}

fn upper(c: u32) -> u32 {
    char::from_u32(c).map_or(c, |c| first(&chars::upper(c)))
}

/// A member of a compiled set.
#[derive(Clone, Copy, Debug)]
enum Member {
    Range(u32, u32),
    /// A range that the character or its uppercase letter may be in.
    RangeOrUpper(u32, u32),
    Class {
        class: Class,
        negate: bool,
        ascii: bool,
    },
}

/// A set of characters.
#[derive(Clone, Debug)]
pub(super) struct Set {
    members: Vec<Member>,
    negate: bool,
    fold: Fold,
    /// The answers for ASCII, one bit each.
    ascii: u128,
}

impl Set {
    /// The set that brackets or a class mean under the flags.
    pub fn new(items: &[Item], negate: bool, flags: Flags) -> Set {
        let fold = Fold::of(flags);
        let cased = items.iter().any(|item| match *item {
            Item::Char(c) => c >= PLANE || fold.is_cased(c),
            Item::Range(_, high) if high >= PLANE => true,
            Item::Range(low, high) => (low..=high).any(|c| fold.is_cased(c)),
            Item::Class { .. } => false,
        });
        let fold = if cased { fold } else { Fold::Exact };
        let mut members = Vec::new();
        let mut lows = Vec::new();
        for item in items {
            match *item {
                Item::Class { class, negate } => members.push(Member::Class {
                    class,
                    negate,
                    ascii: !flags.has(Flags::UNICODE),
                }),
                Item::Char(c) if fold == Fold::Exact || c >= PLANE => {
                    members.push(Member::Range(c, c));
                }
                Item::Range(low, high) if fold == Fold::Exact => {
                    members.push(Member::Range(low, high));
                }
                Item::Char(c) => lows.push(c),
                Item::Range(low, high) => {
                    if high >= PLANE {
                        members.push(Member::RangeOrUpper(low, high));
                    }
                    lows.extend(low..=high.min(PLANE - 1));
                }
            }
        }
        members.extend(lowered(lows, fold));
        Set::of(members, negate, fold)
    }

    /// The set of one character, or of all others.
    pub fn of_char(c: u32, negate: bool, flags: Flags) -> Set {
        let fold = Fold::of(flags);
        let fold = if fold.is_cased(c) { fold } else { Fold::Exact };
        Set::of(lowered(vec![c], fold), negate, fold)
    }

    fn of(members: Vec<Member>, negate: bool, fold: Fold) -> Set {
        let mut set = Set {
            members,
            negate,
            fold,
            ascii: 0,
        };
        for c in '\0'..='\x7f' {
            if set.finds(c) {
                set.ascii |= 1 << u32::from(c);
            }
        }
        set
    }

    /// Whether the character matches.
    pub fn has(&self, c: char) -> bool {
        if c.is_ascii() {
            self.ascii >> u32::from(c) & 1 == 1
        } else {
            self.finds(c)
        }
    }

    fn finds(&self, c: char) -> bool {
        let low = self.fold.lower(c.into());
        self.negate != self.members.iter().any(|member| member.has(low))
    }

    /// The character that alone is in the set.
    pub fn single(&self) -> Option<char> {
        match (self.fold, self.negate, &self.members[..]) {
            (Fold::Exact, false, [Member::Range(low, high)]) if low == high => char::from_u32(*low),
            _ => None,
        }
    }
}

/// The ranges of the lowercase letters of characters, and of what they stand for.
fn lowered(chars: Vec<u32>, fold: Fold) -> Vec<Member> {
    let mut lows: Vec<u32> = Vec::new();
    for c in chars {
        let low = fold.lower(c);
        lows.push(low);
        lows.extend(fold.others(low));
    }
    lows.sort_unstable();
    lows.dedup();
    lows.chunk_by(|a, b| a + 1 == *b)
        .map(|run| Member::Range(run[0], run[run.len() - 1]))
        .collect()
}

impl Member {
    fn has(self, c: u32) -> bool {
        match self {
            Member::Range(low, high) => (low..=high).contains(&c),
            Member::RangeOrUpper(low, high) => {
                (low..=high).contains(&c) || (low..=high).contains(&upper(c))
            }
            Member::Class {
                class,
                negate,
                ascii,
            } => negate != char::from_u32(c).is_some_and(|c| class.has(c, ascii)),
        }
    }
}

impl Class {
    fn has(self, c: char, ascii: bool) -> bool {
        match self {
            Class::Word => is_word(c, ascii),
            Class::Digit if ascii => c.is_ascii_digit(),
            Class::Digit => chars::isdecimal(c),
            Class::Space if ascii => matches!(c, ' ' | '\t'..='\r'),
            Class::Space => chars::isspace(c),
        }
    }
}

pub(super) fn is_word(c: char, ascii: bool) -> bool {
    c == '_'
        || if ascii {
            c.is_ascii_alphanumeric()
        } else {
            chars::isalnum(c)
        }
}
