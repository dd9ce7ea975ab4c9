//! Comparison of values, and values as keys.

use super::{Number, Value};
use crate::error::raising;
use crate::key::{Hasher, python};
use crate::{Equal, Error, Key, Order, int};
use std::cmp::Ordering;

/// How two numbers compare, exactly.
fn order_numbers(a: &Number, b: &Number) -> Option<Ordering> {
    match (a, b) {
        (Number::Int(x), Number::Int(y)) => Some(x.cmp(y)),
        (Number::Int(x), Number::Float(y)) => int::cmp_float(*x, *y),
        (Number::Float(x), Number::Int(y)) => int::cmp_float(*y, *x).map(Ordering::reverse),
        (Number::Float(x), Number::Float(y)) => x.partial_cmp(y),
    }
}

impl Equal for Value {
    fn equal(&self, other: &Self) -> bool {
        if let (Value::Float(x), Value::Float(y)) = (self, other) {
            return x.equal(y);
        }
        match (self, other) {
            (Value::None, Value::None) => true,
            (Value::Str(x), Value::Str(y)) => x == y,
            (Value::List(x), Value::List(y)) | (Value::Tuple(x), Value::Tuple(y)) => x.equal(y),
            (Value::Dict(x), Value::Dict(y)) => {
                x.len() == y.len()
                    && x.iter()
                        .all(|(key, value)| y.iter().any(|(k, v)| key.equal(k) && value.equal(v)))
            }
            _ => match (self.number(), other.number()) {
                (Some(x), Some(y)) => order_numbers(&x, &y) == Some(Ordering::Equal),
                _ => false,
            },
        }
    }
}

/// The order of two values; the error says that op is not supported for them.
fn compare(op: &str, a: &Value, b: &Value) -> Result<Option<Ordering>, Error> {
    match (a, b) {
        (Value::Str(x), Value::Str(y)) => Ok(Some(x.cmp(y))),
        (Value::List(x), Value::List(y)) | (Value::Tuple(x), Value::Tuple(y)) => {
            match x.iter().zip(y).find(|(p, q)| !p.equal(q)) {
                Some((p, q)) => compare(op, p, q),
                None => Ok(Some(x.len().cmp(&y.len()))),
            }
        }
        _ => match (a.number(), b.number()) {
            (Some(x), Some(y)) => Ok(order_numbers(&x, &y)),
            _ => Err(Error::type_error(format!(
                "'{op}' not supported between instances of '{}' and '{}'",
                a.type_name(),
                b.type_name()
            ))),
        },
    }
}

raising! {
    /// `a < b`
    lt, try_lt [] (a: &Value, b: &Value) -> bool {
        compare("<", a, b).map(|o| o.is_some_and(Ordering::is_lt))
    }
}

raising! {
    /// `a <= b`
    le, try_le [] (a: &Value, b: &Value) -> bool {
        compare("<=", a, b).map(|o| o.is_some_and(Ordering::is_le))
    }
}

raising! {
    /// `a > b`
    gt, try_gt [] (a: &Value, b: &Value) -> bool {
        compare(">", a, b).map(|o| o.is_some_and(Ordering::is_gt))
    }
}

raising! {
    /// `a >= b`
    ge, try_ge [] (a: &Value, b: &Value) -> bool {
        compare(">=", a, b).map(|o| o.is_some_and(Ordering::is_ge))
    }
}

impl Order for Value {
    const TOTAL: bool = true;

    fn order(&self, other: &Self) -> Option<Ordering> {
        crate::error::or_raise(compare("<", self, other))
    }

    fn at_most(&self, other: &Self) -> bool {
        le(self, other)
    }

    fn greater(&self, other: &Self) -> bool {
        gt(self, other)
    }

    fn at_least(&self, other: &Self) -> bool {
        ge(self, other)
    }
}

impl Key for Value {
    fn hash(&self, hasher: &mut Hasher) {
        match self {
            Value::Str(s) => s.hash(hasher),
            Value::None => ().hash(hasher),
            _ => self.python_hash().hash(hasher),
        }
    }

    fn same(&self, other: &Self) -> bool {
        self.equal(other)
    }

    fn python_hash(&self) -> i64 {
        match self {
            Value::Tuple(xs) => python::tuple(&xs.iter().map(Key::python_hash).collect::<Vec<_>>()),
            Value::Str(s) => s.python_hash(),
            Value::None => ().python_hash(),
            Value::List(_) | Value::Dict(_) => {
                Error::type_error(format!("unhashable type: '{}'", self.type_name())).raise()
            }
            _ => match self.number() {
                Some(Number::Float(x)) => x.python_hash(),
                Some(Number::Int(n)) => n.python_hash(),
                None => 0,
            },
        }
    }
}
