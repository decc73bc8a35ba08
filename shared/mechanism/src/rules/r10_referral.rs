//! R-10 Referral: what the mechanism does not cover goes to who must answer it, if she wishes so;
//! without her consent nothing is disclosed. Help goes on either way.

use super::fact::{FactName, FactSet};
use super::found::{met, not_met, open};
use super::process::Case;
use super::{Ask, Rule};
use crate::data::ReferTo;
use crate::trace::{Finding, Gate};
use redress_kernel::code::{ConsentPurpose, RuleOutcome};

const READ: FactSet =
    FactSet::of(&[FactName::Category, FactName::ConsentGiven, FactName::ConsentWithdrawn]);

pub(super) fn referral(case: &Case<'_>) -> Finding {
    if !case.is_referred {
        return met(Rule::R10, "reason-r10-none").engaged(false).facts(READ);
    }
    let is_whole = case.trace.gate == Some(Gate::Referred);
    let finding = match (wish(case), is_whole) {
        (Some(true), true) => met(Rule::R10, "reason-r10-refer"),
        (Some(true), false) => met(Rule::R10, "reason-r10-refer-part"),
        (Some(false), _) => not_met(Rule::R10, "reason-r10-help-only"),
        (None, true) => open(Rule::R10, "reason-r10-ask", Ask::Referral),
        (None, false) => open(Rule::R10, "reason-r10-ask-part", Ask::Referral),
    };
    finding.facts(READ)
}

/// Whether she wishes a referral; nothing while one of the consents for it was not asked.
fn wish(case: &Case<'_>) -> Option<bool> {
    // A claim that she took back stays where it is.
    if case.wish(ConsentPurpose::P1) == Some(false) {
        return Some(false);
    }
    let (mut to_others, mut to_justice) = (false, false);
    for finding in &case.trace.findings {
        if finding.outcome == RuleOutcome::NotMet && Rule::GATE.contains(&finding.rule) {
            match finding.refer_to {
                Some(ReferTo::Justice) => to_justice = true,
                Some(ReferTo::State | ReferTo::Entity | ReferTo::Conduct) => to_others = true,
                None => {}
            }
        }
    }
    // National authorities have a purpose of their own: P6 does not reach them.
    let others = case.wish(ConsentPurpose::P6);
    let justice = case.wish(ConsentPurpose::P5);
    match (to_others || !to_justice, to_justice) {
        (true, true) => Some(others? | justice?),
        (_, true) => justice,
        _ => others,
    }
}
