//! The thirty rules, one file each, and how those of the gate combine.
//! Belongs here: what follows from facts under a version of the rules. Never here: sums, words.

pub(crate) mod age;
mod ask;
mod asks;
mod days;
pub mod fact;
mod found;
mod gate;
#[cfg(test)]
mod gate_laws;
#[cfg(test)]
mod gate_tests;
mod number;
mod pair;
mod r01_operation;
mod r02_personnel;
mod r03_act;
mod r04_nexus;
mod r05_standing;
mod r06_consent;
mod r09_time;
mod r14_one_file;
#[cfg(test)]
pub(crate) mod testing;

use crate::{Facts, Mechanism, Trace};
pub use ask::Ask;
pub(crate) use gate::gate;
pub use number::Rule;

pub(crate) fn process(_mechanism: &Mechanism, _facts: &Facts, _trace: &mut Trace) {}
