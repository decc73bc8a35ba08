//! R-14, one claimant, one file. A duplicate is merged; it is never a reason to refuse.

use super::fact::{FactName, FactSet};
use super::found::{met, open};
use super::{Ask, Rule};
use crate::data::Rules;
use crate::facts::Facts;
use crate::trace::Finding;
use redress_kernel::facts::MatchResult;

const READ: FactSet = FactSet::of(&[FactName::Matched]);

pub(super) fn check(_rules: &Rules, facts: &Facts) -> Finding {
    let found = match facts.matched {
        Some(MatchResult::None | MatchResult::Distinct) => met(Rule::R14, "reason-r14-met"),
        Some(MatchResult::Merged) => met(Rule::R14, "reason-r14-merged"),
        Some(MatchResult::Possible) | None => open(Rule::R14, "reason-r14-possible", Ask::Match),
    };
    found.facts(READ)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::facts::Ruling;
    use crate::rules::testing::{ask, claim, label, said, yes};
    use redress_kernel::code::RuleOutcome;

    #[test]
    fn a_match_is_looked_at_and_never_a_reason_to_refuse() {
        let mut facts = claim();
        for (matched, expected) in [
            (Some(MatchResult::None), yes("reason-r14-met")),
            (Some(MatchResult::Distinct), yes("reason-r14-met")),
            (Some(MatchResult::Merged), yes("reason-r14-merged")),
            (Some(MatchResult::Possible), ask("reason-r14-possible", Ask::Match)),
            (None, ask("reason-r14-possible", Ask::Match)),
        ] {
            facts.matched = matched;
            assert_eq!(said(&facts, Rule::R14), expected);
        }
    }

    #[test]
    fn a_ruling_can_only_say_that_nothing_stands_in_the_way() {
        let mut facts = claim();
        facts.matched = Some(MatchResult::Possible);
        let ruling =
            |outcome| Ruling { rule: Rule::R14, act: None, outcome, ground: label("looked_at") };
        facts.rulings = vec![ruling(RuleOutcome::NotMet)];
        assert_eq!(said(&facts, Rule::R14), ask("reason-r14-possible", Ask::Match));
        facts.rulings.push(ruling(RuleOutcome::Met));
        assert_eq!(said(&facts, Rule::R14), yes("reason-ruled-met"));
        facts.rulings.reverse();
        assert_eq!(said(&facts, Rule::R14), yes("reason-ruled-met"));
    }
}
