//! R-03, the act is of the list. No force, benefit, complaint or naming of the person is asked for;
//! someone under 18 can't consent, so that an act counts as what it then always is.

use super::age::{self, Minor};
use super::fact::{FactName, FactSet};
use super::found::{met, not_met, open};
use super::pair::Asked;
use super::{Ask, Rule};
use crate::data::{ReferTo, Rules};
use crate::facts::{Act, Facts};
use crate::trace::{Finding, Value};
use redress_kernel::code::ActCode;

const READ: FactSet = FactSet::of(&[FactName::Act]);
const READ_ALL: FactSet = READ.with(FactName::HarassmentOnly);
const READ_UNIT: FactSet = READ.with(FactName::Unit);
const READ_AGE: FactSet = FactSet::of(&[
    FactName::Act,
    FactName::Period,
    FactName::Aggravations,
    FactName::Birth,
    FactName::When,
    FactName::Under18,
]);

pub(super) fn check(asked: &Asked<'_>) -> Finding {
    if asked.act.is_some_and(|act| act.harassment_only) {
        return not_met(Rule::R03, "reason-r03-harassment").refer(ReferTo::Conduct).facts(READ_ALL);
    }
    let act = asked.act.and_then(|act| Some((act, act.act?)));
    let Some((act, code)) = act.filter(|(_, code)| asked.rules.set.acts.contains(code)) else {
        return open(Rule::R03, "reason-r03-none", Ask::WhichAct).facts(READ);
    };
    let counted = class(asked.rules, asked.facts, act, code);
    if counted == code {
        let found = if asked.found_by_unit {
            met(Rule::R03, "reason-r03-found").facts(READ_UNIT)
        } else {
            met(Rule::R03, "reason-r03-met").facts(READ)
        };
        return found.with("act", Value::Code(code.as_str()));
    }
    let found = match age::at_act(asked.rules, asked.facts, act) {
        Minor::Doubt => met(Rule::R03, "reason-r03-perhaps-under-18"),
        Minor::Yes | Minor::No | Minor::Unknown => met(Rule::R03, "reason-r03-under-18"),
    };
    let read = if asked.found_by_unit { READ_AGE.with(FactName::Unit) } else { READ_AGE };
    found.with("act", Value::Code(counted.as_str())).facts(read)
}

/// What an act counts as: as filed, or its class for someone under 18. Where birth and day leave it
/// open whether she was, she counts as a child.
pub(super) fn counts_as(rules: &Rules, facts: &Facts, act: &Act) -> Option<ActCode> {
    act.act.map(|code| class(rules, facts, act, code))
}

fn class(rules: &Rules, facts: &Facts, act: &Act, code: ActCode) -> ActCode {
    match rules.set.minor_classes.get(&code) {
        Some(class) if age::at_act(rules, facts, act).counts() => {
            if act.period {
                class.period
            } else {
                class.one_event
            }
        }
        _ => code,
    }
}
