//! Compares the order of sets with that of CPython 3.11: tests/sets.py makes the
//! programs and says what Python does.

use portalis_rt::{self as rt, Dict, FrozenSet, Key, Repr, Set};
use std::process::Command;

type Make<T> = fn(i64) -> T;

/// Runs one operation on the registers.
fn run<T: Key + Clone>(make: Make<T>, s: &mut [Set<T>; 3], operation: &str) {
    let words: Vec<&str> = operation.split(' ').collect();
    let number = |i: usize| words[i].parse::<i64>().unwrap();
    let register = |i: usize| number(i) as usize;
    let items = |from: usize| (from..words.len()).map(|i| make(number(i)));
    let to = register(1);
    match words[0] {
        "add" => {
            s[to].insert(make(number(2)));
        }
        "discard" => {
            s[to].discard(&make(number(2)));
        }
        "pop" => drop(s[to].try_pop()),
        "clear" => s[to].clear(),
        "new" => s[to] = items(2).collect(),
        "literals" => s[to] = Set::of_literals(items(2)),
        "of_dict" => s[to] = Set::of_dict(&items(2).map(|x| (x, 0_i64)).collect::<Dict<_, _>>()),
        "copy" => s[to] = s[register(2)].copy(),
        "union_items" => s[to] = s[register(2)].union_iter(items(3)),
        "intersection_items" => s[to] = s[register(2)].intersection_iter(items(3)),
        "difference_items" => s[to] = s[register(2)].difference_iter(items(3)),
        "symmetric_difference_items" => s[to] = s[register(2)].symmetric_difference_iter(items(3)),
        "union" => s[to] = s[register(2)].union(&s[register(3)]),
        "intersection" => s[to] = s[register(2)].intersection(&s[register(3)]),
        "difference" => s[to] = s[register(2)].difference(&s[register(3)]),
        "symmetric_difference" => s[to] = s[register(2)].symmetric_difference(&s[register(3)]),
        update => {
            let (b, a) = (s[register(2)].clone(), &mut s[to]);
            match update {
                "update_of" => a.update(&b),
                "intersection_update_of" => a.intersection_update(&b),
                "difference_update_of" => a.difference_update(&b),
                "symmetric_difference_update_of" => a.symmetric_difference_update(&b),
                _ => panic!("no operation {update}"),
            }
        }
    }
}

fn check<T: Key + Repr + Clone>(make: Make<T>, fields: &[&str]) {
    let mut s = [Set::new(), Set::new(), Set::new()];
    let (program, want) = fields.split_at(fields.len() - 3);
    for operation in program {
        run(make, &mut s, operation);
    }
    let got = s.map(|x| rt::repr_of(&x.into_iter().collect::<Vec<_>>()));
    assert_eq!(got, want, "after {program:?}");
}

fn int(n: i64) -> i64 {
    n
}

fn big(n: i64) -> i64 {
    let product = i128::from(n) * 0x1_2345_6789_0abc;
    (product.rem_euclid(1 << 63) - i128::from(n.rem_euclid(2)) * (1 << 63)) as i64
}

fn float(n: i64) -> f64 {
    n as f64 / 4.0
}

fn tuple(n: i64) -> (i64, i64) {
    (n, n.wrapping_neg())
}

fn nested(n: i64) -> (i64, (f64, bool)) {
    (n.rem_euclid(7), (n as f64 * 0.1, n % 2 == 0))
}

fn frozenset(n: i64) -> FrozenSet<i64> {
    [n, n + 1, 2 * n].into_iter().collect()
}

#[test]
fn sets_have_the_order_of_python() {
    let script = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/sets.py");
    let output = Command::new("python3")
        .args(["-I", script])
        .output()
        .unwrap();
    assert!(
        output.status.success(),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
    let mut count = 0;
    for line in String::from_utf8(output.stdout).unwrap().lines() {
        count += 1;
        let fields: Vec<&str> = line.split('\t').collect();
        if fields[0] == "hash" {
            let n = fields[2].parse().unwrap();
            let got = match fields[1] {
                "int" => rt::hash(&int(n)),
                "big" => rt::hash(&big(n)),
                "float" => rt::hash(&float(n)),
                // -2**63 has no negation in 64 bits.
                "tuple" if n == i64::MIN => continue,
                "tuple" => rt::hash(&tuple(n)),
                "nested" => rt::hash(&nested(n)),
                _ => rt::hash(&frozenset(n)),
            };
            assert_eq!(got.to_string(), fields[3], "{line}");
            continue;
        }
        match fields[0] {
            "int" => check(int, &fields[1..]),
            "big" => check(big, &fields[1..]),
            "float" => check(float, &fields[1..]),
            "tuple" => check(tuple, &fields[1..]),
            "nested" => check(nested, &fields[1..]),
            _ => check(frozenset, &fields[1..]),
        }
    }
    assert!(count > 2_500, "only {count} programs");
}
