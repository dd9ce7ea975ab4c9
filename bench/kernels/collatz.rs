//! The longest Collatz sequence that starts below a limit.

use std::collections::HashMap;

fn length(start: i64, known: &mut HashMap<i64, i64>) -> i64 {
    let mut n = start;
    let mut steps = 0;
    while n >= start && n != 1 {
        n = if n % 2 == 0 { n / 2 } else { 3 * n + 1 };
        steps += 1;
    }
    let total = steps + known.get(&n).copied().unwrap_or(1);
    known.insert(start, total);
    total
}

pub fn longest_start(limit: i64) -> i64 {
    let (mut best, mut longest) = (1, 0);
    let mut known = HashMap::new();
    for start in 1..limit {
        let steps = length(start, &mut known);
        if steps > longest {
            (best, longest) = (start, steps);
        }
    }
    best
}
