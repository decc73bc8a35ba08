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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::facts::Facts;
    use crate::rules::testing::{ask, claim, label, no, rules_with, said, said_by, yes};

    fn who(standing: Standing, shown_by: &[&str]) -> Facts {
        let mut facts = claim();
        facts.claimant.standing = Some(standing);
        facts.claimant.shown_by = shown_by.iter().map(|shown| label(shown)).collect();
        facts
    }

    #[test]
    fn a_victim_has_nothing_to_show() {
        assert_eq!(said(&who(Standing::Victim, &[]), Rule::R05), yes("reason-r05-victim"));
        assert_eq!(said(&who(Standing::Victim, &["dna"]), Rule::R05), yes("reason-r05-victim"));
    }

    #[test]
    fn each_standing_is_shown_by_what_its_row_lists() {
        let shown = yes("reason-r05-shown");
        for means in ["dna", "admission", "national_decision", "unit_record"] {
            assert_eq!(said(&who(Standing::ChildBorn, &[means]), Rule::R05), shown);
        }
        for means in ["midwife", "school", "community", "dna", "authority_paper"] {
            assert_eq!(said(&who(Standing::Guardian, &[means]), Rule::R05), shown);
            assert_eq!(said(&who(Standing::Dependant, &[means]), Rule::R05), shown);
        }
        assert_eq!(said(&who(Standing::FuneralPayer, &["voucher"]), Rule::R05), shown);
    }

    #[test]
    fn what_is_not_shown_is_asked() {
        let open = |standing, shown: &[&str]| said(&who(standing, shown), Rule::R05);
        let child = ask("reason-r05-child-born", Ask::Parentage);
        assert_eq!(open(Standing::ChildBorn, &[]), child);
        assert_eq!(open(Standing::ChildBorn, &["midwife"]), child);
        let guardian = ask("reason-r05-guardian", Ask::Relationship);
        assert_eq!(open(Standing::Guardian, &["voucher"]), guardian);
        let dependant = ask("reason-r05-dependant", Ask::Relationship);
        assert_eq!(open(Standing::Dependant, &[]), dependant);
        let payer = ask("reason-r05-funeral-payer", Ask::Relationship);
        assert_eq!(open(Standing::FuneralPayer, &["midwife"]), payer);
        let mut facts = claim();
        facts.claimant.standing = None;
        assert_eq!(said(&facts, Rule::R05), ask("reason-r05-unknown", Ask::Relationship));
    }

    #[test]
    fn of_several_things_shown_the_best_counts() {
        let rules = rules_with(|set| {
            set.standings.push(StandingRow {
                standings: vec![Standing::ChildBorn],
                shown_by: vec![label("hearsay")],
                outcome: RuleOutcome::NotMet,
            });
        });
        let check = |shown: &[&str]| said_by(&rules, &who(Standing::ChildBorn, shown), Rule::R05);
        assert_eq!(check(&["hearsay"]), no("reason-r05-not-shown", None));
        assert_eq!(check(&["hearsay", "dna"]), yes("reason-r05-shown"));
        assert_eq!(check(&["dna", "hearsay"]), yes("reason-r05-shown"));
        assert_eq!(check(&[]).0, RuleOutcome::Undetermined);
    }

    #[test]
    fn exclusion_by_dna_never_ends_a_claim() {
        let mut facts = who(Standing::ChildBorn, &[]);
        facts.claimant.dna_excluded = true;
        let open = ask("reason-r05-child-born-not-dna", Ask::Relationship);
        assert_eq!(said(&facts, Rule::R05), open);
        facts.claimant.shown_by = vec![label("admission")];
        assert_eq!(said(&facts, Rule::R05), yes("reason-r05-shown-not-dna"));
    }
}
