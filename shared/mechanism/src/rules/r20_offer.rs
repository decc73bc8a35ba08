//! R-20 Offer, no waiver: open for some months from the day she was told, longer where she can't be
//! reached. Silence is never read as an answer.

use super::fact::{FactName, FactSet};
use super::found::{met, not_met, open};
use super::process::{Case, known};
use super::{Ask, Rule};
use crate::days::months_later;
use crate::facts::{Offer, OfferAnswer};
use crate::trace::{Finding, Value};

const READ: FactSet = FactSet::of(&[
    FactName::OfferServedOn,
    FactName::OfferAnswer,
    FactName::Reachable,
    FactName::AssessedOn,
]);

pub(super) fn offer(case: &Case<'_>) -> Finding {
    let finding = match case.facts.offer {
        None => met(Rule::R20, "reason-r20-none").engaged(false),
        Some(offer) => match offer.answer {
            Some(OfferAnswer::Accepted) => met(Rule::R20, "reason-r20-accepted"),
            Some(OfferAnswer::Part) => met(Rule::R20, "reason-r20-part"),
            Some(OfferAnswer::Declined) => not_met(Rule::R20, "reason-r20-declined"),
            None => unanswered(case, offer),
        },
    };
    finding.facts(READ)
}

fn unanswered(case: &Case<'_>, offer: Offer) -> Finding {
    let Some(served_on) = offer.served_on else {
        return open(Rule::R20, "reason-r20-serve", Ask::Reach);
    };
    let until =
        months_later(served_on, case.limits().offer_months).unwrap_or(redress_kernel::Date::MAX);
    let is_open = case.today() <= until;
    let key = match (is_open, known(offer.reachable)) {
        (true, Some(true) | None) => "reason-r20-open",
        (true, Some(false)) => "reason-r20-unreachable",
        (false, Some(true)) => "reason-r20-lapsed",
        (false, _) => "reason-r20-extend",
    };
    let finding = open(Rule::R20, key, Ask::Reach).with("until", Value::Day(until));
    // While it is open and she can be reached, nobody has to ask her anything.
    let is_waiting = is_open && known(offer.reachable) == Some(true);
    if is_waiting { Finding { ask: None, ..finding } } else { finding }
}
