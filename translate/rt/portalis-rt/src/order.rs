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

/// Python's order. `None` means that neither `<`, `==` nor `>` holds: a NaN.
pub trait Order: Equal {
    /// Whether values without NaN have an order, whatever a program may have written:
    /// then it does not matter how they are sorted.
    const TOTAL: bool = false;

    /// How `self` compares with `other`.
    fn order(&self, other: &Self) -> Option<Ordering>;
}

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

    fn order(&self, other: &Self) -> Option<Ordering> {
        (**self).order(other)
    }
}

impl<T: Equal + ?Sized> Equal for std::rc::Rc<T> {
    fn equal(&self, other: &Self) -> bool {
        (**self).equal(other)
    }
}

impl<T: Order + ?Sized> Order for std::rc::Rc<T> {
    const TOTAL: bool = T::TOTAL;

    fn order(&self, other: &Self) -> Option<Ordering> {
        (**self).order(other)
    }
}

impl<T: Equal> Equal for [T] {
    fn equal(&self, other: &Self) -> bool {
        self.len() == other.len() && self.iter().zip(other).all(|(a, b)| a.equal(b))
    }
}

impl<T: Order> Order for [T] {
    const TOTAL: bool = T::TOTAL;

    fn order(&self, other: &Self) -> Option<Ordering> {
        match self.iter().zip(other).find(|(a, b)| !a.equal(b)) {
            Some((a, b)) => a.order(b),
            None => Some(self.len().cmp(&other.len())),
        }
    }
}

impl<T: Equal> Equal for Vec<T> {
    fn equal(&self, other: &Self) -> bool {
        self.as_slice().equal(other)
    }
}

impl<T: Order> Order for Vec<T> {
    const TOTAL: bool = T::TOTAL;

    fn order(&self, other: &Self) -> Option<Ordering> {
        self.as_slice().order(other)
    }
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
    a.order(b).is_some_and(Ordering::is_lt)
}

/// `a <= b`
pub fn le<T: Order + ?Sized>(a: &T, b: &T) -> bool {
    a.order(b).is_some_and(Ordering::is_le)
}

/// `a > b`
pub fn gt<T: Order + ?Sized>(a: &T, b: &T) -> bool {
    lt(b, a)
}

/// `a >= b`
pub fn ge<T: Order + ?Sized>(a: &T, b: &T) -> bool {
    le(b, a)
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
