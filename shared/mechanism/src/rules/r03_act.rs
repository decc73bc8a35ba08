//! R-03, the act is of the list. No force, benefit, complaint or naming of the person is asked for;
//! someone under 18 can't consent, so that an act counts as what it then always is.

use super::age::{self, Minor};
use super::fact::{FactName, FactSet};
use super::found::{met, not_met, open};
use super::pair::Asked;
use super::{Ask, Rule};
use crate::data::{ReferTo, Rules};
use crate::facts::{Act, Facts};
use crate::trace::{Finding, Value};
use redress_kernel::code::ActCode;

const READ: FactSet = FactSet::of(&[FactName::Act]);
const READ_ALL: FactSet = READ.with(FactName::HarassmentOnly);
const READ_UNIT: FactSet = READ.with(FactName::Unit);
const READ_AGE: FactSet = FactSet::of(&[
    FactName::Act,
    FactName::Period,
    FactName::Aggravations,
    FactName::Birth,
    FactName::When,
    FactName::Under18,
]);

pub(super) fn check(asked: &Asked<'_>) -> Finding {
    if asked.act.is_some_and(|act| act.harassment_only) {
        return not_met(Rule::R03, "reason-r03-harassment").refer(ReferTo::Conduct).facts(READ_ALL);
    }
    let act = asked.act.and_then(|act| Some((act, act.act?)));
    let Some((act, code)) = act.filter(|(_, code)| asked.rules.set.acts.contains(code)) else {
        return open(Rule::R03, "reason-r03-none", Ask::WhichAct).facts(READ);
    };
    let counted = class(asked.rules, asked.facts, act, code);
    if counted == code {
        let found = if asked.found_by_unit {
            met(Rule::R03, "reason-r03-found").facts(READ_UNIT)
        } else {
            met(Rule::R03, "reason-r03-met").facts(READ)
        };
        return found.with("act", Value::Code(code.as_str()));
    }
    let found = match age::at_act(asked.rules, asked.facts, act) {
        Minor::Doubt => met(Rule::R03, "reason-r03-perhaps-under-18"),
        Minor::Yes | Minor::No | Minor::Unknown => met(Rule::R03, "reason-r03-under-18"),
    };
    let read = if asked.found_by_unit { READ_AGE.with(FactName::Unit) } else { READ_AGE };
    found.with("act", Value::Code(counted.as_str())).facts(read)
}

/// What an act counts as: as filed, or its class for someone under 18. Where birth and day leave it
/// open whether she was, she counts as a child.
pub(super) fn counts_as(rules: &Rules, facts: &Facts, act: &Act) -> Option<ActCode> {
    act.act.map(|code| class(rules, facts, act, code))
}

fn class(rules: &Rules, facts: &Facts, act: &Act, code: ActCode) -> ActCode {
    match rules.set.minor_classes.get(&code) {
        Some(class) if age::at_act(rules, facts, act).counts() => {
            if act.period {
                class.period
            } else {
                class.one_event
            }
        }
        _ => code,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::facts::{Standing, Unit, UnitStatus};
    use crate::rules::testing::{
        ask, claim, gate_of, no, on, rules_with, said, said_by, span, yes,
    };
    use redress_kernel::DateSpan;
    use redress_kernel::code::{Aggravation, Answer};
    use time::macros::date;

    fn counted(facts: &Facts) -> (Option<ActCode>, &'static str) {
        let trace = gate_of(&Rules::shipped(), facts);
        (trace.pairs[0].counts_as, said(facts, Rule::R03).1)
    }

    /// Born so, harmed then.
    fn aged(birth: Option<DateSpan>, when: Option<DateSpan>) -> Facts {
        let mut facts = claim();
        facts.claimant.birth = birth;
        facts.acts[0].when = when;
        facts
    }

    const MET: &str = "reason-r03-met";
    const UNDER: &str = "reason-r03-under-18";
    const PERHAPS: &str = "reason-r03-perhaps-under-18";

    #[test]
    fn each_act_of_the_list_is_met_as_filed() {
        for code in ActCode::ALL {
            let mut facts = claim();
            facts.acts[0].act = Some(*code);
            assert_eq!(counted(&facts), (Some(*code), MET));
        }
    }

    #[test]
    fn an_act_that_is_not_clear_or_not_of_the_list_is_asked() {
        let open = ask("reason-r03-none", Ask::WhichAct);
        let mut facts = claim();
        let rules = rules_with(|set| set.acts.retain(|act| *act != ActCode::A4));
        assert_eq!(said_by(&rules, &facts, Rule::R03), open);
        facts.acts[0].act = None;
        assert_eq!(said(&facts, Rule::R03), open);
        facts.acts.clear();
        assert_eq!(said(&facts, Rule::R03), open);
    }

    #[test]
    fn harassment_between_colleagues_goes_to_the_conduct_system() {
        let mut facts = claim();
        facts.acts[0].harassment_only = true;
        facts.acts[0].act = None;
        let referred = no("reason-r03-harassment", Some(ReferTo::Conduct));
        assert_eq!(said(&facts, Rule::R03), referred);
    }

    #[test]
    fn the_day_of_the_birthday_is_the_first_on_which_an_act_counts_as_filed() {
        let birth = on(date!(2001 - 05 - 04));
        let before = aged(birth, on(date!(2019 - 05 - 03)));
        assert_eq!(counted(&before), (Some(ActCode::A5), UNDER));
        let birthday = aged(birth, on(date!(2019 - 05 - 04)));
        assert_eq!(counted(&birthday), (Some(ActCode::A4), MET));
    }

    #[test]
    fn who_was_born_on_a_leap_day_is_of_age_on_the_first_of_march() {
        let birth = on(date!(2000 - 02 - 29));
        assert_eq!(counted(&aged(birth, on(date!(2018 - 02 - 28)))).0, Some(ActCode::A5));
        assert_eq!(counted(&aged(birth, on(date!(2018 - 03 - 01)))).0, Some(ActCode::A4));
    }

    #[test]
    fn what_went_on_over_a_period_counts_by_its_first_day() {
        let mut facts =
            aged(on(date!(2001 - 05 - 04)), span(date!(2019 - 05 - 03), date!(2019 - 12 - 31)));
        facts.acts[0].period = true;
        assert_eq!(counted(&facts), (Some(ActCode::A6), UNDER));
        facts.acts[0].when = span(date!(2019 - 05 - 04), date!(2019 - 12 - 31));
        assert_eq!(counted(&facts), (Some(ActCode::A4), MET));
    }

    #[test]
    fn where_birth_and_day_leave_it_open_she_counts_as_a_child() {
        let year = span(date!(2001 - 01 - 01), date!(2001 - 12 - 31));
        let mut facts = aged(year, on(date!(2019 - 05 - 04)));
        assert_eq!(counted(&facts), (Some(ActCode::A5), PERHAPS));
        facts.claimant.under_18 = Some(Answer::Unknown);
        assert_eq!(counted(&facts), (Some(ActCode::A5), PERHAPS));
        facts.claimant.under_18 = Some(Answer::No);
        assert_eq!(counted(&facts), (Some(ActCode::A4), MET));
        facts.claimant.under_18 = Some(Answer::Yes);
        assert_eq!(counted(&facts), (Some(ActCode::A5), UNDER));
        // One day to either side of what the year allows.
        assert_eq!(counted(&aged(year, on(date!(2018 - 12 - 31)))).1, UNDER);
        assert_eq!(counted(&aged(year, on(date!(2019 - 01 - 01)))).1, PERHAPS);
        assert_eq!(counted(&aged(year, on(date!(2019 - 12 - 30)))).1, PERHAPS);
        assert_eq!(counted(&aged(year, on(date!(2019 - 12 - 31)))).1, MET);
    }

    #[test]
    fn nothing_known_of_her_age_leaves_the_act_as_filed() {
        let mut facts = claim();
        facts.claimant.under_18 = Some(Answer::Unknown);
        assert_eq!(counted(&facts), (Some(ActCode::A4), MET));
    }

    #[test]
    fn days_go_before_what_was_stated_of_another_act() {
        let mut facts = aged(on(date!(1990 - 01 - 01)), on(date!(2019 - 05 - 04)));
        facts.claimant.under_18 = Some(Answer::Yes);
        assert_eq!(counted(&facts), (Some(ActCode::A4), MET));
        facts.acts[0].aggravations = vec![Aggravation::G1];
        assert_eq!(counted(&facts), (Some(ActCode::A5), UNDER));
    }

    #[test]
    fn the_birth_of_a_child_born_of_it_says_nothing_of_the_mother() {
        let mut facts = aged(on(date!(2019 - 12 - 01)), on(date!(2019 - 05 - 04)));
        facts.claimant.standing = Some(Standing::ChildBorn);
        assert_eq!(counted(&facts).0, Some(ActCode::A4));
    }

    #[test]
    fn what_the_unit_found_needs_no_proof_and_still_counts_as_what_it_is() {
        let mut facts = claim();
        facts.unit =
            Some(Unit { status: UnitStatus::Substantiated, asked_on: None, acts: Vec::new() });
        assert_eq!(said(&facts, Rule::R03), yes("reason-r03-found"));
        facts.claimant.under_18 = Some(Answer::Yes);
        assert_eq!(counted(&facts), (Some(ActCode::A5), UNDER));
        // Which act it was has to be known all the same.
        facts.acts[0].act = None;
        assert_eq!(said(&facts, Rule::R03), ask("reason-r03-none", Ask::WhichAct));
    }
}
