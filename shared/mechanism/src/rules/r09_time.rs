//! R-09, time: no limit for someone who was under 18, for a child born of it, and during incapacity;
//! else so many years from the latest starting point. Late is a question, never a refusal by itself.

use super::age::{self, Minor};
use super::days::{days_between, days_later, years_later};
use super::fact::{FactName, FactSet};
use super::found::{met, open};
use super::{Ask, Rule};
use crate::data::Rules;
use crate::facts::{Facts, Standing};
use crate::trace::{Finding, Value};
use redress_kernel::Date;
use redress_kernel::code::Answer;

const READ_AGE: FactSet =
    FactSet::of(&[FactName::Under18, FactName::Birth, FactName::When, FactName::Aggravations]);
const READ_CHILD: FactSet = FactSet::of(&[FactName::Standing]);
const READ_INCAPACITY: FactSet = FactSet::of(&[FactName::FiledOn, FactName::Incapacity]);
const READ_TIME: FactSet = FactSet::of(&[
    FactName::FiledOn,
    FactName::When,
    FactName::Service,
    FactName::KnewOn,
    FactName::Operation,
    FactName::Incapacity,
]);
const READ_LATE: FactSet = READ_TIME.with(FactName::LateCause);

pub(super) fn check(rules: &Rules, facts: &Facts) -> Finding {
    let minor = minor(rules, facts);
    if minor == Minor::Yes {
        return met(Rule::R09, "reason-r09-under-18").facts(READ_AGE);
    }
    if facts.claimant.standing == Some(Standing::ChildBorn) || facts.child.is_some() {
        return met(Rule::R09, "reason-r09-child-born").facts(READ_CHILD);
    }
    if incapable(facts) {
        return met(Rule::R09, "reason-r09-incapacity").facts(READ_INCAPACITY);
    }
    let start = start(rules, facts);
    let passed = |day: Date| facts.filed_on > limit(rules, facts, day);
    let years = ("years", Value::Count(rules.set.limits.late_after_years));
    if start.is_ahead {
        let found = met(Rule::R09, "reason-r09-serving");
        return found.facts(READ_TIME);
    }
    if start.earliest.is_some_and(|day| !passed(day)) {
        return met(Rule::R09, "reason-r09-met").with(years.0, years.1).facts(READ_TIME);
    }
    if minor == Minor::Doubt {
        return met(Rule::R09, "reason-r09-perhaps-under-18").facts(READ_AGE);
    }
    if let Some(cause) = &facts.claimant.late_cause {
        let is_presumed = rules.set.late_causes.contains(cause);
        let found = if is_presumed {
            met(Rule::R09, "reason-r09-cause")
        } else {
            open(Rule::R09, "reason-r09-cause-panel", Ask::LateReason)
        };
        let found = found.with(years.0, years.1).facts(READ_LATE);
        return found.with("cause", Value::Fact(FactName::LateCause));
    }
    let found = if start.latest.is_some_and(passed) {
        open(Rule::R09, "reason-r09-late", Ask::LateReason)
    } else {
        open(Rule::R09, "reason-r09-date", Ask::LastAct)
    };
    found.with(years.0, years.1).facts(READ_LATE)
}

/// Whether the victim was under 18 at any act.
fn minor(rules: &Rules, facts: &Facts) -> Minor {
    if facts.claimant.under_18 == Some(Answer::Yes) {
        return Minor::Yes;
    }
    let mut minor = Minor::No;
    for act in &facts.acts {
        match age::at_act(rules, facts, act) {
            Minor::Yes => return Minor::Yes,
            Minor::Doubt => minor = Minor::Doubt,
            Minor::No | Minor::Unknown => {}
        }
    }
    minor
}

/// Whether she was incapable on the day of filing: no limit while it lasts.
fn incapable(facts: &Facts) -> bool {
    facts.claimant.incapacity.is_some_and(|time| {
        time.from <= facts.filed_on && time.until.is_none_or(|until| until >= facts.filed_on)
    })
}

/// The day from which the years count, as far as it is known.
struct Start {
    /// The first day that it can be. Facts that are not known could only make it later.
    earliest: Option<Date>,
    /// The last day that it can be, by the facts that are known; nothing where an act is undated.
    latest: Option<Date>,
    /// A link of service goes on, so that the years have not begun.
    is_ahead: bool,
}

/// The latest of the last act, the end of service, knowing that the person was covered, and the day
/// on which the mechanism opened for the operation.
fn start(rules: &Rules, facts: &Facts) -> Start {
    let acts = &facts.acts;
    let services = facts.perpetrators.iter().filter_map(|person| person.service);
    let ended = services.clone().filter_map(|service| service.until).max();
    let opened =
        rules.set.opened.iter().filter(|opened| {
            acts.iter().any(|act| act.operation.as_ref() == Some(&opened.operation))
        });
    let opened = opened.map(|opened| opened.day).max();
    let others = ended.max(opened).max(facts.claimant.knew_on);
    let first = acts.iter().filter_map(|act| Some(act.when?.earliest)).max();
    let last = acts.iter().filter_map(|act| Some(act.when?.latest)).max();
    let all_dated = acts.iter().all(|act| act.when.is_some());
    let is_ahead = services.clone().any(|service| service.until.is_none());
    Start {
        earliest: first.max(others),
        latest: last.map(|last| others.map_or(last, |other| other.max(last))).filter(|_| all_dated),
        is_ahead,
    }
}

/// The last day in time. The years don't run during incapacity: they begin after it, or stand still.
fn limit(rules: &Rules, facts: &Facts, start: Date) -> Date {
    let years = rules.set.limits.late_after_years;
    let limit = years_later(start, years);
    let time = facts.claimant.incapacity.and_then(|time| Some((time.from, time.until?)));
    match time {
        Some((from, until)) if from <= start && start < until => years_later(until, years),
        Some((from, until)) if start < from && from <= limit && from <= until => {
            days_later(limit, days_between(from, until).saturating_add(1))
        }
        _ => limit,
    }
}
