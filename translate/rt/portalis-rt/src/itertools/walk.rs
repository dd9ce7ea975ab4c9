//! Iterators that walk others.

use crate::error::{fits, raising};
use crate::{Equal, Error};
use std::iter;

/// A number that adds up as Python's does.
pub trait Sum: Clone {
    /// `self + other`; stops when that does not fit.
    #[track_caller]
    fn plus(self, other: Self) -> Self;
}

impl Sum for i64 {
    fn plus(self, other: Self) -> Self {
        fits(self.checked_add(other))
    }
}

impl Sum for f64 {
    fn plus(self, other: Self) -> Self {
        self + other
    }
}

#[cfg(feature = "big")]
impl Sum for crate::BigInt {
    fn plus(self, other: Self) -> Self {
        self + other
    }
}

/// `itertools.accumulate(xs)`
pub fn sums<T: Sum>(xs: impl IntoIterator<Item = T>) -> impl Iterator<Item = T> {
    accumulate(xs, T::plus)
}

/// `itertools.accumulate(xs, initial=start)`
pub fn sums_from<T: Sum>(xs: impl IntoIterator<Item = T>, start: T) -> impl Iterator<Item = T> {
    accumulate_from(xs, T::plus, start)
}

/// `itertools.accumulate(xs, f)`
pub fn accumulate<T: Clone>(
    xs: impl IntoIterator<Item = T>,
    mut f: impl FnMut(T, T) -> T,
) -> impl Iterator<Item = T> {
    let mut total: Option<T> = None;
    xs.into_iter().map(move |x| {
        let next = match total.take() {
            Some(before) => f(before, x),
            None => x,
        };
        total = Some(next.clone());
        next
    })
}

/// `itertools.accumulate(xs, f, initial=start)`
pub fn accumulate_from<T, A: Clone>(
    xs: impl IntoIterator<Item = T>,
    mut f: impl FnMut(A, T) -> A,
    start: A,
) -> impl Iterator<Item = A> {
    let mut total = start.clone();
    let rest = xs.into_iter().map(move |x| {
        total = f(total.clone(), x);
        total.clone()
    });
    iter::once(start).chain(rest)
}

/// `itertools.compress(xs, selectors)`
pub fn compress<T>(
    xs: impl IntoIterator<Item = T>,
    selectors: impl IntoIterator<Item = bool>,
) -> impl Iterator<Item = T> {
    xs.into_iter()
        .zip(selectors)
        .filter_map(|(x, chosen)| chosen.then_some(x))
}

/// `itertools.filterfalse(f, xs)`
pub fn filterfalse<T>(
    mut f: impl FnMut(&T) -> bool,
    xs: impl IntoIterator<Item = T>,
) -> impl Iterator<Item = T> {
    xs.into_iter().filter(move |x| !f(x))
}

/// `itertools.starmap(f, xs)` of pairs.
pub fn starmap<A, B, R>(
    mut f: impl FnMut(A, B) -> R,
    xs: impl IntoIterator<Item = (A, B)>,
) -> impl Iterator<Item = R> {
    xs.into_iter().map(move |(a, b)| f(a, b))
}

/// `itertools.chain.from_iterable(xs)`
pub fn chained<T>(xs: impl IntoIterator<Item = Vec<T>>) -> impl Iterator<Item = T> {
    xs.into_iter().flatten()
}

/// `itertools.pairwise(xs)`
pub fn pairwise<T: Clone>(xs: impl IntoIterator<Item = T>) -> impl Iterator<Item = (T, T)> {
    let mut xs = xs.into_iter();
    let mut before = None;
    iter::from_fn(move || {
        let a = match before.take() {
            Some(x) => x,
            None => xs.next()?,
        };
        let b = xs.next()?;
        before = Some(b.clone());
        Some((a, b))
    })
}

/// `itertools.groupby(xs, key)`, each group walked when it is reached. A group that
/// Python's caller keeps is empty once the next one was asked for; this one is not.
pub fn groupby_key<T, K: Equal>(
    xs: impl IntoIterator<Item = T>,
    mut key: impl FnMut(&T) -> K,
) -> impl Iterator<Item = (K, Vec<T>)> {
    let mut xs = xs.into_iter();
    let mut first: Option<(K, T)> = None;
    iter::from_fn(move || {
        let (k, x) = match first.take() {
            Some(first) => first,
            None => xs.next().map(|x| (key(&x), x))?,
        };
        let mut group = vec![x];
        for x in xs.by_ref() {
            let next = key(&x);
            if !next.equal(&k) {
                first = Some((next, x));
                break;
            }
            group.push(x);
        }
        Some((k, group))
    })
}

/// `itertools.groupby(xs)`
pub fn groupby<T: Equal + Clone>(
    xs: impl IntoIterator<Item = T>,
) -> impl Iterator<Item = (T, Vec<T>)> {
    groupby_key(xs, T::clone)
}

/// `itertools.zip_longest(a, b)`
pub fn zip_longest<A, B>(
    a: impl IntoIterator<Item = A>,
    b: impl IntoIterator<Item = B>,
) -> impl Iterator<Item = (Option<A>, Option<B>)> {
    let (mut a, mut b) = (a.into_iter().fuse(), b.into_iter().fuse());
    iter::from_fn(move || match (a.next(), b.next()) {
        (None, None) => None,
        pair => Some(pair),
    })
}

/// `itertools.zip_longest(a, b, fillvalue=fill)`
pub fn zip_longest_with<T: Clone>(
    a: impl IntoIterator<Item = T>,
    b: impl IntoIterator<Item = T>,
    fill: T,
) -> impl Iterator<Item = (T, T)> {
    zip_longest(a, b).map(move |(x, y)| {
        (
            x.unwrap_or_else(|| fill.clone()),
            y.unwrap_or_else(|| fill.clone()),
        )
    })
}

raising! {
    /// `itertools.islice(xs, stop)`
    islice, try_islice [T] (xs: impl IntoIterator<Item = T>, stop: Option<i64>) -> impl Iterator<Item = T> {
        let (_, stop) = places(None, stop)?;
        Ok(xs.into_iter().take(stop))
    }
}

raising! {
    /// `itertools.islice(xs, start, stop, step)`
    islice_from, try_islice_from [T] (xs: impl IntoIterator<Item = T>, start: Option<i64>, stop: Option<i64>, step: Option<i64>) -> impl Iterator<Item = T> {
        let (start, stop) = places(start, stop)?;
        let step = place(step, 1).filter(|&n| n > 0).ok_or_else(|| {
            Error::value_error("Step for islice() must be a positive integer or None.")
        })?;
        Ok(xs.into_iter().take(stop).skip(start).step_by(step))
    }
}

/// Where islice starts and stops. CPython takes a stop of -1 for a mistake of its own kind.
fn places(start: Option<i64>, stop: Option<i64>) -> Result<(usize, usize), Error> {
    if stop == Some(-1) {
        return Err(Error::value_error(
            "Stop argument for islice() must be None or an integer: 0 <= x <= sys.maxsize.",
        ));
    }
    match (place(start, 0), place(stop, usize::MAX)) {
        (Some(start), Some(stop)) => Ok((start, stop)),
        _ => Err(Error::value_error(
            "Indices for islice() must be None or an integer: 0 <= x <= sys.maxsize.",
        )),
    }
}

/// An argument of islice; None when it is negative.
fn place(n: Option<i64>, default: usize) -> Option<usize> {
    match n {
        Some(n) if n < 0 => None,
        Some(n) => Some(usize::try_from(n).unwrap_or(usize::MAX)),
        None => Some(default),
    }
}
