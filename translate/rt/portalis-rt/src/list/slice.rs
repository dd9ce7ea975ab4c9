//! Slices of lists.

use crate::Error;
use crate::error::raising;
use crate::index::{bounds, clamp, steps};

/// `xs[start:stop]`
pub fn slice<T>(xs: &[T], start: Option<i64>, stop: Option<i64>) -> &[T] {
    let (start, stop) = bounds(start, stop, xs.len());
    &xs[start..stop]
}

/// `xs[start:stop]`, whose elements are changed in place.
pub fn slice_mut<T>(xs: &mut [T], start: Option<i64>, stop: Option<i64>) -> &mut [T] {
    let (start, stop) = bounds(start, stop, xs.len());
    &mut xs[start..stop]
}

/// `xs[:last + 1] = xs[last::-1]`
pub fn reverse_to<T: Clone>(xs: &mut Vec<T>, last: i64) {
    match usize::try_from(last) {
        Ok(last) if last < xs.len() => xs[..=last].reverse(),
        _ if last == -1 => {
            // The part that is replaced ends where the list starts.
            let all: Vec<T> = xs.iter().rev().cloned().collect();
            xs.splice(..0, all);
        }
        _ => {
            let end = clamp(last.saturating_add(1), xs.len());
            xs[..end].reverse();
        }
    }
}

raising! {
    /// `xs[start:stop:step]`
    slice_step, try_slice_step [T: Clone] (xs: &[T], start: Option<i64>, stop: Option<i64>, step: i64) -> Vec<T> {
        Ok(steps(start, stop, step, xs.len())?.map(|i| xs[i].clone()).collect())
    }
}

/// `xs[start:stop] = new`
pub fn set_slice<T>(
    xs: &mut Vec<T>,
    start: Option<i64>,
    stop: Option<i64>,
    new: impl IntoIterator<Item = T>,
) {
    let (start, stop) = bounds(start, stop, xs.len());
    // All of new is made before xs changes.
    let new: Vec<T> = new.into_iter().collect();
    if new.len() == stop - start {
        for (place, x) in xs[start..stop].iter_mut().zip(new) {
            *place = x;
        }
    } else {
        xs.splice(start..stop, new);
    }
}

/// `del xs[start:stop]`
pub fn delete_slice<T>(xs: &mut Vec<T>, start: Option<i64>, stop: Option<i64>) {
    let (start, stop) = bounds(start, stop, xs.len());
    xs.drain(start..stop);
}

raising! {
    /// `xs[start:stop:step] = new`
    set_slice_step, try_set_slice_step [T] (xs: &mut Vec<T>, start: Option<i64>, stop: Option<i64>, step: i64, new: Vec<T>) -> () {
        if step == 1 {
            set_slice(xs, start, stop, new);
            return Ok(());
        }
        let places: Vec<usize> = steps(start, stop, step, xs.len())?.collect();
        if places.len() != new.len() {
            return Err(Error::value_error(format!(
                "attempt to assign sequence of size {} to extended slice of size {}",
                new.len(),
                places.len()
            )));
        }
        for (i, x) in places.into_iter().zip(new) {
            xs[i] = x;
        }
        Ok(())
    }
}

raising! {
    /// `del xs[start:stop:step]`
    delete_slice_step, try_delete_slice_step [T] (xs: &mut Vec<T>, start: Option<i64>, stop: Option<i64>, step: i64) -> () {
        let mut gone: Vec<usize> = steps(start, stop, step, xs.len())?.collect();
        if step < 0 {
            gone.reverse();
        }
        let (mut at, mut next) = (0, gone.into_iter().peekable());
        xs.retain(|_| {
            let goes = next.next_if_eq(&at).is_some();
            at += 1;
            !goes
        });
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reverses_to_any_index() {
        for last in [-7, -6, -5, -4, -2, -1, 0, 1, 3, 4, 5, 9, i64::MIN, i64::MAX] {
            let mut xs = vec![0, 1, 2, 3, 4];
            let mut want = xs.clone();
            let back = slice_step(&want, Some(last), None, -1);
            set_slice(&mut want, None, Some(last.saturating_add(1)), back);
            reverse_to(&mut xs, last);
            assert_eq!(xs, want, "{last}");
        }
    }

    #[test]
    fn assigns_and_deletes_steps() {
        let mut xs = vec![0, 1, 2, 3, 4];
        set_slice_step(&mut xs, None, None, -2, vec![7, 8, 9]);
        assert_eq!(xs, [9, 1, 8, 3, 7]);
        assert_eq!(
            try_set_slice_step(&mut xs, Some(1), None, 2, vec![1])
                .unwrap_err()
                .line(),
            "ValueError: attempt to assign sequence of size 1 to extended slice of size 2"
        );
        set_slice_step(&mut xs, Some(3), Some(1), 1, vec![5, 6]);
        assert_eq!(xs, [9, 1, 8, 5, 6, 3, 7]);
        delete_slice_step(&mut xs, None, None, -3);
        assert_eq!(xs, [1, 8, 6, 3]);
        delete_slice_step(&mut xs, Some(3), Some(1), 1);
        assert_eq!(xs, [1, 8, 6, 3]);
        assert!(try_delete_slice_step(&mut xs, None, None, 0).is_err());
    }
}
