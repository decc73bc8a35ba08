//! The lab: what would an amendment do? Two versions of rules and sums are run over the same claims,
//! and what differs is counted. It changes nothing and shows no small counts.
//! Belongs here: invented claims, simple amendments, the comparison, its suppression. Never here:
//! what a version makes of one claim.

mod amend;
#[cfg(test)]
mod attack;
mod caseload;
mod compare;
mod export;
mod publish;
mod random;
mod source;
mod suppress;
mod tally;
#[cfg(test)]
mod tests;

pub use amend::{Amendment, DRAFT, OutOfBounds, YEARS_MOST, draft};
pub use caseload::{Caseload, Room};
pub use compare::{Run, compare};
pub use publish::{About, Cell, Comparison, Row, SUM_STEP, Table, TableKind, Versions};
pub use source::Source;
pub use suppress::LEAST_SHOWN;
