//! `"%5.2f" % x`: one conversion of a format str, given as what stands behind its %.

use crate::Error;
use crate::error::raising;

/// A conversion, taken apart: `[flags][width][.precision]kind`.
#[derive(Default)]
struct Conversion {
    left: bool,
    plus: bool,
    blank: bool,
    zero: bool,
    alternate: bool,
    width: usize,
    precision: Option<usize>,
    kind: char,
}

impl Conversion {
    /// Takes a conversion apart; what stands there is known when Rust is written,
    /// so what is no conversion stops.
    #[track_caller]
    fn parse(text: &str) -> Self {
        let mut all = Self::default();
        let mut rest = text;
        while let Some(c) = rest.chars().next() {
            match c {
                '-' => all.left = true,
                '+' => all.plus = true,
                ' ' => all.blank = true,
                '0' => all.zero = true,
                '#' => all.alternate = true,
                _ => break,
            }
            rest = &rest[1..];
        }
        (all.width, rest) = number(rest);
        if let Some(digits) = rest.strip_prefix('.') {
            let (precision, behind) = number(digits);
            all.precision = Some(precision);
            rest = behind;
        }
        // A length is read and not used, as in C.
        rest = rest.trim_start_matches(['h', 'l', 'L']);
        let mut kind = rest.chars();
        match (kind.next(), kind.next()) {
            (Some(c), None) => all.kind = c,
            _ => panic!("%{text} is no conversion"),
        }
        all
    }

    /// Puts a sign and a prefix before digits and pads them.
    fn number(&self, negative: bool, prefix: &str, digits: &str) -> String {
        let sign = match (negative, self.plus, self.blank) {
            (true, ..) => "-",
            (_, true, _) => "+",
            (_, _, true) => " ",
            _ => "",
        };
        let missing = self.missing(sign.len() + prefix.len() + digits.len());
        if self.left {
            format!("{sign}{prefix}{digits}{}", " ".repeat(missing))
        } else if self.zero {
            format!("{sign}{prefix}{}{digits}", "0".repeat(missing))
        } else {
            format!("{}{sign}{prefix}{digits}", " ".repeat(missing))
        }
    }

    /// Cuts text to the precision and pads it.
    fn text(&self, text: &str) -> String {
        let text = match self.precision {
            Some(n) if self.kind != 'c' => crate::text::slice(text, None, Some(n as i64)),
            _ => text,
        };
        let padding = " ".repeat(self.missing(text.chars().count()));
        if self.left {
            format!("{text}{padding}")
        } else {
            format!("{padding}{text}")
        }
    }

    fn missing(&self, len: usize) -> usize {
        self.width.saturating_sub(len)
    }

    fn int(&self, x: i64) -> String {
        let size = x.unsigned_abs();
        let (prefix, digits) = match self.kind {
            'o' => ("0o", format!("{size:o}")),
            'x' => ("0x", format!("{size:x}")),
            'X' => ("0X", format!("{size:X}")),
            _ => ("", size.to_string()),
        };
        self.whole(x < 0, if self.alternate { prefix } else { "" }, &digits)
    }

    /// The whole part of a float, which may be an int of any size.
    fn truncated(&self, x: f64) -> Result<String, Error> {
        if !x.is_finite() {
            crate::int::try_from_float(x)?;
        }
        let whole = x.trunc();
        Ok(self.whole(whole < 0.0, "", &format!("{:.0}", whole.abs())))
    }

    /// Digits with the zeros that the precision asks for.
    fn whole(&self, negative: bool, prefix: &str, digits: &str) -> String {
        let zeros = "0".repeat(self.precision.unwrap_or(0).saturating_sub(digits.len()));
        self.number(negative, prefix, &(zeros + digits))
    }

    fn float(&self, x: f64) -> String {
        let alternate = if self.alternate { "#" } else { "" };
        let spec = format!("{alternate}.{}{}", self.precision.unwrap_or(6), self.kind);
        let shown = super::float(x, &spec);
        match shown.strip_prefix('-') {
            Some(digits) => self.number(true, "", digits),
            None => self.number(false, "", &shown),
        }
    }
}

/// The number that text begins with, 0 if none, and what follows it.
fn number(text: &str) -> (usize, &str) {
    let end = text
        .find(|c: char| !c.is_ascii_digit())
        .unwrap_or(text.len());
    (text[..end].parse().unwrap_or(0), &text[end..])
}

raising! {
    /// `"%d" % x` of an int, and `%i %u %x %X %o %e %f %g %c %s %r`.
    percent_int, try_percent_int [] (x: i64, conversion: &str) -> String {
        let conversion = Conversion::parse(conversion);
        match conversion.kind {
            'd' | 'i' | 'u' | 'x' | 'X' | 'o' => Ok(conversion.int(x)),
            'e' | 'E' | 'f' | 'F' | 'g' | 'G' => Ok(conversion.float(x as f64)),
            'c' if (0..=0x10_ffff).contains(&x) => {
                Ok(conversion.text(crate::text::chr(x).encode_utf8(&mut [0; 4])))
            }
            'c' => Err(Error::overflow_error("%c arg not in range(0x110000)")),
            _ => Ok(conversion.text(&x.to_string())),
        }
    }
}

raising! {
    /// `"%f" % x` of a float, and `%e %g %d %i %u %s %r`.
    percent_float, try_percent_float [] (x: f64, conversion: &str) -> String {
        let conversion = Conversion::parse(conversion);
        match conversion.kind {
            'e' | 'E' | 'f' | 'F' | 'g' | 'G' => Ok(conversion.float(x)),
            'd' | 'i' | 'u' => conversion.truncated(x),
            kind @ ('x' | 'X' | 'o') => Err(Error::type_error(format!("%{kind} format: an integer is required, not float"))),
            'c' => Err(Error::type_error("%c requires int or char")),
            _ => Ok(conversion.text(&crate::float::repr(x))),
        }
    }
}

raising! {
    /// `"%s" % x` of text: a str, or the str, repr or ascii of another value.
    percent_str, try_percent_str [] (x: &str, conversion: &str) -> String {
        let conversion = Conversion::parse(conversion);
        match conversion.kind {
            'c' if x.chars().count() != 1 => Err(Error::type_error("%c requires int or char")),
            'd' | 'i' | 'u' => Err(Error::type_error(format!("%{} format: a real number is required, not str", conversion.kind))),
            kind @ ('x' | 'X' | 'o') => Err(Error::type_error(format!("%{kind} format: an integer is required, not str"))),
            'e' | 'E' | 'f' | 'F' | 'g' | 'G' => Err(Error::type_error("must be real number, not str")),
            _ => Ok(conversion.text(x)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn conversions() {
        assert_eq!(percent_int(-42, "06d"), "-00042");
        assert_eq!(percent_int(42, "-6.3dx".trim_end_matches('x')), "042   ");
        assert_eq!(percent_float(f64::INFINITY, "06.1f"), "000inf");
        assert_eq!(percent_str("héllo", "-7.2s"), "hé     ");
    }
}
