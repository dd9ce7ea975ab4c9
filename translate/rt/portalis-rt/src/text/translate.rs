//! `str.translate` and `str.maketrans`.

use crate::error::{overflow, raising};
use crate::{Dict, Error};

/// What a table says that a character becomes.
pub trait Replacement {
    /// Adds it to the end of `out`.
    fn push_to(&self, out: &mut String) -> Result<(), Error>;
}

/// The number of a character.
impl Replacement for i64 {
    fn push_to(&self, out: &mut String) -> Result<(), Error> {
        match u32::try_from(*self) {
            Ok(n) if n < 0x11_0000 => match char::from_u32(n) {
                Some(c) => out.push(c),
                None => overflow(), // a surrogate, which no Rust text can hold
            },
            _ => {
                return Err(Error::value_error(
                    "character mapping must be in range(0x110000)",
                ));
            }
        }
        Ok(())
    }
}

impl Replacement for String {
    fn push_to(&self, out: &mut String) -> Result<(), Error> {
        out.push_str(self);
        Ok(())
    }
}

/// None alone drops the character.
impl Replacement for () {
    fn push_to(&self, _: &mut String) -> Result<(), Error> {
        Ok(())
    }
}

/// None drops the character.
impl<T: Replacement> Replacement for Option<T> {
    fn push_to(&self, out: &mut String) -> Result<(), Error> {
        self.as_ref().map_or(Ok(()), |x| x.push_to(out))
    }
}

raising! {
    /// `text.translate(table)`
    translate, try_translate [R: Replacement] (text: &str, table: &Dict<i64, R>) -> String {
        let mut out = String::with_capacity(text.len());
        for c in text.chars() {
            match table.get(&i64::from(u32::from(c))) {
                Some(replacement) => replacement.push_to(&mut out)?,
                None => out.push(c),
            }
        }
        Ok(out)
    }
}

raising! {
    /// `str.maketrans(from, to)`
    maketrans, try_maketrans [] (from: &str, to: &str) -> Dict<i64, i64> {
        if from.chars().count() != to.chars().count() {
            return Err(Error::value_error("the first two maketrans arguments must have equal length"));
        }
        let number = |c: char| i64::from(u32::from(c));
        Ok(from.chars().map(number).zip(to.chars().map(number)).collect())
    }
}

raising! {
    /// `str.maketrans(from, to, dropped)`
    maketrans_dropping, try_maketrans_dropping [] (from: &str, to: &str, dropped: &str) -> Dict<i64, Option<i64>> {
        let pairs = try_maketrans(from, to)?.into_iter().map(|(c, d)| (c, Some(d)));
        Ok(pairs.chain(dropped.chars().map(|c| (i64::from(u32::from(c)), None))).collect())
    }
}

raising! {
    /// `str.maketrans(table)` of a dict whose keys are strs.
    maketrans_of, try_maketrans_of [R: Clone] (table: &Dict<String, R>) -> Dict<i64, R> {
        let mut numbers = Dict::new();
        for (key, replacement) in table {
            let mut chars = key.chars();
            match (chars.next(), chars.next()) {
                (Some(c), None) => numbers.insert(i64::from(u32::from(c)), replacement.clone()),
                _ => return Err(Error::value_error("string keys in translate table must be of length 1")),
            }
        }
        Ok(numbers)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn translates() {
        assert_eq!(translate("héllo", &maketrans("hé", "HE")), "HEllo");
        assert_eq!(
            translate("hello", &maketrans_dropping("h", "j", "l")),
            "jeo"
        );
        let table = Dict::from([
            ("a".to_owned(), Some("bc".to_owned())),
            ("d".to_owned(), None),
        ]);
        assert_eq!(translate("dad", &maketrans_of(&table)), "bc");
        assert!(try_translate("a", &Dict::from([(97, -1)])).is_err());
    }
}
