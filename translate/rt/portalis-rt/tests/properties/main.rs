//! Laws that hold whatever goes in, and comparisons with models that are simpler than
//! what they check.
//!
//! The input is the same in every run. Other input, and more of it, is drawn by
//!
//! ```text
//! PROPTEST_RNG_SEED=7 PROPTEST_CASES=100000 cargo test --release --all-features --test properties
//! ```

#[cfg(feature = "big")]
mod big;
mod floats;
mod formats;
mod ints;
mod lists;
#[cfg(feature = "re")]
mod patterns;
mod structures;
mod text;
#[cfg(feature = "wire")]
mod travel;

use proptest::prelude::*;
use proptest::test_runner::RngSeed;
use std::cell::Cell;
use std::panic::{self, AssertUnwindSafe};
use std::sync::Once;

/// How a property is tested: with so many inputs, which are the same in every run.
fn inputs(cases: u32) -> ProptestConfig {
    let asked = ProptestConfig::default();
    let cases = match std::env::var_os("PROPTEST_CASES") {
        Some(_) => asked.cases,
        None => cases,
    };
    ProptestConfig {
        cases,
        max_global_rejects: cases.saturating_mul(10),
        rng_seed: match asked.rng_seed {
            RngSeed::Random => RngSeed::Fixed(11),
            fixed => fixed,
        },
        failure_persistence: None,
        ..asked
    }
}

thread_local! {
    /// Whether this thread is to stop without a word.
    static QUIET: Cell<bool> = const { Cell::new(false) };
}

/// What a call gives, or None where it stops the program.
fn outcome<T>(call: impl FnOnce() -> T) -> Option<T> {
    static HOOK: Once = Once::new();
    HOOK.call_once(|| {
        let loud = panic::take_hook();
        panic::set_hook(Box::new(move |info| {
            if !QUIET.get() {
                loud(info);
            }
        }));
    });
    QUIET.set(true);
    let result = panic::catch_unwind(AssertUnwindSafe(call));
    QUIET.set(false);
    result.ok()
}

/// An int of any size up to 64 bits, the small and the extreme ones more often.
fn int() -> impl Strategy<Value = i64> {
    prop_oneof![
        2 => -20..20_i64,
        2 => -1000..1000_i64,
        1 => prop::sample::select(vec![i64::MIN, i64::MIN + 1, i64::MAX - 1, i64::MAX]),
        4 => (any::<i64>(), 0..63_u32).prop_map(|(n, shift)| n >> shift),
    ]
}

/// A float of any kind.
fn float() -> impl Strategy<Value = f64> {
    prop_oneof![
        3 => any::<f64>(),
        1 => any::<u64>().prop_map(f64::from_bits),
        3 => (-1_000_000..1_000_000_i64, 0..8_i32).prop_map(|(n, places)| n as f64 / 10_f64.powi(places)),
        2 => int().prop_map(|n| n as f64),
        1 => (int(), 1..70_i32).prop_map(|(n, shift)| n as f64 / 2_f64.powi(shift)),
    ]
}

/// A float that is neither infinite nor NaN.
fn finite() -> impl Strategy<Value = f64> {
    float().prop_filter("finite", |x| x.is_finite())
}

/// A bound of a slice, often within reach of short texts and lists.
fn bound() -> impl Strategy<Value = Option<i64>> {
    prop::option::weighted(0.8, prop_oneof![4 => -9..9_i64, 1 => int()])
}
