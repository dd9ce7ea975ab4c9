//! Compares regular expressions with CPython's on random patterns and texts:
//! tests/re_cases.py says what Python does.
#![cfg(feature = "re")]

use portalis_rt::re::{self, Match, Pattern};
use std::panic::{self, AssertUnwindSafe};
use std::process::Command;

fn decode(hex: &str) -> String {
    if hex == "-" {
        return String::new();
    }
    let bytes = (0..hex.len()).step_by(2);
    let bytes = bytes.map(|i| u8::from_str_radix(&hex[i..i + 2], 16).unwrap());
    String::from_utf8(bytes.collect()).expect("UTF-8")
}

fn show(found: Option<Match>, groups: i64) -> String {
    let Some(m) = found else {
        return "N".to_owned();
    };
    let spans: Vec<String> = (0..=groups)
        .map(|group| m.span_of(group))
        .map(|(start, end)| format!("{start}:{end}"))
        .collect();
    let last = m.lastindex().unwrap_or(0);
    format!(
        "{}/{last}/{}",
        spans.join(","),
        m.lastgroup().unwrap_or_default()
    )
}

fn optional(parts: Vec<Option<String>>) -> String {
    let parts: Vec<_> = parts
        .into_iter()
        .map(|p| p.unwrap_or("\0".to_owned()))
        .collect();
    parts.join(";")
}

fn findall(p: &Pattern, text: &str) -> String {
    match p.groups() {
        0 | 1 => {
            assert_eq!(p.finditer(text).len(), p.findall(text).len());
            p.findall(text).join(";")
        }
        2 => {
            let found = p.findall_2(text);
            let found: Vec<_> = found.into_iter().map(|(a, b)| format!("{a}|{b}")).collect();
            found.join(";")
        }
        3 => {
            let found = p.findall_3(text);
            let found: Vec<_> = found
                .into_iter()
                .map(|(a, b, c)| format!("{a}|{b}|{c}"))
                .collect();
            found.join(";")
        }
        _ => String::new(),
    }
}

fn run(pattern: &str, flags: i64, text: &str, template: &str) -> String {
    let p = match re::try_compile_with(pattern, flags) {
        Ok(p) => p,
        Err(e) => return e.line(),
    };
    let groups = p.groups();
    let attempts: [&dyn Fn() -> String; 10] = [
        &|| show(p.search(text), groups),
        &|| show(p.match_start(text), groups),
        &|| show(p.fullmatch(text), groups),
        &|| show(p.search_in(text, 1, 4), groups),
        &|| {
            let all: Vec<_> = p.matches(text).map(|m| show(Some(m), groups)).collect();
            all.join(";")
        },
        &|| optional(p.split_groups(text, 0)),
        &|| optional(p.split_groups(text, 2)),
        &|| findall(&p, text),
        &|| match p.try_subn(template, text, 0) {
            Ok((out, count)) => format!("{out}/{count}"),
            Err(e) => e.line(),
        },
        &|| p.sub_with(|m| format!("<{}>", m.matched()), text, 2),
    ];
    let mut parts = vec![p.flags().to_string(), groups.to_string()];
    for attempt in attempts {
        let result = panic::catch_unwind(AssertUnwindSafe(attempt));
        parts.push(result.unwrap_or("broken".to_owned()));
    }
    parts.join("\n\n")
}

#[test]
fn like_cpython() {
    let seed = std::env::var("RE_SEED").unwrap_or("1".to_owned());
    let count = std::env::var("RE_COUNT").unwrap_or("4000".to_owned());
    let script = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/re_cases.py");
    let python = Command::new("python3.11")
        .args([script, &seed, &count])
        .output()
        .unwrap();
    assert!(
        python.status.success(),
        "{}",
        String::from_utf8_lossy(&python.stderr)
    );
    let cases = String::from_utf8(python.stdout).unwrap();
    assert!(cases.lines().count() > 1000);
    panic::set_hook(Box::new(|_| {}));
    let mut wrong = 0;
    for line in cases.lines() {
        let fields: Vec<&str> = line.split(' ').collect();
        let [pattern, flags, text, template, want] = fields[..] else {
            panic!("{line}");
        };
        let (pattern, text, template) = (decode(pattern), decode(text), decode(template));
        let flags = flags.parse().unwrap();
        let got = panic::catch_unwind(|| run(&pattern, flags, &text, &template));
        let got = got.unwrap_or("panic".to_owned());
        let want = decode(want);
        if got != want {
            wrong += 1;
            if wrong <= 20 {
                println!(
                    "{pattern:?} {flags} {text:?} {template:?}\n  got {got:?}\n want {want:?}"
                );
            }
        }
    }
    let _ = panic::take_hook();
    assert_eq!(wrong, 0, "wrong of {}", cases.lines().count());
}
