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

#[cfg(test)]
mod tests {
    use crate::data::{Operation, ReferTo};
    use crate::facts::{Facts, Unit, UnitStatus};
    use crate::rules::testing::{
        Said, ask, claim, label, no, on, rules_with, said, said_by, span, yes,
    };
    use crate::rules::{Ask, Rule};
    use redress_kernel::Date;
    use redress_kernel::code::RuleOutcome;
    use time::macros::date;

    const MET: &str = "reason-r01-met";
    const YEAR: &str = "reason-r01-year";
    const OUTSIDE: &str = "reason-r01-outside";

    fn at(operation: &str, earliest: Date, latest: Date) -> Facts {
        let mut facts = claim();
        facts.acts[0].operation = Some(label(operation));
        facts.acts[0].when = span(earliest, latest);
        facts
    }

    fn check(operation: &str, earliest: Date, latest: Date) -> Said {
        said(&at(operation, earliest, latest), Rule::R01)
    }

    fn outside() -> Said {
        no(OUTSIDE, Some(ReferTo::Justice))
    }

    #[test]
    fn the_first_and_the_last_day_of_an_operation_are_covered() {
        let (first, last) = (date!(2013 - 01 - 01), date!(2023 - 12 - 31));
        assert_eq!(check("MINUSMA", first, first), yes(MET));
        assert_eq!(check("MINUSMA", last, last), yes(MET));
        assert_eq!(check("MINUSMA", first, last), yes(MET));
        assert_eq!(check("MINUSMA", date!(2012 - 12 - 31), date!(2012 - 12 - 31)), outside());
        assert_eq!(check("MINUSMA", date!(2024 - 01 - 01), date!(2024 - 01 - 01)), outside());
    }

    #[test]
    fn a_time_that_is_partly_inside_is_asked() {
        let open = ask(YEAR, Ask::ActUndated);
        assert_eq!(check("MINUSMA", date!(2012 - 12 - 31), date!(2013 - 01 - 01)), open);
        assert_eq!(check("MINUSMA", date!(2023 - 12 - 31), date!(2024 - 01 - 01)), open);
        assert_eq!(check("MINUSMA", date!(2012 - 01 - 01), date!(2024 - 12 - 31)), open);
    }

    #[test]
    fn an_operation_that_goes_on_has_no_last_day() {
        assert_eq!(check("MINUSCA", date!(2014 - 01 - 01), Date::MAX), yes(MET));
        assert_eq!(check("MINUSCA", Date::MIN, date!(2013 - 12 - 31)), outside());
    }

    #[test]
    fn the_time_of_a_predecessor_counts() {
        assert_eq!(check("MONUSCO", date!(1999 - 01 - 01), date!(1999 - 01 - 01)), yes(MET));
        assert_eq!(check("MONUSCO", date!(1998 - 12 - 31), date!(1998 - 12 - 31)), outside());
    }

    #[test]
    fn a_time_over_the_change_from_one_operation_to_the_next_is_inside() {
        assert_eq!(check("MONUSCO", date!(2009 - 06 - 01), date!(2011 - 06 - 30)), yes(MET));
        assert_eq!(check("BINUH", date!(2005 - 01 - 01), date!(2024 - 12 - 31)), yes(MET));
    }

    #[test]
    fn one_day_between_two_operations_is_a_gap() {
        let with_gap = |from: Date| {
            rules_with(|set| {
                let run = |code: &str, from, until, also| Operation {
                    code: label(code),
                    from,
                    until,
                    also,
                };
                set.operations = vec![
                    run("FIRST", date!(2000 - 01 - 01), Some(date!(2004 - 12 - 31)), vec![]),
                    run("NEXT", from, None, vec![label("FIRST"), label("NOWHERE")]),
                ];
            })
        };
        let facts = at("NEXT", date!(2004 - 06 - 01), date!(2005 - 06 - 01));
        assert_eq!(said_by(&with_gap(date!(2005 - 01 - 01)), &facts, Rule::R01), yes(MET));
        let open = ask(YEAR, Ask::ActUndated);
        assert_eq!(said_by(&with_gap(date!(2005 - 01 - 02)), &facts, Rule::R01), open);
        let between = at("NEXT", date!(2005 - 01 - 01), date!(2005 - 01 - 01));
        assert_eq!(said_by(&with_gap(date!(2005 - 01 - 02)), &between, Rule::R01), outside());
    }

    #[test]
    fn links_in_a_circle_end() {
        let rules = rules_with(|set| {
            let run = |code: &str, also: &str| Operation {
                code: label(code),
                from: date!(2000 - 01 - 01),
                until: Some(Date::MAX),
                also: vec![label(also)],
            };
            set.operations = vec![run("ONE", "TWO"), run("TWO", "ONE")];
        });
        let facts = at("ONE", date!(2000 - 01 - 01), Date::MAX);
        assert_eq!(said_by(&rules, &facts, Rule::R01), yes(MET));
    }

    #[test]
    fn another_entity_is_referred_whenever_it_was() {
        let mut facts = claim();
        facts.acts[0].operation = Some(label("OTHER"));
        let referred = no("reason-r01-other-entity", Some(ReferTo::Entity));
        assert_eq!(said(&facts, Rule::R01), referred);
        facts.acts[0].when = None;
        assert_eq!(said(&facts, Rule::R01), referred);
    }

    #[test]
    fn an_operation_that_is_not_known_or_not_listed_is_asked() {
        let mut facts = claim();
        for code in [None, Some(label("UNKNOWN"))] {
            facts.acts[0].operation = code;
            let open = ask("reason-r01-unknown", Ask::OperationUnknown);
            assert_eq!(said(&facts, Rule::R01), open);
        }
        facts.acts[0].operation = Some(label("NOWHERE"));
        let open = ask("reason-r01-not-listed", Ask::OperationUnknown);
        assert_eq!(said(&facts, Rule::R01), open);
        facts.acts.clear();
        let open = ask("reason-r01-unknown", Ask::OperationUnknown);
        assert_eq!(said(&facts, Rule::R01), open);
    }

    #[test]
    fn a_day_that_nobody_knows_is_asked() {
        let mut facts = claim();
        facts.acts[0].when = None;
        assert_eq!(said(&facts, Rule::R01), ask(YEAR, Ask::ActUndated));
        facts.acts[0].when = on(date!(2019 - 05 - 04));
        assert_eq!(said(&facts, Rule::R01), yes(MET));
    }

    #[test]
    fn what_the_unit_found_needs_no_proof_again() {
        let mut facts = at("MINUSMA", date!(2024 - 01 - 01), date!(2024 - 01 - 01));
        let unit = |status, acts| Some(Unit { status, asked_on: None, acts });
        facts.unit = unit(UnitStatus::Substantiated, vec![label("a1")]);
        assert_eq!(said(&facts, Rule::R01), yes("reason-r01-found"));
        facts.unit = unit(UnitStatus::Substantiated, vec![label("a2")]);
        assert_eq!(said(&facts, Rule::R01), outside());
        for status in [UnitStatus::Pending, UnitStatus::Unsubstantiated, UnitStatus::Closed] {
            facts.unit = unit(status, vec![]);
            assert_eq!(said(&facts, Rule::R01), outside());
        }
        facts.unit = unit(UnitStatus::Substantiated, vec![]);
        facts.acts[0].operation = None;
        assert_eq!(said(&facts, Rule::R01), yes("reason-r01-found"));
        // Another entity stays another entity.
        facts.acts[0].operation = Some(label("OTHER"));
        assert_eq!(said(&facts, Rule::R01).0, RuleOutcome::NotMet);
    }
}
