//! Python's module itertools: iterators that are as lazy as Python's.
//!
//! A tuple of a length that the program chooses is a Vec; where the length is
//! known to the caller the result can be a Rust tuple, see [`OfItems`].

mod choose;
mod endless;
mod walk;

pub use choose::{OfItems, product_of, product_repeat, product2, product3, product4};
pub use choose::{combinations, combinations_with_replacement, permutations, permutations_of};
pub use choose::{
    combinations_with_replacement2, combinations_with_replacement3, combinations_with_replacement4,
};
pub use choose::{
    combinations2, combinations3, combinations4, permutations2, permutations3, permutations4,
};
pub use choose::{product_repeat2, product_repeat3, product_repeat4};
pub use choose::{
    try_combinations, try_combinations_with_replacement, try_permutations_of, try_product_repeat,
};
pub use endless::{count, count_float, cycle, repeat};
pub use walk::{
    Sum, accumulate, accumulate_from, chained, compress, filterfalse, pairwise, starmap, sums,
    sums_from,
};
pub use walk::{groupby, groupby_key, zip_longest, zip_longest_with};
pub use walk::{islice, islice_from, try_islice, try_islice_from};
