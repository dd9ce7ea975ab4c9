//! Floats.

use super::{finite, float, inputs, outcome};
use portalis_rt::{float, math};
use proptest::prelude::*;

/// Whether two floats are the same, zeros by their sign, and NaNs all.
fn same(x: f64, y: f64) -> bool {
    x.to_bits() == y.to_bits() || x.is_nan() && y.is_nan()
}

proptest! {
    #![proptest_config(inputs(3000))]

    #[test]
    fn reads_what_it_writes(x in float()) {
        let shown = float::repr(x);
        for text in [shown.clone(), format!(" {shown}\n"), shown.to_uppercase(), format!("{x:e}"), format!("{x}")] {
            prop_assert!(same(float::parse(&text), x), "{}", text);
        }
        let signed = format!("{}{shown}", if shown.starts_with('-') { "" } else { "+" });
        prop_assert!(same(float::parse(&signed), x));
        let arabic = |c: char| c.to_digit(10).and_then(|digit| char::from_u32(0x660 + digit));
        let other: String = shown.chars().map(|c| arabic(c).unwrap_or(c)).collect();
        prop_assert!(same(float::parse(&other), x), "{}", other);
    }

    #[test]
    fn writes_no_more_digits_than_it_needs(x in finite()) {
        let shown = float::repr(x);
        let (mantissa, exponent) = shown.split_once('e').unwrap_or((&shown, "0"));
        let digits: String = mantissa.chars().filter(char::is_ascii_digit).collect();
        let digits = digits.trim_matches('0');
        prop_assert!(digits.len() <= 17);
        if digits.len() > 1 {
            let shorter = format!("{x:.*e}", digits.len() - 2);
            prop_assert_ne!(shorter.parse::<f64>().unwrap(), x);
        }
        // An exponent is written where the number is small or large.
        let written = shown.contains('e');
        prop_assert_eq!(written, x != 0.0 && !(1e-4..1e16).contains(&x.abs()));
        prop_assert!(written || mantissa.contains('.'));
        prop_assert!(!written || exponent.len() >= 3 && exponent.starts_with(['+', '-']));
    }

    #[test]
    fn underscores_stand_between_digits(text in "[0-9]{1,3}(_[0-9]{1,2}){0,2}([.][0-9_]{0,3})?(e[+-]?[0-9_]{1,3})?") {
        let bytes = text.as_bytes();
        let digit = |i: usize| bytes.get(i).is_some_and(u8::is_ascii_digit);
        let good = (0..bytes.len()).all(|i| bytes[i] != b'_' || i > 0 && digit(i - 1) && digit(i + 1));
        prop_assert_eq!(float::try_parse(&text).ok(), if good { text.replace('_', "").parse().ok() } else { None });
    }

    #[test]
    fn division_rounds_down(x in float(), y in float()) {
        let Ok((quotient, rest)) = float::try_divmod(x, y) else {
            prop_assert!(y == 0.0);
            return Ok(());
        };
        prop_assert!(same(float::floordiv(x, y), quotient) && same(float::rem(x, y), rest));
        if !x.is_finite() || y.is_nan() {
            prop_assert!(rest.is_nan());
            return Ok(());
        }
        prop_assert_eq!(rest.is_sign_negative(), y.is_sign_negative());
        prop_assert!(rest.abs() <= y.abs() && quotient.floor() == quotient || quotient.is_infinite());
        if y.is_finite() && quotient.abs() < 1e15 {
            let near = (quotient * y + rest - x).abs();
            prop_assert!(near <= 4.0 * math::ulp(x.abs().max(y.abs())), "{} {}", quotient, rest);
        }
    }

    #[test]
    fn rounds_to_the_nearest_decimal(x in finite(), digits in 0..20_i64) {
        let rounded = float::round_to(x, digits);
        prop_assert!(same(float::round_to(rounded, digits), rounded));
        prop_assert_eq!(rounded.is_sign_negative(), x.is_sign_negative());
        // No decimal that could be chosen is nearer.
        let nearest = format!("{x:.*}", digits as usize);
        prop_assert!(same(rounded, nearest.parse().unwrap()));
        let half = 0.5 * 10_f64.powi(-digits as i32);
        prop_assert!((rounded - x).abs() <= half + math::ulp(x));
        let places = format!("{rounded}");
        let places = places.split_once('.').map_or(0, |(_, places)| places.len());
        prop_assert!(x.abs() > 1e15 || places <= digits as usize, "{}", rounded);
    }

    #[test]
    fn rounds_left_of_the_point(x in -1e18..1e18, digits in 1..20_i64) {
        let unit = 10_i128.pow(digits as u32);
        let rounded = float::round_to(x, -digits);
        // Of whole numbers the exact one is known.
        let x = x.trunc();
        let down = (x as i128).div_euclid(unit) * unit;
        let rest = (x as i128 - down) * 2;
        let up = rest > unit || rest == unit && (down / unit) % 2 != 0;
        let want = if up { down + unit } else { down };
        prop_assert_eq!(float::round_to(x, -digits), want as f64);
        prop_assert!((rounded - want as f64).abs() <= unit as f64);
    }

    #[test]
    fn whole_numbers(x in finite()) {
        let whole = |call: fn(f64) -> i64, want: f64| {
            prop_assert!(outcome(|| call(x)).is_none_or(|n| n as f64 == want), "{} {}", x, want);
            Ok(())
        };
        whole(math::floor, x.floor())?;
        whole(math::ceil, x.ceil())?;
        whole(math::trunc, x.trunc())?;
        whole(float::round, x.round_ties_even())?;
        let (fraction, whole) = math::modf(x);
        prop_assert!(same(whole + fraction, x) || x == 0.0);
        prop_assert_eq!(whole, x.trunc());
        prop_assert_eq!(float::is_integer(x), fraction == 0.0);
    }

    #[test]
    fn mantissa_and_exponent(x in finite()) {
        let (mantissa, exponent) = math::frexp(x);
        prop_assert!(x == 0.0 || (0.5..1.0).contains(&mantissa.abs()));
        prop_assert!(same(math::ldexp(mantissa, exponent), x));
        prop_assert!(math::ulp(x) > 0.0 && x.abs() + math::ulp(x) > x.abs());
    }

    #[test]
    fn an_exact_sum_has_no_order(xs in prop::collection::vec(finite(), 0..8), by in 0..8_usize) {
        let sum = math::try_fsum(xs.iter().copied());
        let mut other = xs.clone();
        other.rotate_left(by.min(xs.len()));
        let turned = math::try_fsum(other);
        if let (Ok(sum), Ok(turned)) = (&sum, &turned) {
            prop_assert!(same(*sum, *turned));
        }
        if xs.iter().all(|x| x.abs() < 1e300) {
            let sum = sum.unwrap();
            // What is left when the sum is taken away is less than its last bit.
            let left = math::fsum(xs.iter().copied().chain([-sum]));
            prop_assert!(left.abs() <= math::ulp(sum) / 2.0);
        }
    }
}
