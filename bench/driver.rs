//! Prints the results of both sides, then the least nanoseconds that each took.
//! They take turns, so that what else runs on the machine meets both.

use std::hint::black_box;
use std::time::{Duration, Instant};

const ROUNDS: usize = 15;

fn main() {
    println!("{}", ours::FUNCTION(ARGUMENT)RESULT);
    println!("{}", hand::FUNCTION(ARGUMENT));
    let (mut ours, mut by_hand) = (Duration::MAX, Duration::MAX);
    for _ in 0..ROUNDS {
        let start = Instant::now();
        let _ = black_box(ours::FUNCTION(black_box(ARGUMENT)));
        ours = ours.min(start.elapsed());
        let start = Instant::now();
        black_box(hand::FUNCTION(black_box(ARGUMENT)));
        by_hand = by_hand.min(start.elapsed());
    }
    println!("{}\n{}", ours.as_nanos(), by_hand.as_nanos());
}
