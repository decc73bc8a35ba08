//! R-01, covered operation: the act is tied to an operation of the list, at a time when it ran.

use super::check::{Asked, Found};
use super::set::ReferTo;
use redress_kernel::dates::DateSpan;
use redress_kernel::facts::{OPERATION_OTHER, OPERATION_UNKNOWN, Operation};

/// Asked when nothing is known of the operation.
const PLACE: &[&str] = &["place", "vehicle", "uniform", "base", "year"];
/// Asked when the operation is known and the time isn't.
const YEAR: &[&str] = &["year"];

pub(super) fn check(asked: &Asked<'_>) -> Found {
    let stated = asked.filing.facts.operation.as_deref();
    let span = asked.act_date();
    let code = match stated {
        None | Some(OPERATION_UNKNOWN) => {
            return Found::open("reason-r01-unknown", PLACE).fact("operation", stated);
        }
        Some(OPERATION_OTHER) => {
            return Found::not_met("reason-r01-other-entity")
                .fact("operation", stated)
                .refer(Some(ReferTo::Entity));
        }
        Some(code) => code,
    };
    let runs = runs(asked, code);
    let found = if runs.is_empty() {
        Found::open("reason-r01-not-listed", PLACE)
    } else {
        match span {
            Some(span) if runs.iter().any(|run| inside(run, span)) => Found::met("reason-r01-met"),
            Some(span) if runs.iter().all(|run| outside(run, span)) => {
                Found::not_met("reason-r01-outside").refer(Some(ReferTo::Justice))
            }
            _ => Found::open("reason-r01-year", YEAR),
        }
    };
    let ran = runs.iter().map(|run| shown(run)).collect::<Vec<_>>().join(", ");
    found
        .arg("operation", code)
        .fact("operation", Some(code))
        .fact("act_date", span)
        .fact("operation_ran", (!ran.is_empty()).then_some(ran))
}

/// The operation and its predecessors, as far as they are on the list.
fn runs<'a>(asked: &Asked<'a>, code: &str) -> Vec<&'a Operation> {
    let links = asked.set.operation_links.iter().filter(|link| link.operation == code);
    let also: Vec<&str> = links.flat_map(|link| &link.also).map(String::as_str).collect();
    let listed = asked.operations.iter();
    listed.filter(|run| run.code == code || also.contains(&run.code.as_str())).collect()
}

fn inside(run: &Operation, span: DateSpan) -> bool {
    run.from <= span.earliest && run.until.is_none_or(|until| span.latest <= until)
}

fn outside(run: &Operation, span: DateSpan) -> bool {
    span.latest < run.from || run.until.is_some_and(|until| until < span.earliest)
}

fn shown(run: &Operation) -> String {
    let until = run.until.map(|until| until.to_string()).unwrap_or_default();
    format!("{} {} – {until}", run.code, run.from)
}

#[cfg(test)]
mod tests {
    use crate::rules::cases::{asked_of, day, fact, filing};
    use crate::rules::{Findings, RuleSet};
    use redress_kernel::code::RuleOutcome::{self, Met, NotMet, Undetermined};

    fn outcome(operation: &str, from: (i32, u8, u8), to: (i32, u8, u8)) -> RuleOutcome {
        let set = RuleSet::shipped();
        let mut filing = filing();
        filing.facts.operation = Some(operation.to_owned());
        filing.facts.acts[0].when =
            redress_kernel::DateSpan::new(day(from.0, from.1, from.2), day(to.0, to.1, to.2));
        let findings = Findings::default();
        let asked = asked_of(&set, &filing, &findings);
        super::check(&asked).into_result("R-01", &asked).outcome
    }

    #[test]
    fn a_time_is_met_only_when_wholly_inside() {
        assert_eq!(outcome("MINUSMA", (2013, 1, 1), (2023, 12, 31)), Met);
        assert_eq!(outcome("MINUSMA", (2012, 12, 31), (2013, 6, 1)), Undetermined);
        assert_eq!(outcome("MINUSMA", (2023, 12, 31), (2024, 1, 1)), Undetermined);
        assert_eq!(outcome("MINUSMA", (2024, 1, 1), (2024, 1, 1)), NotMet);
        assert_eq!(outcome("MINUSMA", (2012, 1, 1), (2012, 12, 31)), NotMet);
    }

    #[test]
    fn the_time_of_a_predecessor_counts() {
        assert_eq!(outcome("MONUSCO", (2005, 1, 1), (2005, 12, 31)), Met);
        assert_eq!(outcome("MONUSCO", (1998, 1, 1), (1998, 12, 31)), NotMet);
    }

    #[test]
    fn another_entity_is_referred_and_an_unknown_one_is_asked() {
        assert_eq!(outcome("OTHER", (2019, 1, 1), (2019, 12, 31)), NotMet);
        assert_eq!(outcome("UNKNOWN", (2019, 1, 1), (2019, 12, 31)), Undetermined);
        assert_eq!(outcome("NOWHERE", (2019, 1, 1), (2019, 12, 31)), Undetermined);
    }

    #[test]
    fn a_date_that_nobody_knows_is_asked() {
        let set = RuleSet::shipped();
        let mut filing = filing();
        filing.facts.acts[0].when = None;
        let findings = Findings::default();
        let asked = asked_of(&set, &filing, &findings);
        let result = super::check(&asked).into_result("R-01", &asked);
        assert_eq!(
            (result.outcome, result.questions.as_slice()),
            (Undetermined, &["year".to_owned()][..])
        );
        assert_eq!(fact(&result, "act_date"), "-");
    }
}
