//! Python's list where it is more than a Vec.

mod edit;
mod place;
mod slice;

pub use edit::{
    concat, delete, index_of, index_of_in, insert, pop, pop_at, remove, repeat, repeat_in_place,
};
pub use edit::{try_delete, try_index_of, try_index_of_in, try_pop, try_pop_at, try_remove};
pub use place::{at, at_mut, slot, swap, try_at, try_at_mut, try_slot, try_swap};
pub use slice::{delete_slice, delete_slice_step, try_delete_slice_step};
pub use slice::{reverse_to, slice, slice_mut, slice_step, try_slice_step};
pub use slice::{set_slice, set_slice_step, try_set_slice_step};

use crate::order;
use crate::{Equal, Order};
use std::borrow::Borrow;

/// `x in xs`
pub fn contains<T: Borrow<Q>, Q: Equal + ?Sized>(xs: &[T], x: &Q) -> bool {
    xs.iter().any(|y| y.borrow().equal(x))
}

/// `xs.count(x)`
pub fn count<T: Borrow<Q>, Q: Equal + ?Sized>(xs: &[T], x: &Q) -> i64 {
    xs.iter().filter(|y| (*y).borrow().equal(x)).count() as i64
}

/// `a == b`
pub fn eq<T: Equal>(a: &[T], b: &[T]) -> bool {
    order::eq(a, b)
}

/// `a < b`
pub fn lt<T: Order>(a: &[T], b: &[T]) -> bool {
    order::lt(a, b)
}

/// `a <= b`
pub fn le<T: Order>(a: &[T], b: &[T]) -> bool {
    order::le(a, b)
}

/// `a > b`
pub fn gt<T: Order>(a: &[T], b: &[T]) -> bool {
    order::gt(a, b)
}

/// `a >= b`
pub fn ge<T: Order>(a: &[T], b: &[T]) -> bool {
    order::ge(a, b)
}

/// `xs.sort()`
#[track_caller]
pub fn sort<T: Order>(xs: &mut [T]) {
    crate::iter::sort(xs, false);
}

/// `xs.sort(reverse=reverse)`
#[track_caller]
pub fn sort_reverse<T: Order>(xs: &mut [T], reverse: bool) {
    crate::iter::sort(xs, reverse);
}

/// `xs.sort(key=cmp_to_key(compare))`, where `less` is `compare(a, b) < 0`
pub fn sort_by<T>(xs: &mut [T], less: impl FnMut(&T, &T) -> bool) {
    crate::iter::sort_by(xs, less, false);
}

/// `xs.sort(key=cmp_to_key(compare), reverse=reverse)`
pub fn sort_by_reverse<T>(xs: &mut [T], less: impl FnMut(&T, &T) -> bool, reverse: bool) {
    crate::iter::sort_by(xs, less, reverse);
}

/// `xs.sort(key=key)`
#[track_caller]
pub fn sort_by_key<T, K: Order>(xs: &mut [T], key: impl FnMut(&T) -> K) {
    crate::iter::sort_by_key(xs, key, false);
}

/// `xs.sort(key=key, reverse=reverse)`
#[track_caller]
pub fn sort_by_key_reverse<T, K: Order>(xs: &mut [T], key: impl FnMut(&T) -> K, reverse: bool) {
    crate::iter::sort_by_key(xs, key, reverse);
}

/// How often to repeat something of some length; stops where no memory can hold it.
#[track_caller]
pub(crate) fn times(n: i64, len: usize) -> usize {
    if len == 0 {
        return 0;
    }
    let n = usize::try_from(n.max(0)).ok();
    match n.filter(|n| n.checked_mul(len).is_some()) {
        Some(n) => n,
        None => crate::Error::new(crate::Kind::MemoryError, "").raise(),
    }
}
