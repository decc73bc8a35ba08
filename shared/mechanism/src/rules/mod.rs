//! The thirty rules.
mod ask;
pub mod fact;
mod number;
use crate::data::Rules;
use crate::{Facts, Mechanism, Trace};
pub use ask::Ask;
pub use number::Rule;

pub(crate) fn gate(_rules: &Rules, _facts: &Facts, _trace: &mut Trace) {}
pub(crate) fn process(_mechanism: &Mechanism, _facts: &Facts, _trace: &mut Trace) {}
