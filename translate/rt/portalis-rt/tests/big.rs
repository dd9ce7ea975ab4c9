//! Compares ints of any size with those of CPython 3.11: tests/big_cases.py says
//! what Python gives.
#![cfg(feature = "big")]

use portalis_rt::big::{self, literal};
use portalis_rt::{self as rt, BigInt, Error, Repr};
use std::process::Command;

/// A float as `float.hex` writes it.
fn float(text: &str) -> f64 {
    let (sign, size) = match text.strip_prefix('-') {
        Some(rest) => (-1.0, rest),
        None => (1.0, text),
    };
    let Some(digits) = size.strip_prefix("0x") else {
        return sign * size.parse::<f64>().unwrap();
    };
    let (mantissa, exponent) = digits.split_once('p').unwrap();
    let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
    let bits = i64::from_str_radix(&format!("{whole}{fraction}"), 16).unwrap();
    let exponent = exponent.parse::<i64>().unwrap() - 4 * fraction.len() as i64;
    sign * rt::math::ldexp(bits as f64, exponent)
}

fn shown<T: Repr>(result: Result<T, Error>) -> String {
    match result {
        Ok(x) => rt::repr_of(&x),
        Err(e) => e.line(),
    }
}

fn small(word: &str) -> i64 {
    word.parse().unwrap()
}

fn of_one(name: &str, a: &BigInt) -> Option<String> {
    Some(match name {
        "neg" => rt::repr_of(&-a),
        "invert" => rt::repr_of(&!a),
        "abs" => rt::repr_of(&big::abs(a)),
        "hex" => rt::repr_of(&big::hex(a)),
        "oct" => rt::repr_of(&big::oct(a)),
        "bin" => rt::repr_of(&big::bin(a)),
        "bit_length" => rt::repr_of(&big::bit_length(a)),
        "bit_count" => rt::repr_of(&big::bit_count(a)),
        "float" => shown(big::try_to_float(a)),
        "hash" => rt::repr_of(&rt::hash(a)),
        "isqrt" => shown(big::try_isqrt(a)),
        "str" => rt::repr_of(&rt::str_of(a)),
        "truth" => rt::repr_of(&big::truth(a)),
        "factorial" => shown(big::try_factorial(a)),
        _ => return None,
    })
}

fn of_two(name: &str, a: &BigInt, b: &BigInt) -> Option<String> {
    Some(match name {
        "add" => rt::repr_of(&(a + b)),
        "sub" => rt::repr_of(&(a - b)),
        "mul" => rt::repr_of(&(a * b)),
        "and" => rt::repr_of(&(a & b)),
        "or" => rt::repr_of(&(a | b)),
        "xor" => rt::repr_of(&(a ^ b)),
        "lt" => rt::repr_of(&(a < b)),
        "eq" => rt::repr_of(&(a == b)),
        "gcd" => rt::repr_of(&big::gcd(a, b)),
        "lcm" => rt::repr_of(&big::lcm(a, b)),
        "floordiv" => shown(big::try_floordiv(a, b)),
        "mod" => shown(big::try_modulo(a, b)),
        "divmod" => shown(big::try_divmod(a, b)),
        "truediv" => shown(big::try_truediv(a, b)),
        "shl" => shown(big::try_shl(a, b)),
        "shr" => shown(big::try_shr(a, b)),
        "pow" => rt::repr_of(&big::pow(a, b)),
        "comb" => shown(big::try_comb(a, b)),
        "perm" => shown(big::try_perm(a, b)),
        _ => return None,
    })
}

fn run(name: &str, words: &[&str]) -> String {
    match (name, words) {
        ("parse", [text, base]) => {
            let n = big::try_parse_radix(text, small(base));
            let end = |n| {
                if text.len() > 4000 {
                    big::modulo(&n, &literal(&format!("1{}", "0".repeat(50))))
                } else {
                    n
                }
            };
            return shown(n.map(end));
        }
        ("long", [n]) => {
            let n = big::pow(&BigInt::from(10), small(n) - 1);
            return shown(big::try_format(&n, "").map(|text| text.len()));
        }
        ("int_of_float", [x]) => return shown(big::try_from_float(float(x))),
        ("floor", [x]) => return shown(big::try_floor(float(x))),
        ("ceil", [x]) => return shown(big::try_ceil(float(x))),
        _ => {}
    }
    let a = literal(words[0]);
    match (name, &words[1..]) {
        ("with_float", [x]) => {
            let x = float(x);
            let all = (
                big::eq_float(&a, x),
                big::lt_float(&a, x),
                big::le_float(&a, x),
                big::gt_float(&a, x),
                big::ge_float(&a, x),
            );
            rt::repr_of(&all)
        }
        ("format", [spec]) => shown(big::try_format(&a, spec)),
        ("format", []) => shown(big::try_format(&a, "")),
        ("round", [n]) => rt::repr_of(&big::round(&a, small(n))),
        ("powmod", [b, m]) => shown(big::try_powmod(&a, &literal(b), &literal(m))),
        (_, []) => of_one(name, &a).unwrap(),
        (_, [b]) => of_two(name, &a, &literal(b)).unwrap(),
        _ => panic!("no case {name}"),
    }
}

#[test]
fn agrees_with_cpython() {
    let python = std::env::var("PYTHON").unwrap_or_else(|_| "python3".to_owned());
    let cases = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/big_cases.py");
    let output = Command::new(python).arg(cases).output().unwrap();
    assert!(
        output.status.success(),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
    let mut count = 0;
    let mut wrong = vec![];
    for line in String::from_utf8(output.stdout).unwrap().lines() {
        let fields: Vec<&str> = line.split('\t').collect();
        let words: Vec<&str> = fields[1].split_whitespace().collect();
        let got = run(fields[0], &words);
        if got != fields[2] {
            wrong.push(format!(
                "{} {}\n   got {got}\n  want {}",
                fields[0], fields[1], fields[2]
            ));
        }
        count += 1;
    }
    assert!(
        wrong.is_empty(),
        "{} wrong:\n{}",
        wrong.len(),
        wrong[..wrong.len().min(15)].join("\n")
    );
    assert!(count > 30_000, "only {count} cases");
}
