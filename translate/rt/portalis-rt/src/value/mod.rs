//! Values whose type only the run tells.
//!
//! Where Python keeps an int at times and a float at others in one place, or a
//! list holds ints and strs, the place is a [`Value`]. Its operations choose by
//! what it holds, as Python's do, and raise Python's `TypeError`s.

mod arith;
mod compare;
mod convert;
pub(crate) mod narrow;

pub use arith::*;
pub use compare::{ge, gt, le, lt, try_ge, try_gt, try_le, try_lt};
pub use convert::*;
pub use narrow::{Narrow, narrow};

use crate::{Dict, Error, Repr};
use std::fmt::{self, Formatter};

/// A Python object of one of the types that are told apart at run time.
///
/// The containers in it are read, never changed: a program that changes one that
/// it holds in a value is not translated.
#[derive(Clone, Debug, PartialEq)]
pub enum Value {
    /// None
    None,
    /// A bool
    Bool(bool),
    /// An int
    Int(i64),
    /// A float
    Float(f64),
    /// A str
    Str(String),
    /// A list
    List(Vec<Value>),
    /// A tuple
    Tuple(Vec<Value>),
    /// A dict, its items in order
    Dict(Vec<(Value, Value)>),
}

impl Value {
    /// `type(self).__name__`
    #[must_use]
    pub fn type_name(&self) -> &'static str {
        match self {
            Value::None => "NoneType",
            Value::Bool(_) => "bool",
            Value::Int(_) => "int",
            Value::Float(_) => "float",
            Value::Str(_) => "str",
            Value::List(_) => "list",
            Value::Tuple(_) => "tuple",
            Value::Dict(_) => "dict",
        }
    }

    /// `isinstance(self, int)`: a bool is one.
    #[must_use]
    pub fn is_int(&self) -> bool {
        matches!(self, Value::Int(_) | Value::Bool(_))
    }

    /// `isinstance(self, bool)`
    #[must_use]
    pub fn is_bool(&self) -> bool {
        matches!(self, Value::Bool(_))
    }

    /// `isinstance(self, float)`
    #[must_use]
    pub fn is_float(&self) -> bool {
        matches!(self, Value::Float(_))
    }

    /// `isinstance(self, str)`
    #[must_use]
    pub fn is_str(&self) -> bool {
        matches!(self, Value::Str(_))
    }

    /// `isinstance(self, list)`
    #[must_use]
    pub fn is_list(&self) -> bool {
        matches!(self, Value::List(_))
    }

    /// `isinstance(self, tuple)`
    #[must_use]
    pub fn is_tuple(&self) -> bool {
        matches!(self, Value::Tuple(_))
    }

    /// `isinstance(self, dict)`
    #[must_use]
    pub fn is_dict(&self) -> bool {
        matches!(self, Value::Dict(_))
    }

    /// `self is None`
    #[must_use]
    pub fn is_none(&self) -> bool {
        matches!(self, Value::None)
    }

    /// `self is not None`
    #[must_use]
    pub fn is_some(&self) -> bool {
        !self.is_none()
    }

    /// `bool(self)`
    #[must_use]
    pub fn truth(&self) -> bool {
        match self {
            Value::None => false,
            Value::Bool(b) => *b,
            Value::Int(n) => *n != 0,
            Value::Float(x) => *x != 0.0,
            Value::Str(s) => !s.is_empty(),
            Value::List(xs) | Value::Tuple(xs) => !xs.is_empty(),
            Value::Dict(items) => !items.is_empty(),
        }
    }
}

impl Repr for Value {
    fn write_repr(&self, f: &mut Formatter<'_>) -> fmt::Result {
        match self {
            Value::None => f.write_str("None"),
            Value::Bool(b) => b.write_repr(f),
            Value::Int(n) => n.write_repr(f),
            Value::Float(x) => x.write_repr(f),
            Value::Str(s) => s.write_repr(f),
            Value::List(xs) => xs.write_repr(f),
            Value::Tuple(xs) => crate::display::write_tuple(f, xs),
            Value::Dict(items) => crate::display::write_items(f, items.iter().map(|(k, v)| (k, v))),
        }
    }

    fn write_str(&self, f: &mut Formatter<'_>) -> fmt::Result {
        match self {
            Value::Str(s) => f.write_str(s),
            _ => self.write_repr(f),
        }
    }
    fn to_value(&self) -> Option<Value> {
        Some(self.clone())
    }
}

/// The number that a value is to arithmetic.
enum Number {
    Int(i64),
    Float(f64),
}

impl Value {
    fn number(&self) -> Option<Number> {
        match self {
            Value::Bool(b) => Some(Number::Int(i64::from(*b))),
            Value::Int(n) => Some(Number::Int(*n)),
            Value::Float(x) => Some(Number::Float(*x)),
            _ => None,
        }
    }
}

macro_rules! from {
    ($($t:ty: $x:ident => $value:expr;)*) => {$(
        impl From<$t> for Value {
            fn from($x: $t) -> Self { $value }
        }
    )*};
}
from! {
    (): _unit => Value::None;
    bool: b => Value::Bool(b);
    i64: n => Value::Int(n);
    usize: n => Value::Int(n as i64);
    f64: x => Value::Float(x);
    char: c => Value::Str(c.to_string());
    &str: s => Value::Str(s.to_owned());
    String: s => Value::Str(s);
}

impl<T: Into<Value>> From<Vec<T>> for Value {
    fn from(xs: Vec<T>) -> Self {
        Value::List(xs.into_iter().map(Into::into).collect())
    }
}

impl<T: Into<Value>> From<Option<T>> for Value {
    fn from(x: Option<T>) -> Self {
        x.map_or(Value::None, Into::into)
    }
}

impl<K: Into<Value> + Clone, V: Into<Value> + Clone> From<Dict<K, V>> for Value {
    fn from(d: Dict<K, V>) -> Self {
        let items = d.iter().map(|(k, v)| (k.clone().into(), v.clone().into()));
        Value::Dict(items.collect())
    }
}

macro_rules! tuple {
    ($($name:ident $n:tt),*) => {
        impl<$($name: Into<Value>),*> From<($($name,)*)> for Value {
            fn from(x: ($($name,)*)) -> Self {
                Value::Tuple(vec![$(x.$n.into()),*])
            }
        }
    };
}
crate::for_tuples!(tuple);

/// `unsupported operand type(s) for op: 'a' and 'b'`
fn unsupported(op: &str, a: &Value, b: &Value) -> Error {
    Error::type_error(format!(
        "unsupported operand type(s) for {op}: '{}' and '{}'",
        a.type_name(),
        b.type_name()
    ))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::str_of;

    fn list() -> Vec<Value> {
        vec![
            1_i64.into(),
            2.5.into(),
            "a".into(),
            true.into(),
            Value::None,
        ]
    }

    #[test]
    fn shows_as_python_does() {
        assert_eq!(str_of(&list()), "[1, 2.5, 'a', True, None]");
        let nested = Value::from((
            Value::from(list()),
            Value::from(Dict::from([(1_i64, "x".to_owned())])),
        ));
        assert_eq!(str_of(&nested), "([1, 2.5, 'a', True, None], {1: 'x'})");
        assert_eq!(str_of(&Value::from((1_i64,))), "(1,)");
    }

    #[test]
    fn arithmetic_chooses_by_what_is_there() {
        let (one, half, text) = (Value::Int(1), Value::Float(0.5), Value::from("ab"));
        assert_eq!(add(&one, &half), Value::Float(1.5));
        assert_eq!(add(&one, &Value::Bool(true)), Value::Int(2));
        assert_eq!(mul(&text, &Value::Int(2)), Value::from("abab"));
        assert_eq!(pow(&Value::Int(2), &Value::Int(-1)), Value::Float(0.5));
        assert_eq!(
            try_add(&text, &one).unwrap_err().message(),
            "can only concatenate str (not \"int\") to str"
        );
        assert_eq!(
            try_add(&one, &text).unwrap_err().message(),
            "unsupported operand type(s) for +: 'int' and 'str'"
        );
    }

    #[test]
    fn equality_is_by_value() {
        assert!(crate::eq(&Value::Int(1), &Value::Float(1.0)));
        assert!(crate::eq(&Value::Int(1), &Value::Bool(true)));
        assert!(!crate::eq(&Value::Int(1), &Value::from("1")));
        assert!(!crate::eq(
            &Value::from(vec![1_i64]),
            &Value::from((1_i64,))
        ));
        assert_eq!(
            try_lt(&Value::from("a"), &Value::Int(1))
                .unwrap_err()
                .message(),
            "'<' not supported between instances of 'str' and 'int'"
        );
    }

    #[test]
    fn narrowing_gives_back_what_went_in() {
        let rows = vec![(1_i64, Some("a".to_owned())), (2, None)];
        let value = Value::from(rows.clone());
        assert_eq!(narrow::<Vec<(i64, Option<String>)>>(&value), rows);
    }

    #[test]
    #[should_panic(expected = "a value of type str where int is expected")]
    fn narrowing_stops_at_another_type() {
        narrow::<i64>(&Value::from("a"));
    }

    #[test]
    fn equal_keys_are_one() {
        let d = Dict::from([
            (Value::Int(1), 0),
            (Value::Float(1.0), 1),
            (Value::Bool(true), 2),
        ]);
        assert_eq!(str_of(&d), "{1: 2}");
    }
}
