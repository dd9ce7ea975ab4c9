//! Iterators without an end of their own.

use crate::error::fits;

/// `itertools.count(start, step)`
#[track_caller]
pub fn count(start: i64, step: i64) -> impl Iterator<Item = i64> + Clone {
    let mut next = Some(start);
    std::iter::from_fn(move || {
        let here = fits(next);
        next = here.checked_add(step);
        Some(here)
    })
}

/// `itertools.count(start, step)` of floats, which adds up as CPython does.
pub fn count_float(start: f64, step: f64) -> impl Iterator<Item = f64> + Clone {
    std::iter::successors(Some(start), move |x| Some(x + step))
}

/// `itertools.cycle(xs)`
pub fn cycle<T: Clone>(xs: impl IntoIterator<Item = T>) -> impl Iterator<Item = T> {
    let mut xs = xs.into_iter();
    let mut saved = Vec::new();
    let mut at = 0;
    std::iter::from_fn(move || {
        if let Some(x) = xs.next() {
            saved.push(x.clone());
            return Some(x);
        }
        let x = saved.get(at)?.clone();
        at = (at + 1) % saved.len();
        Some(x)
    })
}

/// `itertools.repeat(x, n)`
pub fn repeat<T: Clone>(x: T, n: i64) -> impl Iterator<Item = T> {
    std::iter::repeat_n(x, usize::try_from(n.max(0)).unwrap_or(usize::MAX))
}
