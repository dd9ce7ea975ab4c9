//! What characters beyond ASCII are in another case. Rust's std knows it too, in a table
//! of eight bytes a character, which made the WASM of a program that has `lower` larger
//! by a tenth.

use super::Ranges;

/// What a change of case makes of characters.
pub(crate) struct OtherCase {
    /// Characters that become one other. Of each range is said how far away that is,
    /// times two, plus one if it stands before the character.
    pub(crate) ranges: Ranges,
    /// Characters that become several, in order.
    pub(crate) longer: &'static [(char, &'static str)],
}

impl OtherCase {
    /// Adds what becomes of the character, which may be itself.
    pub(crate) fn push(&self, out: &mut String, c: char) {
        if let Ok(at) = self.longer.binary_search_by_key(&c, |&(from, _)| from) {
            out.push_str(self.longer[at].1);
            return;
        }
        let distance = self.ranges.find(c).map_or(0, |[distance]| distance);
        let n = u32::from(c);
        let to = if distance % 2 == 0 {
            n + distance / 2
        } else {
            n - distance / 2
        };
        out.push(char::from_u32(to).unwrap_or(c));
    }
}
