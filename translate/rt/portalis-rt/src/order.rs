//! Python's comparisons where Rust's differ: floats inside containers.

use crate::error::nan_identity;
use std::cmp::Ordering;

/// Python's `==` of two elements of containers.
///
/// Python takes an object as equal to itself before it asks `==`. That shows
/// only for NaN, and there the comparison stops, since a value has no identity.
pub trait Equal {
    /// Whether Python finds the elements equal.
    fn equal(&self, other: &Self) -> bool;
}

/// Python's order. A type has at least one of `order` and `less`: what it does not say
/// follows from what it says. An object may answer each comparison by a method of its
/// own, and containers ask their first elements that differ for the same comparison.
pub trait Order: Equal {
    /// Whether values without NaN have an order, whatever a program may have written:
    /// then it does not matter how they are sorted.
    const TOTAL: bool = false;

    /// How `self` compares with `other`. `None` means that neither `<`, `==` nor `>`
    /// holds: a NaN.
    fn order(&self, other: &Self) -> Option<Ordering> {
        if self.less(other) {
            Some(Ordering::Less)
        } else if other.less(self) {
            Some(Ordering::Greater)
        } else {
            Some(Ordering::Equal)
        }
    }

    /// `self < other`
    fn less(&self, other: &Self) -> bool {
        self.order(other).is_some_and(Ordering::is_lt)
    }

    /// `self <= other`
    fn at_most(&self, other: &Self) -> bool {
        self.order(other).is_some_and(Ordering::is_le)
    }

    /// `self > other`
    fn greater(&self, other: &Self) -> bool {
        other.less(self)
    }

    /// `self >= other`
    fn at_least(&self, other: &Self) -> bool {
        other.at_most(self)
    }
}

/// The methods of [`Order`] of what compares as something in it does.
macro_rules! order_as {
    ($x:ident => $inner:expr) => {
        $crate::order::order_as!($x => $inner, order Option<std::cmp::Ordering>);
        $crate::order::order_as!($x => $inner, less bool);
        $crate::order::order_as!($x => $inner, at_most bool);
        $crate::order::order_as!($x => $inner, greater bool);
        $crate::order::order_as!($x => $inner, at_least bool);
    };
    ($x:ident => $inner:expr, $name:ident $result:ty) => {
        fn $name(&self, other: &Self) -> $result {
            let a = {
                let $x = self;
                $inner
            };
            let b = {
                let $x = other;
                $inner
            };
            a.$name(&b)
        }
    };
}
pub(crate) use order_as;

/// The methods of [`Order`] of a sequence: its first elements that differ are compared.
macro_rules! order_of_items {
    () => {
        fn order(&self, other: &Self) -> Option<std::cmp::Ordering> {
            match self.iter().zip(other).find(|(a, b)| !a.equal(b)) {
                Some((a, b)) => a.order(b),
                None => Some(self.len().cmp(&other.len())),
            }
        }
        $crate::order::order_of_items!(less <);
        $crate::order::order_of_items!(at_most <=);
        $crate::order::order_of_items!(greater >);
        $crate::order::order_of_items!(at_least >=);
    };
    ($name:ident $symbol:tt) => {
        fn $name(&self, other: &Self) -> bool {
            match self.iter().zip(other).find(|(a, b)| !a.equal(b)) {
                Some((a, b)) => a.$name(b),
                None => self.len() $symbol other.len(),
            }
        }
    };
}
pub(crate) use order_of_items;

macro_rules! plain {
    ($($t:ty),*) => {$(
        impl Equal for $t {
            fn equal(&self, other: &Self) -> bool { self == other }
        }
        impl Order for $t {
            const TOTAL: bool = true;
            fn order(&self, other: &Self) -> Option<Ordering> { Some(self.cmp(other)) }
        }
    )*};
}
plain!(i64, i32, usize, bool, char, str, String);

impl Equal for () {
    fn equal(&self, _: &Self) -> bool {
        true
    }
}

impl Equal for f64 {
    fn equal(&self, other: &Self) -> bool {
        if self.is_nan() && other.is_nan() {
            nan_identity()
        }
        self == other
    }
}

impl Order for f64 {
    const TOTAL: bool = true;

    fn order(&self, other: &Self) -> Option<Ordering> {
        self.partial_cmp(other)
    }
}

impl<T: Equal> Equal for Option<T> {
    fn equal(&self, other: &Self) -> bool {
        match (self, other) {
            (Some(a), Some(b)) => a.equal(b),
            (None, None) => true,
            _ => false,
        }
    }
}

impl<T: Equal + ?Sized> Equal for &T {
    fn equal(&self, other: &Self) -> bool {
        (**self).equal(other)
    }
}

impl<T: Order + ?Sized> Order for &T {
    const TOTAL: bool = T::TOTAL;

    order_as!(x => &**x);
}

impl<T: Equal + ?Sized> Equal for std::rc::Rc<T> {
    fn equal(&self, other: &Self) -> bool {
        (**self).equal(other)
    }
}

impl<T: Order + ?Sized> Order for std::rc::Rc<T> {
    const TOTAL: bool = T::TOTAL;

    order_as!(x => &**x);
}

impl<T: Equal> Equal for [T] {
    fn equal(&self, other: &Self) -> bool {
        self.len() == other.len() && self.iter().zip(other).all(|(a, b)| a.equal(b))
    }
}

impl<T: Order> Order for [T] {
    const TOTAL: bool = T::TOTAL;

    order_of_items!();
}

impl<T: Equal> Equal for Vec<T> {
    fn equal(&self, other: &Self) -> bool {
        self.as_slice().equal(other)
    }
}

impl<T: Order> Order for Vec<T> {
    const TOTAL: bool = T::TOTAL;

    order_as!(x => x.as_slice());
}

macro_rules! tuple {
    ($($name:ident $n:tt),*) => {
        impl<$($name: Equal),*> Equal for ($($name,)*) {
            fn equal(&self, other: &Self) -> bool {
                $(self.$n.equal(&other.$n))&&*
            }
        }
        impl<$($name: Order),*> Order for ($($name,)*) {
            const TOTAL: bool = $($name::TOTAL)&&*;

            fn order(&self, other: &Self) -> Option<Ordering> {
                $(if !self.$n.equal(&other.$n) {
                    return self.$n.order(&other.$n);
                })*
                Some(Ordering::Equal)
            }

            tuple!(less false, $($n),*);
            tuple!(at_most true, $($n),*);
            tuple!(greater false, $($n),*);
            tuple!(at_least true, $($n),*);
        }
    };
    ($relation:ident $of_equals:literal, $($n:tt),*) => {
        fn $relation(&self, other: &Self) -> bool {
            $(if !self.$n.equal(&other.$n) {
                return self.$n.$relation(&other.$n);
            })*
            $of_equals
        }
    };
}
crate::for_tuples!(tuple);

/// `a == b` of two values of one type.
pub fn eq<T: Equal + ?Sized>(a: &T, b: &T) -> bool {
    a.equal(b)
}

/// `a < b`
pub fn lt<T: Order + ?Sized>(a: &T, b: &T) -> bool {
    a.less(b)
}

/// `a <= b`
pub fn le<T: Order + ?Sized>(a: &T, b: &T) -> bool {
    a.at_most(b)
}

/// `a > b`
pub fn gt<T: Order + ?Sized>(a: &T, b: &T) -> bool {
    a.greater(b)
}

/// `a >= b`
pub fn ge<T: Order + ?Sized>(a: &T, b: &T) -> bool {
    a.at_least(b)
}

/// `min(a, b)`: `a` unless `b` is less.
pub fn min<T: Order>(a: T, b: T) -> T {
    if lt(&b, &a) { b } else { a }
}

/// `max(a, b)`: `a` unless `b` is greater.
pub fn max<T: Order>(a: T, b: T) -> T {
    if gt(&b, &a) { b } else { a }
}

/// A key for Rust's stable sort.
pub(crate) struct Sorted<T>(T);

impl<T: Order> Sorted<T> {
    /// Stops when the key has a NaN in it: where it ends up in Python depends on
    /// the steps of its sorting algorithm.
    #[track_caller]
    pub(crate) fn new(key: T) -> Self {
        assert_sortable(&key);
        Self(key)
    }
}

/// Stops when a value to be sorted has a NaN in it.
#[track_caller]
pub(crate) fn assert_sortable<T: Order>(value: &T) {
    if value.order(value) != Some(Ordering::Equal) {
        panic!("sorting NaN: where Python puts it depends on its sorting algorithm");
    }
}

impl<T: Order> Ord for Sorted<T> {
    fn cmp(&self, other: &Self) -> Ordering {
        self.0.order(&other.0).unwrap_or(Ordering::Equal)
    }
}

impl<T: Order> PartialOrd for Sorted<T> {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl<T: Order> PartialEq for Sorted<T> {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other) == Ordering::Equal
    }
}

impl<T: Order> Eq for Sorted<T> {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn first_of_equals_wins() {
        assert!(max(0.0, -0.0).is_sign_positive());
        assert!(min(-0.0, 0.0).is_sign_negative());
        assert!(max(f64::NAN, 1.0).is_nan());
        assert_eq!(max(1.0, f64::NAN), 1.0);
    }

    #[test]
    fn lists_compare_by_their_first_difference() {
        assert!(lt(&[1, 2][..], &[1, 2, 3]));
        assert!(gt(&vec![(1_i64, 2.5)], &vec![(1, 2.0)]));
        assert!(!lt(&(1_i64, f64::NAN), &(1, 1.0)) && !ge(&(1_i64, f64::NAN), &(1, 1.0)));
    }

    #[test]
    #[should_panic(expected = "identity")]
    fn nan_in_a_list_stops() {
        eq(&[f64::NAN][..], &[f64::NAN]);
    }
}
