//! Ints of 64 bits, beside those of 128.

use super::{inputs, int, outcome};
use portalis_rt::int::{self, try_parse, try_parse_radix};
use portalis_rt::math;
use proptest::prelude::*;

/// The number if it fits in 64 bits.
fn small(n: i128) -> Option<i64> {
    i64::try_from(n).ok()
}

/// How text may stand around and in digits.
fn dressed() -> impl Strategy<Value = (String, String)> {
    let blank = "[ \t\n\u{b}\u{c}\r\u{85}\u{a0}\u{3000}]{0,2}";
    (blank, blank)
}

/// Digits with underscores after those whose places are given.
fn underscored(digits: &str, places: &[bool]) -> String {
    let mut out = String::new();
    for (i, digit) in digits.chars().enumerate() {
        if i > 0 && places.get(i) == Some(&true) {
            out.push('_');
        }
        out.push(digit);
    }
    out
}

proptest! {
    #![proptest_config(inputs(2000))]

    #[test]
    fn division_rounds_down(a in int(), b in int()) {
        let (x, y) = (i128::from(a), i128::from(b));
        if b == 0 {
            prop_assert!(int::try_floordiv(a, b).is_err() && int::try_rem(a, b).is_err());
            prop_assert!(int::try_divmod(a, b).is_err() && int::try_truediv(a, b).is_err());
            return Ok(());
        }
        let quotient = x.div_euclid(y) - i128::from(y < 0 && x.rem_euclid(y) != 0);
        let rest = x - quotient * y;
        prop_assert!(rest == 0 || (rest < 0) == (y < 0) && rest.abs() < y.abs());
        prop_assert_eq!(outcome(|| int::floordiv(a, b)), small(quotient));
        prop_assert_eq!(Some(int::rem(a, b)), small(rest));
        prop_assert_eq!(
            outcome(|| int::divmod(a, b)),
            small(quotient).map(|quotient| (quotient, rest as i64))
        );
    }

    #[test]
    fn powers_are_products(a in prop_oneof![-12..12_i64, int()], b in 0..70_i64) {
        let product = (0..b).try_fold(1_i128, |product, _| {
            let next = product * i128::from(a);
            // Powers of -1, 0 and 1 never leave; others do not come back.
            small(next).map(i128::from)
        });
        prop_assert_eq!(outcome(|| int::pow(a, b)), product.and_then(small));
    }

    #[test]
    fn powers_by_a_modulus(a in int(), b in 0..40_i64, m in int().prop_filter("not 0", |&m| m != 0)) {
        let n = i128::from(m);
        let product = (0..b).fold(1_i128, |product, _| {
            (product * i128::from(a).rem_euclid(n.abs())).rem_euclid(n.abs())
        });
        let product = product.rem_euclid(n.abs());
        let want = if n < 0 && product != 0 { product + n } else { product };
        prop_assert_eq!(i128::from(int::powmod(a, b, m)), want);
    }

    #[test]
    fn inverses_by_a_modulus(a in int(), m in int().prop_filter("not 0", |&m| m != 0)) {
        match int::try_powmod(a, -1, m) {
            Ok(inverse) => {
                let product = i128::from(a) * i128::from(inverse) - 1;
                prop_assert_eq!(product % i128::from(m), 0);
                prop_assert!(inverse == 0 || (inverse < 0) == (m < 0));
                prop_assert!(inverse.unsigned_abs() < m.unsigned_abs());
            }
            Err(_) => prop_assert_ne!(outcome(|| math::gcd(a, m)), Some(1)),
        }
    }

    #[test]
    fn shifts_are_by_powers_of_two(a in int(), n in -2..70_i64) {
        if n < 0 {
            prop_assert!(int::try_shl(a, n).is_err() && int::try_shr(a, n).is_err());
            return Ok(());
        }
        let power = 1_i128 << n.min(126);
        let wide = (n < 64 || a == 0).then(|| i128::from(a) * if a == 0 { 0 } else { power });
        prop_assert_eq!(outcome(|| int::shl(a, n)), wide.and_then(small));
        prop_assert_eq!(i128::from(int::shr(a, n)), i128::from(a).div_euclid(power));
    }

    #[test]
    fn bits_are_counted(a in int()) {
        let digits = int::bin(a);
        let digits = digits.trim_start_matches('-').trim_start_matches("0b");
        let len = if a == 0 { 0 } else { digits.len() };
        prop_assert_eq!(int::bit_length(a), len as i64);
        prop_assert_eq!(int::bit_count(a), digits.matches('1').count() as i64);
    }

    #[test]
    fn rounding_goes_to_the_nearest(a in int(), digits in 0..25_i64) {
        prop_assert_eq!(int::round(a, digits), a);
        let unit = 10_i128.pow(digits as u32);
        let x = i128::from(a);
        let rounded = outcome(|| int::round(a, -digits));
        let down = x.div_euclid(unit) * unit;
        let rest = x - down;
        let up = rest * 2 > unit || rest * 2 == unit && (down / unit) % 2 != 0;
        prop_assert_eq!(rounded, small(if up { down + unit } else { down }));
    }

    #[test]
    fn floats_compare_exactly(a in int(), x in super::float(), near in -3..4_i64) {
        for x in [x, a as f64, a.saturating_add(near) as f64, a as f64 + near as f64 / 4.0] {
            // Beyond these a float is more, or less, than all ints.
            let order = if x.is_nan() {
                None
            } else if x.abs() > 1e30 {
                0.0.partial_cmp(&x)
            } else {
                let floor = x.floor();
                Some(i128::from(a).cmp(&(floor as i128)).then(if x > floor {
                    std::cmp::Ordering::Less
                } else {
                    std::cmp::Ordering::Equal
                }))
            };
            prop_assert_eq!(int::cmp_float(a, x), order, "{} {}", a, x);
        }
    }

    #[test]
    fn whole_parts_of_floats(x in super::float()) {
        let whole = (x.abs() < 1e30).then(|| small(x.trunc() as i128)).flatten();
        match outcome(|| int::try_from_float(x)) {
            Some(Ok(n)) => prop_assert_eq!(Some(n), whole),
            Some(Err(_)) => prop_assert!(!x.is_finite()),
            None => prop_assert!(x.is_finite() && whole.is_none()),
        }
    }

    #[test]
    fn reads_what_it_writes(
        a in int(),
        (before, after) in dressed(),
        places in prop::collection::vec(any::<bool>(), 70),
    ) {
        for (text, base) in [(int::hex(a), 16), (int::oct(a), 8), (int::bin(a), 2), (a.to_string(), 10)] {
            for base in [base, 0] {
                prop_assert_eq!(try_parse_radix(&text, base).unwrap(), a);
                prop_assert_eq!(try_parse_radix(&text.to_uppercase(), base).unwrap(), a);
                prop_assert_eq!(try_parse_radix(&format!("{before}{text}{after}"), base).unwrap(), a);
            }
        }
        let (sign, digits) = if a < 0 { ("-", &a.to_string()[1..]) } else { ("+", &*a.to_string()) };
        let text = format!("{before}{sign}{}{after}", underscored(digits, &places));
        prop_assert_eq!(try_parse(&text).unwrap(), a, "{}", text);
        // The same in the digits of another script.
        let arabic = |c: char| c.to_digit(10).and_then(|digit| char::from_u32(0x660 + digit));
        let other: String = text.chars().map(|c| arabic(c).unwrap_or(c)).collect();
        prop_assert_eq!(try_parse(&other).unwrap(), a, "{}", other);
    }

    #[test]
    fn reads_no_more_than_numbers(text in "[ +_x٣-]{0,2}[0-9_٣]{0,3}[ _a.-]{0,2}") {
        let trimmed = text.trim_matches(' ');
        let digits = trimmed.strip_prefix(['+', '-']).unwrap_or(trimmed);
        let groups: Vec<&str> = digits.split('_').collect();
        let good = groups.iter().all(|group| {
            !group.is_empty() && group.chars().all(|c| c.is_ascii_digit() || c == '٣')
        });
        prop_assert_eq!(try_parse(&text).is_ok(), good, "{:?}", text);
    }

    #[test]
    fn members_of_ranges(x in -30..30_i64, start in -30..30_i64, stop in -30..30_i64, step in -7..7_i64) {
        prop_assume!(step != 0);
        let mut all = vec![];
        let mut next = start;
        while if step > 0 { next < stop } else { next > stop } {
            all.push(next);
            next += step;
        }
        prop_assert_eq!(int::in_range(x, start, stop, step), all.contains(&x));
        prop_assert_eq!(portalis_rt::iter::range(start, stop, step).collect::<Vec<_>>(), all);
    }

    #[test]
    fn common_divisors(a in int(), b in int()) {
        prop_assume!(a != i64::MIN && b != i64::MIN);
        let gcd = math::gcd(a, b);
        if gcd == 0 {
            prop_assert!(a == 0 && b == 0);
            return Ok(());
        }
        prop_assert!(gcd > 0 && a % gcd == 0 && b % gcd == 0);
        prop_assert_eq!(math::gcd(a / gcd, b / gcd), 1);
        let lcm = (i128::from(a) / i128::from(gcd) * i128::from(b)).abs();
        prop_assert_eq!(outcome(|| math::lcm(a, b)), small(lcm));
    }

    #[test]
    fn roots(n in int()) {
        match math::try_isqrt(n) {
            Ok(root) => {
                let root = i128::from(root);
                prop_assert!(root * root <= i128::from(n) && (root + 1) * (root + 1) > i128::from(n));
            }
            Err(_) => prop_assert!(n < 0),
        }
    }

    #[test]
    fn choices(n in 0..80_i64, k in 0..80_i64) {
        // The row of Pascal's triangle.
        let mut row = vec![1_i128];
        for _ in 0..n {
            let inner: Vec<i128> = row.windows(2).map(|pair| pair[0] + pair[1]).collect();
            row = [vec![1], inner, vec![1]].concat();
        }
        let choices = row.get(k as usize).copied().unwrap_or(0);
        prop_assert_eq!(outcome(|| math::comb(n, k)), small(choices));
    }
}
