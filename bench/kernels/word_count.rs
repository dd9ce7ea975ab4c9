//! How often each word of a text occurs.

use std::cmp::Reverse;
use std::collections::HashMap;

const VERSE: &str = "
The fox jumped over the lazy dog, and the dog barked at the fox.
A quick brown fox is quicker than a slow, lazy dog; but dogs are loud.
";

fn count_words(text: &str) -> HashMap<String, i64> {
    let mut counts = HashMap::new();
    for line in text.lines() {
        for word in line.to_lowercase().split_whitespace() {
            let word = word.trim_matches(['.', ',', ';', ':', '!', '?']);
            if word.is_empty() {
                continue;
            }
            if let Some(count) = counts.get_mut(word) {
                *count += 1;
            } else {
                counts.insert(word.to_owned(), 1);
            }
        }
    }
    counts
}

pub fn report(repeats: i64) -> String {
    let counts = count_words(&VERSE.repeat(repeats as usize));
    let mut ranked: Vec<_> = counts.iter().collect();
    ranked.sort_unstable_by_key(|&(word, count)| (Reverse(count), word));
    ranked
        .iter()
        .take(5)
        .map(|(word, count)| format!("{word} {count}"))
        .collect::<Vec<_>>()
        .join(", ")
}
