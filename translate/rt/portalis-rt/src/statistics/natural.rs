//! Whole numbers of any size, as far as sums of squares need them.

use std::cmp::Ordering;

/// A number from 0 on; 32 bits a digit, the lowest first, the last not 0.
#[derive(Clone, Default)]
pub(super) struct Natural(Vec<u32>);

/// `q * 2**exponent`, or more if it goes on. Of a number that is not 0 q has 126
/// to 128 bits. The exponent is even.
#[derive(Default)]
pub(super) struct Quotient {
    pub(super) q: u128,
    pub(super) goes_on: bool,
    pub(super) exponent: i64,
}

impl Natural {
    /// `n * 2**shift`
    pub(super) fn new(n: u64, shift: usize) -> Self {
        let mut digits = vec![0; shift / 32];
        let wide = u128::from(n) << (shift % 32);
        digits.extend((0..3).map(|i| (wide >> (32 * i)) as u32));
        Self(digits).trimmed()
    }

    fn trimmed(mut self) -> Self {
        while self.0.last() == Some(&0) {
            self.0.pop();
        }
        self
    }

    fn digit(&self, at: usize) -> u64 {
        self.0.get(at).map_or(0, |&d| u64::from(d))
    }

    pub(super) fn bits(&self) -> usize {
        match self.0.last() {
            Some(top) => self.0.len() * 32 - top.leading_zeros() as usize,
            None => 0,
        }
    }

    pub(super) fn plus(&self, other: &Self) -> Self {
        let mut carry = 0;
        let len = self.0.len().max(other.0.len()) + 1;
        let digits = (0..len).map(|i| {
            carry += self.digit(i) + other.digit(i);
            let digit = carry as u32;
            carry >>= 32;
            digit
        });
        Self(digits.collect()).trimmed()
    }

    /// The difference, whichever is greater, and how they compare.
    pub(super) fn minus(&self, other: &Self) -> (Ordering, Self) {
        let digits = |n: &Self| n.0.iter().rev().copied().collect::<Vec<_>>();
        let order =
            (self.0.len().cmp(&other.0.len())).then_with(|| digits(self).cmp(&digits(other)));
        let (large, small) = if order.is_lt() {
            (other, self)
        } else {
            (self, other)
        };
        let mut borrow = 0;
        let digits = (0..large.0.len()).map(|i| {
            let difference = large.digit(i) as i64 - small.digit(i) as i64 - borrow;
            borrow = i64::from(difference < 0);
            difference as u32
        });
        (order, Self(digits.collect()).trimmed())
    }

    pub(super) fn times(&self, other: &Self) -> Self {
        let mut digits = vec![0_u32; self.0.len() + other.0.len()];
        for i in 0..self.0.len() {
            let mut carry = 0;
            for j in 0..other.0.len() {
                carry += u64::from(digits[i + j]) + self.digit(i) * other.digit(j);
                digits[i + j] = carry as u32;
                carry >>= 32;
            }
            digits[i + other.0.len()] = carry as u32;
        }
        Self(digits).trimmed()
    }

    /// `self / divisor`
    pub(super) fn quotient(&self, divisor: u64) -> Quotient {
        if self.0.is_empty() {
            return Quotient::default();
        }
        let wanted = 127 + (64 - divisor.leading_zeros()) as i64;
        let mut shift = wanted - self.bits() as i64;
        shift -= shift & 1;
        let (number, mut left_over) = if shift >= 0 {
            (self.times(&Self::new(1, shift as usize)), false)
        } else {
            self.shifted_right((-shift) as usize)
        };
        let mut rest = 0_u128;
        let mut q = 0_u128;
        for &digit in number.0.iter().rev() {
            rest = (rest << 32) | u128::from(digit);
            q = (q << 32) | (rest / u128::from(divisor));
            rest %= u128::from(divisor);
        }
        left_over |= rest != 0;
        Quotient {
            q,
            goes_on: left_over,
            exponent: -shift,
        }
    }

    /// `self >> n`, and whether a bit that was set is lost.
    fn shifted_right(&self, n: usize) -> (Self, bool) {
        let (whole, part) = (n / 32, n % 32);
        let lost = (0..n).any(|i| self.digit(i / 32) >> (i % 32) & 1 == 1);
        let digits = (whole..self.0.len())
            .map(|i| ((self.digit(i) | self.digit(i + 1) << 32) >> part) as u32);
        (Self(digits.collect()).trimmed(), lost)
    }
}
