//! The tokens of patterns and of replacements, and the faults in them.

use crate::text::repr;
use crate::{Error, Kind};

/// What is wrong with a pattern or a replacement.
#[derive(Debug)]
pub(super) enum Fault {
    /// `re.error`, with the position that it names.
    Error(String, Option<usize>),
    /// Another exception.
    Other(Error),
    /// Nothing is wrong with it in Python.
    Unsupported(&'static str),
}

impl Fault {
    pub fn error(message: impl Into<String>, at: Option<usize>) -> Fault {
        Fault::Error(message.into(), at)
    }

    pub fn value_error(message: &str) -> Fault {
        Fault::Other(Error::value_error(message))
    }

    pub fn overflow(message: &str) -> Fault {
        Fault::Other(Error::overflow_error(message))
    }

    pub fn unsupported(what: &'static str) -> Fault {
        Fault::Unsupported(what)
    }

    /// The exception that Python raises for the text. What only this crate
    /// cannot do stops the program.
    #[track_caller]
    pub fn into_error(self, text: &str) -> Error {
        match self {
            Fault::Other(e) => e,
            Fault::Unsupported(what) => panic!("regular expression: {what} is not supported"),
            Fault::Error(message, None) => Error::new(Kind::ReError, message),
            Fault::Error(message, Some(at)) => {
                let mut message = format!("{message} at position {at}");
                if text.contains('\n') {
                    let before: Vec<char> = text.chars().take(at).collect();
                    let line = 1 + before.iter().filter(|&&c| c == '\n').count();
                    let start = before.iter().rposition(|&c| c == '\n').map_or(0, |i| i + 1);
                    let column = at - start + 1;
                    message += &format!(" (line {line}, column {column})");
                }
                Error::new(Kind::ReError, message)
            }
        }
    }
}

/// A character, or a backslash with the character after it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Token {
    Char(char),
    Escape(char),
}

impl Token {
    pub fn is(self, c: char) -> bool {
        self == Token::Char(c)
    }

    pub fn text(self) -> String {
        match self {
            Token::Char(c) => c.into(),
            Token::Escape(c) => format!("\\{c}"),
        }
    }

    fn len(self) -> usize {
        match self {
            Token::Char(_) => 1,
            Token::Escape(_) => 2,
        }
    }
}

/// Reads tokens, of which it always knows the next one.
pub(super) struct Scanner {
    chars: Vec<char>,
    /// Where what follows the next token starts.
    index: usize,
    next: Option<Token>,
}

type Scan<T> = Result<T, Fault>;

impl Scanner {
    pub fn new(text: &str) -> Scan<Scanner> {
        let mut scanner = Scanner {
            chars: text.chars().collect(),
            index: 0,
            next: None,
        };
        scanner.advance()?;
        Ok(scanner)
    }

    pub fn peek(&self) -> Option<Token> {
        self.next
    }

    /// Goes past the next token. Half an escape at the end is a fault as soon as
    /// it comes next.
    pub fn advance(&mut self) -> Scan<()> {
        self.next = match (self.chars.get(self.index), self.chars.get(self.index + 1)) {
            (None, _) => None,
            (Some('\\'), Some(&c)) => Some(Token::Escape(c)),
            (Some('\\'), None) => {
                let message = "bad escape (end of pattern)";
                return Err(Fault::error(message, Some(self.index)));
            }
            (Some(&c), _) => Some(Token::Char(c)),
        };
        self.index += self.next.map_or(0, Token::len);
        Ok(())
    }

    pub fn get(&mut self) -> Scan<Option<Token>> {
        let this = self.next;
        self.advance()?;
        Ok(this)
    }

    /// Goes past the next token if it is the character.
    pub fn eat(&mut self, c: char) -> Scan<bool> {
        let found = self.next == Some(Token::Char(c));
        if found {
            self.advance()?;
        }
        Ok(found)
    }

    /// Goes past the next token if it is an ASCII digit of the radix.
    pub fn digit(&mut self, radix: u32) -> Scan<Option<char>> {
        match self.next {
            Some(Token::Char(c)) if c.is_digit(radix) => {
                self.advance()?;
                Ok(Some(c))
            }
            _ => Ok(None),
        }
    }

    /// The text before the character that ends it.
    pub fn until(&mut self, end: char, name: &str) -> Scan<String> {
        let mut found = String::new();
        loop {
            let Some(token) = self.get()? else {
                if found.is_empty() {
                    return Err(self.fault(format!("missing {name}"), 0));
                }
                let message = format!("missing {end}, unterminated name");
                return Err(self.fault(message, found.chars().count()));
            };
            if token.is(end) {
                if found.is_empty() {
                    return Err(self.fault(format!("missing {name}"), 1));
                }
                return Ok(found);
            }
            found += &token.text();
        }
    }

    /// The position of the next token.
    pub fn tell(&self) -> usize {
        self.index - self.next.map_or(0, Token::len)
    }

    pub fn seek(&mut self, index: usize) -> Scan<()> {
        self.index = index;
        self.advance()
    }

    /// A fault so many characters before the next token.
    pub fn fault(&self, message: impl Into<String>, len: usize) -> Fault {
        Fault::error(message, Some(self.tell() - len))
    }

    pub fn check_name(&self, name: &str) -> Scan<()> {
        if crate::text::isidentifier(name) {
            return Ok(());
        }
        Err(self.bad_name(name))
    }

    fn bad_name(&self, name: &str) -> Fault {
        let message = format!("bad character in group name {}", repr(name));
        self.fault(message, name.chars().count() + 1)
    }

    /// A group that is given by its number.
    pub fn group_number(&self, name: &str) -> Scan<usize> {
        match crate::int::try_parse(name) {
            Ok(group) if (0..1 << 30).contains(&group) => Ok(group as usize),
            Ok(0..) => {
                let message = format!("invalid group reference {}", name.trim());
                Err(self.fault(message, name.chars().count() + 1))
            }
            _ => Err(self.bad_name(name)),
        }
    }
}
