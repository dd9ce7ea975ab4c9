//! Builtins that make other values of a value.

use super::Value;
use crate::error::raising;
use crate::{Error, float, format as spec, int};

raising! {
    /// `int(x)`
    to_int, try_to_int [] (x: &Value) -> i64 {
        match x {
            Value::Bool(b) => Ok(i64::from(*b)),
            Value::Int(n) => Ok(*n),
            Value::Float(x) => int::try_from_float(*x),
            Value::Str(s) => int::try_parse(s),
            other => Err(Error::type_error(format!(
                "int() argument must be a string, a bytes-like object or a real number, not '{}'",
                other.type_name()
            ))),
        }
    }
}

raising! {
    /// `float(x)`
    to_float, try_to_float [] (x: &Value) -> f64 {
        match x {
            Value::Bool(b) => Ok(f64::from(u8::from(*b))),
            Value::Int(n) => Ok(*n as f64),
            Value::Float(x) => Ok(*x),
            Value::Str(s) => float::try_parse(s),
            other => Err(Error::type_error(format!(
                "float() argument must be a string or a real number, not '{}'",
                other.type_name()
            ))),
        }
    }
}

raising! {
    /// `len(x)`
    len, try_len [] (x: &Value) -> i64 {
        match x {
            Value::Str(s) => Ok(s.chars().count() as i64),
            Value::List(xs) | Value::Tuple(xs) => Ok(xs.len() as i64),
            Value::Dict(items) => Ok(items.len() as i64),
            other => Err(Error::type_error(format!(
                "object of type '{}' has no len()",
                other.type_name()
            ))),
        }
    }
}

fn no_round(x: &Value) -> Error {
    Error::type_error(format!(
        "type {} doesn't define __round__ method",
        x.type_name()
    ))
}

raising! {
    /// `round(x)`
    round, try_round [] (x: &Value) -> i64 {
        match x {
            Value::Bool(b) => Ok(i64::from(*b)),
            Value::Int(n) => Ok(*n),
            Value::Float(x) => float::try_round(*x),
            other => Err(no_round(other)),
        }
    }
}

raising! {
    /// `round(x, digits)`
    round_to, try_round_to [] (x: &Value, digits: i64) -> Value {
        match x {
            Value::Bool(b) => Ok(Value::Int(int::round(i64::from(*b), digits))),
            Value::Int(n) => Ok(Value::Int(int::round(*n, digits))),
            Value::Float(x) => float::try_round_to(*x, digits).map(Value::Float),
            other => Err(no_round(other)),
        }
    }
}

raising! {
    /// `format(x, spec)`
    format, try_format [] (x: &Value, text: &str) -> String {
        match x {
            Value::Bool(b) => spec::try_bool(*b, text),
            Value::Int(n) => spec::try_int(*n, text),
            Value::Float(x) => spec::try_float(*x, text),
            Value::Str(s) => spec::try_str(s, text),
            other if text.is_empty() => Ok(crate::str_of(other)),
            other => Err(Error::type_error(format!(
                "unsupported format string passed to {}.__format__",
                other.type_name()
            ))),
        }
    }
}
