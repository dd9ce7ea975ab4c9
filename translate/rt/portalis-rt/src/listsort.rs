//! The order into which Python's `list.sort` brings values, also where what compares
//! them is no order at all: then the outcome depends on which elements are compared,
//! and when. The algorithm is that of `Objects/listsort.txt` in CPython 3.11: runs
//! that are there already, short ones made longer by insertion, merged by powersort,
//! with galloping where one run wins often. (3.13 finds runs of equal elements as well:
//! there the outcome may be another where nothing is an order.)

/// What [`permutation`] works on: positions of elements, and what compares those.
struct Sort<F> {
    at: Vec<usize>,
    less: F,
    runs: Vec<Run>,
    min_gallop: usize,
}

/// A sorted part of the positions.
#[derive(Clone, Copy)]
struct Run {
    start: usize,
    len: usize,
    power: u32, // of the merge with the next one
}

const GALLOP: usize = 7;

/// The positions of `n` elements in sorted order; `less(a, b)` compares those at two
/// positions.
pub(crate) fn permutation(n: usize, less: impl FnMut(usize, usize) -> bool) -> Vec<usize> {
    let mut sort = Sort {
        at: (0..n).collect(),
        less,
        runs: Vec::new(),
        min_gallop: GALLOP,
    };
    let shortest = shortest_run(n);
    let mut start = 0;
    while start < n {
        let mut len = sort.natural_run(start);
        if len < shortest {
            let longer = shortest.min(n - start);
            sort.insert(start, start + len, start + longer);
            len = longer;
        }
        sort.push(start, len);
        start += len;
    }
    sort.merge_all();
    sort.at
}

/// Brings elements into the order of a permutation.
pub(crate) fn apply<T>(order: &[usize], xs: &mut [T]) {
    for i in 0..xs.len() {
        let mut from = order[i];
        while from < i {
            from = order[from];
        }
        xs.swap(i, from);
    }
}

/// The length below which runs are made longer: n / 2**k, rounded up, from 32 to 64.
fn shortest_run(mut n: usize) -> usize {
    let mut odd = 0;
    while n >= 64 {
        odd |= n & 1;
        n >>= 1;
    }
    n + odd
}

impl<F: FnMut(usize, usize) -> bool> Sort<F> {
    fn less(&mut self, a: usize, b: usize) -> bool {
        (self.less)(a, b)
    }

    /// The length of the run that starts at a place; one that descends is reversed.
    fn natural_run(&mut self, start: usize) -> usize {
        let end = self.at.len();
        if start + 1 == end {
            return 1;
        }
        let descends = self.less(self.at[start + 1], self.at[start]);
        let mut i = start + 2;
        while i < end && self.less(self.at[i], self.at[i - 1]) == descends {
            i += 1;
        }
        if descends {
            self.at[start..i].reverse();
        }
        i - start
    }

    /// Inserts the elements from `sorted` to `end` into the run before them.
    fn insert(&mut self, start: usize, sorted: usize, end: usize) {
        for i in sorted..end {
            let pivot = self.at[i];
            let (mut left, mut right) = (start, i);
            while left < right {
                let middle = left + (right - left) / 2;
                if self.less(pivot, self.at[middle]) {
                    right = middle;
                } else {
                    left = middle + 1;
                }
            }
            self.at[left..=i].rotate_right(1);
        }
    }

    fn push(&mut self, start: usize, len: usize) {
        if let Some(&last) = self.runs.last() {
            let power = power(last, len, self.at.len());
            while self.runs.len() > 1 && self.runs[self.runs.len() - 2].power > power {
                self.merge_at(self.runs.len() - 2);
            }
            if let Some(last) = self.runs.last_mut() {
                last.power = power;
            }
        }
        self.runs.push(Run {
            start,
            len,
            power: 0,
        });
    }

    fn merge_all(&mut self) {
        while self.runs.len() > 1 {
            let mut i = self.runs.len() - 2;
            if i > 0 && self.runs[i - 1].len < self.runs[i + 1].len {
                i -= 1;
            }
            self.merge_at(i);
        }
    }

    /// Merges a run with the next.
    fn merge_at(&mut self, i: usize) {
        let (a, b) = (self.runs[i], self.runs[i + 1]);
        self.runs[i].len += b.len;
        self.runs.remove(i + 1);
        let left = self.at[a.start..a.start + a.len].to_vec();
        let right = self.at[b.start..b.start + b.len].to_vec();
        // What is in its place already stays there.
        let first = self.gallop(true, right[0], &left, 0);
        if first == left.len() {
            return;
        }
        let end = self.gallop(false, left[left.len() - 1], &right, right.len() - 1);
        if end == 0 {
            return;
        }
        let (left, right, start) = (&left[first..], &right[..end], a.start + first);
        if left.len() <= right.len() {
            self.merge_up(left, right, start);
        } else {
            self.merge_down(left, right, start);
        }
    }

    /// Where `key` goes in a run: behind what is equal (`after`), or before that. The
    /// search starts at `hint` and doubles its steps.
    fn gallop(&mut self, after: bool, key: usize, run: &[usize], hint: usize) -> usize {
        // Whether an element stands before the place of the key.
        let mut before = |x: usize| {
            if after {
                !self.less(key, x)
            } else {
                self.less(x, key)
            }
        };
        let (mut last, mut step) = (0, 1);
        let (mut low, mut high);
        if before(run[hint]) {
            let most = run.len() - hint;
            while step < most && before(run[hint + step]) {
                (last, step) = (step, 2 * step + 1);
            }
            (low, high) = (hint + last + 1, hint + step.min(most));
        } else {
            let most = hint + 1;
            while step < most && !before(run[hint - step]) {
                (last, step) = (step, 2 * step + 1);
            }
            (low, high) = (most - step.min(most), hint - last);
        }
        while low < high {
            let middle = low + (high - low) / 2;
            if before(run[middle]) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        high
    }

    /// Merges two runs, the left one being the shorter, from their starts.
    fn merge_up(&mut self, left: &[usize], right: &[usize], start: usize) {
        let (mut a, mut b) = (0, 1);
        let mut out = vec![right[0]];
        let (na, nb) = (left.len(), right.len());
        if b < nb && na > 1 {
            self.merge_up_from(left, right, &mut a, &mut b, &mut out);
        }
        if b == nb {
            out.extend_from_slice(&left[a..]);
        } else if a < na {
            out.extend_from_slice(&right[b..]);
            out.push(left[a]); // which is the last
        }
        self.at[start..start + out.len()].copy_from_slice(&out);
    }

    /// Takes elements until the right run is used up, or the left one but for one.
    fn merge_up_from(
        &mut self,
        left: &[usize],
        right: &[usize],
        a: &mut usize,
        b: &mut usize,
        out: &mut Vec<usize>,
    ) {
        let (na, nb) = (left.len(), right.len());
        let mut min_gallop = self.min_gallop;
        loop {
            let (mut wins_a, mut wins_b) = (0, 0);
            while wins_a < min_gallop && wins_b < min_gallop {
                if self.less(right[*b], left[*a]) {
                    out.push(right[*b]);
                    *b += 1;
                    (wins_a, wins_b) = (0, wins_b + 1);
                    if *b == nb {
                        return;
                    }
                } else {
                    out.push(left[*a]);
                    *a += 1;
                    (wins_a, wins_b) = (wins_a + 1, 0);
                    if na - *a == 1 {
                        return;
                    }
                }
            }
            min_gallop += 1;
            loop {
                min_gallop -= usize::from(min_gallop > 1);
                self.min_gallop = min_gallop;
                wins_a = self.gallop(true, right[*b], &left[*a..], 0);
                out.extend_from_slice(&left[*a..*a + wins_a]);
                *a += wins_a;
                if wins_a > 0 && na - *a <= 1 {
                    return;
                }
                out.push(right[*b]);
                *b += 1;
                if *b == nb {
                    return;
                }
                wins_b = self.gallop(false, left[*a], &right[*b..], 0);
                out.extend_from_slice(&right[*b..*b + wins_b]);
                *b += wins_b;
                if *b == nb {
                    return;
                }
                out.push(left[*a]);
                *a += 1;
                if na - *a == 1 {
                    return;
                }
                if wins_a < GALLOP && wins_b < GALLOP {
                    break;
                }
            }
            min_gallop += 1;
            self.min_gallop = min_gallop;
        }
    }

    /// Merges two runs, the right one being the shorter, from their ends.
    fn merge_down(&mut self, left: &[usize], right: &[usize], start: usize) {
        // How many of each are left; what is taken, the last first.
        let (mut a, mut b) = (left.len() - 1, right.len());
        let mut out = vec![left[a]];
        if a > 0 && b > 1 {
            self.merge_down_from(left, right, &mut a, &mut b, &mut out);
        }
        if a == 0 {
            out.extend(right[..b].iter().rev());
        } else if b > 0 {
            out.extend(left[..a].iter().rev());
            out.push(right[0]);
        }
        out.reverse();
        let end = start + left.len() + right.len();
        self.at[end - out.len()..end].copy_from_slice(&out);
    }

    /// Takes elements until the left run is used up, or the right one but for one.
    fn merge_down_from(
        &mut self,
        left: &[usize],
        right: &[usize],
        a: &mut usize,
        b: &mut usize,
        out: &mut Vec<usize>,
    ) {
        let mut min_gallop = self.min_gallop;
        loop {
            let (mut wins_a, mut wins_b) = (0, 0);
            while wins_a < min_gallop && wins_b < min_gallop {
                if self.less(right[*b - 1], left[*a - 1]) {
                    *a -= 1;
                    out.push(left[*a]);
                    (wins_a, wins_b) = (wins_a + 1, 0);
                    if *a == 0 {
                        return;
                    }
                } else {
                    *b -= 1;
                    out.push(right[*b]);
                    (wins_a, wins_b) = (0, wins_b + 1);
                    if *b == 1 {
                        return;
                    }
                }
            }
            min_gallop += 1;
            loop {
                min_gallop -= usize::from(min_gallop > 1);
                self.min_gallop = min_gallop;
                let kept = self.gallop(true, right[*b - 1], &left[..*a], *a - 1);
                wins_a = *a - kept;
                out.extend(left[kept..*a].iter().rev());
                *a = kept;
                if *a == 0 {
                    return;
                }
                *b -= 1;
                out.push(right[*b]);
                if *b == 1 {
                    return;
                }
                let kept = self.gallop(false, left[*a - 1], &right[..*b], *b - 1);
                wins_b = *b - kept;
                out.extend(right[kept..*b].iter().rev());
                *b = kept;
                if wins_b > 0 && *b <= 1 {
                    return;
                }
                *a -= 1;
                out.push(left[*a]);
                if *a == 0 {
                    return;
                }
                if wins_a < GALLOP && wins_b < GALLOP {
                    break;
                }
            }
            min_gallop += 1;
            self.min_gallop = min_gallop;
        }
    }
}

/// How deep in the tree of all merges that of a run with the next, of some length, is:
/// the first binary digit in which the places of their middles differ, as parts of all.
fn power(run: Run, next: usize, n: usize) -> u32 {
    let mut a = 2 * run.start + run.len;
    let mut b = a + run.len + next;
    let mut power = 1;
    loop {
        if a >= n {
            a -= n;
            b -= n;
        } else if b >= n {
            return power;
        }
        a <<= 1;
        b <<= 1;
        power += 1;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_order_of_everything_before_everything_is_followed_by_steps() {
        // As list.sort of CPython 3.11 leaves objects whose __lt__ is always True, or False.
        assert_eq!(permutation(5, |_, _| true), [4, 3, 2, 1, 0]);
        assert_eq!(permutation(5, |_, _| false), [0, 1, 2, 3, 4]);
    }
}
