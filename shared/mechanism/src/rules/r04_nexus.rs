//! R-04, nexus to service: the act was done while the person served, on or off duty, or by means of
//! the service. A statement alone never shows that someone did not serve: the record does.

use super::fact::{FactName, FactSet};
use super::found::{met, not_met, open};
use super::pair::Asked;
use super::{Ask, Rule};
use crate::data::ReferTo;
use crate::facts::Service;
use crate::trace::Finding;
use redress_kernel::DateSpan;
use redress_kernel::code::Answer;

const READ_STATED: FactSet =
    FactSet::of(&[FactName::Serving, FactName::Service, FactName::When, FactName::Means]);
const READ_RECORD: FactSet = FactSet::of(&[FactName::Service, FactName::When]);
const READ_MEANS: FactSet = READ_RECORD.with(FactName::Means);
const READ_UNIT: FactSet = READ_RECORD.with(FactName::Unit);

pub(super) fn check(asked: &Asked<'_>) -> Finding {
    if asked.found_by_unit {
        return met(Rule::R04, "reason-r04-found").facts(READ_UNIT);
    }
    let service = asked.person.and_then(|person| person.service);
    let when = asked.act.and_then(|act| act.when);
    let by_record = service.zip(when).map(|(service, when)| overlap(service, when));
    if by_record == Some(Overlap::Inside) {
        return met(Rule::R04, "reason-r04-met-record").facts(READ_RECORD);
    }
    let means = asked.act.and_then(|act| act.by_means_of_service);
    if means == Some(Answer::Yes) {
        return met(Rule::R04, "reason-r04-means").facts(READ_MEANS);
    }
    match by_record {
        Some(Overlap::Apart) if means == Some(Answer::No) => {
            let found = not_met(Rule::R04, "reason-r04-outside");
            found.refer(ReferTo::Justice).facts(READ_MEANS)
        }
        Some(Overlap::Apart) => {
            open(Rule::R04, "reason-r04-ask-means", Ask::Means).facts(READ_MEANS)
        }
        Some(_) => open(Rule::R04, "reason-r04-partly", Ask::ServiceTime).facts(READ_MEANS),
        None => stated(asked, service.is_some()).facts(READ_STATED),
    }
}

/// Without a record, or without a day of the act to hold against it.
fn stated(asked: &Asked<'_>, has_record: bool) -> Finding {
    match asked.person.and_then(|person| person.serving) {
        Some(Answer::Yes) => met(Rule::R04, "reason-r04-met"),
        _ if has_record => open(Rule::R04, "reason-r04-undated", Ask::ActUndated),
        Some(Answer::No) => open(Rule::R04, "reason-r04-stated-no", Ask::ServiceTime),
        Some(Answer::Unknown) | None => open(Rule::R04, "reason-r04-unknown", Ask::ServiceTime),
    }
}

/// How the days that an act can have been on lie to a time of service.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Overlap {
    /// All of them within.
    Inside,
    /// Some within.
    Partly,
    /// None within.
    Apart,
}

fn overlap(service: Service, when: DateSpan) -> Overlap {
    let ended_by = |day| service.until.is_some_and(|until| until < day);
    if when.latest < service.from || ended_by(when.earliest) {
        Overlap::Apart
    } else if when.earliest < service.from || ended_by(when.latest) {
        Overlap::Partly
    } else {
        Overlap::Inside
    }
}
