//! R-28 Confidentiality: a breach is told to her safely within hours; one that is not confirmed is
//! looked into. Never here: who may see what.

use super::fact::{FactName, FactSet};
use super::found::{met, not_met, open};
use super::process::{Case, known};
use super::{Ask, Rule};
use crate::facts::Breach;
use crate::trace::{Finding, Value};

const READ: FactSet = FactSet::of(&[FactName::Breaches]);

pub(super) fn breach(case: &Case<'_>) -> Finding {
    let hours = case.limits().breach_hours;
    let gravest = case.facts.breaches.iter().map(|breach| stands(hours, *breach)).max();
    let limit = Value::Count(hours);
    let finding = match gravest {
        // Something leaves the file: only what is needed, and under the claim's code.
        None if case.is_referred => met(Rule::R28, "reason-r28-referral"),
        None => met(Rule::R28, "reason-r28-none").engaged(false),
        Some(Stands::Denied) => met(Rule::R28, "reason-r28-clean"),
        Some(Stands::Open) => open(Rule::R28, "reason-r28-open", Ask::Investigate),
        Some(Stands::Told) => not_met(Rule::R28, "reason-r28-told").with("hours", limit),
        Some(Stands::Late) => not_met(Rule::R28, "reason-r28-late").with("hours", limit),
        Some(Stands::Untold) => not_met(Rule::R28, "reason-r28-tell").with("hours", limit),
    };
    finding.facts(READ)
}

/// How a breach stands. Of several the last of this list is told.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Stands {
    /// There was none.
    Denied,
    /// Not known whether there was one.
    Open,
    Told,
    Late,
    /// She has not been told.
    Untold,
}

fn stands(hours: u32, breach: Breach) -> Stands {
    match (known(breach.confirmed), breach.told_after_hours) {
        (Some(false), _) => Stands::Denied,
        (None, _) => Stands::Open,
        (Some(true), None) => Stands::Untold,
        (Some(true), Some(after)) if after <= hours => Stands::Told,
        (Some(true), Some(_)) => Stands::Late,
    }
}
