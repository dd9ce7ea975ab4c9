//! Dicts, sets and deques beside plain lists.

use super::inputs;
use portalis_rt::functools::Cache;
use portalis_rt::{Counter, Deque, Dict, Set};
use proptest::prelude::*;
use std::collections::BTreeSet;

/// Something to do with a dict.
#[derive(Clone, Debug)]
enum Step {
    Insert(i64, i64),
    Remove(i64),
    Pop { last: bool },
    Move { key: i64, last: bool },
    Default(i64, i64),
    Update(Vec<(i64, i64)>),
    Clear,
}

fn steps() -> impl Strategy<Value = Vec<Step>> {
    // Few keys, so that they are found, and many, so that the table grows.
    let key = || prop_oneof![0..9_i64, 0..300_i64];
    let step = prop_oneof![
        20 => (key(), any::<i64>()).prop_map(|(key, value)| Step::Insert(key, value)),
        8 => key().prop_map(Step::Remove),
        6 => any::<bool>().prop_map(|last| Step::Pop { last }),
        3 => (key(), any::<bool>()).prop_map(|(key, last)| Step::Move { key, last }),
        3 => (key(), any::<i64>()).prop_map(|(key, value)| Step::Default(key, value)),
        2 => prop::collection::vec((key(), any::<i64>()), 0..40).prop_map(Step::Update),
        1 => Just(Step::Clear),
    ];
    prop::collection::vec(step, 0..120)
}

/// What goes into a set.
fn elements() -> impl Strategy<Value = Vec<i64>> {
    prop::collection::vec(-40..40_i64, 0..40)
}

/// What a dict does, done to a list of pairs.
fn take(list: &mut Vec<(i64, i64)>, key: i64) -> Option<(i64, i64)> {
    let at = list.iter().position(|pair| pair.0 == key)?;
    Some(list.remove(at))
}

fn put(list: &mut Vec<(i64, i64)>, key: i64, value: i64) {
    match list.iter_mut().find(|pair| pair.0 == key) {
        Some(pair) => pair.1 = value,
        None => list.push((key, value)),
    }
}

/// Takes a step with both, and says whether they gave the same.
fn step(d: &mut Dict<i64, i64>, list: &mut Vec<(i64, i64)>, step: Step) -> bool {
    match step {
        Step::Insert(key, value) => {
            d.insert(key, value);
            put(list, key, value);
            d[&key] == value
        }
        Step::Remove(key) => d.remove(&key) == take(list, key).map(|pair| pair.1),
        Step::Pop { last } => {
            let at = if last { list.len().wrapping_sub(1) } else { 0 };
            let pair = (!list.is_empty()).then(|| list.remove(at));
            d.try_pop_end(last).ok() == pair
        }
        Step::Move { key, last } => {
            let pair = take(list, key);
            if let Some(pair) = pair {
                list.insert(if last { list.len() } else { 0 }, pair);
            }
            d.try_move_to_end(&key, last).is_ok() == pair.is_some()
        }
        Step::Default(key, value) => {
            if list.iter().all(|pair| pair.0 != key) {
                put(list, key, value);
            }
            *d.setdefault(key, value) == list.iter().find(|pair| pair.0 == key).unwrap().1
        }
        Step::Update(pairs) => {
            for &(key, value) in &pairs {
                put(list, key, value);
            }
            d.update(&pairs.into_iter().collect());
            true
        }
        Step::Clear => {
            d.clear();
            list.clear();
            d.is_empty()
        }
    }
}

proptest! {
    #![proptest_config(inputs(1000))]

    #[test]
    fn a_dict_is_a_list_of_pairs(steps in steps()) {
        let mut d = Dict::new();
        let mut list = vec![];
        for one in steps {
            prop_assert!(step(&mut d, &mut list, one.clone()), "{:?}", one);
            prop_assert_eq!(d.len(), list.len());
            for (key, value) in &list {
                prop_assert_eq!(d.get(key), Some(value));
            }
        }
        prop_assert!(d.iter().map(|(k, v)| (*k, *v)).eq(list.iter().copied()));
        prop_assert!(d.keys().rev().eq(list.iter().rev().map(|pair| &pair.0)));
        let other: Dict<i64, i64> = list.iter().rev().copied().collect();
        prop_assert_eq!(&d, &other);
        prop_assert_eq!(d.into_iter().collect::<Vec<_>>(), list);
    }

    #[test]
    fn sets_by_their_elements(a in elements(), b in elements()) {
        let of = |xs: &[i64]| {
            let model: BTreeSet<i64> = xs.iter().copied().collect();
            (xs.iter().copied().collect::<Set<i64>>(), model)
        };
        let ((x, m), (y, n)) = (of(&a), of(&b));
        let same = |set: &Set<i64>, model: &BTreeSet<i64>| {
            let all: BTreeSet<i64> = set.iter().copied().collect();
            set.len() == model.len() && all == *model && model.iter().all(|k| set.contains(k))
        };
        prop_assert!(same(&x, &m));
        prop_assert!(same(&x.union(&y), &(&m | &n)));
        prop_assert!(same(&x.intersection(&y), &(&m & &n)));
        prop_assert!(same(&x.difference(&y), &(&m - &n)));
        prop_assert!(same(&x.symmetric_difference(&y), &(&m ^ &n)));
        prop_assert_eq!(x.is_subset(&y), m.is_subset(&n));
        prop_assert_eq!(x.is_proper_superset(&y), n.is_subset(&m) && m != n);
        prop_assert_eq!(x.is_disjoint(&y), m.is_disjoint(&n));
        prop_assert_eq!(x == y, m == n);
        let (mut x, mut m) = (x, m);
        for key in b {
            if m.remove(&key) {
                x.remove(&key);
            } else {
                prop_assert!(x.try_remove(&key).is_err());
                x.insert(key);
                m.insert(key);
            }
            prop_assert!(same(&x, &m));
        }
        while let Ok(key) = x.try_pop() {
            prop_assert!(m.remove(&key));
        }
        prop_assert!(m.is_empty());
    }

    #[test]
    fn counts(a in prop::collection::vec(0..6_i64, 0..12), b in prop::collection::vec(0..6_i64, 0..12)) {
        let (mut x, mut y) = (Counter::new(), Counter::new());
        x.count(a.clone());
        y.count(b.clone());
        let of = |xs: &[i64], key| xs.iter().filter(|&&x| x == key).count() as i64;
        for key in 0..6 {
            let (m, n) = (of(&a, key), of(&b, key));
            prop_assert_eq!(x.item(&key), m);
            prop_assert_eq!(x.plus(&y).item(&key), m + n);
            prop_assert_eq!(x.minus(&y).item(&key), (m - n).max(0));
            prop_assert_eq!(x.union(&y).item(&key), m.max(n));
            prop_assert_eq!(x.intersection(&y).item(&key), m.min(n));
        }
        prop_assert_eq!(x.total(), a.len() as i64);
        prop_assert_eq!(x.elements().count(), a.len());
        let common = x.most_common();
        prop_assert!(common.windows(2).all(|pair| pair[0].1 >= pair[1].1));
        prop_assert!(common.iter().all(|&(key, n)| n == of(&a, key)));
        prop_assert_eq!(x.most_common_of(2), &common[..common.len().min(2)]);
    }

    #[test]
    fn a_deque_is_a_list(
        xs in prop::collection::vec(0..9_i64, 0..9),
        n in -20..20_i64,
        maxlen in prop::option::of(0..5_i64),
        more in prop::collection::vec((any::<bool>(), 0..9_i64), 0..9),
    ) {
        let kept = |list: &[i64]| match maxlen {
            Some(most) => list[list.len().saturating_sub(most as usize)..].to_vec(),
            None => list.to_vec(),
        };
        let mut d = Deque::bounded(xs.clone(), maxlen);
        let mut list = kept(&xs);
        prop_assert!(d.iter().eq(&list));
        for (back, x) in more {
            if back {
                d.push_back(x);
                list.push(x);
                list = kept(&list);
            } else {
                d.push_front(x);
                list.insert(0, x);
                list.truncate(maxlen.map_or(usize::MAX, |most| most as usize));
            }
            prop_assert!(d.iter().eq(&list));
        }
        d.rotate(n);
        if !list.is_empty() {
            let by = n.rem_euclid(list.len() as i64) as usize;
            list.rotate_right(by);
        }
        prop_assert!(d.iter().eq(&list));
    }

    #[test]
    fn a_cache_keeps_the_last_used(keys in prop::collection::vec(0..9_i64, 0..60), size in 1..6_usize) {
        let cache = Cache::of_size(size);
        let mut kept: Vec<i64> = vec![];
        for key in keys {
            let mut computed = false;
            let value = cache.get_or(key, || {
                computed = true;
                key * key
            });
            prop_assert_eq!(value, key * key);
            prop_assert_eq!(computed, !kept.contains(&key));
            kept.retain(|&k| k != key);
            kept.push(key);
            kept.drain(..kept.len().saturating_sub(size));
        }
    }
}
