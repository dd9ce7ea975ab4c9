//! Pairs of numbers that meet in a long sequence, counted in maps.

use std::collections::HashMap;

fn sequence(n: i64) -> impl Iterator<Item = i64> {
    let mut value = 7;
    (0..n).map(move |_| {
        value = (value * 421 + 1663) % 7875;
        value % 1000
    })
}

pub fn count_pairs(n: i64) -> i64 {
    let mut pairs: HashMap<(i64, i64), i64> = HashMap::new();
    let mut last = 0;
    for value in sequence(n) {
        *pairs.entry((last % 50, value % 50)).or_default() += 1;
        last = value;
    }
    let mut by_first: HashMap<i64, Vec<i64>> = HashMap::new();
    for (&(first, _), &count) in &pairs {
        by_first.entry(first).or_default().push(count);
    }
    by_first
        .values()
        .map(|counts| counts.iter().max().unwrap_or(&0) * counts.len() as i64)
        .sum()
}
