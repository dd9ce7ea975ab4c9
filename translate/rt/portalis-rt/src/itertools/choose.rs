//! Products, permutations and combinations, in the order of the places of their elements.

use crate::Error;
use crate::error::raising;

/// A type that holds a choice of elements: a Vec of any length, or a tuple.
pub trait OfItems<T> {
    /// Makes one of the elements; stops when a tuple is of another length.
    fn of_items(items: Vec<T>) -> Self;
}

impl<T> OfItems<T> for Vec<T> {
    fn of_items(items: Vec<T>) -> Self {
        items
    }
}

impl<T> OfItems<T> for crate::Tuple<T> {
    fn of_items(items: Vec<T>) -> Self {
        items.into_iter().collect()
    }
}

macro_rules! tuple {
    ($($t:ident)*: $($name:ident)*) => {
        impl<T> OfItems<T> for ($($t,)*) {
            fn of_items(items: Vec<T>) -> Self {
                match <[T; [$(stringify!($name)),*].len()]>::try_from(items) {
                    Ok([$($name),*]) => ($($name,)*),
                    Err(items) => panic!("a tuple cannot have {} elements", items.len()),
                }
            }
        }
    };
}
tuple!(T: a);
tuple!(T T: a b);
tuple!(T T T: a b c);
tuple!(T T T T: a b c d);
tuple!(T T T T T: a b c d e);
tuple!(T T T T T T: a b c d e f);

/// Walks the choices of places, which `next` changes from one to the next.
fn choices<T: Clone, R: OfItems<T>>(
    pool: Vec<T>,
    first: Option<Vec<usize>>,
    mut next: impl FnMut(&mut [usize], usize) -> bool,
) -> impl Iterator<Item = R> {
    let mut places = first;
    std::iter::from_fn(move || {
        let at = places.as_mut()?;
        let chosen = at.iter().map(|&i| pool[i].clone()).collect();
        if !next(at, pool.len()) {
            places = None;
        }
        Some(R::of_items(chosen))
    })
}

/// The number of elements to choose.
fn length(r: i64, name: &str) -> Result<usize, Error> {
    usize::try_from(r).map_err(|_| Error::value_error(format!("{name} must be non-negative")))
}

raising! {
    /// `itertools.combinations(xs, r)`
    combinations, try_combinations [T: Clone, R: OfItems<T>] (xs: impl IntoIterator<Item = T>, r: i64) -> impl Iterator<Item = R> {
        let pool: Vec<T> = xs.into_iter().collect();
        let r = length(r, "r")?;
        let first = (r <= pool.len()).then(|| (0..r).collect());
        Ok(choices(pool, first, |at, n| {
            let r = at.len();
            let Some(i) = (0..r).rev().find(|&i| at[i] != i + n - r) else {
                return false;
            };
            at[i] += 1;
            for j in i + 1..r {
                at[j] = at[j - 1] + 1;
            }
            true
        }))
    }
}

raising! {
    /// `itertools.combinations_with_replacement(xs, r)`
    combinations_with_replacement, try_combinations_with_replacement [T: Clone, R: OfItems<T>] (xs: impl IntoIterator<Item = T>, r: i64) -> impl Iterator<Item = R> {
        let pool: Vec<T> = xs.into_iter().collect();
        let r = length(r, "r")?;
        let first = (r == 0 || !pool.is_empty()).then(|| vec![0; r]);
        Ok(choices(pool, first, |at, n| {
            let Some(i) = at.iter().rposition(|&place| place + 1 != n) else {
                return false;
            };
            let place = at[i] + 1;
            at[i..].fill(place);
            true
        }))
    }
}

raising! {
    /// `itertools.permutations(xs, r)`
    permutations_of, try_permutations_of [T: Clone, R: OfItems<T>] (xs: impl IntoIterator<Item = T>, r: i64) -> impl Iterator<Item = R> {
        let pool: Vec<T> = xs.into_iter().collect();
        let r = length(r, "r")?;
        let first = (r <= pool.len()).then(|| (0..r).collect());
        Ok(choices(pool, first, next_permutation))
    }
}

/// `itertools.permutations(xs)`
pub fn permutations<T: Clone, R: OfItems<T>>(
    xs: impl IntoIterator<Item = T>,
) -> impl Iterator<Item = R> {
    let pool: Vec<T> = xs.into_iter().collect();
    let first = Some((0..pool.len()).collect());
    choices(pool, first, next_permutation)
}

/// The next choice of different places out of n, in lexicographic order.
fn next_permutation(at: &mut [usize], n: usize) -> bool {
    let mut free = vec![true; n];
    for &place in &*at {
        free[place] = false;
    }
    for i in (0..at.len()).rev() {
        free[at[i]] = true;
        if let Some(place) = (at[i] + 1..n).find(|&place| free[place]) {
            at[i] = place;
            free[place] = false;
            let mut lowest = (0..n).filter(|&place| free[place]);
            for later in &mut at[i + 1..] {
                match lowest.next() {
                    Some(place) => *later = place,
                    None => unreachable!(),
                }
            }
            return true;
        }
    }
    false
}

/// `itertools.product(*pools)` of lists of one type.
pub fn product_of<T: Clone, R: OfItems<T>>(pools: Vec<Vec<T>>) -> impl Iterator<Item = R> {
    let empty = pools.iter().any(Vec::is_empty);
    let mut places = (!empty).then(|| vec![0; pools.len()]);
    std::iter::from_fn(move || {
        let at = places.as_mut()?;
        let chosen = at.iter().zip(&pools).map(|(&i, pool)| pool[i].clone());
        let chosen = chosen.collect();
        // Counts on, with the last place as the lowest digit.
        let more = at
            .iter()
            .zip(&pools)
            .rposition(|(&i, pool)| i + 1 < pool.len());
        match more {
            Some(i) => {
                at[i] += 1;
                at[i + 1..].fill(0);
            }
            None => places = None,
        }
        Some(R::of_items(chosen))
    })
}

raising! {
    /// `itertools.product(xs, repeat=n)`
    product_repeat, try_product_repeat [T: Clone, R: OfItems<T>] (xs: impl IntoIterator<Item = T>, n: i64) -> impl Iterator<Item = R> {
        let n = usize::try_from(n).map_err(|_| Error::value_error("repeat argument cannot be negative"))?;
        let pool: Vec<T> = xs.into_iter().collect();
        Ok(product_of(vec![pool; n]))
    }
}

/// `itertools.product(a, b)`
pub fn product2<A: Clone, B: Clone>(
    a: impl IntoIterator<Item = A>,
    b: impl IntoIterator<Item = B>,
) -> impl Iterator<Item = (A, B)> {
    // All of the iterables are walked before the first result.
    let (a, b): (Vec<A>, Vec<B>) = (a.into_iter().collect(), b.into_iter().collect());
    a.into_iter()
        .flat_map(move |x| b.clone().into_iter().map(move |y| (x.clone(), y)))
}

/// `itertools.product(a, b, c)`
pub fn product3<A: Clone, B: Clone, C: Clone>(
    a: impl IntoIterator<Item = A>,
    b: impl IntoIterator<Item = B>,
    c: impl IntoIterator<Item = C>,
) -> impl Iterator<Item = (A, B, C)> {
    let a: Vec<A> = a.into_iter().collect();
    let rest: Vec<(B, C)> = product2(b, c).collect();
    product2(a, rest).map(|(x, (y, z))| (x, y, z))
}

/// `itertools.product(a, b, c, d)`
pub fn product4<A: Clone, B: Clone, C: Clone, D: Clone>(
    a: impl IntoIterator<Item = A>,
    b: impl IntoIterator<Item = B>,
    c: impl IntoIterator<Item = C>,
    d: impl IntoIterator<Item = D>,
) -> impl Iterator<Item = (A, B, C, D)> {
    let a: Vec<A> = a.into_iter().collect();
    let rest: Vec<(B, C, D)> = product3(b, c, d).collect();
    product2(a, rest).map(|(w, (x, y, z))| (w, x, y, z))
}

/// Declares choices of so many elements as tuples.
macro_rules! known_length {
    ($($n:literal $t:ty: $combinations:ident $replaced:ident $permutations:ident $product:ident;)*) => {$(
        #[doc = concat!("`itertools.combinations(xs, ", $n, ")`")]
        pub fn $combinations<T: Clone>(xs: impl IntoIterator<Item = T>) -> impl Iterator<Item = $t> {
            combinations(xs, $n)
        }

        #[doc = concat!("`itertools.combinations_with_replacement(xs, ", $n, ")`")]
        pub fn $replaced<T: Clone>(xs: impl IntoIterator<Item = T>) -> impl Iterator<Item = $t> {
            combinations_with_replacement(xs, $n)
        }

        #[doc = concat!("`itertools.permutations(xs, ", $n, ")`")]
        pub fn $permutations<T: Clone>(xs: impl IntoIterator<Item = T>) -> impl Iterator<Item = $t> {
            permutations_of(xs, $n)
        }

        #[doc = concat!("`itertools.product(xs, repeat=", $n, ")`")]
        pub fn $product<T: Clone>(xs: impl IntoIterator<Item = T>) -> impl Iterator<Item = $t> {
            product_repeat(xs, $n)
        }
    )*};
}
known_length! {
    2 (T, T): combinations2 combinations_with_replacement2 permutations2 product_repeat2;
    3 (T, T, T): combinations3 combinations_with_replacement3 permutations3 product_repeat3;
    4 (T, T, T, T): combinations4 combinations_with_replacement4 permutations4 product_repeat4;
}
