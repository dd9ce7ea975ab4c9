//! Indices and bounds of slices.

use crate::Error;
use crate::error::raising;

raising! {
    /// Where the element `xs[i]` of a list of `len` elements stands; a negative
    /// index counts from the end.
    index, try_index [] (i: i64, len: usize) -> usize {
        position(i, len).ok_or_else(|| Error::index_error("list index out of range"))
    }
}

raising! {
    /// The same for an element that is assigned.
    store_index, try_store_index [] (i: i64, len: usize) -> usize {
        position(i, len).ok_or_else(|| Error::index_error("list assignment index out of range"))
    }
}

/// Where element `i` of `len` stands.
#[inline]
pub(crate) fn position(i: i64, len: usize) -> Option<usize> {
    let at = if i < 0 {
        i.checked_add_unsigned(len as u64)?
    } else {
        i
    };
    usize::try_from(at).ok().filter(|&at| at < len)
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
    let mut at = Some(start);
    Ok(std::iter::from_fn(move || {
        let here = at.filter(|&at| if step > 0 { at < stop } else { at > stop })?;
        at = here.checked_add(step);
        Some(here as usize)
    }))
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
