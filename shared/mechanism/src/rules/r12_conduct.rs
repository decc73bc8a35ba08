//! R-12 No reduction for the survivor: nothing about her conduct or life is a fact at all, so there
//! is nothing to read, and the rule holds for every claim.

use super::Rule;
use super::found::met;
use super::process::Case;
use crate::trace::Finding;

pub(super) fn conduct(_case: &Case<'_>) -> Finding {
    met(Rule::R12, "reason-r12-met")
}
