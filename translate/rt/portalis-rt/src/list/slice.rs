//! Slices of lists.

use crate::error::raising;
use crate::index::{bounds, steps};

/// `xs[start:stop]`
pub fn slice<T>(xs: &[T], start: Option<i64>, stop: Option<i64>) -> &[T] {
    let (start, stop) = bounds(start, stop, xs.len());
    &xs[start..stop]
}

/// `xs[start:stop]`, whose elements are changed in place.
pub fn slice_mut<T>(xs: &mut [T], start: Option<i64>, stop: Option<i64>) -> &mut [T] {
    let (start, stop) = bounds(start, stop, xs.len());
    &mut xs[start..stop]
}

raising! {
    /// `xs[start:stop:step]`
    slice_step, try_slice_step [T: Clone] (xs: &[T], start: Option<i64>, stop: Option<i64>, step: i64) -> Vec<T> {
        Ok(steps(start, stop, step, xs.len())?.map(|i| xs[i].clone()).collect())
    }
}

/// `xs[start:stop] = new`
pub fn set_slice<T>(
    xs: &mut Vec<T>,
    start: Option<i64>,
    stop: Option<i64>,
    new: impl IntoIterator<Item = T>,
) {
    let (start, stop) = bounds(start, stop, xs.len());
    // All of new is made before xs changes.
    let new: Vec<T> = new.into_iter().collect();
    if new.len() == stop - start {
        for (place, x) in xs[start..stop].iter_mut().zip(new) {
            *place = x;
        }
    } else {
        xs.splice(start..stop, new);
    }
}

/// `del xs[start:stop]`
pub fn delete_slice<T>(xs: &mut Vec<T>, start: Option<i64>, stop: Option<i64>) {
    let (start, stop) = bounds(start, stop, xs.len());
    xs.drain(start..stop);
}
