//! Ranges of characters beyond ASCII, in few bytes: every program that can show a text
//! has some of them.

use std::slice::Iter;

/// Ranges of code points, in order, in blocks of some.
///
/// A range begins with two numbers: how far its first code point is behind the last one
/// of the range before it, or of what its block starts with; and twice how far its last
/// is behind its first, plus one if only every other code point between them is meant.
/// Further numbers are what is said of its characters.
pub(crate) struct Ranges {
    /// The first code point of each block, and where its ranges start.
    pub(crate) blocks: &'static [(u32, u16)],
    /// The numbers, seven bits in a byte, the low ones first; the last byte of a
    /// number is below 128.
    pub(crate) bytes: &'static [u8],
}

impl Ranges {
    /// What is said of the character, in so many numbers, if it is in a range.
    pub(crate) fn find<const NUMBERS: usize>(&self, c: char) -> Option<[u32; NUMBERS]> {
        let n = u32::from(c);
        let after = self.blocks.partition_point(|&(first, _)| first <= n);
        let &(mut last, start) = self.blocks[..after].last()?;
        let end = match self.blocks.get(after) {
            Some(&(_, end)) => usize::from(end),
            None => self.bytes.len(),
        };
        let mut bytes = self.bytes[usize::from(start)..end].iter();
        while let (Some(gap), Some(span)) = (number(&mut bytes), number(&mut bytes)) {
            let mut said = [0; NUMBERS];
            for into in &mut said {
                *into = number(&mut bytes)?;
            }
            let first = last + gap;
            last = first + span / 2;
            if n <= last {
                let meant = n >= first && (span % 2 == 0 || (n - first) % 2 == 0);
                return meant.then_some(said);
            }
        }
        None
    }
}

fn number(bytes: &mut Iter<u8>) -> Option<u32> {
    let (mut out, mut shift) = (0, 0);
    loop {
        let byte = bytes.next()?;
        out |= u32::from(byte & 127) << shift;
        if *byte < 128 {
            return Some(out);
        }
        shift += 7;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// 0xaa; every other from 0x100 to 0x104; 0x200 to 0x1_0000 in a block of their own.
    const RANGES: Ranges = Ranges {
        blocks: &[(0xaa, 0), (0x200, 4)],
        bytes: &[0, 0, 0x56, 9, 0, 0x80, 0xf8, 7],
    };

    #[test]
    fn ranges_and_steps() {
        let all = ('\0'..=char::MAX).filter(|&c| RANGES.find::<0>(c).is_some());
        let (long, short): (Vec<u32>, Vec<u32>) = all.map(u32::from).partition(|&n| n >= 0x200);
        assert_eq!(short, [0xaa, 0x100, 0x102, 0x104]);
        assert_eq!((long[0], long.last()), (0x200, Some(&0x1_0000)));
    }

    #[test]
    fn further_numbers() {
        let two = Ranges {
            blocks: &[(0xaa, 0)],
            bytes: &[0, 2, 5, 0x80, 1, 2, 0, 0x81, 1, 9],
        };
        assert_eq!(two.find('\u{ab}'), Some([5, 128]));
        assert_eq!(two.find('\u{ac}'), None::<[u32; 2]>);
        let rest = ['\u{ac}', '\u{ad}'].map(|c| two.find::<2>(c));
        assert_eq!(rest, [None, Some([129, 9])]);
    }
}
