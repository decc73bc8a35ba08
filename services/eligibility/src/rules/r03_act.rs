//! R-03, the act is of the list. No force, benefit, complaint or naming of the person is asked for.

use super::check::{Asked, Found};
use redress_kernel::code::{ActCode, Aggravation, Answer};
use redress_kernel::facts::ActFact;

pub(super) fn check(asked: &Asked<'_>) -> Found {
    let Some(act) = asked.act else {
        return Found::open("reason-r03-none", &["which_act", "period", "age"])
            .fact("act", None::<ActCode>);
    };
    let counted = counts_as(asked, act);
    let found = if !asked.set.acts.contains(&act.act) {
        Found::open("reason-r03-none", &["which_act"])
    } else if counted == act.act {
        Found::met("reason-r03-met")
    } else {
        Found::met("reason-r03-under-18")
    };
    found
        .fact("act", Some(act.act))
        .fact("under_18", asked.filing.facts.under_18)
        .fact("counts_as", Some(counted))
}

/// What an act counts as: as filed, or its class for someone under 18, whose consent is irrelevant.
pub(super) fn counts_as(asked: &Asked<'_>, act: &ActFact) -> ActCode {
    let minor = asked.filing.facts.under_18 == Some(Answer::Yes)
        || act.aggravations.contains(&Aggravation::G1);
    match asked.set.minor_classes.get(&act.act) {
        Some(class) if minor && asked.findings.periods.contains(&act.act_id) => class.period,
        Some(class) if minor => class.one_event,
        _ => act.act,
    }
}
