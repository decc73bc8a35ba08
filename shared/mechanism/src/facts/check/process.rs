//! Panel, offer, review, death, rulings and what guards them.

use super::people::listed_act;
use super::{FactWrong, Found, ITEMS_MOST, MEMBERS_MOST, PARTS_MOST};
use crate::facts::{Facts, Panel, Tie};
use redress_kernel::code::RuleOutcome;

pub(super) fn check(facts: &Facts, found: &mut Found) {
    if let Some(panel) = &facts.panel {
        seats(panel, found);
    }
    if let Some(served_on) = facts.offer.and_then(|offer| offer.served_on) {
        found.past_day(format_args!("offer.served_on"), served_on);
    }
    if let Some(review) = facts.review {
        found.past_day(format_args!("review.asked_on"), review.asked_on);
        found.stretch(format_args!("review"), review.received_on, Some(review.asked_on));
        found.usd(format_args!("review.earlier_net"), review.earlier_net);
    }
    if let Some(death) = facts.death
        && death.sharing as usize > PARTS_MOST
    {
        let error = found.add(format_args!("death.sharing"), FactWrong::Range);
        error.with("value", death.sharing).with("least", 0).with("most", PARTS_MOST);
    }
    for (place, breach) in found.list("breaches", &facts.breaches, ITEMS_MOST).iter().enumerate() {
        if let Some(hours) = breach.told_after_hours {
            found.count(format_args!("breaches[{place}].told_after_hours"), hours);
        }
    }
    rulings(facts, found);
}

fn seats(panel: &Panel, found: &mut Found) {
    let members = found.list("panel.members", &panel.members, MEMBERS_MOST);
    if members.iter().filter(|member| member.chair).count() > 1 {
        found.add(format_args!("panel.members"), FactWrong::ChairsTwo);
    }
    for (place, member) in members.iter().enumerate() {
        if let Some(served_until) = member.served_until {
            found.day(format_args!("panel.members[{place}].served_until"), served_until);
        }
        if member.ties.len() > Tie::ALL.len() {
            found.list(&format!("panel.members[{place}].ties"), &member.ties, Tie::ALL.len());
        } else {
            found.twice(format_args!("panel.members[{place}].ties"), &member.ties);
        }
    }
}

fn rulings(facts: &Facts, found: &mut Found) {
    let rulings = found.list("rulings", &facts.rulings, ITEMS_MOST);
    for (place, ruling) in rulings.iter().enumerate() {
        if ruling.outcome == RuleOutcome::Undetermined {
            found.add(format_args!("rulings[{place}].outcome"), FactWrong::RulingOpen);
        }
        if let Some(act) = &ruling.act {
            listed_act(format_args!("rulings[{place}].act"), act, facts, found);
        }
        let same =
            rulings[..place].iter().any(|one| (one.rule, one.act) == (ruling.rule, ruling.act));
        if same {
            let path = format_args!("rulings[{place}].rule");
            found.add(path, FactWrong::Twice).with("code", ruling.rule);
        }
    }
}
