//! Reads a pattern as Python 3.11 does, and finds the same mistakes in it.

use super::scan::{Fault, Scanner, Token};
use super::tree::Width;
use super::tree::{Class, Flags, Greed, Item, MAX_REPEAT, NO_LIMIT, Node, Place, Sequence};

/// A pattern that was read.
pub(super) struct Parsed {
    pub body: Sequence,
    pub flags: Flags,
    /// The widths of the groups, of which the first is the whole pattern.
    pub groups: Vec<Option<Width>>,
    pub names: Vec<(String, usize)>,
}

/// Reads a pattern.
pub(super) fn parse(pattern: &str, flags: Flags) -> Result<Parsed, Fault> {
    let mut parser = Parser {
        source: Scanner::new(pattern)?,
        flags,
        groups: vec![None],
        names: Vec::new(),
        before_look_behind: None,
        later: Vec::new(),
    };
    let body = parser.alternatives(flags.has(Flags::VERBOSE), 0)?;
    let flags = checked_flags(parser.flags)?;
    if parser.source.peek().is_some() {
        return Err(parser.source.fault("unbalanced parenthesis", 0));
    }
    for &(group, at) in &parser.later {
        if group >= parser.groups.len() {
            let message = format!("invalid group reference {group}");
            return Err(Fault::error(message, Some(at)));
        }
    }
    Ok(Parsed {
        body,
        flags,
        groups: parser.groups,
        names: parser.names,
    })
}

/// The flags of a pattern, of which Python takes only some together.
fn checked_flags(flags: Flags) -> Result<Flags, Fault> {
    if flags.has(Flags::LOCALE) {
        let message = "cannot use LOCALE flag with a str pattern";
        return Err(Fault::value_error(message));
    }
    if !flags.has(Flags::ASCII) {
        return Ok(flags | Flags::UNICODE);
    }
    if flags.has(Flags::UNICODE) {
        let message = "ASCII and UNICODE flags are incompatible";
        return Err(Fault::value_error(message));
    }
    Ok(flags)
}

pub(super) struct Parser {
    pub source: Scanner,
    pub flags: Flags,
    pub groups: Vec<Option<Width>>,
    pub names: Vec<(String, usize)>,
    /// How many groups there were where the look-behind starts that is being read.
    pub before_look_behind: Option<usize>,
    /// The groups that conditionals name, and where they do.
    pub later: Vec<(usize, usize)>,
}

pub(super) type Parse<T> = Result<T, Fault>;

impl Parser {
    /// `a|b|c`
    pub(super) fn alternatives(&mut self, mut verbose: bool, depth: usize) -> Parse<Sequence> {
        let mut ways = Vec::new();
        loop {
            let first = depth == 0 && ways.is_empty();
            ways.push(self.sequence(verbose, depth + 1, first)?);
            if !self.source.eat('|')? {
                break;
            }
            if depth == 0 {
                verbose = self.flags.has(Flags::VERBOSE);
            }
        }
        if ways.len() == 1 {
            return Ok(ways.remove(0));
        }
        let mut out = Vec::new();
        while let Some(node) = shared_start(&ways) {
            for way in &mut ways {
                way.remove(0);
            }
            out.push(node);
        }
        out.push(match as_set(&ways) {
            Some(items) => Node::Set {
                negate: false,
                items,
            },
            None => Node::Branch(ways),
        });
        Ok(out)
    }

    pub(super) fn sequence(
        &mut self,
        mut verbose: bool,
        depth: usize,
        first: bool,
    ) -> Parse<Sequence> {
        let mut out = Vec::new();
        while let Some(token) = self.source.peek() {
            if token.is('|') || token.is(')') {
                break;
            }
            self.source.advance()?;
            let Token::Char(c) = token else {
                out.push(self.escape(token)?);
                continue;
            };
            match c {
                ' ' | '\t' | '\n' | '\r' | '\x0b' | '\x0c' if verbose => {}
                '#' if verbose => self.skip_comment()?,
                '[' => out.push(self.set()?),
                '*' | '+' | '?' | '{' => self.repeat(c, &mut out)?,
                '.' => out.push(Node::Any),
                '^' => out.push(Node::At(Place::Begin)),
                '$' => out.push(Node::At(Place::End)),
                '(' => match self.group(verbose, depth, first && out.is_empty())? {
                    Some(node) => out.push(node),
                    None => verbose = verbose || self.flags.has(Flags::VERBOSE) && first,
                },
                _ => out.push(Node::Char(c.into())),
            }
        }
        Ok(flattened(out))
    }

    /// Skips to the end of the line.
    fn skip_comment(&mut self) -> Parse<()> {
        while let Some(token) = self.source.get()? {
            if token.is('\n') {
                break;
            }
        }
        Ok(())
    }

    fn escape(&mut self, token: Token) -> Parse<Node> {
        let Token::Escape(c) = token else {
            unreachable!("only an escape comes here")
        };
        let place = match c {
            'A' => Some(Place::BeginText),
            'Z' => Some(Place::EndText),
            'b' => Some(Place::Boundary),
            'B' => Some(Place::NoBoundary),
            'z' if cfg!(feature = "python-3-14") => Some(Place::EndText),
            _ => None,
        };
        if let Some(place) = place {
            return Ok(Node::At(place));
        }
        if let Some(item) = class(c) {
            return Ok(Node::Set {
                negate: false,
                items: vec![item],
            });
        }
        if let '1'..='9' = c {
            return self.number(c);
        }
        Ok(Node::Char(self.escaped_char(c, false)?))
    }

    /// A digit after a backslash: an octal number of three digits, or a reference.
    fn number(&mut self, c: char) -> Parse<Node> {
        let mut digits = String::from(c);
        if let Some(d) = self.source.digit(10)? {
            digits.push(d);
            let octal = digits.bytes().all(|b| b < b'8');
            if octal && let Some(d) = self.source.digit(8)? {
                digits.push(d);
                return Ok(Node::Char(self.octal(&digits)?));
            }
        }
        let group: usize = digits.parse().unwrap_or(usize::MAX);
        if group >= self.groups.len() {
            let message = format!("invalid group reference {group}");
            return Err(self.source.fault(message, digits.len()));
        }
        if self.groups[group].is_none() {
            let message = "cannot refer to an open group";
            return Err(self.source.fault(message, digits.len() + 1));
        }
        self.check_look_behind(group)?;
        Ok(Node::Reference(group))
    }

    fn octal(&mut self, digits: &str) -> Parse<u32> {
        match u32::from_str_radix(digits, 8) {
            Ok(n) if n <= 0o377 => Ok(n),
            _ => {
                let message = format!("octal escape value \\{digits} outside of range 0-0o377");
                Err(self.source.fault(message, digits.len() + 1))
            }
        }
    }

    /// The character that is written as an escape.
    fn escaped_char(&mut self, c: char, in_set: bool) -> Parse<u32> {
        let n: u32 = match c {
            'a' => 7,
            'b' => 8,
            'f' => 12,
            'n' => 10,
            'r' => 13,
            't' => 9,
            'v' => 11,
            'x' => self.hex(c, 2)?,
            'u' => self.hex(c, 4)?,
            'U' => self.hex(c, 8)?,
            'N' => return Err(Fault::unsupported("a character by its name, \\N{…}")),
            '0'..='7' if in_set || c == '0' => {
                let mut digits = String::from(c);
                for _ in 0..2 {
                    digits.extend(self.source.digit(8)?);
                }
                // Outside a set \0 comes here alone, and is never too big.
                self.octal(&digits)?
            }
            _ if c.is_ascii_alphanumeric() => {
                return Err(self.source.fault(format!("bad escape \\{c}"), 2));
            }
            _ => c.into(),
        };
        Ok(n)
    }

    fn hex(&mut self, c: char, len: usize) -> Parse<u32> {
        let mut digits = String::new();
        while digits.len() < len
            && let Some(d) = self.source.digit(16)?
        {
            digits.push(d);
        }
        let written = format!("\\{c}{digits}");
        if digits.len() < len {
            let message = format!("incomplete escape {written}");
            return Err(self.source.fault(message, digits.len() + 2));
        }
        match u32::from_str_radix(&digits, 16) {
            Ok(n) if n <= 0x10_ffff => Ok(n),
            _ => {
                let message = format!("bad escape {written}");
                Err(self.source.fault(message, digits.len() + 2))
            }
        }
    }

    /// `[...]`
    fn set(&mut self) -> Parse<Node> {
        let here = self.source.tell() - 1;
        let negate = self.source.eat('^')?;
        let mut items: Vec<Item> = Vec::new();
        loop {
            let this = self.set_token(here)?;
            if this.is(']') && !items.is_empty() {
                break;
            }
            let low = self.set_item(this)?;
            if !self.source.eat('-')? {
                items.push(low);
                continue;
            }
            let that = self.set_token(here)?;
            if that.is(']') {
                items.extend([low, Item::Char('-'.into())]);
                break;
            }
            // What the range is called in a message is what was scanned of it.
            let high = self.set_item(that)?;
            match (low, high) {
                (Item::Char(low), Item::Char(high)) if low <= high => {
                    items.push(Item::Range(low, high));
                }
                _ => {
                    let (this, that) = (this.text(), that.text());
                    let len = this.chars().count() + 1 + that.chars().count();
                    let message = format!("bad character range {this}-{that}");
                    return Err(self.source.fault(message, len));
                }
            }
        }
        let items = unique(items);
        Ok(match items[..] {
            [Item::Char(c)] if negate => Node::NotChar(c),
            [Item::Char(c)] => Node::Char(c),
            _ => Node::Set { negate, items },
        })
    }

    fn set_token(&mut self, start: usize) -> Parse<Token> {
        match self.source.get()? {
            Some(token) => Ok(token),
            None => {
                let len = self.source.tell() - start;
                Err(self.source.fault("unterminated character set", len))
            }
        }
    }

    fn set_item(&mut self, token: Token) -> Parse<Item> {
        match token {
            Token::Char(c) => Ok(Item::Char(c.into())),
            Token::Escape(c) => match class(c) {
                Some(item) => Ok(item),
                None => Ok(Item::Char(self.escaped_char(c, true)?)),
            },
        }
    }

    /// `*`, `+`, `?`, `{m,n}`
    fn repeat(&mut self, c: char, out: &mut Sequence) -> Parse<()> {
        let here = self.source.tell();
        let (min, max) = match c {
            '?' => (0, 1),
            '*' => (0, NO_LIMIT),
            '+' => (1, NO_LIMIT),
            _ => match self.bounds(here)? {
                Some(bounds) => bounds,
                None => {
                    out.push(Node::Char(c.into()));
                    return Ok(());
                }
            },
        };
        let len = self.source.tell() - here + 1;
        let item = match out.pop() {
            None | Some(Node::At(_)) => return Err(self.source.fault("nothing to repeat", len)),
            Some(Node::Repeat { .. }) => return Err(self.source.fault("multiple repeat", len)),
            Some(node) => node,
        };
        let body = if item.is_plain_group() {
            flattened(vec![item])
        } else {
            vec![item]
        };
        let greed = if self.source.eat('?')? {
            Greed::Lazy
        } else if self.source.eat('+')? {
            Greed::Possessive
        } else {
            Greed::Greedy
        };
        out.push(Node::Repeat {
            greed,
            min,
            max,
            body,
        });
        Ok(())
    }

    /// The numbers in `{m,n}`; None where a brace is only a brace.
    fn bounds(&mut self, here: usize) -> Parse<Option<(usize, usize)>> {
        if self.source.peek().is_some_and(|token| token.is('}')) {
            return Ok(None);
        }
        let low = self.digits()?;
        let high = if self.source.eat(',')? {
            self.digits()?
        } else {
            low.clone()
        };
        if !self.source.eat('}')? {
            self.source.seek(here)?;
            return Ok(None);
        }
        let min = limit(&low)?.unwrap_or(0);
        let max = limit(&high)?.unwrap_or(NO_LIMIT);
        if max < min {
            let len = self.source.tell() - here;
            let message = "min repeat greater than max repeat";
            return Err(self.source.fault(message, len));
        }
        Ok(Some((min, max)))
    }

    fn digits(&mut self) -> Parse<String> {
        let mut digits = String::new();
        while let Some(d) = self.source.digit(10)? {
            digits.push(d);
        }
        Ok(digits)
    }

    pub(super) fn check_look_behind(&self, group: usize) -> Parse<()> {
        let Some(before) = self.before_look_behind else {
            return Ok(());
        };
        if self.groups.get(group).is_none_or(Option::is_none) {
            return Err(self.source.fault("cannot refer to an open group", 0));
        }
        if group >= before {
            let message = "cannot refer to group defined in the same lookbehind subpattern";
            return Err(self.source.fault(message, 0));
        }
        Ok(())
    }
}

fn class(c: char) -> Option<Item> {
    let class = match c.to_ascii_lowercase() {
        'd' => Class::Digit,
        's' => Class::Space,
        'w' => Class::Word,
        _ => return None,
    };
    Some(Item::Class {
        class,
        negate: c.is_ascii_uppercase(),
    })
}

/// A number of repetitions.
fn limit(digits: &str) -> Parse<Option<usize>> {
    if digits.is_empty() {
        return Ok(None);
    }
    match digits.parse::<u64>() {
        Ok(n) if n < MAX_REPEAT => Ok(Some(n as usize)),
        _ => Err(Fault::overflow("the repetition number is too large")),
    }
}

/// The node with which all sequences start.
fn shared_start(ways: &[Sequence]) -> Option<Node> {
    let node = ways.first()?.first()?;
    let shared = |way: &Sequence| way.first().is_some_and(|other| node.is_same(other));
    ways.iter().all(shared).then(|| node.clone())
}

/// The set of characters that alternatives of one character make up.
fn as_set(ways: &[Sequence]) -> Option<Vec<Item>> {
    let mut items = Vec::new();
    for way in ways {
        match &way[..] {
            [Node::Char(c)] => items.push(Item::Char(*c)),
            [
                Node::Set {
                    negate: false,
                    items: more,
                },
            ] => items.extend(more),
            _ => return None,
        }
    }
    Some(unique(items))
}

fn unique(items: Vec<Item>) -> Vec<Item> {
    let mut out: Vec<Item> = Vec::new();
    for item in items {
        if !out.contains(&item) {
            out.push(item);
        }
    }
    out
}

/// A sequence with what is in plain groups in their place.
fn flattened(body: Sequence) -> Sequence {
    let mut out = Vec::new();
    for node in body {
        match node {
            Node::Group {
                index: None,
                on: Flags::NONE,
                off: Flags::NONE,
                body,
            } => out.extend(body),
            _ => out.push(node),
        }
    }
    out
}
