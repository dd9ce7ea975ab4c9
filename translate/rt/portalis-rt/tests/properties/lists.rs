//! Lists beside models that take one element after the other.

use super::text::positions;
use super::{bound, inputs, int, outcome};
use portalis_rt::{Equal, Order, bisect, heapq, iter, list};
use proptest::prelude::*;
use std::cell::Cell;
use std::cmp::Ordering;

fn numbers() -> impl Strategy<Value = Vec<i64>> {
    prop::collection::vec(0..9_i64, 0..9)
}

fn sorted(mut xs: Vec<i64>) -> Vec<i64> {
    xs.sort_unstable();
    xs
}

/// Runs that rise, fall or stay, and pieces without order, one after the other: sorting
/// makes use of the runs that it finds.
fn runs() -> impl Strategy<Value = Vec<i64>> {
    let run = (-30..30_i64, 0..120_i64, -1..2_i64, 1..4_i64);
    let run =
        run.prop_map(|(from, len, by, every)| (0..len).map(|i| from + i / every * by).collect());
    let piece = prop::collection::vec(-30..30_i64, 0..80);
    prop::collection::vec(prop_oneof![run, piece], 0..9).prop_map(|all: Vec<Vec<i64>>| all.concat())
}

/// A number that is sorted by the steps of CPython, as by an order that a program has
/// written.
#[derive(Clone, Copy, Debug)]
struct Written(i64);

impl Equal for Written {
    fn equal(&self, other: &Self) -> bool {
        self.0 == other.0
    }
}

impl Order for Written {
    fn order(&self, other: &Self) -> Option<Ordering> {
        Some(self.0.cmp(&other.0))
    }
}

/// A number whose `<` is what a table says, and which may raise.
#[derive(Clone, Copy, Debug)]
struct Odd<'a> {
    n: i64,
    less: &'a [bool],
    left: &'a Cell<usize>,
}

impl Equal for Odd<'_> {
    fn equal(&self, other: &Self) -> bool {
        self.n == other.n
    }
}

impl Order for Odd<'_> {
    fn order(&self, other: &Self) -> Option<Ordering> {
        let Some(left) = self.left.get().checked_sub(1) else {
            panic!("what an order of the program raises")
        };
        self.left.set(left);
        let less = self.less[(self.n * 9 + other.n) as usize];
        Some(if less {
            Ordering::Less
        } else {
            Ordering::Greater
        })
    }
}

proptest! {
    #![proptest_config(inputs(2000))]

    #[test]
    fn slices(xs in numbers(), start in bound(), stop in bound(), step in prop_oneof![4 => -4..4_i64, 1 => int()]) {
        let taken = |step| positions(start, stop, step, xs.len()).into_iter().map(|i| xs[i]).collect::<Vec<_>>();
        prop_assert_eq!(list::slice(&xs, start, stop), taken(1));
        match list::try_slice_step(&xs, start, stop, step) {
            Ok(out) => prop_assert_eq!(out, taken(step)),
            Err(_) => prop_assert_eq!(step, 0),
        }
    }

    #[test]
    fn assigned_slices(xs in numbers(), start in bound(), stop in bound(), step in -4..4_i64, new in numbers()) {
        let mut all = xs.clone();
        let done = list::try_set_slice_step(&mut all, start, stop, step, new.clone());
        if step == 0 {
            prop_assert!(done.is_err());
            return Ok(());
        }
        let places = positions(start, stop, step, xs.len());
        let mut want = xs.clone();
        if step == 1 {
            // An empty slice stands before what it starts at.
            let from = positions(start, None, 1, xs.len()).first().copied().unwrap_or(xs.len());
            want = [&xs[..from], &new, &xs[from + places.len()..]].concat();
        } else if places.len() == new.len() {
            for (&place, x) in places.iter().zip(&new) {
                want[place] = *x;
            }
        } else {
            prop_assert!(done.is_err());
        }
        prop_assert_eq!(&all, &want);
        let mut plain = xs.clone();
        list::set_slice(&mut plain, start, stop, new);
        prop_assert!(step != 1 || plain == want);
    }

    #[test]
    fn deleted_slices(xs in numbers(), start in bound(), stop in bound(), step in -4..4_i64) {
        prop_assume!(step != 0);
        let gone = positions(start, stop, step, xs.len());
        let left: Vec<i64> = (0..xs.len()).filter(|i| !gone.contains(i)).map(|i| xs[i]).collect();
        let mut all = xs.clone();
        list::delete_slice_step(&mut all, start, stop, step);
        prop_assert_eq!(&all, &left);
        let mut all = xs.clone();
        list::delete_slice(&mut all, start, stop);
        prop_assert!(step != 1 || all == left);
    }

    #[test]
    fn edits_one_at_a_time(xs in numbers(), i in -11..11_i64, x in 0..9_i64) {
        let at = if i < 0 { i + xs.len() as i64 } else { i };
        let at = usize::try_from(at).ok().filter(|&at| at < xs.len());
        let without = at.map(|at| [&xs[..at], &xs[at + 1..]].concat());
        let mut all = xs.clone();
        prop_assert_eq!(list::try_pop_at(&mut all, i).ok(), at.map(|at| xs[at]));
        prop_assert_eq!(&all, without.as_ref().unwrap_or(&xs));
        let mut all = xs.clone();
        prop_assert_eq!(list::try_delete(&mut all, i).is_ok(), at.is_some());
        prop_assert_eq!(&all, without.as_ref().unwrap_or(&xs));
        let mut all = xs.clone();
        list::insert(&mut all, i, x);
        let before = positions(None, Some(i), 1, xs.len()).len();
        prop_assert_eq!(&all, &[&xs[..before], &[x], &xs[before..]].concat());
        let first = xs.iter().position(|&y| y == x);
        prop_assert_eq!(list::try_index_of(&xs, &x).ok(), first.map(|at| at as i64));
        let mut all = xs.clone();
        prop_assert_eq!(list::try_remove(&mut all, &x).is_ok(), first.is_some());
        prop_assert_eq!(all.len() + usize::from(first.is_some()), xs.len());
        prop_assert_eq!(list::repeat(&xs, i), xs.repeat(usize::try_from(i).unwrap_or(0)));
    }

    #[test]
    fn sorting_keeps_the_order_of_equals(xs in runs(), reverse in any::<bool>()) {
        let tagged: Vec<(i64, usize)> = xs.iter().copied().zip(0..).collect();
        let mut want = tagged.clone();
        want.sort_by(|a, b| if reverse { b.0.cmp(&a.0) } else { a.0.cmp(&b.0) });
        prop_assert_eq!(&iter::sorted_by_key_reverse(tagged.clone(), |x| x.0, reverse), &want);
        prop_assert_eq!(&iter::sorted_by_key_reverse(tagged.clone(), |x| Written(x.0), reverse), &want);
        let mut written: Vec<Written> = xs.iter().map(|&n| Written(n)).collect();
        list::sort_reverse(&mut written, reverse);
        prop_assert!(written.iter().map(|x| x.0).eq(want.iter().map(|x| x.0)));
    }

    #[test]
    fn sorting_by_no_order_keeps_all_elements(
        xs in prop::collection::vec(0..9_i64, 0..200),
        less in prop::collection::vec(any::<bool>(), 81),
        left in prop_oneof![1 => Just(usize::MAX), 1 => 0..400_usize],
        reverse in any::<bool>(),
    ) {
        let left = Cell::new(left);
        let mut odd: Vec<Odd> = xs.iter().map(|&n| Odd { n, less: &less, left: &left }).collect();
        let done = outcome(|| list::sort_reverse(&mut odd, reverse));
        prop_assert!(done.is_some() || left.get() == 0);
        // Whether it comes to an end or raises on the way, nothing is lost.
        prop_assert_eq!(sorted(odd.iter().map(|odd| odd.n).collect()), sorted(xs));
    }

    #[test]
    fn places_in_what_is_sorted(xs in numbers(), x in 0..9_i64, lo in 0..12_i64, hi in prop::option::of(0..9_i64)) {
        let xs = sorted(xs);
        let below = xs.iter().filter(|&&y| y < x).count() as i64;
        let above = xs.iter().filter(|&&y| y <= x).count() as i64;
        prop_assert_eq!(bisect::bisect_left(&xs, &x), below);
        prop_assert_eq!(bisect::bisect_right(&xs, &x), above);
        let end = hi.unwrap_or(xs.len() as i64).min(xs.len() as i64);
        if lo <= end && hi.is_none_or(|hi| hi <= xs.len() as i64) {
            prop_assert_eq!(bisect::bisect_left_in(&xs, &x, lo, hi), below.clamp(lo, end));
            prop_assert_eq!(bisect::bisect_right_in(&xs, &x, lo, hi), above.clamp(lo, end));
        }
        let mut all = xs.clone();
        bisect::insort_right(&mut all, x);
        prop_assert_eq!(all, sorted([xs, vec![x]].concat()));
    }

    #[test]
    fn heaps_give_the_least(xs in prop::collection::vec(int(), 0..30), more in prop::collection::vec(int(), 0..9)) {
        let is_heap = |heap: &[i64]| (1..heap.len()).all(|i| heap[(i - 1) / 2] <= heap[i]);
        let mut heap = xs.clone();
        heapq::heapify(&mut heap);
        prop_assert!(is_heap(&heap));
        let mut kept = sorted(xs.clone());
        for x in more {
            // Pushing and then popping, at once and in two steps.
            let mut two = heap.clone();
            heapq::heappush(&mut two, x);
            prop_assert!(is_heap(&two));
            let least = heapq::heappop(&mut two);
            prop_assert_eq!(heapq::heappushpop(&mut heap, x), least);
            prop_assert!(is_heap(&heap) && is_heap(&two));
            kept = sorted([kept, vec![x]].concat());
            prop_assert_eq!(kept.remove(0), least);
            if let Ok(least) = heapq::try_heapreplace(&mut heap, x) {
                prop_assert_eq!(kept.remove(0), least);
                kept = sorted([kept, vec![x]].concat());
            }
            prop_assert_eq!(&sorted(heap.clone()), &kept);
        }
        let drained: Vec<i64> = std::iter::from_fn(|| heapq::try_heappop(&mut heap).ok()).collect();
        prop_assert_eq!(drained, kept);
    }

    #[test]
    fn the_largest_and_the_smallest(xs in numbers(), other in numbers(), n in -1..9_i64) {
        let count = usize::try_from(n).unwrap_or(0).min(xs.len());
        let up = sorted(xs.clone());
        let down: Vec<i64> = up.iter().rev().copied().collect();
        prop_assert_eq!(heapq::nsmallest(n, xs.clone()), &up[..count]);
        prop_assert_eq!(heapq::nlargest(n, xs.clone()), &down[..count]);
        prop_assert_eq!(iter::try_min(xs.clone()).ok(), up.first().copied());
        prop_assert_eq!(iter::try_max(xs.clone()).ok(), up.last().copied());
        let merged: Vec<i64> = heapq::merge(up, sorted(other.clone())).collect();
        prop_assert_eq!(merged, sorted([xs, other].concat()));
    }

    #[test]
    fn lists_compare_by_their_first_difference(a in numbers(), b in numbers()) {
        prop_assert_eq!(list::lt(&a, &b), a < b);
        prop_assert_eq!(list::le(&a, &b), a <= b);
        prop_assert_eq!(list::gt(&a, &b), a > b);
        prop_assert_eq!(list::ge(&a, &b), a >= b);
        prop_assert_eq!(list::eq(&a, &b), a == b);
    }
}
