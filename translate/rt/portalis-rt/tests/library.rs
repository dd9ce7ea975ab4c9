//! Compares modules of the standard library with those of CPython 3.11:
//! tests/library.py says what Python gives.

use portalis_rt::itertools::{self, OfItems};
use portalis_rt::statistics::{self, Exact};
use portalis_rt::{self as rt, Error, Key, Order, Repr, bisect, heapq, random};
use std::process::Command;

fn numbers(list: &str) -> Vec<i64> {
    if list == "-" {
        return vec![];
    }
    list.split(',').map(|n| n.parse().unwrap()).collect()
}

/// The repr of elements and of what they are in.
fn all<T: Repr>(xs: impl IntoIterator<Item = T>) -> String {
    rt::repr_of(&xs.into_iter().collect::<Vec<_>>())
}

fn heap(words: &[&str]) -> String {
    let mut heap = numbers(words[0]);
    heapq::heapify(&mut heap);
    let mut out = vec![];
    for word in &words[1..] {
        let n = word[1..].parse().unwrap();
        match &word[..1] {
            "i" => heapq::heappush(&mut heap, n),
            "x" => out.extend(heapq::try_heapreplace(&mut heap, n)),
            "p" => out.push(heapq::heappushpop(&mut heap, n)),
            _ => out.extend(heapq::try_heappop(&mut heap)),
        }
    }
    rt::repr_of(&(heap, out))
}

fn draws(words: &[&str]) -> String {
    let mut r = random::Random::new(words[0].parse().unwrap());
    let mut xs: Vec<i64> = (0..words[1].parse().unwrap()).collect();
    let weights = numbers(words[2]);
    let shifted: Vec<f64> = weights.iter().map(|&w| w as f64 + 0.25).collect();
    let many: Vec<i64> = (0..5000).collect();
    let mut out = vec![
        all((0..5).map(|_| r.random())),
        all((0..3).map(|_| r.uniform(-2.5, 10.0))),
        all((0..20).map(|_| r.randint(-5, 5))),
        all([1, 2, 3, 1000, 1 << 32, (1 << 33) + 1, i64::MAX].map(|n| r.randrange(n))),
        all((0..3).map(|_| r.randrange_from(-7, 1 << 62))),
        all((0..3).map(|_| r.randint(i64::MIN, i64::MAX))),
        all((0..5).map(|_| r.randrange_step(3, 40, 7))),
        all((0..5).map(|_| r.randrange_step(40, -3, -6))),
        all([0, 1, 5, 31, 32, 33, 63].map(|k| r.getrandbits(k))),
        all((0..5).map(|_| *r.choice(&xs))),
        all([0, 1, xs.len() / 2, xs.len()].map(|k| r.sample(&xs, k as i64))),
        all([1, 5, 6, 21, 22, 100].map(|k| r.sample(&many, k))),
        all(r.choices(&xs, 7)),
        all(r.choices_weighted(&xs, &weights, 7)),
        all(r.choices_weighted(&xs, &shifted, 7)),
    ];
    r.shuffle(&mut xs);
    out.push(all(xs));
    format!("[{}]", out.join(", "))
}

fn gauss(seed: i64) -> String {
    let mut r = random::Random::new(seed);
    let xs = [
        r.gauss(1.0, 2.0),
        r.gauss(0.0, 1.0),
        r.gauss(0.0, 1.0),
        r.normalvariate(3.0, 0.5),
        r.expovariate(1.5),
    ];
    all(xs.map(|x| rt::format::float(x, ".12g")))
}

/// The functions of statistics that take ints and floats.
fn statistics_of<T: Exact + Order + Key + Repr>(xs: &[T]) -> Vec<String> {
    let low = statistics::try_median_low(xs);
    let mode = statistics::try_mode(xs.to_vec());
    vec![
        outcome(statistics::try_mean(xs)),
        outcome(statistics::try_variance(xs)),
        outcome(statistics::try_stdev(xs)),
        outcome(statistics::try_pvariance(xs)),
        outcome(statistics::try_pstdev(xs)),
        outcome(low),
        outcome(mode),
        rt::repr_of(&statistics::multimode(xs.to_vec())),
    ]
}

fn outcome<T: Repr>(result: Result<T, Error>) -> String {
    match result {
        Ok(x) => rt::repr_of(&x),
        Err(e) => e.line(),
    }
}

fn statistics(words: &[&str]) -> String {
    if words[0] == "int" {
        return rt::repr_of(&statistics_of(&numbers(words[1])).join("|"));
    }
    let xs = words[1].split(',').filter(|x| *x != "-");
    let xs: Vec<f64> = xs.map(rt::float::parse).collect();
    let mut out = statistics_of(&xs);
    out.push(outcome(statistics::try_fmean(&xs)));
    out.push(outcome(statistics::try_median(&xs)));
    rt::repr_of(&out.join("|"))
}

fn percent(words: &[&str]) -> String {
    let conversion = words[1].replace('~', " ");
    let result = match words[0] {
        "int" => rt::format::try_percent_int(words[2].parse().unwrap(), &conversion),
        "float" => rt::format::try_percent_float(rt::float::parse(words[2]), &conversion),
        _ if words[2] == "-" => rt::format::try_percent_str("", &conversion),
        _ => rt::format::try_percent_str(&words[2].replace('~', " "), &conversion),
    };
    rt::repr_of(&match result {
        Ok(text) => format!("={text}"),
        Err(e) => e.line(),
    })
}

fn range_error(args: &[i64]) -> String {
    let result = match args {
        [stop] => random::try_randrange(*stop),
        [start, stop] => random::try_randrange_from(*start, *stop),
        _ => random::try_randrange_step(args[0], args[1], args[2]),
    };
    rt::repr_of(&*result.unwrap_err().message())
}

fn call(name: &str, words: &[&str]) -> String {
    let n = |i: usize| words[i].parse::<i64>().unwrap();
    let xs = || 0..n(0);
    type Items = Vec<i64>;
    match name {
        "heapq" => heap(words),
        "bisect" => {
            let (xs, x) = (numbers(words[0]), n(1));
            let (lo, hi) = (n(2), Some(n(3)));
            rt::repr_of(&(
                bisect::bisect_left(&xs, &x),
                bisect::bisect_right(&xs, &x),
                bisect::bisect_left_in(&xs, &x, lo, hi),
                bisect::bisect_right_in(&xs, &x, lo, hi),
            ))
        }
        "combinations" => all(itertools::combinations::<_, Items>(xs(), n(1))),
        "combinations_with_replacement" => all(
            itertools::combinations_with_replacement::<_, Items>(xs(), n(1)),
        ),
        "permutations" => all(itertools::permutations_of::<_, Items>(xs(), n(1))),
        "product" => all(itertools::product_repeat::<_, Items>(xs(), n(1))),
        "product3" => all(itertools::product3(0..n(1), xs(), 0..2_i64)),
        "pairwise" => all(itertools::pairwise(xs())),
        "groupby" => all(itertools::groupby(xs().map(|x| x / 2))),
        "accumulate" => all(itertools::sums(xs())),
        "accumulate_from" => all(itertools::accumulate_from(xs(), |a, b| a * 2 - b, 7_i64)),
        "zip_longest" => all(itertools::zip_longest(xs(), 0..n(1))),
        "islice" => all(itertools::islice_from(
            xs(),
            Some(n(1)),
            None,
            Some(n(1) + 1),
        )),
        "cycle" => all(itertools::islice(itertools::cycle(xs()), Some(10))),
        "count_float" => all(itertools::count_float(0.5, 0.1).take(50)),
        "random" => draws(words),
        "statistics" => statistics(words),
        "percent" => percent(words),
        "gauss" => gauss(n(0)),
        "randrange" => range_error(&words.iter().map(|w| w.parse().unwrap()).collect::<Vec<_>>()),
        _ => panic!("no function {name}"),
    }
}

#[test]
fn agrees_with_the_library_of_python() {
    let script = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/library.py");
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
        let words: Vec<&str> = fields[1].split_whitespace().collect();
        assert_eq!(
            call(fields[0], &words),
            fields[2],
            "{} {}",
            fields[0],
            fields[1]
        );
    }
    assert!(count > 1_600, "only {count} calls");
}

#[test]
fn choices_of_a_known_length_are_tuples() {
    let pairs: Vec<(i64, i64)> = itertools::combinations(0..3_i64, 2).collect();
    assert_eq!(pairs, [(0, 1), (0, 2), (1, 2)]);
    assert_eq!(<(char, char)>::of_items(vec!['a', 'b']), ('a', 'b'));
    let all: Vec<(i64, i64, i64)> = itertools::permutations([1, 2, 3]).collect();
    assert_eq!(all.len(), 6);
    assert_eq!(
        itertools::try_combinations::<_, Vec<i64>>([1], -1)
            .err()
            .unwrap()
            .line(),
        "ValueError: r must be non-negative"
    );
}
