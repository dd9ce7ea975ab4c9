//! Ints of any size, beside those of 64 bits and by the laws of numbers.

use super::{inputs, int};
use portalis_rt::big::{self, BigInt};
use portalis_rt::{int, math};
use proptest::prelude::*;

/// An int of up to some 400 bits, often near a power of two.
fn any_size() -> impl Strategy<Value = BigInt> {
    let parts = prop::collection::vec(any::<i64>(), 1..7);
    let long = parts.prop_map(|parts| {
        let base = BigInt::from(i64::MAX);
        parts.into_iter().fold(BigInt::default(), |sum, part| {
            &(&sum * &base) + &BigInt::from(part)
        })
    });
    let near = (1..400_i64, -3..4_i64, any::<bool>()).prop_map(|(bits, by, negative)| {
        let n = &big::shl(&BigInt::from(1), bits) + &BigInt::from(by);
        if negative { -&n } else { n }
    });
    prop_oneof![2 => int().prop_map(BigInt::from), 2 => long, 2 => near]
}

fn zero() -> BigInt {
    BigInt::default()
}

fn of(n: i64) -> BigInt {
    BigInt::from(n)
}

proptest! {
    #![proptest_config(inputs(1000))]

    #[test]
    fn small_ones_are_as_ints(a in int(), b in int(), n in 0..70_i64) {
        let (x, y) = (of(a), of(b));
        prop_assert_eq!(big::try_divmod(&x, &y).ok(), big::try_divmod(&x, b).ok());
        if b != 0 && (a, b) != (i64::MIN, -1) {
            prop_assert_eq!(big::divmod(&x, &y), (of(int::floordiv(a, b)), of(int::rem(a, b))));
            prop_assert_eq!(big::truediv(&x, &y).to_bits(), int::truediv(a, b).to_bits());
        }
        prop_assert_eq!((x < y, x == y), (a < b, a == b));
        prop_assert_eq!(&x & &y, of(a & b));
        prop_assert_eq!(&x | &y, of(a | b));
        prop_assert_eq!(&x ^ &y, of(a ^ b));
        prop_assert_eq!(!&x, of(!a));
        prop_assert_eq!(big::shr(&x, n), of(int::shr(a, n)));
        prop_assert_eq!(big::bit_length(&x), int::bit_length(a));
        prop_assert_eq!(big::bit_count(&x), int::bit_count(a));
        prop_assert_eq!(portalis_rt::hash(&x), portalis_rt::hash(&a));
        if let Some(sum) = a.checked_add(b) {
            prop_assert_eq!(&x + &y, of(sum));
        }
        if let Some(product) = a.checked_mul(b) {
            prop_assert_eq!(&x * &y, of(product));
        }
        if a != i64::MIN && b != i64::MIN {
            prop_assert_eq!(big::gcd(&x, &y), of(math::gcd(a, b)));
        }
    }

    #[test]
    fn division_rounds_down(a in any_size(), b in any_size()) {
        prop_assume!(b != zero());
        let (quotient, rest) = big::divmod(&a, &b);
        prop_assert_eq!(&(&quotient * &b) + &rest, a.clone());
        prop_assert!(rest == zero() || (rest < zero()) == (b < zero()) && big::abs(&rest) < big::abs(&b));
        prop_assert_eq!(big::floordiv(&a, &b), quotient);
        prop_assert_eq!(big::modulo(&a, &b), rest);
    }

    #[test]
    fn shifts_and_bits(a in any_size(), b in any_size(), n in 0..200_i64) {
        let power = big::pow(&of(2), n);
        prop_assert_eq!(big::shl(&a, n), &a * &power);
        prop_assert_eq!(big::shr(&a, n), big::floordiv(&a, &power));
        prop_assert_eq!(&(&a & &b) + &(&a | &b), &a + &b);
        prop_assert_eq!(&a ^ &b, &(&a | &b) - &(&a & &b));
        prop_assert_eq!(!&a, &-&a - &of(1));
        let bits = big::bit_length(&a);
        let size = big::abs(&a);
        prop_assert!(size < big::shl(&of(1), bits) && (bits == 0 || size >= big::shl(&of(1), bits - 1)));
    }

    #[test]
    fn reads_what_it_writes(a in any_size(), base in 2..37_i64) {
        prop_assert_eq!(big::parse(&big::str(&a)), a.clone());
        for (text, base) in [(big::hex(&a), 16), (big::oct(&a), 8), (big::bin(&a), 2)] {
            prop_assert_eq!(big::parse_radix(&text, base), a.clone());
            prop_assert_eq!(big::parse_radix(&text, 0), a.clone());
        }
        prop_assert_eq!(big::parse(&big::format(&a, "_")), a.clone());
        prop_assert_eq!(big::format(&a, ",").replace(',', ""), big::str(&a));
        // Digits taken off one after the other.
        let (mut rest, mut digits) = (big::abs(&a), String::new());
        while rest != zero() {
            let (quotient, digit) = big::divmod(&rest, base);
            digits.extend(char::from_digit(big::to_i64(&digit) as u32, base as u32));
            rest = quotient;
        }
        let text: String = digits.chars().rev().collect();
        prop_assert_eq!(big::parse_radix(&format!("0{text}"), base), big::abs(&a));
    }

    #[test]
    fn floats_are_the_nearest(a in any_size(), x in super::finite()) {
        let near = big::to_float(&a);
        let gap = |y: f64| big::abs(&(&big::from_float(y) - &a));
        for other in [math::nextafter(near, f64::INFINITY), math::nextafter(near, f64::NEG_INFINITY)] {
            prop_assert!(other.fract() != 0.0 || gap(near) <= gap(other), "{}", near);
        }
        for x in [x, near, math::nextafter(near, x)] {
            let (floor, ceil) = (big::floor(x), big::ceil(x));
            prop_assert!(floor <= ceil && &ceil - &floor <= of(1));
            prop_assert_eq!(big::le_float(&floor, x), true);
            prop_assert_eq!(big::ge_float(&ceil, x), true);
            prop_assert_eq!(big::lt_float(&a, x), a < ceil);
            prop_assert_eq!(big::gt_float(&a, x), a > floor);
            prop_assert_eq!(big::eq_float(&a, x), a == floor && a == ceil);
            prop_assert_eq!(big::from_float(x), if x < 0.0 { ceil } else { floor });
        }
    }

    #[test]
    fn quotients_are_the_nearest(a in any_size(), b in any_size()) {
        prop_assume!(b != zero() && a != zero());
        let near = big::truediv(&a, &b);
        // |a / b - x| times the powers of two that make all of it whole.
        let scale = big::shl(&of(1), 1200_i64);
        let scaled = |x: f64| {
            let (mantissa, exponent) = math::frexp(x);
            big::shl(&big::from_float(math::ldexp(mantissa, 53)), exponent + 1200 - 53)
        };
        let gap = |x: f64| big::abs(&(&(&a * &scale) - &(&scaled(x) * &b)));
        for other in [math::nextafter(near, f64::INFINITY), math::nextafter(near, f64::NEG_INFINITY)] {
            prop_assert!(gap(near) <= gap(other), "{}", near);
        }
    }

    #[test]
    fn roots_powers_and_rounding(a in any_size(), b in 0..9_i64, m in any_size(), digits in 1..40_i64) {
        let size = big::abs(&a);
        let root = big::isqrt(&size);
        let next = &root + &of(1);
        prop_assert!(&root * &root <= size && &next * &next > size);
        let power = big::pow(&a, b);
        prop_assert_eq!(&power, &(0..b).fold(of(1), |product, _| &product * &a));
        if m != zero() {
            prop_assert_eq!(big::powmod(&a, &of(b), &m), big::modulo(&power, &m));
        }
        let unit = big::pow(&of(10), digits);
        let rounded = big::round(&a, -digits);
        let twice = big::abs(&(&(&rounded - &a) * &of(2)));
        prop_assert_eq!(big::modulo(&rounded, &unit), zero());
        let even = big::modulo(&big::floordiv(&rounded, &unit), 2_i64) == zero();
        prop_assert!(twice < unit || twice == unit && even);
    }
}
