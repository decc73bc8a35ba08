//! R-05, standing: the victim, a child born of it, a guardian, a dependant, or who paid the funeral.
//! What shows it is a table of the set; a DNA test that excludes a parent bars maintenance alone (H6).

use super::fact::{FactName, FactSet};
use super::found::{met, not_met, open};
use super::{Ask, Rule};
use crate::data::{Rules, StandingRow};
use crate::facts::{Facts, Standing};
use crate::trace::Finding;
use redress_kernel::code::RuleOutcome;

const READ: FactSet = FactSet::of(&[FactName::Standing, FactName::ShownBy]);
const READ_DNA: FactSet = READ.with(FactName::DnaExcluded);

pub(super) fn check(rules: &Rules, facts: &Facts) -> Finding {
    let claimant = &facts.claimant;
    let read = if claimant.dna_excluded { READ_DNA } else { READ };
    let Some(standing) = claimant.standing else {
        return open(Rule::R05, "reason-r05-unknown", Ask::Relationship).facts(read);
    };
    let excluded = claimant.dna_excluded && standing == Standing::ChildBorn;
    let found = match shown(rules, facts, standing) {
        RuleOutcome::Met if standing == Standing::Victim => met(Rule::R05, "reason-r05-victim"),
        RuleOutcome::Met if excluded => met(Rule::R05, "reason-r05-shown-not-dna"),
        RuleOutcome::Met => met(Rule::R05, "reason-r05-shown"),
        RuleOutcome::NotMet => not_met(Rule::R05, "reason-r05-not-shown"),
        RuleOutcome::Undetermined => not_yet(standing, excluded),
    };
    found.facts(read)
}

/// What the table says: of several things shown the one that says most for her; where nothing is
/// shown that a row lists, the row without a list.
fn shown(rules: &Rules, facts: &Facts, standing: Standing) -> RuleOutcome {
    let about = |row: &&StandingRow| row.standings.contains(&standing);
    let rows = rules.set.standings.iter().filter(about);
    let listed = |row: &&StandingRow| {
        facts.claimant.shown_by.iter().any(|label| row.shown_by.contains(label))
    };
    let best = |outcome: Option<RuleOutcome>, row: &StandingRow| {
        Some(outcome.map_or(row.outcome, |outcome| outcome.or(row.outcome)))
    };
    let by_list = rows.clone().filter(listed).fold(None, best);
    let by_rest = || rows.filter(|row| row.shown_by.is_empty()).fold(None, best);
    by_list.or_else(by_rest).unwrap_or(RuleOutcome::Undetermined)
}

fn not_yet(standing: Standing, excluded: bool) -> Finding {
    let (key, ask) = match standing {
        // Another test would say the same; anything else can still show it.
        Standing::ChildBorn if excluded => ("reason-r05-child-born-not-dna", Ask::Relationship),
        Standing::ChildBorn => ("reason-r05-child-born", Ask::Parentage),
        Standing::Guardian => ("reason-r05-guardian", Ask::Relationship),
        Standing::Dependant => ("reason-r05-dependant", Ask::Relationship),
        Standing::FuneralPayer => ("reason-r05-funeral-payer", Ask::Relationship),
        Standing::Victim => ("reason-r05-unknown", Ask::Relationship),
    };
    open(Rule::R05, key, ask)
}
