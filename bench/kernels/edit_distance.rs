//! The Levenshtein distance of two strings.

fn distance(a: &str, b: &str) -> usize {
    let b: Vec<char> = b.chars().collect();
    let mut previous: Vec<usize> = (0..=b.len()).collect();
    let mut current = Vec::with_capacity(b.len() + 1);
    for (i, ca) in a.chars().enumerate() {
        current.clear();
        current.push(i + 1);
        for (j, &cb) in b.iter().enumerate() {
            let change = previous[j] + usize::from(ca != cb);
            let best = change.min(previous[j + 1] + 1).min(current[j] + 1);
            current.push(best);
        }
        std::mem::swap(&mut previous, &mut current);
    }
    previous[b.len()]
}

pub fn shifted_distance(n: i64) -> i64 {
    let text = |start: &str, step: i64, of: i64| {
        (0..n)
            .map(|i| format!("{start}{}", i * step % of))
            .collect::<Vec<_>>()
            .join(" ")
    };
    distance(&text("word", 7, 31), &text("ward", 11, 29)) as i64
}
