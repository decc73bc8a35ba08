//! R-24 Death: her nominee, else her dependants, else her heirs take her place in a claim that she
//! filed; in one that she did not file, her dependants have a claim. Never the perpetrator.

use super::fact::{FactName, FactSet};
use super::found::{met, not_met, open};
use super::process::{Case, known};
use super::{Ask, Rule};
use crate::facts::{Death, Standing, Successor};
use crate::trace::{Finding, Value};

const READ: FactSet = FactSet::of(&[
    FactName::Standing,
    FactName::FiledOn,
    FactName::DiedOn,
    FactName::Successor,
    FactName::KinShown,
]);

pub(super) fn death(case: &Case<'_>) -> Finding {
    let standing = case.facts.claimant.standing;
    let for_kin = matches!(standing, Some(Standing::Dependant | Standing::FuneralPayer));
    let finding = match &case.facts.death {
        Some(death) => successor(case, death),
        None if for_kin => open(Rule::R24, "reason-r24-ask", Ask::Kin),
        None => met(Rule::R24, "reason-r24-none").engaged(false),
    };
    finding.facts(READ)
}

fn successor(case: &Case<'_>, death: &Death) -> Finding {
    let was_filed = case.facts.filed_on <= death.died_on;
    match (death.successor, was_filed) {
        (None, _) => open(Rule::R24, "reason-r24-kin", Ask::Kin),
        (Some(Successor::Perpetrator), _) => not_met(Rule::R24, "reason-r24-perpetrator"),
        (Some(Successor::Nobody), _) => not_met(Rule::R24, "reason-r24-nobody"),
        (Some(Successor::Nominee), true) => met(Rule::R24, "reason-r24-nominee"),
        (Some(Successor::Dependants), false) => kin(death, met(Rule::R24, "reason-r24-own-claim")),
        // Only dependants have a claim of their own; who was named may be one of them.
        (Some(Successor::Nominee | Successor::Heirs), false) => {
            open(Rule::R24, "reason-r24-dependants", Ask::Kin)
        }
        (Some(successor @ (Successor::Dependants | Successor::Heirs)), true) => {
            let shared = met(Rule::R24, "reason-r24-shared");
            kin(death, shared.with("successor", Value::Code(successor.as_str())))
        }
    }
}

/// What follows where the community knows them as kin, and how many they are.
fn kin(death: &Death, follows: Finding) -> Finding {
    match known(death.shown) {
        Some(false) => not_met(Rule::R24, "reason-r24-not-kin"),
        Some(true) if death.sharing > 0 => follows.with("sharing", Value::Count(death.sharing)),
        _ => open(Rule::R24, "reason-r24-kin", Ask::Kin),
    }
}
