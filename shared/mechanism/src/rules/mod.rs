//! The thirty rules, one file each, and how those of the gate combine.
//! Belongs here: what follows from facts under a version of the rules. Never here: sums, words.

mod ask;
mod days;
pub mod fact;
mod found;
mod gate;
mod number;

use crate::{Facts, Mechanism, Trace};
pub use ask::Ask;
pub(crate) use gate::gate;
pub use number::Rule;

pub(crate) fn process(_mechanism: &Mechanism, _facts: &Facts, _trace: &mut Trace) {}
