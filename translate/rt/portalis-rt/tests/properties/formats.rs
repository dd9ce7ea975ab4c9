//! Format specs.

use super::{float, inputs, int};
use portalis_rt::{Kind, float, format, text};
use proptest::prelude::*;

/// A fill and an alignment, or an alignment, or neither.
fn align() -> impl Strategy<Value = String> {
    "([*0é😀 ]?[<>^])?"
}

/// A type of ints, its base and its prefix.
fn base() -> impl Strategy<Value = (char, i64, &'static str)> {
    prop::sample::select(vec![
        ('b', 2, "0b"),
        ('o', 8, "0o"),
        ('x', 16, "0x"),
        ('X', 16, "0X"),
        ('d', 10, ""),
    ])
}

/// What text is between its padding, which stands as the alignment asks.
fn unpadded(
    padded: &str,
    align: &str,
    width: usize,
    plain: &str,
    default: char,
) -> Result<(), TestCaseError> {
    let len = plain.chars().count();
    let missing = width.saturating_sub(len);
    let kind = align.chars().last().unwrap_or(default);
    let fill = if align.chars().count() == 2 {
        align.chars().next().unwrap()
    } else {
        ' '
    };
    let left = match kind {
        '<' => 0,
        '^' => missing / 2,
        _ => missing,
    };
    let fill = |n: usize| std::iter::repeat_n(fill, n).collect::<String>();
    prop_assert_eq!(
        padded,
        format!("{}{plain}{}", fill(left), fill(missing - left))
    );
    Ok(())
}

/// Whether separators stand where they should in digits, every so many from the right.
fn grouped(digits: &str, separator: char, group: usize) -> bool {
    let from_right: Vec<char> = digits.chars().rev().collect();
    from_right
        .iter()
        .enumerate()
        .all(|(i, &c)| (c == separator) == (i % (group + 1) == group))
        && !digits.starts_with(separator)
}

proptest! {
    #![proptest_config(inputs(2000))]

    #[test]
    fn padding_stands_where_the_alignment_says(
        n in int(),
        x in float(),
        s in "[aé😀0-]{0,6}",
        align in align(),
        width in 1..30_usize,
    ) {
        unpadded(&format::int(n, &format!("{align}{width}")), &align, width, &n.to_string(), '>')?;
        unpadded(&format::float(x, &format!("{align}{width}")), &align, width, &float::repr(x), '>')?;
        unpadded(&format::str(&s, &format!("{align}{width}")), &align, width, &s, '<')?;
        let short = format::float(x, ".3e");
        unpadded(&format::float(x, &format!("{align}{width}.3e")), &align, width, &short, '>')?;
        let hex = format::int(n, "_x");
        unpadded(&format::int(n, &format!("{align}{width}_x")), &align, width, &hex, '>')?;
    }

    #[test]
    fn text_is_cut(s in "[aé😀]{0,6}", len in 0..8_usize) {
        let cut: String = s.chars().take(len).collect();
        prop_assert_eq!(format::str(&s, &format!(".{len}")), &*cut);
        prop_assert_eq!(format::percent_str(&s, &format!(".{len}s")), cut);
    }

    #[test]
    fn ints_in_bases(n in int(), sign in "[+ -]?", alternate in any::<bool>(), (kind, base, prefix) in base()) {
        let spec = format!("{sign}{}{kind}", if alternate { "#" } else { "" });
        let shown = format::int(n, &spec);
        prop_assert_eq!(portalis_rt::int::parse_radix(&shown, base), n);
        let front = match (n < 0, &*sign) {
            (true, _) => "-",
            (_, "-") => "",
            (_, sign) => sign,
        };
        let digits = shown.strip_prefix(front).unwrap();
        let digits = if alternate { digits.strip_prefix(prefix).unwrap() } else { digits };
        prop_assert!(digits.chars().all(|c| c.is_digit(base as u32)));
        prop_assert!(digits.len() == 1 || !digits.starts_with('0'));
        let upper = digits.to_uppercase();
        let cased = if kind == 'X' { upper } else { upper.to_lowercase() };
        prop_assert_eq!(digits, cased);
    }

    #[test]
    fn separators_are_all_that_grouping_adds(n in int(), x in float(), width in 0..30_usize) {
        for (spec, separator, group) in [(",", ',', 3), ("_d", '_', 3), ("_b", '_', 4), ("_x", '_', 4)] {
            let kind = spec.trim_start_matches([',', '_']);
            let shown = format::int(n, spec);
            prop_assert_eq!(shown.replace(separator, ""), format::int(n, kind));
            prop_assert!(grouped(shown.trim_start_matches('-'), separator, group));
            // Zeros are grouped with the digits, and may make it one wider.
            let filled = format::int(n, &format!("0{width}{spec}"));
            let digits = filled.trim_start_matches('-');
            prop_assert!(grouped(digits, separator, group), "{}", filled);
            let len = filled.len();
            prop_assert!(len == width.max(shown.len()) || len == width + 1 && len > shown.len());
            let (filled, shown) = (digits.replace(separator, ""), shown.replace(separator, ""));
            prop_assert!(filled.trim_start_matches('0') == shown.trim_start_matches(['-', '0']));
        }
        let shown = format::float(x, ",.2f");
        prop_assert_eq!(shown.replace(',', ""), format::float(x, ".2f"));
        if x.is_finite() {
            prop_assert!(grouped(shown.trim_start_matches('-').split('.').next().unwrap(), ',', 3));
        }
    }

    #[test]
    fn seventeen_digits_are_enough(x in super::finite()) {
        for spec in [".17g", ".16e", ".17", "#.17g", ".17G", "", "+.17g"] {
            prop_assert_eq!(float::parse(&format::float(x, spec)).to_bits(), x.to_bits(), "{}", spec);
        }
        prop_assert_eq!(format::float(x, ""), float::repr(x));
    }

    #[test]
    fn places_behind_the_point(x in super::finite(), places in 0..30_usize) {
        let shown = format::float(x, &format!(".{places}f"));
        let (_, behind) = shown.split_once('.').unwrap_or((&shown, ""));
        prop_assert_eq!(behind.len(), places);
        prop_assert_eq!(&shown, &format::fixed(x, places as i64));
        prop_assert_eq!(&shown, &format::percent_float(x, &format!(".{places}f")));
        let near = float::parse(&shown);
        prop_assert!((near - x).abs() <= 0.5 * 10_f64.powi(-(places as i32)) + portalis_rt::math::ulp(x));
        let scientific = format::float(x, &format!(".{places}e"));
        let (mantissa, exponent) = scientific.split_once('e').unwrap();
        prop_assert_eq!(mantissa.trim_start_matches('-').len(), if places > 0 { places + 2 } else { 1 });
        prop_assert!(exponent.len() >= 3 && exponent.starts_with(['+', '-']));
        let alternate = format::float(x, &format!("#.{places}f"));
        prop_assert_eq!(alternate.trim_end_matches('.'), shown.trim_end_matches('.'));
        prop_assert!(alternate.contains('.'));
    }

    #[test]
    fn more_digits_than_there_are_is_zeros(x in super::finite(), more in prop_oneof![19 => 1..300_usize, 1 => 64_000..70_000_usize]) {
        let (many, zeros) = (1100 + more, "0".repeat(more));
        let fixed = format::float(x, ".1100f") + &zeros;
        let scientific = format::float(x, ".1100e").replace('e', &(zeros + "e"));
        let general = format::float(x, ".1100g");
        for (kind, want) in [('f', fixed), ('e', scientific), ('g', general)] {
            let spec = format!(".{many}{kind}");
            prop_assert!(format::float(x, &spec) == want, "{}", spec);
        }
    }

    #[test]
    fn percent_is_format_with_other_words(
        n in int(),
        x in float(),
        width in 0..20_usize,
        places in 0..9_usize,
        sign in "[+ ]?",
    ) {
        for (percent, spec) in [("", ""), ("0", "0"), ("-", "<")] {
            let zero = if spec == "0" { "0" } else { "" };
            let spec = format!("{}{sign}{zero}{}", spec.trim_matches('0'), above(width));
            let percent = format!("{percent}{sign}{width}d");
            prop_assert_eq!(format::percent_int(n, &percent), format::int(n, &spec));
        }
        for kind in ['e', 'f', 'g', 'E', 'F', 'G'] {
            let behind = format!(".{places}{kind}");
            prop_assert_eq!(
                format::percent_float(x, &format!("{sign}{width}{behind}")),
                format::float(x, &format!("{sign}{}{behind}", above(width)))
            );
            prop_assert_eq!(
                format::percent_float(x, &format!("{sign}0{width}{behind}")),
                format::float(x, &format!("{sign}0{}{behind}", above(width)))
            );
        }
        prop_assert_eq!(format::percent_float(x, "s"), float::repr(x));
        let shown = format::percent_int(n, &format!("{width}s"));
        prop_assert_eq!(text::rjust(&n.to_string(), width as i64), shown);
    }

    #[test]
    fn no_spec_breaks(
        n in int(),
        x in float(),
        s in any::<String>(),
        spec in "[<>=^*0é]{0,2}[+ -]?z?#?0?[0-9]{0,2}[,_]?([.][0-9]{0,2})?[a-zA-Z%]?",
    ) {
        // Each has a text or raises; an int is no character that there is for 'c'.
        let shown = [format::try_int(n, &spec), format::try_float(x, &spec), format::try_str(&s, &spec)];
        for error in shown.into_iter().filter_map(Result::err) {
            prop_assert!(matches!(error.kind(), Kind::ValueError | Kind::OverflowError), "{}", error.line());
        }
    }
}

/// A width in a spec; one of 0 is none.
fn above(width: usize) -> String {
    if width > 0 {
        width.to_string()
    } else {
        String::new()
    }
}
