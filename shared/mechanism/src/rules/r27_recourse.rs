//! R-27 Recourse: from whom the fund may recover what it pays, by what is stated or by the scope of
//! She need not take part, and her award never waits for it.

use super::fact::{FactName, FactSet};
use super::found::{met, not_met, open};
use super::process::Case;
use super::{Ask, Rule};
use crate::data::ScopeRow;
use crate::facts::Liable;
use crate::trace::{Finding, Pair, Value};
use redress_kernel::DateSpan;

const READ: FactSet = FactSet::of(&[FactName::Liable, FactName::Category, FactName::When]);

pub(super) fn recourse(case: &Case<'_>) -> Finding {
    let stated = case.facts.recourse.map(|recourse| recourse.liable);
    let liable = stated.flatten().or_else(|| by_scope(case));
    let finding = match (stated, liable) {
        (_, Some(Liable::Nobody)) => not_met(Rule::R27, "reason-r27-nobody"),
        (_, Some(liable)) => {
            met(Rule::R27, "reason-r27-claim").with("liable", Value::Code(liable.as_str()))
        }
        (Some(_), None) => open(Rule::R27, "reason-r27-open", Ask::LiableParty),
        (None, None) => met(Rule::R27, "reason-r27-none").engaged(false),
    };
    finding.facts(READ)
}

/// Who is liable by the scope, for the best pair that enters the award and has somebody.
fn by_scope(case: &Case<'_>) -> Option<Liable> {
    let mut entering = case.trace.pairs.iter().filter(|pair| pair.enters && case.trace.assessed);
    entering.find_map(|pair| of_pair(case, *pair))
}

fn of_pair(case: &Case<'_>, pair: Pair) -> Option<Liable> {
    let person = case.facts.perpetrators.get(usize::from(pair.perpetrator?))?;
    let act = pair.act.and_then(|place| case.facts.acts.get(usize::from(place)));
    let when = act.and_then(|act| act.when);
    let mut rows = case.rules.scope(person.category?);
    rows.find(|row| holds(row, when)).and_then(|row| row.recourse)
}

/// Whether a row may hold at that time; the outcome itself is R-02's.
fn holds(row: &ScopeRow, when: Option<DateSpan>) -> bool {
    when.is_none_or(|when| {
        row.from.is_none_or(|from| from <= when.latest)
            && row.until.is_none_or(|until| when.earliest <= until)
    })
}
