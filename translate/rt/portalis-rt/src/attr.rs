//! Attributes of objects that are shared.

use std::cell::{Ref, RefCell, RefMut};
use std::fmt::{self, Formatter};
use std::rc::Rc;

/// An attribute that can be assigned through every name of its object.
///
/// A container in it is changed where it is, through [`Attr::borrow_mut`]; the
/// borrow ends with the statement.
pub struct Attr<T>(RefCell<T>);

impl<T> Attr<T> {
    /// An attribute that holds `value`.
    pub const fn new(value: T) -> Self {
        Self(RefCell::new(value))
    }

    /// Assigns to the attribute.
    pub fn set(&self, value: T) {
        // What it held is dropped when nothing is borrowed any more.
        let _before = self.0.replace(value);
    }

    /// Looks at what the attribute holds.
    #[track_caller]
    pub fn borrow(&self) -> Ref<'_, T> {
        self.0.borrow()
    }

    /// Changes what the attribute holds.
    #[track_caller]
    pub fn borrow_mut(&self) -> RefMut<'_, T> {
        self.0.borrow_mut()
    }
}

impl<T: Clone> Attr<T> {
    /// What the attribute holds.
    #[track_caller]
    pub fn get(&self) -> T {
        self.0.borrow().clone()
    }
}

impl<T: PartialEq> PartialEq for Attr<T> {
    fn eq(&self, other: &Self) -> bool {
        *self.0.borrow() == *other.0.borrow()
    }
}

impl<T: crate::Equal> crate::Equal for Attr<T> {
    fn equal(&self, other: &Self) -> bool {
        self.0.borrow().equal(&other.0.borrow())
    }
}

impl<T: crate::Order> crate::Order for Attr<T> {
    const TOTAL: bool = T::TOTAL;

    crate::order::order_as!(x => x.0.borrow());
}

impl<T: crate::Repr> crate::Repr for Attr<T> {
    fn write_repr(&self, f: &mut Formatter<'_>) -> fmt::Result {
        self.0.borrow().write_repr(f)
    }
}

/// `a is b` of objects that are shared, or None.
#[must_use]
pub fn is_same<T>(a: &Option<Rc<T>>, b: &Option<Rc<T>>) -> bool {
    match (a, b) {
        (Some(a), Some(b)) => Rc::ptr_eq(a, b),
        (None, None) => true,
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn is_set_through_any_name() {
        let attr = Attr::new(vec![1]);
        attr.borrow_mut().push(2);
        assert_eq!(attr.get(), [1, 2]);
        attr.set(Vec::new());
        assert!(attr.borrow().is_empty());
    }
}
