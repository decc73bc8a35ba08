//! R-22 Review: asked within some months of receipt, or late for a good cause. Late without one is
//! asked why, and only the panel can say no. Never here: that a review never lowers a sum (award).

use super::fact::{FactName, FactSet};
use super::found::{met, open};
use super::process::Case;
use super::{Ask, Rule};
use crate::days::months_later;
use crate::trace::{Finding, Value};

const READ: FactSet = FactSet::of(&[
    FactName::ReviewReceivedOn,
    FactName::ReviewAskedOn,
    FactName::ReviewCause,
    FactName::EarlierNet,
]);

pub(super) fn review(case: &Case<'_>) -> Finding {
    let Some(review) = &case.facts.review else {
        return met(Rule::R22, "reason-r22-none").engaged(false).facts(READ);
    };
    let until = months_later(review.received_on, case.limits().review_months)
        .unwrap_or(redress_kernel::Date::MAX);
    let finding = match review.late_cause {
        _ if review.asked_on <= until => {
            met(Rule::R22, "reason-r22-in-time").with("until", Value::Day(until))
        }
        Some(cause) if case.rules.set.late_causes.contains(&cause) => {
            met(Rule::R22, "reason-r22-late-cause")
                .with("cause", Value::Fact(FactName::ReviewCause))
        }
        Some(_) => open(Rule::R22, "reason-r22-late-other", Ask::ReviewReason)
            .with("cause", Value::Fact(FactName::ReviewCause)),
        None => {
            open(Rule::R22, "reason-r22-late", Ask::ReviewReason).with("until", Value::Day(until))
        }
    };
    finding.facts(READ)
}
