//! Builtins that walk an iterator to its end.

use crate::error::raising;
use crate::index::count;
use crate::order::{Sorted, assert_sortable, gt, lt};
use crate::{Equal, Error, Kind, Order, listsort};
use std::borrow::Borrow;
use std::cmp::Reverse;

/// `any(xs)`
pub fn any(xs: impl IntoIterator<Item = bool>) -> bool {
    xs.into_iter().any(|x| x)
}

/// `all(xs)`
pub fn all(xs: impl IntoIterator<Item = bool>) -> bool {
    xs.into_iter().all(|x| x)
}

/// `next(xs, None)` of an iterator that nobody asks for more.
pub fn first<T>(xs: impl IntoIterator<Item = T>) -> Option<T> {
    xs.into_iter().next()
}

/// `next(xs, default)` of an iterator that nobody asks for more.
pub fn first_or<T>(xs: impl IntoIterator<Item = T>, default: T) -> T {
    first(xs).unwrap_or(default)
}

/// `next(xs)` of an iterator that nobody asks for more.
pub fn required<T>(xs: impl IntoIterator<Item = T>) -> T {
    try_required(xs).unwrap_or_else(|error| error.raise())
}

/// `next(xs)` of an iterator that nobody asks for more.
///
/// # Errors
///
/// `StopIteration` when there is no item.
pub fn try_required<T>(xs: impl IntoIterator<Item = T>) -> Result<T, Error> {
    first(xs).ok_or_else(|| Error::bare(Kind::StopIteration))
}

/// `zip(*rows)`: the columns, as many as the shortest row has elements.
pub fn transpose<T: Clone, R: std::ops::Deref<Target = [T]>>(rows: &[R]) -> Vec<crate::Tuple<T>> {
    let width = rows.iter().map(|row| row.len()).min().unwrap_or(0);
    (0..width)
        .map(|i| rows.iter().map(|row| row[i].clone()).collect())
        .collect()
}

/// `x in xs`
pub fn contains<T: Borrow<Q>, Q: Equal + ?Sized>(xs: impl IntoIterator<Item = T>, x: &Q) -> bool {
    xs.into_iter().any(|y| y.borrow().equal(x))
}

/// `sorted(xs)`
#[track_caller]
pub fn sorted<T: Order>(xs: impl IntoIterator<Item = T>) -> Vec<T> {
    let mut xs: Vec<T> = xs.into_iter().collect();
    crate::list::sort(&mut xs);
    xs
}

/// `sorted(xs, reverse=reverse)`
#[track_caller]
pub fn sorted_reverse<T: Order>(xs: impl IntoIterator<Item = T>, reverse: bool) -> Vec<T> {
    let mut xs: Vec<T> = xs.into_iter().collect();
    crate::list::sort_reverse(&mut xs, reverse);
    xs
}

/// `sorted(xs, key=key)`
#[track_caller]
pub fn sorted_by_key<T, K: Order>(
    xs: impl IntoIterator<Item = T>,
    key: impl FnMut(&T) -> K,
) -> Vec<T> {
    let mut xs: Vec<T> = xs.into_iter().collect();
    crate::list::sort_by_key(&mut xs, key);
    xs
}

/// `sorted(xs, key=key, reverse=reverse)`
#[track_caller]
pub fn sorted_by_key_reverse<T, K: Order>(
    xs: impl IntoIterator<Item = T>,
    key: impl FnMut(&T) -> K,
    reverse: bool,
) -> Vec<T> {
    let mut xs: Vec<T> = xs.into_iter().collect();
    crate::list::sort_by_key_reverse(&mut xs, key, reverse);
    xs
}

/// `sorted(xs, key=cmp_to_key(compare))`, where `less` is `compare(a, b) < 0`
pub fn sorted_by<T>(xs: impl IntoIterator<Item = T>, less: impl FnMut(&T, &T) -> bool) -> Vec<T> {
    sorted_by_reverse(xs, less, false)
}

/// `sorted(xs, key=cmp_to_key(compare), reverse=reverse)`
pub fn sorted_by_reverse<T>(
    xs: impl IntoIterator<Item = T>,
    less: impl FnMut(&T, &T) -> bool,
    reverse: bool,
) -> Vec<T> {
    let mut xs: Vec<T> = xs.into_iter().collect();
    sort_by(&mut xs, less, reverse);
    xs
}

macro_rules! extreme {
    ($name:ident $try_name:ident $by_key:ident $try_by_key:ident $or:ident $by_key_or:ident $by:ident $try_by:ident $by_or:ident $beats:ident) => {
        raising! {
            #[doc = concat!("`", stringify!($name), "(xs)`: the first of equals.")]
            $name, $try_name [T: Order] (xs: impl IntoIterator<Item = T>) -> T {
                xs.into_iter()
                    .reduce(|best, x| if $beats(&x, &best) { x } else { best })
                    .ok_or_else(|| empty(stringify!($name)))
            }
        }

        raising! {
            #[doc = concat!("`", stringify!($name), "(xs, key=key)`: the first of equals.")]
            $by_key, $try_by_key [T, K: Order] (xs: impl IntoIterator<Item = T>, key: impl FnMut(&T) -> K) -> T {
                best_by_key(xs, key, $beats).ok_or_else(|| empty(stringify!($name)))
            }
        }

        #[doc = concat!("`", stringify!($name), "(xs, default=default)`")]
        pub fn $or<T: Order>(xs: impl IntoIterator<Item = T>, default: T) -> T {
            $try_name(xs).unwrap_or(default)
        }

        #[doc = concat!("`", stringify!($name), "(xs, key=key, default=default)`")]
        pub fn $by_key_or<T, K: Order>(
            xs: impl IntoIterator<Item = T>,
            key: impl FnMut(&T) -> K,
            default: T,
        ) -> T {
            best_by_key(xs, key, $beats).unwrap_or(default)
        }

        raising! {
            #[doc = concat!("`", stringify!($name), "(xs, key=cmp_to_key(compare))`: the first of equals.")]
            $by, $try_by [T] (xs: impl IntoIterator<Item = T>, beats: impl FnMut(&T, &T) -> bool) -> T {
                best_by(xs, beats).ok_or_else(|| empty(stringify!($name)))
            }
        }

        #[doc = concat!("`", stringify!($name), "(xs, key=cmp_to_key(compare), default=default)`")]
        pub fn $by_or<T>(
            xs: impl IntoIterator<Item = T>,
            beats: impl FnMut(&T, &T) -> bool,
            default: T,
        ) -> T {
            best_by(xs, beats).unwrap_or(default)
        }
    };
}
extreme!(min try_min min_by_key try_min_by_key min_or min_by_key_or min_by try_min_by min_by_or lt);
extreme!(max try_max max_by_key try_max_by_key max_or max_by_key_or max_by try_max_by max_by_or gt);

fn best_by<T>(xs: impl IntoIterator<Item = T>, mut beats: impl FnMut(&T, &T) -> bool) -> Option<T> {
    xs.into_iter()
        .reduce(|best, x| if beats(&x, &best) { x } else { best })
}

fn best_by_key<T, K: Order>(
    xs: impl IntoIterator<Item = T>,
    mut key: impl FnMut(&T) -> K,
    beats: impl Fn(&K, &K) -> bool,
) -> Option<T> {
    let mut best: Option<(K, T)> = None;
    for x in xs {
        let k = key(&x);
        if best.as_ref().is_none_or(|(best, _)| beats(&k, best)) {
            best = Some((k, x));
        }
    }
    best.map(|(_, x)| x)
}

fn empty(name: &str) -> Error {
    Error::value_error(format!("{name}() arg is an empty sequence"))
}

/// Sorts in place; equal elements keep their order, in reverse too.
#[track_caller]
pub(crate) fn sort<T: Order>(xs: &mut [T], reverse: bool) {
    if !T::TOTAL {
        return sort_by_steps(xs, reverse);
    }
    if xs.len() > 1 {
        xs.iter().for_each(|x| assert_sortable(x));
    }
    let order = |a: &T, b: &T| a.order(b).unwrap_or(std::cmp::Ordering::Equal);
    if reverse {
        xs.sort_by(|a, b| order(b, a));
    } else {
        xs.sort_by(order);
    }
}

/// Sorts what a program may have written the order of: it may be none, so that the
/// outcome depends on the steps of the algorithm.
fn sort_by_steps<T: Order>(xs: &mut [T], reverse: bool) {
    sort_by(xs, |a, b| lt(a, b), reverse);
}

/// Sorts by whether an item is less than another, in Python's steps.
pub(crate) fn sort_by<T>(xs: &mut [T], mut less: impl FnMut(&T, &T) -> bool, reverse: bool) {
    if reverse {
        xs.reverse();
    }
    let order = listsort::permutation(xs.len(), |a, b| less(&xs[a], &xs[b]));
    listsort::apply(&order, xs);
    if reverse {
        xs.reverse();
    }
}

/// Sorts in place by a key; equal elements keep their order, in reverse too.
#[track_caller]
pub(crate) fn sort_by_key<T, K: Order>(xs: &mut [T], mut key: impl FnMut(&T) -> K, reverse: bool) {
    if let [only] = xs {
        key(only); // nothing to compare it with, but it may raise
    } else if !K::TOTAL {
        let mut keys: Vec<(K, usize)> = xs.iter().map(key).zip(0..).collect();
        if reverse {
            keys.reverse();
        }
        let order = listsort::permutation(keys.len(), |a, b| lt(&keys[a].0, &keys[b].0));
        let mut order: Vec<usize> = order.iter().map(|&i| keys[i].1).collect();
        if reverse {
            order.reverse();
        }
        listsort::apply(&order, xs);
    } else if reverse {
        xs.sort_by_cached_key(|x| Reverse(Sorted::new(key(x))));
    } else {
        xs.sort_by_cached_key(|x| Sorted::new(key(x)));
    }
}

/// The numbers of a `range` whose step is known only when it runs.
#[derive(Clone, Debug)]
pub struct Range {
    next: i64,
    step: i64,
    left: u64,
}

impl Iterator for Range {
    type Item = i64;

    fn next(&mut self) -> Option<i64> {
        self.left = self.left.checked_sub(1)?;
        let here = self.next;
        // What comes after the last may not fit, and is not asked for.
        self.next = here.wrapping_add(self.step);
        Some(here)
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        let left = usize::try_from(self.left);
        (left.unwrap_or(usize::MAX), left.ok())
    }
}

raising! {
    /// `range(start, stop, step)`
    range, try_range [] (start: i64, stop: i64, step: i64) -> Range {
        if step == 0 {
            return Err(Error::value_error("range() arg 3 must not be zero"));
        }
        Ok(Range { next: start, step, left: count(start, stop, step) })
    }
}
