//! A text built from small pieces.

use std::fmt::Write;

fn rle(text: &str) -> String {
    let mut out = String::new();
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        let mut run = 1;
        while chars.next_if_eq(&c).is_some() {
            run += 1;
        }
        write!(out, "{run}{c}").expect("a String takes all");
    }
    out
}

pub fn table(rows: i64) -> i64 {
    let mut text = String::new();
    for number in 0..rows {
        text.push('|');
        for column in 0..10 {
            write!(text, "{:>6}|", number * column).expect("a String takes all");
        }
        text.push('\n');
    }
    let ones = text.matches('1').count();
    (text.len() + rle(&text).len() + ones) as i64
}
