//! Reads what is in parentheses.

use super::parse::{Parse, Parser};
use super::scan::{Fault, Token};
use super::tree::{Flags, Node, Sequence, width};
use crate::text::repr;

impl Parser {
    /// A group; None for a comment and for flags of the whole pattern.
    pub(super) fn group(
        &mut self,
        verbose: bool,
        depth: usize,
        first: bool,
    ) -> Parse<Option<Node>> {
        let start = self.source.tell() - 1;
        if !self.source.eat('?')? {
            return self.capture(None, start, verbose, depth).map(Some);
        }
        let Some(token) = self.source.get()? else {
            return Err(self.source.fault("unexpected end of pattern", 0));
        };
        match token {
            Token::Char('P') => self.python_group(start, verbose, depth).map(Some),
            Token::Char(':') => {
                let body = self.body(start, verbose, depth)?;
                Ok(Some(flag_group(Flags::NONE, Flags::NONE, body)))
            }
            Token::Char('>') => {
                let body = self.body(start, verbose, depth)?;
                Ok(Some(Node::Atomic(body)))
            }
            Token::Char('#') => self.comment(start),
            Token::Char('=') => self.look(start, false, false, verbose, depth).map(Some),
            Token::Char('!') => self.look(start, false, true, verbose, depth).map(Some),
            Token::Char('<') => self.look_behind(start, verbose, depth).map(Some),
            Token::Char('(') => self.conditional(start, verbose, depth).map(Some),
            Token::Char(c) if c == '-' || flag(c).is_some() => {
                self.flags_group(c, start, verbose, depth, first)
            }
            _ => {
                let text = token.text();
                let len = text.chars().count() + 1;
                let message = format!("unknown extension ?{text}");
                Err(self.source.fault(message, len))
            }
        }
    }

    fn capture(
        &mut self,
        name: Option<String>,
        start: usize,
        verbose: bool,
        depth: usize,
    ) -> Parse<Node> {
        let index = self.groups.len();
        self.groups.push(None);
        if let Some(name) = name {
            if let Some((_, earlier)) = self.names.iter().find(|(known, _)| *known == name) {
                let message = format!(
                    "redefinition of group name {} as group {index}; was group {earlier}",
                    repr(&name)
                );
                let len = name.chars().count() + 1;
                return Err(self.source.fault(message, len));
            }
            self.names.push((name, index));
        }
        let body = self.body(start, verbose, depth)?;
        self.groups[index] = Some(width(&body, &self.groups));
        Ok(Node::Group {
            index: Some(index),
            on: Flags::NONE,
            off: Flags::NONE,
            body,
        })
    }

    /// What is in a group, and the parenthesis that ends it.
    fn body(&mut self, start: usize, verbose: bool, depth: usize) -> Parse<Sequence> {
        let body = self.alternatives(verbose, depth + 1)?;
        self.close(start)?;
        Ok(body)
    }

    fn close(&mut self, start: usize) -> Parse<()> {
        if self.source.eat(')')? {
            return Ok(());
        }
        let len = self.source.tell() - start;
        let message = "missing ), unterminated subpattern";
        Err(self.source.fault(message, len))
    }

    /// `(?P<name>...)` and `(?P=name)`
    fn python_group(&mut self, start: usize, verbose: bool, depth: usize) -> Parse<Node> {
        if self.source.eat('<')? {
            let name = self.source.until('>', "group name")?;
            self.source.check_name(&name)?;
            return self.capture(Some(name), start, verbose, depth);
        }
        if self.source.eat('=')? {
            let name = self.source.until(')', "group name")?;
            self.source.check_name(&name)?;
            let len = name.chars().count() + 1;
            let group = self.named(&name, len)?;
            if self.groups[group].is_none() {
                let message = "cannot refer to an open group";
                return Err(self.source.fault(message, len));
            }
            self.check_look_behind(group)?;
            return Ok(Node::Reference(group));
        }
        let Some(token) = self.source.get()? else {
            return Err(self.source.fault("unexpected end of pattern", 0));
        };
        let text = token.text();
        let len = text.chars().count() + 2;
        let message = format!("unknown extension ?P{text}");
        Err(self.source.fault(message, len))
    }

    fn named(&self, name: &str, len: usize) -> Parse<usize> {
        match self.names.iter().find(|(known, _)| known == name) {
            Some(&(_, group)) => Ok(group),
            None => {
                let message = format!("unknown group name {}", repr(name));
                Err(self.source.fault(message, len))
            }
        }
    }

    /// `(?#...)`
    fn comment(&mut self, start: usize) -> Parse<Option<Node>> {
        loop {
            if self.source.peek().is_none() {
                let len = self.source.tell() - start;
                return Err(self.source.fault("missing ), unterminated comment", len));
            }
            if self.source.get()?.is_some_and(|token| token.is(')')) {
                return Ok(None);
            }
        }
    }

    fn look(
        &mut self,
        start: usize,
        behind: bool,
        negate: bool,
        verbose: bool,
        depth: usize,
    ) -> Parse<Node> {
        let before = self.before_look_behind;
        if behind && before.is_none() {
            self.before_look_behind = Some(self.groups.len());
        }
        let body = self.alternatives(verbose, depth + 1)?;
        if behind {
            self.before_look_behind = before;
        }
        self.close(start)?;
        Ok(Node::Look {
            behind,
            negate,
            body,
        })
    }

    /// `(?<=...)` and `(?<!...)`
    fn look_behind(&mut self, start: usize, verbose: bool, depth: usize) -> Parse<Node> {
        match self.source.get()? {
            None => Err(self.source.fault("unexpected end of pattern", 0)),
            Some(Token::Char('=')) => self.look(start, true, false, verbose, depth),
            Some(Token::Char('!')) => self.look(start, true, true, verbose, depth),
            Some(token) => {
                let text = token.text();
                let len = text.chars().count() + 2;
                let message = format!("unknown extension ?<{text}");
                Err(self.source.fault(message, len))
            }
        }
    }

    /// `(?(group)yes|no)`
    fn conditional(&mut self, start: usize, verbose: bool, depth: usize) -> Parse<Node> {
        let name = self.source.until(')', "group name")?;
        let len = name.chars().count() + 1;
        let group = if crate::text::isidentifier(&name) {
            self.named(&name, len)?
        } else {
            let group = self.source.group_number(&name)?;
            if group == 0 {
                return Err(self.source.fault("bad group number", len));
            }
            if self.later.iter().all(|&(known, _)| known != group) {
                self.later.push((group, self.source.tell() - len));
            }
            group
        };
        self.check_look_behind(group)?;
        let yes = self.sequence(verbose, depth + 1, false)?;
        let no = if self.source.eat('|')? {
            let no = self.sequence(verbose, depth + 1, false)?;
            if self.source.peek().is_some_and(|token| token.is('|')) {
                let message = "conditional backref with more than two branches";
                return Err(self.source.fault(message, 0));
            }
            Some(no)
        } else {
            None
        };
        self.close(start)?;
        Ok(Node::Conditional { group, yes, no })
    }

    /// `(?i)`, which must stand at the start, or `(?i-s:...)`
    fn flags_group(
        &mut self,
        c: char,
        start: usize,
        verbose: bool,
        depth: usize,
        first: bool,
    ) -> Parse<Option<Node>> {
        let Some((on, off)) = self.group_flags(c)? else {
            if !first {
                let len = self.source.tell() - start;
                let message = "global flags not at the start of the expression";
                return Err(self.source.fault(message, len));
            }
            return Ok(None);
        };
        let verbose = (verbose || on.has(Flags::VERBOSE)) && !off.has(Flags::VERBOSE);
        let body = self.body(start, verbose, depth)?;
        Ok(Some(flag_group(on, off, body)))
    }

    /// The flags that a group turns on and off; None when they are the whole pattern's.
    fn group_flags(&mut self, mut c: char) -> Parse<Option<(Flags, Flags)>> {
        let mut on = Flags::NONE;
        while let Some(new) = flag(c) {
            if c == 'L' {
                let message = "bad inline flags: cannot use 'L' flag with a str pattern";
                return Err(self.source.fault(message, 0));
            }
            on = on | new;
            if new.has(Flags::TYPES) && on & Flags::TYPES != new {
                let message = "bad inline flags: flags 'a', 'u' and 'L' are incompatible";
                return Err(self.source.fault(message, 0));
            }
            c = self.next_flag(")-:", "missing -, : or )")?;
        }
        match c {
            ')' => {
                self.flags = self.flags | on;
                return Ok(None);
            }
            ':' => return Ok(Some((on, Flags::NONE))),
            _ => {}
        }
        let mut off = Flags::NONE;
        c = self.next_flag("", "missing flag")?;
        while let Some(new) = flag(c) {
            if new.has(Flags::TYPES) {
                let message = "bad inline flags: cannot turn off flags 'a', 'u' and 'L'";
                return Err(self.source.fault(message, 0));
            }
            off = off | new;
            c = self.next_flag(":", "missing :")?;
        }
        if on.has(off) {
            let message = "bad inline flags: flag turned on and off";
            return Err(self.source.fault(message, 1));
        }
        Ok(Some((on, off)))
    }

    /// A flag, or one of the characters that may end them.
    fn next_flag(&mut self, ends: &str, missing: &str) -> Parse<char> {
        let Some(token) = self.source.get()? else {
            return Err(self.source.fault(missing, 0));
        };
        let text = token.text();
        match token {
            Token::Char(c) if ends.contains(c) || flag(c).is_some() => Ok(c),
            Token::Char('t') => Err(Fault::unsupported("the flag t")),
            Token::Char(c) if crate::chars::isalpha(c) => Err(self.source.fault("unknown flag", 1)),
            _ => Err(self.source.fault(missing, text.chars().count())),
        }
    }
}

fn flag_group(on: Flags, off: Flags, body: Sequence) -> Node {
    Node::Group {
        index: None,
        on,
        off,
        body,
    }
}

fn flag(c: char) -> Option<Flags> {
    Some(match c {
        'i' => Flags::IGNORECASE,
        'L' => Flags::LOCALE,
        'm' => Flags::MULTILINE,
        's' => Flags::DOTALL,
        'x' => Flags::VERBOSE,
        'a' => Flags::ASCII,
        'u' => Flags::UNICODE,
        _ => return None,
    })
}
