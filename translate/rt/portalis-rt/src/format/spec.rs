//! The format spec mini-language: `[[fill]align][sign][z][#][0][width][,_][.precision][type]`.

use crate::Error;

/// A format spec, taken apart.
pub(super) struct Spec {
    pub fill: char,
    pub align: char,
    pub sign: Option<char>,
    pub no_negative_zero: bool,
    pub alternate: bool,
    pub width: usize,
    /// ',' or '_'
    pub separator: Option<char>,
    pub precision: Option<usize>,
    /// The type; '\0' where a float has none.
    pub kind: char,
}

impl Spec {
    /// Takes a spec apart; kind and align are the defaults of the class.
    pub fn parse(text: &str, kind: char, align: char, class: &str) -> Result<Self, Error> {
        let mut spec = Spec {
            fill: ' ',
            align,
            sign: None,
            no_negative_zero: false,
            alternate: false,
            width: 0,
            separator: None,
            precision: None,
            kind,
        };
        let chars: Vec<char> = text.chars().collect();
        let mut rest = Rest(&chars);
        let (filled, aligned) = spec.parse_align(&mut rest);
        spec.sign = rest.take_if(|c| matches!(c, '+' | '-' | ' '));
        spec.no_negative_zero = rest.take('z');
        spec.alternate = rest.take('#');
        if !filled && rest.take('0') {
            spec.fill = '0';
            if !aligned && align == '>' {
                spec.align = '=';
            }
        }
        spec.width = rest.number()?.unwrap_or(0);
        spec.parse_separator(&mut rest)?;
        if rest.take('.') {
            let digits = rest.number()?;
            spec.precision = Some(
                digits.ok_or_else(|| Error::value_error("Format specifier missing precision"))?,
            );
        }
        if rest.0.len() > 1 {
            let message = format!("Invalid format specifier '{text}' for object of type '{class}'");
            return Err(Error::value_error(message));
        }
        spec.kind = rest.take_if(|_| true).unwrap_or(kind);
        spec.check_separator()?;
        Ok(spec)
    }

    /// Reads fill and alignment; says which of them were there.
    fn parse_align(&mut self, rest: &mut Rest) -> (bool, bool) {
        let is_align = |c: char| matches!(c, '<' | '>' | '=' | '^');
        match *rest.0 {
            [fill, align, ..] if is_align(align) => {
                (self.fill, self.align) = (fill, align);
                rest.0 = &rest.0[2..];
                (true, true)
            }
            [align, ..] if is_align(align) => {
                self.align = align;
                rest.0 = &rest.0[1..];
                (false, true)
            }
            _ => (false, false),
        }
    }

    fn parse_separator(&mut self, rest: &mut Rest) -> Result<(), Error> {
        let both = || Err(Error::value_error("Cannot specify both ',' and '_'."));
        if rest.take(',') {
            self.separator = Some(',');
        }
        if rest.take('_') {
            if self.separator.is_some() {
                return both();
            }
            self.separator = Some('_');
        }
        if rest.0.first() == Some(&',') && self.separator == Some('_') {
            return both();
        }
        Ok(())
    }

    /// Whether the type takes a separator.
    fn check_separator(&self) -> Result<(), Error> {
        let Some(separator) = self.separator else {
            return Ok(());
        };
        match self.kind {
            'd' | 'e' | 'f' | 'g' | 'E' | 'G' | '%' | 'F' | '\0' => Ok(()),
            'b' | 'o' | 'x' | 'X' if separator == '_' => Ok(()),
            kind => Err(Error::value_error(format!(
                "Cannot specify '{separator}' with '{}'.",
                code(kind)
            ))),
        }
    }

    /// How many digits stand between separators.
    pub fn group(&self) -> usize {
        if matches!(self.kind, 'b' | 'o' | 'x' | 'X') {
            4
        } else {
            3
        }
    }
}

/// What is left of a spec.
struct Rest<'a>(&'a [char]);

impl Rest<'_> {
    fn take_if(&mut self, wanted: impl Fn(char) -> bool) -> Option<char> {
        let (&c, after) = self.0.split_first()?;
        if !wanted(c) {
            return None;
        }
        self.0 = after;
        Some(c)
    }

    fn take(&mut self, wanted: char) -> bool {
        self.take_if(|c| c == wanted).is_some()
    }

    fn number(&mut self) -> Result<Option<usize>, Error> {
        let mut number = None;
        while let Some(digit) = self.0.first().and_then(|&c| crate::chars::decimal(c)) {
            self.0 = &self.0[1..];
            let grown = number
                .unwrap_or(0_i64)
                .checked_mul(10)
                .and_then(|n| n.checked_add(i64::from(digit)));
            let too_many = || Error::value_error("Too many decimal digits in format string");
            number = Some(grown.ok_or_else(too_many)?);
        }
        // A width that no memory can hold stops when the text is made.
        Ok(number.map(|n| usize::try_from(n).unwrap_or(usize::MAX)))
    }
}

/// How an error message shows a type.
fn code(kind: char) -> String {
    if ('!'..='\x7f').contains(&kind) {
        kind.to_string()
    } else {
        format!("\\x{:x}", u32::from(kind))
    }
}

/// The error of a type that the class does not know.
pub(super) fn unknown(kind: char, class: &str) -> Error {
    Error::value_error(format!(
        "Unknown format code '{}' for object of type '{class}'",
        code(kind)
    ))
}

/// The error of a part of a spec that does not go with the type.
pub(super) fn not_allowed(part: &str, place: &str) -> Error {
    Error::value_error(format!("{part} not allowed in {place}"))
}

pub(super) fn allowed(ok: bool, part: &str, place: &str) -> Result<(), Error> {
    if ok {
        Ok(())
    } else {
        Err(not_allowed(part, place))
    }
}
