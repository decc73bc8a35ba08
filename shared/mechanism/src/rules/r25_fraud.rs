//! R-25 Fraud: found only where every part of it is shown, by people outside the file, after the
//! person was heard. What an intermediary did never costs her.

use super::fact::{FactName, FactSet};
use super::found::{met, not_met, open};
use super::process::{Case, known};
use super::{Ask, Rule};
use crate::trace::Finding;

const READ: FactSet = FactSet::of(&[FactName::Fraud]);

pub(super) fn fraud(case: &Case<'_>) -> Finding {
    let Some(fraud) = &case.facts.fraud else {
        return met(Rule::R25, "reason-r25-none").engaged(false).facts(READ);
    };
    let parts = [fraud.material, fraud.knowing, fraud.clear_and_convincing].map(known);
    let finding = if fraud.by_intermediary {
        not_met(Rule::R25, "reason-r25-intermediary")
    } else if parts.contains(&Some(false)) {
        not_met(Rule::R25, "reason-r25-clean")
    } else if !fraud.heard {
        open(Rule::R25, "reason-r25-hear", Ask::Hear)
    } else if !fraud.by_outsiders {
        open(Rule::R25, "reason-r25-outsiders", Ask::Hear)
    } else if parts.contains(&None) {
        open(Rule::R25, "reason-r25-open", Ask::Hear)
    } else {
        met(Rule::R25, "reason-r25-found")
    };
    finding.facts(READ)
}
