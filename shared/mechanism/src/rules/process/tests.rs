use super::*;
use crate::award::Head;
use crate::facts::*;
use crate::label::Label;
use crate::rules::Ask;
use crate::trace::Value;
use RuleOutcome::{Met, NotMet, Undetermined};
use redress_kernel::DateSpan;
use redress_kernel::code::{ActCode, Category};
use rust_decimal_macros::dec;
use time::macros::date;

mod afterwards;
mod cases;
mod money;
mod panel;
mod payee;
mod proof;
mod properties;
mod referral;
mod words;

fn label(text: &str) -> Label {
    text.parse().expect("a label")
}

fn money(amount: Decimal) -> Money {
    Money::usd(amount).expect("an amount")
}

/// A plain claim that passes the gate: an adult, one act, one civilian.
fn plain() -> Facts {
    let mut facts = Facts::new(date!(2026 - 01 - 20), date!(2026 - 04 - 15));
    facts.claimant.standing = Some(Standing::Victim);
    facts.consent.given = vec![ConsentPurpose::P1, ConsentPurpose::P2];
    facts.matched = Some(redress_kernel::facts::MatchResult::None);
    facts.acts.push(Act {
        act_id: label("a1"),
        act: Some(ActCode::A5),
        harassment_only: false,
        period: false,
        aggravations: Vec::new(),
        when: Some(DateSpan::day(date!(2024 - 05 - 04))),
        operation: Some(label("MINUSCA")),
        by_means_of_service: None,
        perpetrators: Vec::new(),
    });
    facts.perpetrators.push(person("p1", Category::CivInt));
    facts
}

fn person(name: &str, category: Category) -> Perpetrator {
    Perpetrator {
        perpetrator_id: label(name),
        category: Some(category),
        service: None,
        serving: Some(Answer::Yes),
        identification: None,
    }
}

/// A plain claim against a soldier.
fn referred() -> Facts {
    let mut facts = plain();
    facts.perpetrators[0].category = Some(Category::MilCon);
    facts
}

/// Gate and process over these facts, with an award of this net where the claim enters it.
fn with_net(facts: &Facts, net: Decimal) -> Trace {
    let (mechanism, mut trace) = (Mechanism::shipped(), Trace::default());
    crate::rules::gate(&mechanism.rules, facts, &mut trace);
    trace.assessed = trace.enters_award();
    (trace.award.net, trace.award.payable_now) = (net, net);
    process(&mechanism, facts, &mut trace);
    trace
}

fn of(trace: &Trace, rule: Rule) -> Finding {
    let mut found = trace.findings.iter().filter(|finding| finding.rule == rule);
    let one = *found.next().expect("every rule answers");
    assert!(found.next().is_none(), "{rule} answers once");
    one
}

fn find(facts: &Facts, rule: Rule) -> Finding {
    of(&with_net(facts, dec!(34460.00)), rule)
}

#[track_caller]
fn expect(facts: &Facts, rule: Rule, outcome: RuleOutcome, key: &str) {
    let finding = find(facts, rule);
    assert_eq!((finding.outcome, finding.reason.key), (outcome, key), "{rule}");
    assert!(finding.engaged, "{rule}");
}

#[track_caller]
fn not_raised(facts: &Facts, rule: Rule) {
    let finding = find(facts, rule);
    assert_eq!((finding.outcome, finding.engaged), (Met, false), "{rule}");
}

fn arg(finding: &Finding, name: &str) -> Option<Value> {
    finding.reason.args.iter().flatten().find(|(known, _)| *known == name).map(|(_, value)| *value)
}

#[test]
fn a_plain_claim_raises_no_rule_but_that_nothing_is_weighed_against_her() {
    let trace = with_net(&plain(), dec!(34460.00));
    let raised = trace.findings.iter().filter(|one| one.engaged && !Rule::GATE.contains(&one.rule));
    let raised: Vec<Rule> = raised.map(|finding| finding.rule).collect();
    assert_eq!(raised, [Rule::R12, Rule::R27]);
    assert_eq!(trace.asks, []);
}

#[test]
fn findings_stand_by_number_behind_those_of_the_gate() {
    let trace = with_net(&plain(), dec!(34460.00));
    let rules: Vec<Rule> = trace.findings.iter().skip(8).map(|finding| finding.rule).collect();
    let beyond: Vec<Rule> =
        Rule::ALL.iter().copied().filter(|rule| !Rule::GATE.contains(rule)).collect();
    assert_eq!(rules, beyond);
}

#[test]
fn what_two_rules_ask_is_asked_once() {
    let mut facts = referred();
    facts.acts.push(Act { act_id: label("a2"), ..facts.acts[0].clone() });
    facts.review = Some(late_review());
    facts.offsets = vec![offset("settlement", None, Some(Head::H1)); 2];
    let asks = with_net(&facts, Decimal::ZERO).asks;
    assert_eq!(asks, [Ask::Referral, Ask::OtherMoney, Ask::ReviewReason]);
}

fn offset(kind: &str, paid: Option<Answer>, head: Option<Head>) -> Offset {
    Offset { kind: label(kind), head, amount: money(dec!(100.00)), paid, paid_on: None }
}

fn late_review() -> Review {
    let (received_on, asked_on) = (date!(2025 - 08 - 31), date!(2026 - 03 - 01));
    Review { received_on, asked_on, late_cause: None, earlier_net: None }
}
