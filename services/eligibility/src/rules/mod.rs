//! The rules of the mechanism as pure, versioned, explained predicates over the facts of a filing.
//! Belongs here: evaluation of the gate and the data of a rule set. Never here: SQL, HTTP, a clock,
//! sums of money (the award room), or anything that names a person.

mod check;
mod gate;
mod r01_operation;
mod r02_personnel;
mod r03_act;
mod r04_nexus;
mod r05_standing;
mod r06_consent;
mod r09_time;
mod r14_one_file;
mod result;
mod set;

pub use check::{Asked, Found};
pub use gate::{Gate, Pair, Worksheet, evaluate};
pub use result::{FactRead, Findings, Reason, RuleResult, Ruling, Service};
pub use set::{CategoryRow, Limits, ReferTo, RuleEntry, RuleSet, Scope, SetError};

#[cfg(test)]
mod cases;
