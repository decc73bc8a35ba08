//! Names of facts, so that a trace can say which ones a rule has read without copying them.

use redress_kernel::codes;

codes! {
    /// A fact that a rule can read.
    FactName {
        /// Day of filing.
        FiledOn = "filed_on",
        /// Category of the perpetrator.
        Category = "category",
    }
}

/// A set of facts.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct FactSet(u128);

impl FactSet {
    /// With one more.
    #[must_use]
    pub const fn with(self, name: FactName) -> Self {
        Self(self.0 | 1 << name as u128)
    }

    /// Which ones, in the order of the list.
    pub fn names(self) -> impl Iterator<Item = FactName> {
        FactName::ALL.iter().copied().filter(move |name| self.0 & (1 << *name as u128) != 0)
    }
}
