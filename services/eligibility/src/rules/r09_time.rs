//! R-09, time: no limit for someone who was under 18 or a child born of it; else ten years from the
//! latest starting point. Late is a question, never a refusal by itself.

use super::check::{Asked, Found};
use redress_kernel::Date;
use redress_kernel::code::{Aggravation, Answer, ClaimantType};
use redress_kernel::dates::years_later;

pub(super) fn check(asked: &Asked<'_>) -> Found {
    let facts = &asked.filing.facts;
    let filed = asked.filing.filed_on;
    let minor = facts.under_18 == Some(Answer::Yes)
        || facts.acts.iter().any(|act| act.aggravations.contains(&Aggravation::G1));
    if minor {
        return Found::met("reason-r09-under-18").fact("under_18", Some(Answer::Yes));
    }
    if facts.claimant == Some(ClaimantType::ChildBorn) {
        return Found::met("reason-r09-child-born").fact("claimant", facts.claimant);
    }
    let years = asked.set.limits.late_after_years;
    let start = start(asked);
    let surely_until = start.0.map(|day| years_later(day, years));
    let perhaps_until = start.1.map(|day| years_later(day, years));
    let found = if surely_until.is_some_and(|last| filed <= last) {
        Found::met("reason-r09-met")
    } else if perhaps_until.is_some_and(|last| last < filed) {
        Found::open("reason-r09-late", &["late_reason"])
    } else {
        Found::open("reason-r09-date", &["last_act", "late_reason"])
    };
    found
        .arg("years", years)
        .fact("filed_on", Some(filed))
        .fact("under_18", facts.under_18)
        .fact("in_time_until", surely_until)
        .fact("in_time_at_most_until", perhaps_until)
}

/// The first and the last day from which the years can count: the last act, or the day on which the
/// mechanism opened for the operation if that came later. Nothing known on a side means no bound.
/// Facts that are not on file (end of the link, knowledge) could only start the years later, so
/// they turn no answer to the worse.
fn start(asked: &Asked<'_>) -> (Option<Date>, Option<Date>) {
    let facts = &asked.filing.facts;
    let opened = asked.set.opened.iter();
    let opened = opened
        .filter(|opened| Some(&opened.operation) == facts.operation.as_ref())
        .map(|opened| opened.day)
        .max();
    let dates: Vec<_> =
        facts.acts.iter().map(|act| Asked { act: Some(act), ..*asked }.act_date()).collect();
    let earliest = dates.iter().flatten().map(|span| span.earliest).max().max(opened);
    let all_dated = !dates.is_empty() && dates.iter().all(Option::is_some);
    let latest = dates.iter().flatten().map(|span| span.latest).max().max(opened);
    (earliest, if all_dated { latest } else { None })
}
