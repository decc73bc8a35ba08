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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::facts::{Facts, Unit, UnitStatus};
    use crate::rules::testing::{Said, ask, claim, no, said, span, yes};
    use redress_kernel::Date;
    use time::macros::date;

    const RECORD: &str = "reason-r04-met-record";

    /// Served from 1 March 2018 to 28 February 2019.
    fn during(earliest: Date, latest: Date) -> Facts {
        let mut facts = claim();
        facts.acts[0].when = span(earliest, latest);
        facts.perpetrators[0].serving = None;
        facts.perpetrators[0].service =
            Some(Service { from: date!(2018 - 03 - 01), until: Some(date!(2019 - 02 - 28)) });
        facts
    }

    fn check(facts: &Facts) -> Said {
        said(facts, Rule::R04)
    }

    #[test]
    fn the_first_and_the_last_day_of_service_are_covered() {
        let (first, last) = (date!(2018 - 03 - 01), date!(2019 - 02 - 28));
        assert_eq!(check(&during(first, first)), yes(RECORD));
        assert_eq!(check(&during(last, last)), yes(RECORD));
        assert_eq!(check(&during(first, last)), yes(RECORD));
        let partly = ask("reason-r04-partly", Ask::ServiceTime);
        assert_eq!(check(&during(date!(2018 - 02 - 28), first)), partly);
        assert_eq!(check(&during(last, date!(2019 - 03 - 01))), partly);
        let apart = ask("reason-r04-ask-means", Ask::Means);
        assert_eq!(check(&during(date!(2018 - 02 - 28), date!(2018 - 02 - 28))), apart);
        assert_eq!(check(&during(date!(2019 - 03 - 01), date!(2019 - 03 - 01))), apart);
    }

    #[test]
    fn a_service_that_goes_on_has_no_last_day() {
        let mut facts = during(date!(2018 - 03 - 01), date!(2025 - 12 - 31));
        facts.perpetrators[0].service = Some(Service { from: date!(2018 - 03 - 01), until: None });
        assert_eq!(check(&facts), yes(RECORD));
    }

    #[test]
    fn only_a_record_and_a_no_to_its_means_show_that_there_is_no_tie() {
        let mut facts = during(date!(2019 - 03 - 01), date!(2019 - 03 - 01));
        for (means, expected) in [
            (Some(Answer::No), no("reason-r04-outside", Some(ReferTo::Justice))),
            (Some(Answer::Unknown), ask("reason-r04-ask-means", Ask::Means)),
            (None, ask("reason-r04-ask-means", Ask::Means)),
            (Some(Answer::Yes), yes("reason-r04-means")),
        ] {
            facts.acts[0].by_means_of_service = means;
            assert_eq!(check(&facts), expected);
        }
    }

    #[test]
    fn a_record_goes_before_what_was_stated() {
        let mut facts = during(date!(2018 - 05 - 01), date!(2018 - 05 - 01));
        facts.perpetrators[0].serving = Some(Answer::No);
        assert_eq!(check(&facts), yes(RECORD));
        let mut facts = during(date!(2019 - 03 - 01), date!(2019 - 03 - 01));
        facts.perpetrators[0].serving = Some(Answer::Yes);
        assert_eq!(check(&facts), ask("reason-r04-ask-means", Ask::Means));
    }

    #[test]
    fn without_a_record_a_statement_that_the_person_served_is_enough_and_the_other_is_asked() {
        let mut facts = claim();
        for (serving, expected) in [
            (Some(Answer::Yes), yes("reason-r04-met")),
            (Some(Answer::No), ask("reason-r04-stated-no", Ask::ServiceTime)),
            (Some(Answer::Unknown), ask("reason-r04-unknown", Ask::ServiceTime)),
            (None, ask("reason-r04-unknown", Ask::ServiceTime)),
        ] {
            facts.perpetrators[0].serving = serving;
            assert_eq!(check(&facts), expected);
        }
        facts.acts[0].by_means_of_service = Some(Answer::Yes);
        assert_eq!(check(&facts), yes("reason-r04-means"));
    }

    #[test]
    fn a_record_needs_a_day_to_be_held_against() {
        let mut facts = during(date!(2018 - 05 - 01), date!(2018 - 05 - 01));
        facts.acts[0].when = None;
        assert_eq!(check(&facts), ask("reason-r04-undated", Ask::ActUndated));
        facts.perpetrators[0].serving = Some(Answer::Yes);
        assert_eq!(check(&facts), yes("reason-r04-met"));
    }

    #[test]
    fn what_the_unit_found_goes_before_dates_of_the_record() {
        let mut facts = during(date!(2019 - 03 - 01), date!(2019 - 03 - 01));
        facts.acts[0].by_means_of_service = Some(Answer::No);
        facts.unit =
            Some(Unit { status: UnitStatus::Substantiated, asked_on: None, acts: Vec::new() });
        assert_eq!(check(&facts), yes("reason-r04-found"));
    }
}
