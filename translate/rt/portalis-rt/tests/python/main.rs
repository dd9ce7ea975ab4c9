//! Compares the runtime with CPython 3.11, call by call.

mod calls;

use calls::{Arg, Args, Report};
use std::process::Command;

fn from_hex(hex: &str) -> String {
    let bytes = (0..hex.len())
        .step_by(2)
        .map(|i| u8::from_str_radix(&hex[i..i + 2], 16).unwrap());
    String::from_utf8(bytes.collect()).unwrap()
}

/// An argument as cases.py writes it.
fn decode(arg: &str) -> Arg {
    let (tag, rest) = arg.split_at(1);
    match tag {
        "s" => Arg::Str(from_hex(rest)),
        "i" => Arg::Int(rest.parse().unwrap()),
        "f" => Arg::Float(f64::from_bits(u64::from_str_radix(rest, 16).unwrap())),
        "n" => Arg::None,
        _ => panic!("argument {arg}"),
    }
}

/// What cases.py says that the Python of this machine does.
#[test]
fn agrees_with_python() {
    let script = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/python/cases.py");
    let output = Command::new("python3")
        .args(["-I", script])
        .env("PYTHONHASHSEED", "0")
        .output()
        .unwrap();
    assert!(
        output.status.success(),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
    let mut report = Report::default();
    for line in String::from_utf8(output.stdout).unwrap().lines() {
        let fields: Vec<&str> = line.split('\t').collect();
        let [name, args @ .., want] = &fields[..] else {
            panic!("{line}");
        };
        let args = Args(args.iter().map(|arg| decode(arg)).collect());
        report.compare(
            name,
            &args,
            &format!("{}{}", &want[..1], from_hex(&want[1..])),
        );
    }
    report.check(50_000);
}

/// Text with what is written as \u{hex} read.
fn read(text: &str) -> String {
    let mut pieces = text.split("\\u{");
    let mut out = pieces.next().unwrap_or_default().to_owned();
    for piece in pieces {
        let (hex, rest) = piece.split_once('}').unwrap();
        out.extend(char::from_u32(u32::from_str_radix(hex, 16).unwrap()));
        out.push_str(rest);
    }
    out
}

/// An argument as table.py writes it; Rust reads floats as Python does.
fn argument(kind: char, text: &str) -> Arg {
    match kind {
        's' => Arg::Str(read(text)),
        'i' => Arg::Int(text.parse().unwrap()),
        'f' => Arg::Float(text.parse().unwrap()),
        _ => panic!("argument {kind}"),
    }
}

/// What table.txt says that Python does, as table.py wrote it.
#[test]
fn agrees_with_the_table() {
    let mut report = Report::default();
    let (mut name, mut kinds, mut result) = ("", "", "");
    for line in include_str!("table.txt").lines() {
        if let Some(head) = line.strip_prefix("# ") {
            let words: Vec<&str> = head.split(' ').collect();
            assert_eq!(words.len(), 3, "{line}");
            (name, kinds, result) = (words[0], words[1], words[2]);
            continue;
        }
        let fields: Vec<&str> = line.split('\t').collect();
        let (want, args) = fields.split_last().unwrap();
        let args = kinds
            .chars()
            .zip(args)
            .map(|(kind, text)| argument(kind, text));
        let args = Args(args.collect());
        let want = match want.strip_prefix('=') {
            Some(float) if result == "f" => {
                format!("={}", calls::shown(float.parse::<f64>().unwrap()))
            }
            _ => read(want),
        };
        report.compare(name, &args, &want);
    }
    report.check(5_000);
}
