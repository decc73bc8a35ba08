//! R-11 Unknown or mixed perpetrators: the unit is asked for so many days, then signs decide, then
//! the panel, doubt going to the claimant. Mixed harm is awarded in full.

use super::fact::{FactName, FactSet};
use super::found::{met, not_met, open};
use super::process::Case;
use super::{Ask, Rule};
use crate::days::waited;
use crate::facts::{Perpetrator, Signs};
use crate::trace::{Finding, Value};
use redress_kernel::code::{Category, RuleOutcome};

const READ: FactSet = FactSet::of(&[FactName::Category, FactName::Identification]);

pub(super) fn unknown_or_mixed(case: &Case<'_>) -> Finding {
    let facts = case.facts;
    let nobody = facts.perpetrators.is_empty() && !facts.acts.is_empty();
    let states = facts.perpetrators.iter().filter_map(|person| state(case, person));
    let state = states.max().or(nobody.then_some(State::Ask));
    // What signs mean is for the table of R-02 to say.
    let scope = scope(case);
    let days = Value::Count(case.limits().identify_days);
    let finding = match (scope, state) {
        (Scope { covered: true, uncovered: true, .. }, _) => met(Rule::R11, "reason-r11-mixed"),
        (_, None) => met(Rule::R11, "reason-r11-none").engaged(false),
        (_, Some(State::Identified)) => met(Rule::R11, "reason-r11-identified"),
        (_, Some(State::Excluded)) => not_met(Rule::R11, "reason-r11-excluded"),
        (Scope { covered: true, .. }, Some(State::Civilian)) => {
            met(Rule::R11, "reason-r11-civilian").with("days", days)
        }
        // Who else it was need not be known: one who is covered is enough.
        (Scope { covered: true, .. }, Some(_)) => met(Rule::R11, "reason-r11-enough"),
        (Scope { uncovered: true, open: false, .. }, Some(State::Uniform)) => {
            not_met(Rule::R11, "reason-r11-uniform")
        }
        (Scope { uncovered: true, open: false, .. }, Some(_)) => {
            not_met(Rule::R11, "reason-r11-excluded")
        }
        (_, Some(State::Waiting)) => {
            open(Rule::R11, "reason-r11-waiting", Ask::Identify).with("days", days)
        }
        (_, Some(State::Ask)) => {
            open(Rule::R11, "reason-r11-ask", Ask::Identify).with("days", days)
        }
        _ if case.trace.decided_on_file => met(Rule::R11, "reason-r11-doubt"),
        // No signs, or signs of people of whom some are covered and some are not.
        _ => open(Rule::R11, "reason-r11-panel", Ask::Identify),
    };
    finding.facts(READ)
}

/// How far it is known who a person was. Of several persons the one most open is told, and one who
/// is covered goes before one who is not.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum State {
    Identified,
    Excluded,
    Uniform,
    Civilian,
    /// Nothing came of asking, and there are no signs.
    Panel,
    /// The days of asking are not over.
    Waiting,
    /// Nobody was asked yet.
    Ask,
}

/// Nothing where the category was known from the start.
fn state(case: &Case<'_>, person: &Perpetrator) -> Option<State> {
    let is_known = !matches!(person.category, None | Some(Category::Unk));
    let Some(asked) = person.identification else {
        return (!is_known).then_some(State::Ask);
    };
    let days = case.limits().identify_days;
    Some(match asked.signs {
        _ if is_known => State::Identified,
        _ if asked.excluded => State::Excluded,
        _ if !waited(asked.asked_on, days, case.today()) => State::Waiting,
        Some(Signs::Civilian) => State::Civilian,
        Some(Signs::Uniform) => State::Uniform,
        None => State::Panel,
    })
}

/// What R-02 says of the pairs.
struct Scope {
    covered: bool,
    uncovered: bool,
    open: bool,
}

fn scope(case: &Case<'_>) -> Scope {
    let mut scope = Scope { covered: false, uncovered: false, open: false };
    for finding in case.trace.findings.iter().filter(|one| one.rule == Rule::R02) {
        match finding.outcome {
            RuleOutcome::Met => scope.covered = true,
            RuleOutcome::NotMet => scope.uncovered = true,
            RuleOutcome::Undetermined => scope.open = true,
        }
    }
    scope
}
