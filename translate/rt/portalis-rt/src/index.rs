//! Indices and bounds of slices.

use crate::Error;
use crate::error::raising;

raising! {
    /// Where the element `xs[i]` of a list of `len` elements stands; a negative
    /// index counts from the end.
    index, try_index [] (i: i64, len: usize) -> usize {
        match position(i, len) {
            Some(at) => Ok(at),
            None => Err(out_of_range()),
        }
    }
}

raising! {
    /// The same for an element that is assigned.
    store_index, try_store_index [] (i: i64, len: usize) -> usize {
        match position(i, len) {
            Some(at) => Ok(at),
            None => Err(store_out_of_range()),
        }
    }
}

#[cold]
fn out_of_range() -> Error {
    Error::index_error("list index out of range")
}

#[cold]
fn store_out_of_range() -> Error {
    Error::index_error("list assignment index out of range")
}

/// Where element `i` of `len` stands.
#[inline]
pub(crate) fn position(i: i64, len: usize) -> Option<usize> {
    // One comparison rules out both ends, of most indices at once.
    if (i as u64) < len as u64 {
        return Some(i as usize);
    }
    let at = i.wrapping_add_unsigned(len as u64); // which does not overflow below 0
    if i < 0 && at >= 0 {
        Some(at as usize)
    } else {
        None
    }
}

/// The bounds of `x[start:stop]` as positions, start not after stop.
pub(crate) fn bounds(start: Option<i64>, stop: Option<i64>, len: usize) -> (usize, usize) {
    let start = start.map_or(0, |i| clamp(i, len));
    let stop = stop.map_or(len, |i| clamp(i, len));
    (start, stop.max(start))
}

/// A bound of a slice as a position.
pub(crate) fn clamp(i: i64, len: usize) -> usize {
    if i < 0 {
        len.saturating_sub(usize::try_from(i.unsigned_abs()).unwrap_or(usize::MAX))
    } else {
        usize::try_from(i).map_or(len, |i| i.min(len))
    }
}

/// How many numbers there are from start to stop, which is not among them.
pub(crate) fn count(start: i64, stop: i64, step: i64) -> u64 {
    let (from, to) = if step > 0 {
        (start, stop)
    } else {
        (stop, start)
    };
    if from < to {
        (to.abs_diff(from) - 1) / step.unsigned_abs() + 1
    } else {
        0
    }
}

/// The positions that `x[start:stop:step]` takes, in order.
pub(crate) fn steps(
    start: Option<i64>,
    stop: Option<i64>,
    step: i64,
    len: usize,
) -> Result<impl Iterator<Item = usize>, Error> {
    if step == 0 {
        return Err(Error::value_error("slice step cannot be zero"));
    }
    // A position before the first element is -1, which only a negative step reaches.
    let len = len as i64;
    let (low, high) = if step > 0 { (0, len) } else { (-1, len - 1) };
    let place = |i: i64| {
        if i < 0 {
            i.saturating_add(len).max(low)
        } else {
            i.min(high)
        }
    };
    let (first, last) = if step > 0 { (0, len) } else { (len - 1, -1) };
    let start = start.map_or(first, place);
    let stop = stop.map_or(last, place);
    let left = usize::try_from(count(start, stop, step)).unwrap_or(usize::MAX);
    Ok((0..left).map(move |n| start.wrapping_add(step.wrapping_mul(n as i64)) as usize))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn indices() {
        assert_eq!(index(-1, 3), 2);
        assert_eq!(
            try_index(3, 3).unwrap_err().line(),
            "IndexError: list index out of range"
        );
        assert!(try_index(-4, 3).is_err());
        assert!(try_index(i64::MIN, 3).is_err());
        assert!(try_store_index(i64::MAX, 3).is_err());
    }

    #[test]
    fn slices() {
        let take = |a, b, c| steps(a, b, c, 5).unwrap().collect::<Vec<_>>();
        assert_eq!(take(None, None, -1), [4, 3, 2, 1, 0]);
        assert_eq!(take(Some(-2), None, 1), [3, 4]);
        assert_eq!(take(Some(10), Some(-10), -2), [4, 2, 0]);
        assert_eq!(take(None, None, i64::MAX), [0]);
        assert_eq!(take(None, None, i64::MIN), [4]);
        assert_eq!(bounds(Some(3), Some(1), 5), (3, 3));
        assert_eq!(bounds(Some(i64::MIN), Some(i64::MAX), 5), (0, 5));
    }
}
