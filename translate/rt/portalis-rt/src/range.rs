//! Python's `range` as a value.

use crate::error::raising;
use crate::index::count;
use crate::{Class, Equal, Error, Repr};
use std::fmt::{self, Formatter};

/// The numbers from `start` to before `stop` by `step`, which is not 0.
#[derive(Clone, Copy, Debug)]
pub struct Range {
    /// Python's `start`.
    pub start: i64,
    /// Python's `stop`.
    pub stop: i64,
    /// Python's `step`.
    pub step: i64,
}

raising! {
    /// `range(start, stop, step)`
    stepped, try_stepped [] (start: i64, stop: i64, step: i64) -> Range {
        if step == 0 {
            return Err(Error::value_error("range() arg 3 must not be zero"));
        }
        Ok(Range { start, stop, step })
    }
}

raising! {
    /// `r[i]`
    get, try_get [] (r: Range, i: i64) -> i64 {
        let len = r.size();
        let at = if i < 0 {
            len.checked_sub(i.unsigned_abs())
        } else {
            Some(i as u64)
        };
        match at {
            Some(at) if at < len => Ok(r.at(at)),
            _ => Err(Error::index_error("range object index out of range")),
        }
    }
}

raising! {
    /// `r[start:stop:step]`
    slice, try_slice [] (r: Range, start: Option<i64>, stop: Option<i64>, step: i64) -> Range {
        if step == 0 {
            return Err(Error::value_error("slice step cannot be zero"));
        }
        let len = i128::from(r.size());
        let (low, high) = if step > 0 { (0, len) } else { (-1, len - 1) };
        let clamp = |i: i64| {
            let i = i128::from(i);
            (if i < 0 { i + len } else { i }).clamp(low, high)
        };
        let (first, last) = if step > 0 { (low, high) } else { (high, low) };
        let place = |i: i128| {
            let x = i128::from(r.start) + i * i128::from(r.step);
            i64::try_from(x).unwrap_or_else(|_| crate::error::overflow())
        };
        Ok(Range {
            start: place(start.map_or(first, clamp)),
            stop: place(stop.map_or(last, clamp)),
            step: r.step.checked_mul(step).unwrap_or_else(|| crate::error::overflow()),
        })
    }
}

raising! {
    /// `r.index(x)`
    index_of, try_index_of [] (r: Range, x: i64) -> i64 {
        if r.contains(x) {
            let at = (i128::from(x) - i128::from(r.start)) / i128::from(r.step);
            return Ok(i64::try_from(at).unwrap_or_else(|_| crate::error::overflow()));
        }
        Err(Error::value_error(format!("{x} is not in range")))
    }
}

impl Range {
    /// `range(start, stop)`
    #[must_use]
    pub const fn new(start: i64, stop: i64) -> Self {
        let step = 1;
        Self { start, stop, step }
    }

    fn size(self) -> u64 {
        count(self.start, self.stop, self.step)
    }

    /// The number at a place that there is.
    fn at(self, place: u64) -> i64 {
        self.start
            .wrapping_add((place as i64).wrapping_mul(self.step))
    }

    /// `len(self)`
    #[must_use]
    #[track_caller]
    pub fn len(self) -> i64 {
        crate::error::or_raise(self.try_len())
    }

    /// [`len`](Self::len), with the exception as a value.
    pub fn try_len(self) -> Result<i64, Error> {
        i64::try_from(self.size())
            .map_err(|_| Error::overflow_error("Python int too large to convert to C ssize_t"))
    }

    /// `not self`
    #[must_use]
    pub fn is_empty(self) -> bool {
        self.size() == 0
    }

    /// `x in self`
    #[must_use]
    pub fn contains(self, x: i64) -> bool {
        crate::int::in_range(x, self.start, self.stop, self.step)
    }

    /// `x in self` of a float.
    #[must_use]
    pub fn contains_float(self, x: f64) -> bool {
        const LIMIT: f64 = 9_223_372_036_854_775_808.0;
        x.trunc() == x && (-LIMIT..LIMIT).contains(&x) && self.contains(x as i64)
    }

    /// `self.count(x)`
    #[must_use]
    pub fn count(self, x: i64) -> i64 {
        i64::from(self.contains(x))
    }

    /// What `for x in self` walks over.
    #[must_use]
    pub fn numbers(self) -> Numbers {
        Numbers {
            next: self.start,
            left: self.size(),
            step: self.step,
        }
    }
}

/// Ranges are equal if they give the same numbers.
impl PartialEq for Range {
    fn eq(&self, other: &Self) -> bool {
        match (self.size(), other.size()) {
            (0, 0) => true,
            (1, 1) => self.start == other.start,
            (a, b) => a == b && self.start == other.start && self.step == other.step,
        }
    }
}

impl Eq for Range {}

impl Equal for Range {
    fn equal(&self, other: &Self) -> bool {
        self == other
    }
}

impl Repr for Range {
    fn write_repr(&self, f: &mut Formatter<'_>) -> fmt::Result {
        write!(f, "range({}, {}", self.start, self.stop)?;
        if self.step != 1 {
            write!(f, ", {}", self.step)?;
        }
        f.write_str(")")
    }
}

impl Class for Range {
    const NAME: &'static str = "range";
}

/// The numbers of a [`Range`], from either end.
#[derive(Clone, Debug)]
pub struct Numbers {
    next: i64,
    left: u64,
    step: i64,
}

impl Iterator for Numbers {
    type Item = i64;

    #[inline]
    fn next(&mut self) -> Option<i64> {
        self.left = self.left.checked_sub(1)?;
        let x = self.next;
        self.next = x.wrapping_add(self.step);
        Some(x)
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        match usize::try_from(self.left) {
            Ok(left) => (left, Some(left)),
            Err(_) => (usize::MAX, None),
        }
    }
}

impl DoubleEndedIterator for Numbers {
    #[inline]
    fn next_back(&mut self) -> Option<i64> {
        self.left = self.left.checked_sub(1)?;
        Some(
            self.next
                .wrapping_add((self.left as i64).wrapping_mul(self.step)),
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::repr_of;

    fn range(start: i64, stop: i64, step: i64) -> Range {
        stepped(start, stop, step)
    }

    fn list(r: Range) -> Vec<i64> {
        r.numbers().collect()
    }

    #[test]
    fn walks_both_ways() {
        assert_eq!(list(range(1, 8, 3)), [1, 4, 7]);
        assert_eq!(list(range(8, 1, -3)), [8, 5, 2]);
        assert_eq!(list(range(3, 3, 1)), [] as [i64; 0]);
        let back: Vec<i64> = range(1, 9, 3).numbers().rev().collect();
        assert_eq!(back, [7, 4, 1]);
        let end = range(i64::MAX - 1, i64::MAX, 2);
        assert_eq!(list(end), [i64::MAX - 1]);
        assert_eq!(range(i64::MIN, i64::MAX, i64::MAX).len(), 3);
    }

    #[test]
    fn takes_items_and_parts() {
        let r = range(2, 20, 4); // 2 6 10 14 18
        assert_eq!((get(r, 0), get(r, -1), r.len()), (2, 18, 5));
        assert!(try_get(r, 5).is_err() && try_get(r, -6).is_err());
        assert!(try_get(r, i64::MIN).is_err());
        for (start, stop, step, want) in [
            (None, None, -1, "range(18, -2, -4)"),
            (Some(1), Some(3), 1, "range(6, 14, 4)"),
            (Some(9), None, 1, "range(22, 22, 4)"),
            (Some(-2), Some(-9), -2, "range(14, -2, -8)"),
            (Some(4), Some(1), 1, "range(18, 6, 4)"),
        ] {
            assert_eq!(repr_of(&slice(r, start, stop, step)), want);
        }
        assert!(try_slice(r, None, None, 0).is_err());
        assert!(try_stepped(0, 1, 0).is_err());
    }

    #[test]
    fn looks_numbers_up() {
        let r = range(10, 0, -3); // 10 7 4 1
        assert_eq!((index_of(r, 1), r.count(7), r.count(0)), (3, 1, 0));
        assert_eq!(
            try_index_of(r, 8).unwrap_err().to_string(),
            "8 is not in range"
        );
        assert!(r.contains_float(4.0) && !r.contains_float(4.5));
        assert!(!r.contains_float(f64::NAN) && !r.contains_float(1e300));
    }

    #[test]
    fn equal_by_their_numbers() {
        assert_eq!(range(0, 0, 1), range(5, 1, 2));
        assert_eq!(range(3, 4, 1), range(3, 5, 9));
        assert_eq!(range(0, 4, 2), range(0, 3, 2));
        assert_ne!(range(0, 4, 2), range(0, 4, 3));
        assert_eq!(repr_of(&range(0, 5, 1)), "range(0, 5)");
        assert!(range(2, 2, 1).is_empty());
    }
}
