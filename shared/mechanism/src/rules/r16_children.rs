//! R-16 Children: held in trust until of age, a share released at once, and never through the
//! perpetrator's household. In doubt someone counts as a child. Never here: how much is released.

use super::age::reached;
use super::fact::{FactName, FactSet};
use super::found::{met, not_met, open};
use super::process::{Case, known};
use super::{Ask, Rule};
use crate::days::is_of_age;
use crate::facts::Standing;
use crate::trace::{Finding, Value};
use redress_kernel::DateSpan;
use redress_kernel::code::Answer;

const READ: FactSet = FactSet::of(&[
    FactName::Standing,
    FactName::Birth,
    FactName::Under18,
    FactName::AssessedOn,
    FactName::Payee,
    FactName::PayeeHousehold,
]);

pub(super) fn children(case: &Case<'_>) -> Finding {
    let age = age(case);
    let adult_age = Value::Count(case.limits().adult_age);
    let payee = case.facts.payment.payee;
    let with_perpetrator = payee.map(|payee| known(payee.with_perpetrator));
    let finding = match (age, with_perpetrator) {
        (Age::Adult | Age::NotRaised, _) => met(Rule::R16, "reason-r16-none").engaged(false),
        (_, Some(Some(true))) => not_met(Rule::R16, "reason-r16-other-payee"),
        (Age::Doubt, _) => open(Rule::R16, "reason-r16-doubt", Ask::AgeNow).with("age", adult_age),
        (_, Some(None)) => open(Rule::R16, "reason-r16-household", Ask::Household),
        _ if case.facts.child.is_some() => met(Rule::R16, "reason-r16-upkeep"),
        (Age::Child { is_heard: true }, _) => {
            met(Rule::R16, "reason-r16-trust-heard").with("age", adult_age)
        }
        (Age::Child { is_heard: false }, _) => {
            met(Rule::R16, "reason-r16-trust").with("age", adult_age)
        }
    };
    finding.facts(READ)
}

/// How old the person is whose award it is, on the day of assessment.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Age {
    /// Of age for certain.
    Adult,
    /// Under age for certain.
    Child {
        /// Old enough to be heard, as far as known.
        is_heard: bool,
    },
    /// Maybe under age: counts as a child.
    Doubt,
    /// Nothing speaks of a child.
    NotRaised,
}

/// The age of the victim, or of the child born of it. A dead victim's award is her kin's.
pub(super) fn age(case: &Case<'_>) -> Age {
    let (facts, limits) = (case.facts, case.limits());
    let standing = facts.claimant.standing;
    let for_kin = matches!(standing, Some(Standing::Dependant | Standing::FuneralPayer));
    if for_kin || facts.death.is_some() {
        return Age::NotRaised;
    }
    let born = facts.child.map(|child| DateSpan::day(child.born_on)).or(facts.claimant.birth);
    match (born, standing, facts.claimant.under_18) {
        (Some(born), ..) => match reached(born, limits.adult_age, case.today()) {
            Some(true) => Age::Adult,
            None => Age::Doubt,
            Some(false) => {
                let is_young = reached(born, limits.assent_age, case.today()) == Some(false);
                Age::Child { is_heard: !is_young }
            }
        },
        (None, Some(Standing::ChildBorn | Standing::Guardian), _) => Age::Doubt,
        (None, _, Some(Answer::Yes | Answer::Unknown)) => by_acts(case),
        (None, ..) => Age::NotRaised,
    }
}

/// Without a day of birth, but maybe under age at an act: she was born before the last of them.
fn by_acts(case: &Case<'_>) -> Age {
    let mut last = None;
    for act in &case.facts.acts {
        let Some(when) = act.when else { return Age::Doubt };
        last = last.max(Some(when.latest));
    }
    let of_age = |day| is_of_age(day, case.limits().adult_age, case.today());
    if last.is_some_and(of_age) { Age::Adult } else { Age::Doubt }
}
