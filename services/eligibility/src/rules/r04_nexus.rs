//! R-04, nexus to service: the act was done while the person served, on or off duty.

use super::check::{Asked, Found};
use super::result::Service;
use super::set::ReferTo;
use redress_kernel::code::Answer;
use redress_kernel::dates::DateSpan;

/// Asked when it is not clear whether the act falls into the time of service.
const WHEN: &[&str] = &["season", "hr_record"];

pub(super) fn check(asked: &Asked<'_>) -> Found {
    let serving = asked.filing.facts.serving;
    let span = asked.act_date();
    let found = match (asked.findings.service, span) {
        (Some(service), Some(span)) => by_record(service, span),
        _ => match serving {
            Some(Answer::Yes) => Found::met("reason-r04-met"),
            Some(Answer::No) => Found::not_met("reason-r04-outside").refer(Some(ReferTo::Justice)),
            Some(Answer::Unknown) | None => Found::open("reason-r04-unknown", WHEN),
        },
    };
    let service = asked.findings.service.map(|service| {
        let until = service.until.map(|until| until.to_string()).unwrap_or_default();
        format!("{} – {until}", service.from)
    });
    found.fact("serving", serving).fact("act_date", span).fact("service_record", service)
}

fn by_record(service: Service, span: DateSpan) -> Found {
    let after = service.until.is_some_and(|until| until < span.earliest);
    let open_end = service.until.is_some_and(|until| until < span.latest);
    if span.latest < service.from || after {
        Found::not_met("reason-r04-outside").refer(Some(ReferTo::Justice))
    } else if span.earliest < service.from || open_end {
        Found::open("reason-r04-partly", WHEN)
    } else {
        Found::met("reason-r04-met-record")
    }
}

#[cfg(test)]
mod tests {
    use super::super::cases::day;
    use super::super::{RuleSet, cases};
    use super::*;
    use crate::rules::Findings;
    use redress_kernel::code::RuleOutcome::{self, Met, NotMet, Undetermined};

    fn outcome(from: redress_kernel::Date, to: redress_kernel::Date) -> RuleOutcome {
        let set = RuleSet::shipped();
        let mut filing = cases::filing();
        filing.facts.acts[0].when = DateSpan::new(from, to);
        let service = Service { from: day(2018, 3, 1), until: Some(day(2019, 2, 28)) };
        let findings = Findings { service: Some(service), ..Findings::default() };
        let asked = cases::asked_of(&set, &filing, &findings);
        check(&asked).into_result("R-04", &asked).outcome
    }

    #[test]
    fn the_record_decides_by_overlap() {
        assert_eq!(outcome(day(2018, 3, 1), day(2019, 2, 28)), Met);
        assert_eq!(outcome(day(2018, 2, 28), day(2018, 3, 1)), Undetermined);
        assert_eq!(outcome(day(2019, 2, 28), day(2019, 3, 1)), Undetermined);
        assert_eq!(outcome(day(2019, 3, 1), day(2019, 3, 1)), NotMet);
        assert_eq!(outcome(day(2018, 2, 1), day(2018, 2, 28)), NotMet);
    }
}
