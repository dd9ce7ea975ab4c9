//! Python's exceptions.

use std::fmt;

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
    SystemError Exception system_error,
    TypeError Exception type_error,
    ValueError Exception value_error,
    UnicodeError ValueError unicode_error,
    UnicodeDecodeError UnicodeError unicode_decode_error,
    UnicodeEncodeError UnicodeError unicode_encode_error,
    StatisticsError ValueError statistics_error,
    Warning Exception warning,
    DeprecationWarning Warning deprecation_warning,
    RuntimeWarning Warning runtime_warning,
    UserWarning Warning user_warning,
}

impl Kind {
    /// Whether `except base` catches this class.
    pub fn is(self, base: Kind) -> bool {
        self == base || (self != self.base() && self.base().is(base))
    }
}

/// An exception object. Its `Display` is Python's `str(e)`.
///
/// It is one pointer, so that a result that may be an exception stays in registers.
#[derive(Clone, Debug)]
pub struct Error(Box<Exception>);

#[derive(Clone, Debug)]
struct Exception {
    kind: Kind,
    /// What `str(e)` says.
    text: String,
    /// The arguments as `repr(e)` shows them; None for the text as only argument.
    args: Option<String>,
    cause: Option<Error>,
}

impl Error {
    /// An exception with a str as its argument: `kind("message")`.
    #[must_use]
    pub fn new(kind: Kind, message: impl Into<String>) -> Self {
        // A KeyError shows the repr of its argument, so that '' can be seen.
        if kind == Kind::KeyError {
            let args = crate::text::repr(&message.into());
            return Self::made(kind, args.clone(), Some(args));
        }
        Self::made(kind, message.into(), None)
    }

    // Apart and cold, so that what may raise stays small where it does not.
    #[cold]
    #[inline(never)]
    fn made(kind: Kind, text: String, args: Option<String>) -> Self {
        Self(Box::new(Exception {
            kind,
            text,
            args,
            cause: None,
        }))
    }

    /// An exception without arguments: `kind()`.
    #[must_use]
    pub fn bare(kind: Kind) -> Self {
        Self::made(kind, String::new(), Some(String::new()))
    }

    /// An exception with any value as its argument: `kind(value)`.
    #[must_use]
    pub fn of<T: crate::Repr + ?Sized>(kind: Kind, value: &T) -> Self {
        let args = crate::repr_of(value);
        let text = if kind == Kind::KeyError {
            args.clone()
        } else {
            crate::str_of(value)
        };
        Self::made(kind, text, Some(args))
    }

    /// The same exception as raised by `raise self from cause`.
    #[must_use]
    pub fn from_cause(mut self, cause: Error) -> Self {
        self.0.cause = Some(cause);
        self
    }

    /// The class.
    pub fn kind(&self) -> Kind {
        self.0.kind
    }

    /// What `str(e)` says.
    pub fn message(&self) -> &str {
        &self.0.text
    }

    /// Whether `except kind` catches this exception.
    pub fn is(&self, kind: Kind) -> bool {
        self.0.kind.is(kind)
    }

    /// Python's `repr(e)`.
    pub fn repr(&self) -> String {
        let shown = match &self.0.args {
            Some(args) => args,
            None => &crate::text::repr(&self.0.text),
        };
        format!("{}({shown})", self.0.kind.name())
    }

    /// The last line of a Python traceback: `ValueError: message`.
    pub fn line(&self) -> String {
        let name = self.0.kind.name();
        if self.0.text.is_empty() {
            name.to_owned()
        } else {
            format!("{name}: {}", self.0.text)
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

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.0.text)
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

        #[doc = concat!("[`", stringify!($name), "`], with the exception as a value.")]
        pub fn $try_name<$($generics)*>($($arg: $type),*) -> Result<$result, $crate::Error> $body
    };
}
pub(crate) use raising;

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
    fn keeps_its_cause() {
        let e = Error::runtime_error("outer").from_cause(Error::key_error("k"));
        assert_eq!(std::error::Error::source(&e).unwrap().to_string(), "'k'");
    }
}
