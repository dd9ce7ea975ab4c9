//! Python's exceptions.

use crate::exception::{Exception, Object};
use crate::value::narrow::{Narrow, narrow};
use crate::{Repr, Tuple, Value};
use std::borrow::Cow;
use std::fmt;
use std::sync::Arc;

macro_rules! kinds {
    ($($name:ident $base:ident $new:ident,)*) => {
        /// The class of an exception: one of Python's builtin ones, or `re.error`.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub enum Kind {
            $(#[doc = concat!("Python's `", stringify!($name), "`.")] $name,)*
        }

        impl Kind {
            /// All classes, bases before what derives from them.
            pub const ALL: &[Kind] = &[$(Kind::$name,)*];

            /// The name of the class.
            pub fn name(self) -> &'static str {
                match self {
                    $(Kind::$name => match stringify!($name) {
                        // The one class of a library, which is `re.error`.
                        "ReError" => "error",
                        name => name,
                    },)*
                }
            }

            /// The base class; that of `BaseException` is itself.
            pub fn base(self) -> Kind {
                match self { $(Kind::$name => Kind::$base,)* }
            }
        }

        impl Error {
            $(#[doc = concat!("A `", stringify!($name), "` with a message.")]
            #[must_use]
            pub fn $new(message: impl Into<String>) -> Self {
                Self::new(Kind::$name, message)
            })*
        }
    };
}

kinds! {
    BaseException BaseException base_exception,
    KeyboardInterrupt BaseException keyboard_interrupt,
    SystemExit BaseException system_exit,
    GeneratorExit BaseException generator_exit,
    Exception BaseException exception,
    ArithmeticError Exception arithmetic_error,
    FloatingPointError ArithmeticError floating_point_error,
    OverflowError ArithmeticError overflow_error,
    ZeroDivisionError ArithmeticError zero_division_error,
    AssertionError Exception assertion_error,
    AttributeError Exception attribute_error,
    BufferError Exception buffer_error,
    EOFError Exception eof_error,
    ImportError Exception import_error,
    ModuleNotFoundError ImportError module_not_found_error,
    LookupError Exception lookup_error,
    IndexError LookupError index_error,
    KeyError LookupError key_error,
    MemoryError Exception memory_error,
    NameError Exception name_error,
    UnboundLocalError NameError unbound_local_error,
    OSError Exception os_error,
    BlockingIOError OSError blocking_io_error,
    ChildProcessError OSError child_process_error,
    ConnectionError OSError connection_error,
    BrokenPipeError ConnectionError broken_pipe_error,
    ConnectionAbortedError ConnectionError connection_aborted_error,
    ConnectionRefusedError ConnectionError connection_refused_error,
    ConnectionResetError ConnectionError connection_reset_error,
    FileExistsError OSError file_exists_error,
    FileNotFoundError OSError file_not_found_error,
    InterruptedError OSError interrupted_error,
    IsADirectoryError OSError is_a_directory_error,
    NotADirectoryError OSError not_a_directory_error,
    PermissionError OSError permission_error,
    ProcessLookupError OSError process_lookup_error,
    TimeoutError OSError timeout_error,
    ReError Exception re_error,
    ReferenceError Exception reference_error,
    RuntimeError Exception runtime_error,
    NotImplementedError RuntimeError not_implemented_error,
    RecursionError RuntimeError recursion_error,
    StopAsyncIteration Exception stop_async_iteration,
    StopIteration Exception stop_iteration,
    SyntaxError Exception syntax_error,
    IndentationError SyntaxError indentation_error,
    TabError IndentationError tab_error,
    SystemError Exception system_error,
    TypeError Exception type_error,
    ValueError Exception value_error,
    UnicodeError ValueError unicode_error,
    UnicodeDecodeError UnicodeError unicode_decode_error,
    UnicodeEncodeError UnicodeError unicode_encode_error,
    UnicodeTranslateError UnicodeError unicode_translate_error,
    StatisticsError ValueError statistics_error,
    Warning Exception warning,
    DeprecationWarning Warning deprecation_warning,
    RuntimeWarning Warning runtime_warning,
    UserWarning Warning user_warning,
    BytesWarning Warning bytes_warning,
    EncodingWarning Warning encoding_warning,
    FutureWarning Warning future_warning,
    ImportWarning Warning import_warning,
    PendingDeprecationWarning Warning pending_deprecation_warning,
    ResourceWarning Warning resource_warning,
    SyntaxWarning Warning syntax_warning,
    UnicodeWarning Warning unicode_warning,
}

impl Kind {
    /// Whether `except base` catches this class.
    pub fn is(self, base: Kind) -> bool {
        self == base || (self != self.base() && self.base().is(base))
    }
}

/// An argument of an exception.
#[derive(Clone, Debug)]
pub struct Arg(Kept);

#[derive(Clone, Debug)]
enum Kept {
    Str(String),
    /// What `str` and `repr` make of it, and the value where a [`Value`] can hold it.
    Shown {
        text: String,
        repr: String,
        value: Option<Value>,
    },
}

impl Arg {
    /// The argument that is x.
    pub fn of<T: Repr + ?Sized>(x: &T) -> Self {
        Self(Kept::Shown {
            text: crate::str_of(x),
            repr: crate::repr_of(x),
            value: x.to_value(),
        })
    }

    fn text(&self) -> &str {
        match &self.0 {
            Kept::Str(text) | Kept::Shown { text, .. } => text,
        }
    }

    fn repr(&self) -> Cow<'_, str> {
        match &self.0 {
            Kept::Str(text) => crate::text::repr(text).into(),
            Kept::Shown { repr, .. } => repr.as_str().into(),
        }
    }

    fn value(&self) -> Option<Value> {
        match &self.0 {
            Kept::Str(text) => Some(Value::Str(text.clone())),
            Kept::Shown { value, .. } => value.clone(),
        }
    }
}

/// An exception object. Its `Display` is Python's `str(e)`.
///
/// It is one pointer, so that a result that may be an exception stays in registers.
#[derive(Clone, Debug)]
pub struct Error(Box<Raised>);

#[derive(Clone, Debug)]
struct Raised {
    /// The builtin class that the object is of, or that its class derives from.
    kind: Kind,
    args: Vec<Arg>,
    cause: Option<Error>,
    /// The object itself, when it is of a class of the program.
    object: Option<Arc<dyn Object>>,
}

impl Error {
    /// An exception with a str as its argument: `kind("message")`.
    #[must_use]
    pub fn new(kind: Kind, message: impl Into<String>) -> Self {
        Self::with_str(kind, message.into())
    }

    // Apart and cold, so that what may raise stays small where it does not.
    #[cold]
    #[inline(never)]
    fn with_str(kind: Kind, text: String) -> Self {
        Self::with_args(kind, vec![Arg(Kept::Str(text))])
    }

    /// An exception without arguments: `kind()`.
    #[must_use]
    pub fn bare(kind: Kind) -> Self {
        Self::with_args(kind, Vec::new())
    }

    /// An exception with any value as its argument: `kind(value)`.
    #[must_use]
    pub fn of<T: Repr + ?Sized>(kind: Kind, value: &T) -> Self {
        Self::with_args(kind, vec![Arg::of(value)])
    }

    /// An exception with any arguments: `kind(*args)`.
    #[must_use]
    #[cold]
    #[inline(never)]
    pub fn with_args(kind: Kind, args: Vec<Arg>) -> Self {
        Self(Box::new(Raised {
            kind,
            args,
            cause: None,
            object: None,
        }))
    }

    /// What an enum raises for a value that none of its members has.
    #[must_use]
    pub fn no_member<T: crate::Repr + ?Sized>(value: &T, class: &str) -> Self {
        let value = crate::repr(value);
        Self::value_error(format!("{value} is not a valid {class}"))
    }

    /// The same exception as raised by `raise self from cause`.
    #[must_use]
    pub fn from_cause(mut self, cause: Error) -> Self {
        self.0.cause = Some(cause);
        self
    }

    /// The builtin class, or that which the class derives from.
    pub fn kind(&self) -> Kind {
        self.0.kind
    }

    /// The name of the class: `type(e).__name__`.
    pub fn class(&self) -> &'static str {
        match &self.0.object {
            Some(object) => object.class(),
            None => self.0.kind.name(),
        }
    }

    /// What `str(e)` says.
    pub fn message(&self) -> Cow<'_, str> {
        match (&self.0.object, &self.0.args[..]) {
            (Some(object), _) => object.text().into(),
            (None, []) => "".into(),
            // A KeyError shows the repr of its argument, so that '' can be seen.
            (None, [arg]) if self.0.kind == Kind::KeyError => arg.repr(),
            (None, [arg]) => arg.text().into(),
            (None, _) => format!("({})", self.shown_args()).into(),
        }
    }

    /// Whether `except kind` catches this exception.
    pub fn is(&self, kind: Kind) -> bool {
        self.0.kind.is(kind)
    }

    /// Whether `except E` catches this exception, E being a class of the program.
    pub fn is_a<E: Exception>(&self) -> bool {
        self.find::<E>().is_some()
    }

    /// The exception as an object of class E, which it must be.
    #[track_caller]
    pub fn get<E: Exception>(&self) -> &E {
        match self.find() {
            Some(object) => object,
            None => panic!(
                "{} is not an exception of the class that is expected",
                self.class()
            ),
        }
    }

    fn find<E: Exception>(&self) -> Option<&E> {
        let mut part: &dyn Object = self.0.object.as_deref()?;
        loop {
            if let Some(found) = part.as_any().downcast_ref() {
                return Some(found);
            }
            part = part.base()?;
        }
    }

    /// `e.args`, all of which are known to be of one type. Stops if they are not.
    #[track_caller]
    pub fn args<T: Narrow>(&self) -> Tuple<T> {
        let value = |arg: &Arg| match arg.value() {
            Some(value) => narrow(&value),
            None => panic!(
                "an argument of {} that is looked at is {}",
                self.class(),
                arg.repr()
            ),
        };
        self.0.args.iter().map(value).collect()
    }

    /// Python's `repr(e)`.
    pub fn repr(&self) -> String {
        match &self.0.object {
            Some(object) => object.repr(),
            None => format!("{}({})", self.0.kind.name(), self.shown_args()),
        }
    }

    /// The arguments as `repr(e)` shows them.
    pub(crate) fn shown_args(&self) -> String {
        let args: Vec<_> = self.0.args.iter().map(Arg::repr).collect();
        args.join(", ")
    }

    /// The last line of a Python traceback: `ValueError: message`.
    pub fn line(&self) -> String {
        let message = self.message();
        if message.is_empty() {
            self.class().to_owned()
        } else {
            format!("{}: {message}", self.class())
        }
    }

    /// Stops the program as an exception does that nobody catches: a panic whose
    /// message is [`Error::line`]. A host that wants the exception itself
    /// takes it from the panic hook of the feature `wire`.
    #[cold]
    #[inline(never)]
    #[track_caller]
    pub fn raise(self) -> ! {
        #[cfg(feature = "wire")]
        crate::wire::raising(&self);
        panic!("{}", self.line())
    }
}

impl<E: Exception> From<E> for Error {
    fn from(object: E) -> Self {
        let end = object.end();
        let mut out = Self::with_args(end.0.kind, end.0.args.clone());
        out.0.object = Some(Arc::new(object));
        out
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.message())
    }
}

impl std::error::Error for Error {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        self.0.cause.as_ref().map(|e| e as _)
    }
}

/// The value, or the exception stops the program.
#[track_caller]
pub(crate) fn or_raise<T>(result: Result<T, Error>) -> T {
    match result {
        Ok(value) => value,
        Err(e) => e.raise(),
    }
}

/// The error of a division by zero. Python 3.14 has the same words for all.
pub(crate) fn by_zero(before: &str) -> Error {
    let message = if cfg!(feature = "python-3-14") {
        "division by zero"
    } else {
        before
    };
    Error::zero_division_error(message)
}

/// The value of a checked operation, or the program stops.
#[track_caller]
pub(crate) fn fits<T>(value: Option<T>) -> T {
    match value {
        Some(value) => value,
        None => overflow(),
    }
}

#[cold]
#[track_caller]
pub(crate) fn overflow() -> ! {
    panic!("integer overflow: Python goes on with a bigger integer")
}

/// Stops where Python compares two NaNs by their identity.
#[track_caller]
pub(crate) fn nan_identity() -> ! {
    panic!("NaN in a container: Python compares it by identity, which a Rust value has not")
}

/// Declares the form of a function that stops beside the form that returns a Result.
macro_rules! raising {
    ($(#[$doc:meta])* $name:ident, $try_name:ident [$($generics:tt)*] ($($arg:ident: $type:ty),*) -> $result:ty $body:block) => {
        $(#[$doc])*
        #[track_caller]
        #[inline]
        pub fn $name<$($generics)*>($($arg: $type),*) -> $result {
            $crate::error::or_raise($try_name($($arg),*))
        }

        #[doc = concat!("[`", stringify!($name), "`](fn@", stringify!($name), "), with the exception as a value.")]
        pub fn $try_name<$($generics)*>($($arg: $type),*) -> Result<$result, $crate::Error> $body
    };
}
pub(crate) use raising;

raising! {
    /// The value of a local variable that may have none.
    local, try_local ['a, T] (value: &'a Option<T>, name: &str) -> &'a T {
        value.as_ref().ok_or_else(|| {
            Error::unbound_local_error(format!(
                "cannot access local variable '{name}' where it is not associated with a value"
            ))
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn catches_by_base_class() {
        assert!(Kind::ZeroDivisionError.is(Kind::ArithmeticError));
        assert!(Kind::ZeroDivisionError.is(Kind::BaseException));
        assert!(!Kind::ArithmeticError.is(Kind::ZeroDivisionError));
        assert!(!Kind::SystemExit.is(Kind::Exception));
        assert!(Kind::UnicodeError.is(Kind::ValueError));
    }

    #[test]
    fn shows_as_python_does() {
        let e = Error::value_error("bad \"x\"");
        assert_eq!(e.to_string(), "bad \"x\"");
        assert_eq!(e.repr(), "ValueError('bad \"x\"')");
        assert_eq!(e.line(), "ValueError: bad \"x\"");
        assert_eq!(Error::key_error("k").to_string(), "'k'");
        assert_eq!(Error::of(Kind::KeyError, &7_i64).line(), "KeyError: 7");
        assert_eq!(Error::bare(Kind::StopIteration).line(), "StopIteration");
        assert_eq!(Error::bare(Kind::StopIteration).repr(), "StopIteration()");
    }

    #[test]
    fn keeps_its_arguments() {
        let args = vec![Arg::of("a"), Arg::of(&3_i64)];
        let e = Error::with_args(Kind::KeyError, args);
        assert_eq!(e.to_string(), "('a', 3)");
        assert_eq!(e.repr(), "KeyError('a', 3)");
        assert_eq!(e.args::<Value>().len(), 2);
        assert_eq!(Error::value_error("x").args::<String>()[0], "x");
    }

    #[test]
    fn keeps_its_cause() {
        let e = Error::runtime_error("outer").from_cause(Error::key_error("k"));
        assert_eq!(std::error::Error::source(&e).unwrap().to_string(), "'k'");
    }
}
