//! R-14, one claimant, one file. A duplicate is merged; it is never a reason to refuse, so that not
//! even a ruling makes it one.

use super::fact::{FactName, FactSet};
use super::found::{met, open};
use super::{Ask, Rule};
use crate::data::Rules;
use crate::facts::Facts;
use crate::trace::Finding;
use redress_kernel::code::RuleOutcome;
use redress_kernel::facts::MatchResult;

const READ: FactSet = FactSet::of(&[FactName::Matched]);

pub(super) fn check(rules: &Rules, facts: &Facts) -> Finding {
    let found = match facts.matched {
        Some(MatchResult::None | MatchResult::Distinct) => met(Rule::R14, "reason-r14-met"),
        Some(MatchResult::Merged) => met(Rule::R14, "reason-r14-merged"),
        Some(MatchResult::Possible) | None => open(Rule::R14, "reason-r14-possible", Ask::Match),
    };
    let found = found.facts(READ);
    let ruled = found.ruled(rules, facts, None);
    if ruled.outcome == RuleOutcome::NotMet { found } else { ruled }
}
