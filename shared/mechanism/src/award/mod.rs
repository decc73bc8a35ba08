//! The award: P1 to P12 over facts that passed the gate.
mod head;
pub mod line;
use crate::{Facts, Mechanism, Trace};
pub use head::Head;

pub(crate) fn assess(_mechanism: &Mechanism, _facts: &Facts, _trace: &mut Trace) {}
