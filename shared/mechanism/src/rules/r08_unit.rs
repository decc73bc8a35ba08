//! R-08 Link to the independent unit: what it found needs no proof again, what it did not find says
//! nothing, and nobody waits for it for long.

use super::fact::{FactName, FactSet};
use super::found::{met, not_met, open};
use super::process::Case;
use super::{Ask, Rule};
use crate::days::waited;
use crate::facts::{Unit, UnitStatus};
use crate::trace::{Finding, Value};
use redress_kernel::code::ConsentPurpose;

const READ: FactSet =
    FactSet::of(&[FactName::Unit, FactName::ConsentGiven, FactName::ConsentWithdrawn]);

pub(super) fn unit(case: &Case<'_>) -> Finding {
    let finding = match &case.facts.unit {
        None => met(Rule::R08, "reason-r08-none").engaged(false),
        Some(unit) => match unit.status {
            UnitStatus::Substantiated => met(Rule::R08, "reason-r08-found"),
            // Neutral: the panel gives reasons of its own.
            UnitStatus::Unsubstantiated => not_met(Rule::R08, "reason-r08-neutral"),
            UnitStatus::Closed => not_met(Rule::R08, "reason-r08-closed"),
            UnitStatus::Pending => pending(case, unit),
        },
    };
    finding.facts(READ)
}

fn pending(case: &Case<'_>, unit: &Unit) -> Finding {
    let days = case.limits().unit_days;
    let wish = case.wish(ConsentPurpose::P4);
    if unit.asked_on.is_some_and(|asked_on| waited(asked_on, days, case.today())) {
        return not_met(Rule::R08, "reason-r08-go-on").with("days", Value::Count(days));
    }
    let key = match wish {
        Some(true) => "reason-r08-pending",
        None => "reason-r08-consent",
        // Without her consent the unit is not asked, and there is nothing to wait for.
        Some(false) => return not_met(Rule::R08, "reason-r08-no-consent"),
    };
    open(Rule::R08, key, Ask::AskUnit).with("days", Value::Count(days))
}
