//! Elements of a list by an index that may be negative, where the list is not a
//! plain name; of a name it is written `xs[rt::index(i, xs.len())]`.

use crate::error::raising;
use crate::index::{try_index, try_store_index};

raising! {
    /// `xs[i]`
    at, try_at [T] (xs: &[T], i: i64) -> &T {
        try_index(i, xs.len()).map(|at| &xs[at])
    }
}

raising! {
    /// `xs[i]`, to be changed in place.
    at_mut, try_at_mut [T] (xs: &mut [T], i: i64) -> &mut T {
        match try_index(i, xs.len()) {
            Ok(at) => Ok(&mut xs[at]),
            Err(e) => Err(e),
        }
    }
}

raising! {
    /// Where `xs[i] = x` goes.
    slot, try_slot [T] (xs: &mut [T], i: i64) -> &mut T {
        match try_store_index(i, xs.len()) {
            Ok(at) => Ok(&mut xs[at]),
            Err(e) => Err(e),
        }
    }
}

raising! {
    /// `xs[i], xs[j] = xs[j], xs[i]`
    swap, try_swap [T] (xs: &mut [T], i: i64, j: i64) -> () {
        match (try_index(i, xs.len()), try_index(j, xs.len())) {
            (Ok(i), Ok(j)) => {
                xs.swap(i, j);
                Ok(())
            }
            (Err(e), _) | (_, Err(e)) => Err(e),
        }
    }
}
