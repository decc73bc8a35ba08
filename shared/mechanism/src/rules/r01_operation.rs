//! R-01, covered operation: the act is tied to an operation of the list, at a time when it ran.

use super::fact::{FactName, FactSet};
use super::found::{met, not_met, open};
use super::pair::Asked;
use super::{Ask, Rule};
use crate::data::{Operation, ReferTo, Rules};
use crate::trace::{Finding, Value};
use redress_kernel::DateSpan;
use redress_kernel::facts::{OPERATION_OTHER, OPERATION_UNKNOWN};

const READ: FactSet = FactSet::of(&[FactName::Operation]);
const READ_TIME: FactSet =
    FactSet::of(&[FactName::Operation, FactName::When, FactName::OperationRan]);
const READ_UNIT: FactSet = FactSet::of(&[FactName::Operation, FactName::When, FactName::Unit]);
const NAMED: (&str, Value) = ("operation", Value::Fact(FactName::Operation));

pub(super) fn check(asked: &Asked<'_>) -> Finding {
    let code = asked.act.and_then(|act| act.operation.as_ref());
    let operation = code.and_then(|code| asked.rules.operation(code));
    let word = code.filter(|_| operation.is_none()).map(crate::Label::as_str);
    if word == Some(OPERATION_OTHER) {
        let found = not_met(Rule::R01, "reason-r01-other-entity");
        return found.facts(READ).refer(ReferTo::Entity);
    }
    if asked.found_by_unit {
        return met(Rule::R01, "reason-r01-found").facts(READ_UNIT);
    }
    let Some(operation) = operation else {
        return match word {
            None | Some(OPERATION_UNKNOWN) => {
                open(Rule::R01, "reason-r01-unknown", Ask::OperationUnknown).facts(READ)
            }
            Some(_) => open(Rule::R01, "reason-r01-not-listed", Ask::OperationUnknown)
                .with(NAMED.0, NAMED.1)
                .facts(READ),
        };
    };
    let when = asked.act.and_then(|act| act.when);
    let found = match when {
        Some(when) if inside(asked.rules, operation, when) => met(Rule::R01, "reason-r01-met"),
        Some(when) if outside(asked.rules, operation, when) => {
            not_met(Rule::R01, "reason-r01-outside").refer(ReferTo::Justice)
        }
        _ => open(Rule::R01, "reason-r01-year", Ask::ActUndated),
    };
    found.with(NAMED.0, NAMED.1).facts(READ_TIME)
}

/// The operation and those that it is linked with, as far as they are on the list.
fn runs<'a>(
    rules: &'a Rules,
    operation: &'a Operation,
) -> impl Iterator<Item = &'a Operation> + Clone {
    std::iter::once(operation).chain(operation.also.iter().filter_map(|code| rules.operation(code)))
}

/// Whether one or the other ran on every day of it: one may take over from the other in between.
fn inside(rules: &Rules, operation: &Operation, when: DateSpan) -> bool {
    let mut day = when.earliest;
    let links = operation.also.len();
    // Each step goes on to the day after the last one of a run, so that there are no more than runs.
    for _ in 0..=links {
        let mut reached = None;
        for run in runs(rules, operation).filter(|run| run.from <= day) {
            match run.until {
                None => return true,
                Some(until) if until >= when.latest => return true,
                Some(until) => reached = reached.max(Some(until)),
            }
        }
        match reached.filter(|until| *until >= day).and_then(redress_kernel::Date::next_day) {
            Some(next) => day = next,
            None => return false,
        }
    }
    false
}

fn outside(rules: &Rules, operation: &Operation, when: DateSpan) -> bool {
    let apart = |run: &Operation| {
        when.latest < run.from || run.until.is_some_and(|until| until < when.earliest)
    };
    runs(rules, operation).all(apart)
}
