//! Where claims come from. Never here: how they are judged.

use crate::facts::Facts;
use std::ops::Range;

/// Claims by number, to be read by several threads at once.
pub trait Source: Sync {
    /// How many claims there are.
    fn len(&self) -> u64;

    /// Whether there is none.
    fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Shows the claims of a range, one after the other, always the same ones.
    fn each(&self, range: Range<u64>, visit: &mut dyn FnMut(&Facts));
}

/// Claims that lie in memory.
impl Source for [Facts] {
    fn len(&self) -> u64 {
        <[Facts]>::len(self) as u64
    }

    fn each(&self, range: Range<u64>, visit: &mut dyn FnMut(&Facts)) {
        let place = |at: u64| usize::try_from(at).unwrap_or(usize::MAX);
        let (first, last) = (place(range.start), place(range.end).min(<[Facts]>::len(self)));
        self.get(first..last).unwrap_or_default().iter().for_each(visit);
    }
}
