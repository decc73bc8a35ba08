//! R-23 Re-opening: on anything new, at any time, never to reduce. A claim that was referred stays
//! open to it.

use super::fact::{FactName, FactSet};
use super::found::{met, not_met, open};
use super::process::Case;
use super::{Ask, Rule};
use crate::facts::NewItem;
use crate::trace::{Finding, Gate, Value};

const READ: FactSet = FactSet::of(&[FactName::NewItem]);

pub(super) fn reopening(case: &Case<'_>) -> Finding {
    let is_referred = case.trace.gate == Some(Gate::Referred);
    let finding = match case.facts.reopening.map(|reopening| reopening.what) {
        None if is_referred => met(Rule::R23, "reason-r23-kept"),
        None => met(Rule::R23, "reason-r23-none").engaged(false),
        Some(None) => open(Rule::R23, "reason-r23-ask", Ask::WhatIsNew),
        Some(Some(NewItem::Nothing)) => not_met(Rule::R23, "reason-r23-nothing"),
        Some(Some(item)) => {
            met(Rule::R23, "reason-r23-new").with("new_item", Value::Code(item.as_str()))
        }
    };
    finding.facts(READ)
}
