//! Exceptions of classes that a program defines.
//!
//! Such a class is a struct with a field `base`: the object as its base class sees
//! it, which is another such struct or, where the class derives from a builtin one,
//! an [`Error`]. [`exception!`](macro@crate::exception) makes an exception of it.

use crate::Error;
use std::any::Any;
use std::fmt::Debug;

/// An exception object, as seen from one of the classes it is of.
pub trait Object: Debug + Any + Send + Sync {
    /// The name of the class.
    fn class(&self) -> &'static str;
    /// What `str(e)` says.
    fn text(&self) -> String;
    /// What `repr(e)` says.
    fn repr(&self) -> String;
    /// The object as its base class sees it; None where that is builtin.
    fn base(&self) -> Option<&dyn Object>;
    /// The object as the builtin class sees it.
    fn end(&self) -> &Error;
    /// For tests of the type.
    fn as_any(&self) -> &dyn Any;
}

/// A class of exceptions that a program defines.
pub trait Exception: Object {}

/// What the field `base` of an exception holds.
pub trait Base {
    /// The object, where the base class is one of the program.
    fn own(&self) -> Option<&dyn Object>;
    /// The object as the builtin class sees it.
    fn end(&self) -> &Error;
    /// What `str(e)` says if a class that derives from this one does not change it.
    fn text(&self) -> String;
    /// Likewise `repr(e)`, where the class is of another name.
    fn repr_as(&self, class: &str) -> String;
}

impl Base for Error {
    fn own(&self) -> Option<&dyn Object> {
        None
    }
    fn end(&self) -> &Error {
        self
    }
    fn text(&self) -> String {
        self.to_string()
    }
    fn repr_as(&self, class: &str) -> String {
        format!("{class}({})", self.shown_args())
    }
}

/// Makes an exception of a struct with a field `base`. A class that defines `__str__` or
/// `__repr__` says which methods of the struct these are.
#[macro_export]
macro_rules! exception {
    ($class:ident $(, str = $text:ident)? $(, repr = $repr:ident)?) => {
        impl $crate::exception::Object for $class {
            fn class(&self) -> &'static str {
                stringify!($class)
            }
            fn text(&self) -> String {
                $crate::exception::Base::text(self)
            }
            fn repr(&self) -> String {
                $crate::exception::Base::repr_as(self, stringify!($class))
            }
            fn base(&self) -> Option<&dyn $crate::exception::Object> {
                $crate::exception::Base::own(&self.base)
            }
            fn end(&self) -> &$crate::Error {
                $crate::exception::Base::end(&self.base)
            }
            fn as_any(&self) -> &dyn ::std::any::Any {
                self
            }
        }

        impl $crate::exception::Exception for $class {}

        impl $crate::exception::Base for $class {
            fn own(&self) -> Option<&dyn $crate::exception::Object> {
                Some(self)
            }
            fn end(&self) -> &$crate::Error {
                $crate::exception::Base::end(&self.base)
            }
            #[allow(unreachable_code)]
            fn text(&self) -> String {
                $(return self.$text();)?
                $crate::exception::Base::text(&self.base)
            }
            #[allow(unreachable_code, unused_variables)]
            fn repr_as(&self, class: &str) -> String {
                $(return self.$repr();)?
                $crate::exception::Base::repr_as(&self.base, class)
            }
        }

        impl ::std::fmt::Display for $class {
            fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                f.pad(&$crate::exception::Base::text(self))
            }
        }

        impl ::std::error::Error for $class {}
    };
}

#[cfg(test)]
mod tests {
    use crate::{Error, Kind};

    #[derive(Clone, Debug)]
    struct BankError {
        base: Error,
        code: i64,
    }
    crate::exception!(BankError);

    #[derive(Clone, Debug)]
    struct NoFunds {
        base: BankError,
        needed: i64,
    }
    impl NoFunds {
        fn text(&self) -> String {
            format!("{} missing: {}", self.needed, self.base)
        }
    }
    crate::exception!(NoFunds, str = text);

    fn no_funds() -> Error {
        let base = BankError {
            base: Error::value_error("no"),
            code: 7,
        };
        NoFunds { base, needed: 3 }.into()
    }

    #[test]
    fn is_of_its_classes() {
        let e = no_funds();
        assert!(e.is_a::<NoFunds>() && e.is_a::<BankError>() && e.is(Kind::ValueError));
        let base: Error = e.get::<BankError>().clone().into();
        assert!(!base.is_a::<NoFunds>() && base.is_a::<BankError>());
        assert!(!Error::value_error("no").is_a::<BankError>());
        assert_eq!(
            (e.get::<NoFunds>().needed, e.get::<BankError>().code),
            (3, 7)
        );
    }

    #[test]
    fn shows_as_python_does() {
        let e = no_funds();
        assert_eq!(e.line(), "NoFunds: 3 missing: no");
        assert_eq!(e.repr(), "NoFunds('no')");
        assert_eq!(e.get::<BankError>().to_string(), "no");
        assert_eq!(e.args::<String>()[0], "no");
    }
}
