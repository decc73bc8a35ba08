//! How a rule says what it found: constructors of a finding, and what a ruling of the panel makes of
//! one that is open. Never here: what any single rule decides.

use super::{Ask, Rule, fact::FactName, fact::FactSet};
use crate::data::{ReferTo, Rules};
use crate::facts::{Facts, Ruling};
use crate::label::Label;
use crate::trace::{Finding, Reason, Value};
use redress_kernel::code::RuleOutcome;

/// Met, for a reason.
pub(super) const fn met(rule: Rule, key: &'static str) -> Finding {
    finding(rule, RuleOutcome::Met, key, None)
}

/// Not met, for a reason.
pub(super) const fn not_met(rule: Rule, key: &'static str) -> Finding {
    finding(rule, RuleOutcome::NotMet, key, None)
}

/// Undetermined, for a reason, with what has to be asked.
pub(super) const fn open(rule: Rule, key: &'static str, ask: Ask) -> Finding {
    finding(rule, RuleOutcome::Undetermined, key, Some(ask))
}

const fn finding(rule: Rule, outcome: RuleOutcome, key: &'static str, ask: Option<Ask>) -> Finding {
    Finding {
        rule,
        pair: None,
        outcome,
        engaged: true,
        reason: Reason { key, args: [None, None] },
        facts: FactSet::of(&[]),
        ask,
        refer_to: None,
    }
}

impl Finding {
    /// With a named value for the message; there is room for two.
    #[must_use]
    pub(super) fn with(mut self, name: &'static str, value: Value) -> Self {
        let free = self.reason.args.iter_mut().find(|arg| arg.is_none());
        debug_assert!(free.is_some(), "{} has more than two values", self.reason.key);
        if let Some(free) = free {
            *free = Some((name, value));
        }
        self
    }

    /// Having read these facts.
    #[must_use]
    pub(super) const fn facts(mut self, facts: FactSet) -> Self {
        self.facts = facts;
        self
    }

    /// About a pair, by its place in [`crate::Trace::pairs`].
    #[must_use]
    pub(super) const fn pair(mut self, pair: u16) -> Self {
        self.pair = Some(pair);
        self
    }

    /// Whether the facts raise the rule at all.
    #[must_use]
    pub(super) const fn engaged(mut self, engaged: bool) -> Self {
        self.engaged = engaged;
        self
    }

    /// Referred there.
    #[must_use]
    pub(super) const fn refer(mut self, refer_to: ReferTo) -> Self {
        self.refer_to = Some(refer_to);
        self
    }

    /// What stands after a ruling: it settles a rule that the facts leave open, on a ground that the
    /// set lists for the rule, and never overrules met or not met. A ruling about the act itself
    /// goes before one about all acts, and a later one before an earlier one.
    #[must_use]
    #[inline]
    pub(super) fn ruled(self, rules: &Rules, facts: &Facts, act: Option<&Label>) -> Self {
        if self.outcome != RuleOutcome::Undetermined || facts.rulings.is_empty() {
            return self;
        }
        self.settled(rules, facts, act)
    }

    /// Apart, so that nearly all claims, of which nothing is ruled, copy nothing.
    fn settled(self, rules: &Rules, facts: &Facts, act: Option<&Label>) -> Self {
        let mut ruling = None;
        for (place, one) in facts.rulings.iter().enumerate() {
            let about = one.act.is_none() || one.act.as_ref() == act;
            let settles = one.rule == self.rule && can_rule(one);
            if about && settles && rules.allows_ground(one.rule, &one.ground) {
                let better = ruling.is_none_or(|(_, before)| one.act.is_some() >= before);
                ruling = if better { Some((place, one.act.is_some())) } else { ruling };
            }
        }
        let Some((place, _)) = ruling else { return self };
        let settled = match facts.rulings[place].outcome {
            RuleOutcome::Met => met(self.rule, "reason-ruled-met"),
            _ => not_met(self.rule, "reason-ruled-not-met"),
        };
        let ground = Value::Ground(u16::try_from(place).unwrap_or(u16::MAX));
        let settled = settled.with("ground", ground).facts(self.facts.with(FactName::Ruling));
        Self { pair: self.pair, ..settled.engaged(self.engaged) }
    }
}

/// Whether a ruling is one at all: it says met or not met, and a duplicate is never a reason to
/// refuse.
fn can_rule(ruling: &Ruling) -> bool {
    match ruling.outcome {
        RuleOutcome::Met => true,
        RuleOutcome::NotMet => ruling.rule != Rule::R14,
        RuleOutcome::Undetermined => false,
    }
}
