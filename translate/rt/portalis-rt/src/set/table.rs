//! The hash table of a set. Its order can be seen by walking the set, so it takes
//! the steps that CPython 3.11's takes: the same sizes, probes and dummies.

use crate::Key;
use crate::key::is;
use std::borrow::Borrow;

/// How many slots the table of an empty set has.
const SMALLEST: usize = 8;

#[derive(Clone)]
pub(super) struct Table<T> {
    /// A power of two of them; none while the set has not had an element.
    pub(super) slots: Vec<Slot<T>>,
    /// How many slots there are, less one.
    mask: usize,
    /// How many slots are not free.
    fill: usize,
    /// How many elements there are.
    len: usize,
    /// Where the next pop looks first.
    finger: usize,
}

#[derive(Clone)]
pub(super) enum Slot<T> {
    Free,
    /// One whose element was removed.
    Gone,
    Taken(i64, T),
}

/// Tries the slots of a hash, one after the other, until one stops the search.
fn search<R>(hash: i64, mask: usize, mut stop: impl FnMut(usize) -> Option<R>) -> R {
    /// So many slots after the one that was jumped to are tried too.
    const NEIGHBOURS: usize = 9;
    // The arithmetic is that of 64 bits, in WebAssembly too.
    let (mut at, mut perturb) = (hash as u64, hash as u64);
    loop {
        let first = at as usize & mask;
        let last = if first + NEIGHBOURS <= mask {
            first + NEIGHBOURS
        } else {
            first
        };
        for slot in first..=last {
            if let Some(found) = stop(slot) {
                return found;
            }
        }
        perturb >>= 5;
        at = (first as u64)
            .wrapping_mul(5)
            .wrapping_add(1)
            .wrapping_add(perturb);
    }
}

impl<T> Table<T> {
    pub(super) const fn new() -> Self {
        Self {
            slots: Vec::new(),
            mask: SMALLEST - 1,
            fill: 0,
            len: 0,
            finger: 0,
        }
    }

    pub(super) fn len(&self) -> usize {
        self.len
    }

    /// Forgets the elements, but not where pop was.
    pub(super) fn clear(&mut self) {
        *self = Self {
            finger: self.finger,
            ..Self::new()
        };
    }

    /// The elements with their hashes, in order of their slots.
    pub(super) fn entries(&self) -> impl Iterator<Item = (i64, &T)> + Clone {
        self.slots.iter().filter_map(|slot| match slot {
            Slot::Taken(hash, key) => Some((*hash, key)),
            _ => None,
        })
    }

    /// Makes a table for more than so many elements, without what is gone.
    fn resize(&mut self, elements: usize) {
        let size = (elements + 1).next_power_of_two().max(SMALLEST);
        if size == SMALLEST && self.mask + 1 == SMALLEST && self.fill == self.len {
            return;
        }
        let old = std::mem::take(&mut self.slots);
        self.slots.resize_with(size, || Slot::Free);
        self.mask = size - 1;
        self.fill = self.len;
        for slot in old {
            if let Slot::Taken(hash, key) = slot {
                self.place(hash, key);
            }
        }
    }

    /// Makes a table with room to grow.
    fn grow(&mut self) {
        self.resize(if self.len > 50_000 {
            self.len * 2
        } else {
            self.len * 4
        });
    }

    /// Makes room for so many elements that are about to come from another container.
    pub(super) fn reserve(&mut self, more: usize) {
        if (self.fill + more) * 5 >= self.mask * 3 {
            self.resize((self.len + more) * 2);
        }
    }

    /// Makes a new table when more than a quarter of it is gone.
    pub(super) fn compact(&mut self) {
        if self.fill - self.len > self.mask / 4 {
            self.grow();
        }
    }

    /// Puts an element into a table that has nothing gone, and not this element.
    fn place(&mut self, hash: i64, key: T) {
        let slots = &mut self.slots;
        let at = search(hash, self.mask, |at| {
            matches!(slots[at], Slot::Free).then_some(at)
        });
        slots[at] = Slot::Taken(hash, key);
    }

    fn first_slots(&mut self) {
        if self.slots.is_empty() {
            self.slots.resize_with(self.mask + 1, || Slot::Free);
        }
    }

    /// Removes the element that pop gives: the next one from where the last was.
    pub(super) fn pop(&mut self) -> Option<T> {
        if self.len == 0 {
            return None;
        }
        let mut at = self.finger & self.mask;
        while !matches!(self.slots[at], Slot::Taken(..)) {
            at = (at + 1) & self.mask;
        }
        self.finger = at + 1;
        Some(self.take(at))
    }

    fn take(&mut self, at: usize) -> T {
        self.len -= 1;
        match std::mem::replace(&mut self.slots[at], Slot::Gone) {
            Slot::Taken(_, key) => key,
            _ => unreachable!(),
        }
    }

    /// Takes the elements of another table, but keeps where pop was.
    pub(super) fn become_table(&mut self, other: Self) {
        let finger = self.finger;
        *self = other;
        self.finger = finger;
    }
}

impl<T: Key> Table<T> {
    fn find<Q: Key + ?Sized>(&self, hash: i64, key: &Q) -> Option<usize>
    where
        T: Borrow<Q>,
    {
        if self.len == 0 {
            return None;
        }
        search(hash, self.mask, |at| match &self.slots[at] {
            Slot::Free => Some(None),
            Slot::Taken(h, k) if *h == hash && is(k, key) => Some(Some(at)),
            _ => None,
        })
    }

    pub(super) fn contains<Q: Key + ?Sized>(&self, hash: i64, key: &Q) -> bool
    where
        T: Borrow<Q>,
    {
        self.find(hash, key).is_some()
    }

    /// Adds an element if it is not there.
    pub(super) fn insert(&mut self, hash: i64, key: T) -> bool {
        self.first_slots();
        let slots = &self.slots;
        // Of the slots that were freed on the way the last is taken.
        let mut gone = None;
        let free = search(hash, self.mask, |at| match &slots[at] {
            Slot::Free => Some(Some(at)),
            Slot::Taken(h, k) if *h == hash && k.same(&key) => Some(None),
            Slot::Taken(..) => None,
            Slot::Gone => {
                gone = Some(at);
                None
            }
        });
        let Some(at) = free else {
            return false;
        };
        self.len += 1;
        if let Some(at) = gone {
            self.slots[at] = Slot::Taken(hash, key);
            return true;
        }
        self.slots[at] = Slot::Taken(hash, key);
        self.fill += 1;
        if self.fill * 5 >= self.mask * 3 {
            self.grow();
        }
        true
    }

    /// Removes an element; whether it was there.
    pub(super) fn discard<Q: Key + ?Sized>(&mut self, hash: i64, key: &Q) -> bool
    where
        T: Borrow<Q>,
    {
        match self.find(hash, key) {
            Some(at) => {
                self.take(at);
                true
            }
            None => false,
        }
    }

    /// Adds the elements of another table, as `update` and the copy of a set do.
    pub(super) fn merge(&mut self, other: &Self)
    where
        T: Clone,
    {
        if other.len == 0 {
            return;
        }
        self.reserve(other.len);
        if self.fill > 0 {
            for (hash, key) in other.entries() {
                if !self.contains(hash, key) {
                    self.insert(hash, key.clone());
                }
            }
        } else if self.mask == other.mask && other.fill == other.len {
            self.slots.clone_from(&other.slots);
            self.fill = other.fill;
            self.len = other.len;
        } else {
            self.first_slots();
            self.fill = other.len;
            self.len = other.len;
            for (hash, key) in other.entries() {
                self.place(hash, key.clone());
            }
        }
    }
}
