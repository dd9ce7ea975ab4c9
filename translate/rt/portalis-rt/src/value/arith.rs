//! Arithmetic on values.

use super::{Number, Value, unsupported};
use crate::error::{fits, raising};
use crate::float::Total;
use crate::{Error, float, int};

/// What an operator is for ints and floats.
fn numeric(
    op: &str,
    a: &Value,
    b: &Value,
    ints: impl Fn(i64, i64) -> Result<Value, Error>,
    floats: impl Fn(f64, f64) -> Result<f64, Error>,
) -> Result<Value, Error> {
    use Number::{Float, Int};
    let (x, y) = match (a.number(), b.number()) {
        (Some(Int(x)), Some(Int(y))) => return ints(x, y),
        (Some(Int(x)), Some(Float(y))) => (x as f64, y),
        (Some(Float(x)), Some(Int(y))) => (x, y as f64),
        (Some(Float(x)), Some(Float(y))) => (x, y),
        _ => return Err(unsupported(op, a, b)),
    };
    floats(x, y).map(Value::Float)
}

fn whole(n: Option<i64>) -> Result<Value, Error> {
    Ok(Value::Int(fits(n)))
}

raising! {
    /// `a + b`
    add, try_add [] (a: &Value, b: &Value) -> Value {
        match (a, b) {
            (Value::Str(x), Value::Str(y)) => Ok(Value::Str(crate::text::concat(x, y))),
            (Value::List(x), Value::List(y)) => Ok(Value::List([&x[..], &y[..]].concat())),
            (Value::Tuple(x), Value::Tuple(y)) => Ok(Value::Tuple([&x[..], &y[..]].concat())),
            (Value::Str(_) | Value::List(_) | Value::Tuple(_), _) => Err(Error::type_error(format!(
                "can only concatenate {0} (not \"{1}\") to {0}", a.type_name(), b.type_name()
            ))),
            _ => numeric("+", a, b, |x, y| whole(x.checked_add(y)), |x, y| Ok(x + y)),
        }
    }
}

raising! {
    /// `a - b`
    sub, try_sub [] (a: &Value, b: &Value) -> Value {
        numeric("-", a, b, |x, y| whole(x.checked_sub(y)), |x, y| Ok(x - y))
    }
}

raising! {
    /// `a * b`
    mul, try_mul [] (a: &Value, b: &Value) -> Value {
        match (a, b) {
            (Value::Str(_) | Value::List(_) | Value::Tuple(_), _) => repeat(a, b),
            (_, Value::Str(_) | Value::List(_) | Value::Tuple(_)) => repeat(b, a),
            _ => numeric("*", a, b, |x, y| whole(x.checked_mul(y)), |x, y| Ok(x * y)),
        }
    }
}

/// A sequence times a count.
fn repeat(sequence: &Value, count: &Value) -> Result<Value, Error> {
    let Some(Number::Int(n)) = count.number() else {
        return Err(Error::type_error(format!(
            "can't multiply sequence by non-int of type '{}'",
            count.type_name()
        )));
    };
    let copies = |xs: &[Value]| {
        let times = usize::try_from(n).unwrap_or(0);
        vec![xs; times].concat()
    };
    Ok(match sequence {
        Value::Str(s) => Value::Str(crate::text::repeat(s, n)),
        Value::List(xs) => Value::List(copies(xs)),
        Value::Tuple(xs) => Value::Tuple(copies(xs)),
        other => other.clone(),
    })
}

raising! {
    /// `a / b`
    truediv, try_truediv [] (a: &Value, b: &Value) -> Value {
        numeric("/", a, b, |x, y| int::try_truediv(x, y).map(Value::Float), float::try_div)
    }
}

raising! {
    /// `a // b`
    floordiv, try_floordiv [] (a: &Value, b: &Value) -> Value {
        numeric("//", a, b, |x, y| int::try_floordiv(x, y).map(Value::Int), float::try_floordiv)
    }
}

raising! {
    /// `a % b` for numbers.
    rem, try_rem [] (a: &Value, b: &Value) -> Value {
        if let Value::Str(_) = a {
            panic!("% formatting of a value that is not known to be a str");
        }
        numeric("%", a, b, |x, y| int::try_rem(x, y).map(Value::Int), float::try_rem)
    }
}

raising! {
    /// `a ** b`
    pow, try_pow [] (a: &Value, b: &Value) -> Value {
        let ints = |x: i64, y: i64| {
            if y >= 0 {
                return Ok(Value::Int(int::pow(x, y)));
            }
            float::try_pow(x as f64, y as f64).map(Value::Float)
        };
        numeric("** or pow()", a, b, ints, float::try_pow)
    }
}

/// What a unary operator is for ints and floats.
fn unary(
    op: &str,
    a: &Value,
    ints: impl Fn(i64) -> Option<i64>,
    floats: impl Fn(f64) -> f64,
) -> Result<Value, Error> {
    match a.number() {
        Some(Number::Int(n)) => whole(ints(n)),
        Some(Number::Float(x)) => Ok(Value::Float(floats(x))),
        None => Err(Error::type_error(format!(
            "bad operand type for {op}: '{}'",
            a.type_name()
        ))),
    }
}

raising! {
    /// `-a`
    neg, try_neg [] (a: &Value) -> Value {
        unary("unary -", a, i64::checked_neg, |x| -x)
    }
}

raising! {
    /// `+a`
    pos, try_pos [] (a: &Value) -> Value {
        unary("unary +", a, Some, |x| x)
    }
}

raising! {
    /// `abs(a)`
    abs, try_abs [] (a: &Value) -> Value {
        unary("abs()", a, i64::checked_abs, f64::abs)
    }
}

/// The sum of a float and values, up to the first that is no number, which is added too.
fn try_sum_from(start: f64, values: &mut impl Iterator<Item = Value>) -> Result<Value, Error> {
    let mut total = Total::new(start);
    for x in values {
        match x {
            Value::Float(x) => total.add(x),
            Value::Int(x) => total.add_int(x),
            Value::Bool(x) => total.add_int(x.into()),
            other => return try_add(&Value::Float(total.value()), &other),
        }
    }
    Ok(Value::Float(total.value()))
}

raising! {
    /// `sum(values)`
    sum, try_sum [I: IntoIterator<Item = Value>] (values: I) -> Value {
        let mut sum = Value::Int(0);
        let mut values = values.into_iter();
        while let Some(x) = values.next() {
            sum = try_add(&sum, &x)?;
            if let Value::Float(start) = sum {
                sum = try_sum_from(start, &mut values)?;
            }
        }
        Ok(sum)
    }
}
