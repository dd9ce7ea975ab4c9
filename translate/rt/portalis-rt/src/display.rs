//! `str(x)` and `repr(x)`.

use crate::{Counter, Deque, Dict, Error, FrozenSet, OrderedDict, Set, Value};
use std::fmt::{self, Formatter, Write};

/// A type that has a Python repr.
pub trait Repr {
    /// Writes `repr(self)`.
    fn write_repr(&self, f: &mut Formatter<'_>) -> fmt::Result;

    /// Writes `str(self)`, which is the repr for most types.
    fn write_str(&self, f: &mut Formatter<'_>) -> fmt::Result {
        self.write_repr(f)
    }

    /// The value as an object of any type; None where [`Value`] has no such type.
    fn to_value(&self) -> Option<Value> {
        None
    }

    /// Writes the repr of a list of such values.
    fn write_list(items: &[Self], f: &mut Formatter<'_>) -> fmt::Result
    where
        Self: Sized,
    {
        f.write_char('[')?;
        for (i, x) in items.iter().enumerate() {
            if i > 0 {
                f.write_str(", ")?;
            }
            x.write_repr(f)?;
        }
        f.write_char(']')
    }
}

/// A type that is a class of Python.
pub trait Class {
    /// The class as its repr names it.
    const NAME: &'static str;
}

macro_rules! classes {
    ($([$($generics:tt)*] $t:ty: $name:expr,)*) => {$(
        impl<$($generics)*> Class for $t {
            const NAME: &'static str = $name;
        }
    )*};
}
classes! {
    [] i64: "int",
    [] f64: "float",
    [] bool: "bool",
    [] String: "str",
    [T] Vec<T>: "list",
    [K, V] Dict<K, V>: "dict",
    [T] Set<T>: "set",
    [T] FrozenSet<T>: "frozenset",
    [K] Counter<K>: "collections.Counter",
    [K, V] OrderedDict<K, V>: "collections.OrderedDict",
    [T] Deque<T>: "collections.deque",
}

/// A value whose `Display` is its `str` or `repr`; made by [`show`] and [`repr`].
pub struct Shown<'a, T: ?Sized> {
    value: &'a T,
    as_repr: bool,
}

impl<T: Repr + ?Sized> fmt::Display for Shown<'_, T> {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        if self.as_repr {
            self.value.write_repr(f)
        } else {
            self.value.write_str(f)
        }
    }
}

/// `str(x)`, for use in `format!`.
pub fn show<T: Repr + ?Sized>(x: &T) -> Shown<'_, T> {
    Shown {
        value: x,
        as_repr: false,
    }
}

/// `repr(x)`, for use in `format!`.
pub fn repr<T: Repr + ?Sized>(x: &T) -> Shown<'_, T> {
    Shown {
        value: x,
        as_repr: true,
    }
}

/// `str(x)`
pub fn str_of<T: Repr + ?Sized>(x: &T) -> String {
    show(x).to_string()
}

/// `repr(x)`
pub fn repr_of<T: Repr + ?Sized>(x: &T) -> String {
    repr(x).to_string()
}

/// `ascii(x)`: the repr with everything beyond ASCII escaped.
pub fn ascii_of<T: Repr + ?Sized>(x: &T) -> String {
    let mut out = String::new();
    for c in repr_of(x).chars() {
        if c.is_ascii() {
            out.push(c)
        } else {
            crate::text::escape(&mut out, c)
        }
    }
    out
}

impl Repr for i64 {
    fn write_repr(&self, f: &mut Formatter<'_>) -> fmt::Result {
        write!(f, "{self}")
    }
    fn to_value(&self) -> Option<Value> {
        Some(Value::from(*self))
    }
}

/// For literals whose type nothing else says.
impl Repr for i32 {
    fn write_repr(&self, f: &mut Formatter<'_>) -> fmt::Result {
        write!(f, "{self}")
    }
    fn to_value(&self) -> Option<Value> {
        Some(Value::Int(i64::from(*self)))
    }
}

impl Repr for usize {
    fn write_repr(&self, f: &mut Formatter<'_>) -> fmt::Result {
        write!(f, "{self}")
    }
}

impl Repr for f64 {
    fn write_repr(&self, f: &mut Formatter<'_>) -> fmt::Result {
        f.write_str(&crate::float::repr(*self))
    }
    fn to_value(&self) -> Option<Value> {
        Some(Value::from(*self))
    }
}

impl Repr for bool {
    fn write_repr(&self, f: &mut Formatter<'_>) -> fmt::Result {
        f.write_str(if *self { "True" } else { "False" })
    }
    fn to_value(&self) -> Option<Value> {
        Some(Value::from(*self))
    }
}

impl Repr for str {
    fn write_repr(&self, f: &mut Formatter<'_>) -> fmt::Result {
        f.write_str(&crate::text::repr(self))
    }
    fn write_str(&self, f: &mut Formatter<'_>) -> fmt::Result {
        f.write_str(self)
    }
    fn to_value(&self) -> Option<Value> {
        Some(Value::from(self))
    }
}

impl Repr for String {
    fn write_repr(&self, f: &mut Formatter<'_>) -> fmt::Result {
        self.as_str().write_repr(f)
    }
    fn write_str(&self, f: &mut Formatter<'_>) -> fmt::Result {
        f.write_str(self)
    }
    fn to_value(&self) -> Option<Value> {
        self.as_str().to_value()
    }
}

impl Repr for char {
    fn write_repr(&self, f: &mut Formatter<'_>) -> fmt::Result {
        let mut buffer = [0; 4];
        Repr::write_repr(&*self.encode_utf8(&mut buffer), f)
    }
    fn write_str(&self, f: &mut Formatter<'_>) -> fmt::Result {
        f.write_char(*self)
    }
    fn to_value(&self) -> Option<Value> {
        Some(Value::from(*self))
    }
}

impl Repr for () {
    fn write_repr(&self, f: &mut Formatter<'_>) -> fmt::Result {
        f.write_str("None")
    }
    fn to_value(&self) -> Option<Value> {
        Some(Value::None)
    }
}

impl Repr for Error {
    fn write_repr(&self, f: &mut Formatter<'_>) -> fmt::Result {
        f.write_str(&self.repr())
    }
    fn write_str(&self, f: &mut Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message())
    }
}

impl<T: Repr + ?Sized> Repr for &T {
    fn write_repr(&self, f: &mut Formatter<'_>) -> fmt::Result {
        (**self).write_repr(f)
    }
    fn write_str(&self, f: &mut Formatter<'_>) -> fmt::Result {
        (**self).write_str(f)
    }
    fn to_value(&self) -> Option<Value> {
        (**self).to_value()
    }
}

impl<T: Repr + ?Sized> Repr for std::rc::Rc<T> {
    fn write_repr(&self, f: &mut Formatter<'_>) -> fmt::Result {
        (**self).write_repr(f)
    }
    fn write_str(&self, f: &mut Formatter<'_>) -> fmt::Result {
        (**self).write_str(f)
    }
}

impl<T: Repr> Repr for Option<T> {
    fn write_repr(&self, f: &mut Formatter<'_>) -> fmt::Result {
        match self {
            Some(x) => x.write_repr(f),
            None => f.write_str("None"),
        }
    }
    fn write_str(&self, f: &mut Formatter<'_>) -> fmt::Result {
        match self {
            Some(x) => x.write_str(f),
            None => f.write_str("None"),
        }
    }
    fn to_value(&self) -> Option<Value> {
        self.as_ref().map_or(Some(Value::None), T::to_value)
    }
}

impl<T: Repr> Repr for [T] {
    fn write_repr(&self, f: &mut Formatter<'_>) -> fmt::Result {
        T::write_list(self, f)
    }
}

impl<T: Repr> Repr for Vec<T> {
    fn write_repr(&self, f: &mut Formatter<'_>) -> fmt::Result {
        self.as_slice().write_repr(f)
    }
}

impl<K: Repr, V: Repr> Repr for Dict<K, V> {
    fn write_repr(&self, f: &mut Formatter<'_>) -> fmt::Result {
        write_items(f, self.iter())
    }
}

/// Writes a dict.
pub(crate) fn write_items<'a, K: Repr + 'a, V: Repr + 'a>(
    f: &mut Formatter<'_>,
    items: impl Iterator<Item = (&'a K, &'a V)>,
) -> fmt::Result {
    f.write_char('{')?;
    for (i, (key, value)) in items.enumerate() {
        if i > 0 {
            f.write_str(", ")?;
        }
        key.write_repr(f)?;
        f.write_str(": ")?;
        value.write_repr(f)?;
    }
    f.write_char('}')
}

macro_rules! tuple {
    ($first:ident $zero:tt $(, $name:ident $n:tt)*) => {
        impl<$first: Repr, $($name: Repr),*> Repr for ($first, $($name,)*) {
            fn write_repr(&self, f: &mut Formatter<'_>) -> fmt::Result {
                write_tuple(f, &[&self.$zero as &dyn Repr, $(&self.$n),*])
            }
        }
    };
}
crate::for_tuples!(tuple);

/// Writes a tuple; one of a single element has a comma to tell it from a parenthesis.
pub(crate) fn write_tuple<T: Repr>(f: &mut Formatter<'_>, elements: &[T]) -> fmt::Result {
    f.write_char('(')?;
    for (i, x) in elements.iter().enumerate() {
        if i > 0 {
            f.write_str(", ")?;
        }
        x.write_repr(f)?;
    }
    f.write_str(if elements.len() == 1 { ",)" } else { ")" })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nested() {
        let d = Dict::from([
            ("k".to_owned(), (1_i64, 2.0, true)),
            ("é'".to_owned(), (2, -0.0, false)),
        ]);
        assert_eq!(
            str_of(&d),
            "{'k': (1, 2.0, True), \"é'\": (2, -0.0, False)}"
        );
        assert_eq!(str_of(&(1_i64,)), "(1,)");
        assert_eq!(str_of(&vec![Some('x'), None]), "['x', None]");
        assert_eq!(str_of("x"), "x");
        assert_eq!(ascii_of(&["é", "😀"][..]), "['\\xe9', '\\U0001f600']");
    }
}
