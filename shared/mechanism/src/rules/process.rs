//! The rules beyond the gate, in the order of their numbers, once gate and award are there. Each
//! answers once for the claim. Never here: what any single rule decides.

use super::found::met;
use super::{
    Rule, r07_proof, r08_unit, r10_referral, r11_unknown, r12_conduct, r13_offsets, r15_interim,
    r16_children, r17_support, r18_independence, r19_quorum, r20_offer, r21_payment, r22_review,
    r23_reopening, r24_death, r25_fraud, r26_money, r27_recourse, r28_breach, r29_fees,
};
use crate::data::{Limits, Rules};
use crate::trace::{Finding, Gate};
use crate::{Facts, Mechanism, Trace};
use redress_kernel::code::{Answer, ConsentPurpose, RuleOutcome};
use redress_kernel::{Currency, Date, Decimal, Money};

/// What the rules beyond the gate look at.
#[derive(Clone, Copy)]
pub(super) struct Case<'a> {
    /// The version of the rules.
    pub rules: &'a Rules,
    /// The facts.
    pub facts: &'a Facts,
    /// What gate and award came to, and the rules before this one.
    pub trace: &'a Trace,
    /// Whether the claim or a part of it is for somebody else to answer.
    pub is_referred: bool,
}

type Check = fn(&Case<'_>) -> Finding;

/// Every rule beyond the gate, by number.
const CHECKS: [Check; 22] = [
    r07_proof::proof,
    r08_unit::unit,
    r10_referral::referral,
    r11_unknown::unknown_or_mixed,
    r12_conduct::conduct,
    r13_offsets::offsets,
    r15_interim::interim,
    r16_children::children,
    r17_support::support,
    r18_independence::independence,
    r19_quorum::quorum,
    r20_offer::offer,
    r21_payment::payment,
    r22_review::review,
    r23_reopening::reopening,
    r24_death::death,
    r25_fraud::fraud,
    r26_money::money,
    r27_recourse::recourse,
    r28_breach::breach,
    r29_fees::fees,
    versions,
];

/// Adds a finding for each rule beyond the gate, and what they ask.
pub(crate) fn process(mechanism: &Mechanism, facts: &Facts, trace: &mut Trace) {
    let rules = &mechanism.rules;
    let is_referred = trace.gate == Some(Gate::Referred)
        || trace.pairs.iter().any(|pair| pair.outcome == RuleOutcome::NotMet);
    for check in CHECKS {
        let finding = check(&Case { rules, facts, trace, is_referred }).ruled(rules, facts, None);
        if let Some(ask) = finding.ask.filter(|ask| !trace.asks.contains(ask)) {
            trace.asks.push(ask);
        }
        trace.findings.push(finding);
    }
}

/// one evaluation knows one version; which of two is better is found by comparing two.
fn versions(_case: &Case<'_>) -> Finding {
    met(Rule::R30, "reason-r30-one-version").engaged(false)
}

impl<'a> Case<'a> {
    /// Numbers that rules compare with.
    pub fn limits(&self) -> &'a Limits {
        &self.rules.set.limits
    }

    /// Day as of which everything is evaluated.
    pub fn today(&self) -> Date {
        self.facts.assessed_on
    }

    /// What a gate rule about the whole claim came to; nothing where it was not evaluated.
    pub fn outcome(&self, rule: Rule) -> Option<RuleOutcome> {
        let found = self.trace.findings.iter().find(|one| one.rule == rule && one.pair.is_none());
        found.map(|finding| finding.outcome)
    }

    /// Whether she consented to a purpose; nothing where she was not asked.
    pub fn wish(&self, purpose: ConsentPurpose) -> Option<bool> {
        let consent = &self.facts.consent;
        if consent.withdrawn.contains(&purpose) {
            Some(false)
        } else {
            consent.given.contains(&purpose).then_some(true)
        }
    }
}

/// An answer, where it is known.
pub(super) fn known(answer: Option<Answer>) -> Option<bool> {
    match answer? {
        Answer::Yes => Some(true),
        Answer::No => Some(false),
        Answer::Unknown => None,
    }
}

/// A sum in US dollars. The facts have no other where this is asked.
pub(super) fn usd(money: Option<Money>) -> Option<Decimal> {
    money.filter(|money| money.currency() == Currency::USD).map(Money::amount)
}

#[cfg(test)]
mod tests;
