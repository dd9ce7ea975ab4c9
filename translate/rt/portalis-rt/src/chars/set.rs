//! Sets of characters beyond ASCII.

use super::Ranges;

/// A set of characters.
pub(crate) struct Set(pub(crate) Ranges);

impl Set {
    /// Whether the set has the character.
    pub(crate) fn has(&self, c: char) -> bool {
        self.0.find::<0>(c).is_some()
    }
}
