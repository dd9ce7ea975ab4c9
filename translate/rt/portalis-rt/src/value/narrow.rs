//! Values taken as the type that a program has made sure they have.

use super::Value;
use crate::{Dict, Key};

/// A type that a [`Value`] can turn out to be.
pub trait Narrow: Sized {
    /// The value as this type; None when it is of another one.
    fn narrow(value: &Value) -> Option<Self>;
    /// The name of the type in Python.
    const NAME: &'static str;
}

/// The value as the type that inference knows it to have here. Stops if it has not.
#[track_caller]
pub fn narrow<T: Narrow>(value: &Value) -> T {
    match T::narrow(value) {
        Some(x) => x,
        None => panic!(
            "a value of type {} where {} is expected",
            value.type_name(),
            T::NAME
        ),
    }
}

macro_rules! plain {
    ($($t:ty, $name:literal, $pattern:pat => $x:expr;)*) => {$(
        impl Narrow for $t {
            const NAME: &'static str = $name;
            fn narrow(value: &Value) -> Option<Self> {
                match value {
                    $pattern => Some($x),
                    _ => None,
                }
            }
        }
    )*};
}
plain! {
    (), "None", Value::None => ();
    bool, "bool", Value::Bool(b) => *b;
    i64, "int", Value::Int(n) => *n;
    f64, "float", Value::Float(x) => *x;
    String, "str", Value::Str(s) => s.clone();
}

#[cfg(feature = "big")]
impl Narrow for crate::BigInt {
    const NAME: &'static str = "int";
    fn narrow(value: &Value) -> Option<Self> {
        match value {
            Value::Int(n) => Some((*n).into()),
            _ => None,
        }
    }
}

impl Narrow for Value {
    const NAME: &'static str = "object";
    fn narrow(value: &Value) -> Option<Self> {
        Some(value.clone())
    }
}

impl<T: Narrow> Narrow for Option<T> {
    const NAME: &'static str = T::NAME;
    fn narrow(value: &Value) -> Option<Self> {
        match value {
            Value::None => Some(None),
            other => T::narrow(other).map(Some),
        }
    }
}

impl<T: Narrow> Narrow for Vec<T> {
    const NAME: &'static str = "list";
    fn narrow(value: &Value) -> Option<Self> {
        match value {
            Value::List(xs) => xs.iter().map(T::narrow).collect(),
            _ => None,
        }
    }
}

impl<K: Narrow + Key, V: Narrow> Narrow for Dict<K, V> {
    const NAME: &'static str = "dict";
    fn narrow(value: &Value) -> Option<Self> {
        match value {
            Value::Dict(items) => items
                .iter()
                .map(|(k, v)| Some((K::narrow(k)?, V::narrow(v)?)))
                .collect(),
            _ => None,
        }
    }
}

macro_rules! tuple {
    ($($name:ident $n:tt),*) => {
        impl<$($name: Narrow),*> Narrow for ($($name,)*) {
            const NAME: &'static str = "tuple";
            fn narrow(value: &Value) -> Option<Self> {
                const LENGTH: usize = [$($n),*].len();
                match value {
                    Value::Tuple(xs) if xs.len() == LENGTH => Some(($($name::narrow(&xs[$n])?,)*)),
                    _ => None,
                }
            }
        }
    };
}
crate::for_tuples!(tuple);
