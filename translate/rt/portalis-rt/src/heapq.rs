//! Python's module heapq. A heap is a list whose order can be seen, so the steps
//! are CPython's. Nothing but `<` is asked of the elements.

use crate::error::raising;
use crate::order::lt;
use crate::{Error, Order};

/// Moves the element at `at` towards the root, while it is less than its parent.
fn rise<T: Order>(heap: &mut [T], top: usize, mut at: usize) {
    while at > top {
        let parent = (at - 1) / 2;
        if !lt(&heap[at], &heap[parent]) {
            break;
        }
        heap.swap(at, parent);
        at = parent;
    }
}

/// Moves the element at `at` down to a leaf, along the lesser children, and from
/// there up to its place.
fn sink<T: Order>(heap: &mut [T], mut at: usize) {
    let top = at;
    loop {
        let mut child = 2 * at + 1;
        if child >= heap.len() {
            break;
        }
        if child + 1 < heap.len() && !lt(&heap[child], &heap[child + 1]) {
            child += 1;
        }
        heap.swap(at, child);
        at = child;
    }
    rise(heap, top, at);
}

fn empty() -> Error {
    Error::index_error("index out of range")
}

/// `heapq.heappush(heap, x)`
pub fn heappush<T: Order>(heap: &mut Vec<T>, x: T) {
    heap.push(x);
    let last = heap.len() - 1;
    rise(heap, 0, last);
}

raising! {
    /// `heapq.heappop(heap)`
    heappop, try_heappop [T: Order] (heap: &mut Vec<T>) -> T {
        let last = heap.pop().ok_or_else(empty)?;
        match heap.first_mut() {
            Some(first) => {
                let least = std::mem::replace(first, last);
                sink(heap, 0);
                Ok(least)
            }
            None => Ok(last),
        }
    }
}

/// `heapq.heapify(heap)`
pub fn heapify<T: Order>(heap: &mut [T]) {
    for at in (0..heap.len() / 2).rev() {
        sink(heap, at);
    }
}

raising! {
    /// `heapq.heapreplace(heap, x)`
    heapreplace, try_heapreplace [T: Order] (heap: &mut [T], x: T) -> T {
        let least = std::mem::replace(heap.first_mut().ok_or_else(empty)?, x);
        sink(heap, 0);
        Ok(least)
    }
}

/// `heapq.heappushpop(heap, x)`
pub fn heappushpop<T: Order>(heap: &mut [T], mut x: T) -> T {
    if let Some(first) = heap.first_mut() {
        if lt(first, &x) {
            std::mem::swap(first, &mut x);
            sink(heap, 0);
        }
    }
    x
}

/// How many of some elements `nlargest(n, ...)` gives at most.
fn at_most(n: i64) -> usize {
    usize::try_from(n.max(0)).unwrap_or(usize::MAX)
}

/// `heapq.nlargest(n, xs)`
#[track_caller]
pub fn nlargest<T: Order>(n: i64, xs: impl IntoIterator<Item = T>) -> Vec<T> {
    if n <= 0 {
        return Vec::new(); // Python looks at no item
    }
    let mut xs = crate::iter::sorted_reverse(xs, true);
    xs.truncate(at_most(n));
    xs
}

/// `heapq.nsmallest(n, xs)`
#[track_caller]
pub fn nsmallest<T: Order>(n: i64, xs: impl IntoIterator<Item = T>) -> Vec<T> {
    if n <= 0 {
        return Vec::new(); // Python looks at no item
    }
    let mut xs = crate::iter::sorted(xs);
    xs.truncate(at_most(n));
    xs
}

/// `heapq.nlargest(n, xs, key=key)`
#[track_caller]
pub fn nlargest_by_key<T, K: Order>(
    n: i64,
    xs: impl IntoIterator<Item = T>,
    key: impl FnMut(&T) -> K,
) -> Vec<T> {
    if n <= 0 {
        return Vec::new(); // Python looks at no item
    }
    let mut xs = crate::iter::sorted_by_key_reverse(xs, key, true);
    xs.truncate(at_most(n));
    xs
}

/// `heapq.nsmallest(n, xs, key=key)`
#[track_caller]
pub fn nsmallest_by_key<T, K: Order>(
    n: i64,
    xs: impl IntoIterator<Item = T>,
    key: impl FnMut(&T) -> K,
) -> Vec<T> {
    if n <= 0 {
        return Vec::new(); // Python looks at no item
    }
    let mut xs = crate::iter::sorted_by_key(xs, key);
    xs.truncate(at_most(n));
    xs
}

/// `heapq.merge(a, b)`, lazily; more merge from the left. Of equals those of a come first.
pub fn merge<T: Order>(
    a: impl IntoIterator<Item = T>,
    b: impl IntoIterator<Item = T>,
) -> impl Iterator<Item = T> {
    let (mut a, mut b) = (a.into_iter().peekable(), b.into_iter().peekable());
    std::iter::from_fn(move || match (a.peek(), b.peek()) {
        (Some(x), Some(y)) if lt(y, x) => b.next(),
        (Some(_), _) => a.next(),
        (None, _) => b.next(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn empty_heaps() {
        let mut heap: Vec<i64> = vec![];
        assert_eq!(
            try_heappop(&mut heap).unwrap_err().line(),
            "IndexError: index out of range"
        );
        assert!(try_heapreplace(&mut heap, 1).is_err());
        assert_eq!(heappushpop(&mut heap, 1), 1);
        assert_eq!(nlargest(-1, [1_i64]), []);
    }

    #[test]
    fn ties_keep_their_order() {
        let xs = [(1_i64, 'a'), (2, 'b'), (1, 'c'), (2, 'd')];
        assert_eq!(
            nlargest_by_key(3, xs, |x| x.0),
            [(2, 'b'), (2, 'd'), (1, 'a')]
        );
        assert_eq!(nsmallest_by_key(2, xs, |x| x.0), [(1, 'a'), (1, 'c')]);
        let merged: Vec<i64> = merge([1, 4, 4], merge([2, 4], [0, 9])).collect();
        assert_eq!(merged, [0, 1, 2, 4, 4, 4, 9]);
    }
}
