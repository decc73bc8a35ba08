//! A plain claim that every rule of the gate is met for, and how tests ask of it.

use crate::data::{ReferTo, RuleSet, Rules, SHIPPED_RULES};
use crate::facts::{Act, Facts, Perpetrator, Standing};
use crate::rules::{Ask, Rule};
use crate::trace::Finding;
use crate::{Label, Trace};
use redress_kernel::code::{ActCode, Answer, Category, ConsentPurpose, RuleOutcome};
use redress_kernel::facts::MatchResult;
use redress_kernel::{Date, DateSpan};
use time::macros::date;

/// A label.
pub(crate) fn label(text: &str) -> Label {
    text.parse().expect("a label")
}

/// An interval of days.
pub(crate) fn span(earliest: Date, latest: Date) -> Option<DateSpan> {
    assert!(earliest <= latest, "no interval");
    DateSpan::new(earliest, latest)
}

/// One day.
pub(crate) fn on(day: Date) -> Option<DateSpan> {
    DateSpan::new(day, day)
}

/// An act of which nothing is known.
pub(crate) fn bare_act(act_id: &str) -> Act {
    Act {
        act_id: label(act_id),
        act: None,
        harassment_only: false,
        period: false,
        aggravations: Vec::new(),
        when: None,
        operation: None,
        by_means_of_service: None,
        perpetrators: Vec::new(),
    }
}

/// A person of whom nothing is known.
pub(crate) fn bare_person(perpetrator_id: &str) -> Perpetrator {
    Perpetrator {
        perpetrator_id: label(perpetrator_id),
        category: None,
        service: None,
        serving: None,
        identification: None,
    }
}

/// An act that is covered.
pub(crate) fn act(act_id: &str) -> Act {
    Act {
        act: Some(ActCode::A4),
        when: on(date!(2019 - 05 - 04)),
        operation: Some(label("MINUSMA")),
        ..bare_act(act_id)
    }
}

/// A person who is covered.
pub(crate) fn person(perpetrator_id: &str, category: Category) -> Perpetrator {
    Perpetrator {
        category: Some(category),
        serving: Some(Answer::Yes),
        ..bare_person(perpetrator_id)
    }
}

/// A claim for which every rule of the gate is met.
pub(crate) fn claim() -> Facts {
    let mut facts = Facts::new(date!(2026 - 01 - 20), date!(2026 - 04 - 15));
    facts.claimant.standing = Some(Standing::Victim);
    facts.consent.given = vec![ConsentPurpose::P1, ConsentPurpose::P2];
    facts.acts = vec![act("a1")];
    facts.perpetrators = vec![person("p1", Category::CivInt)];
    facts.matched = Some(MatchResult::None);
    facts
}

/// The shipped set, changed.
pub(crate) fn rules_with(change: impl FnOnce(&mut RuleSet)) -> Rules {
    let mut set = RuleSet::parse(SHIPPED_RULES).expect("the shipped set is tested");
    change(&mut set);
    Rules::new(set)
}

/// The gate of a set on facts.
pub(crate) fn gate_of(rules: &Rules, facts: &Facts) -> Trace {
    let mut trace = Trace::default();
    super::gate(rules, facts, &mut trace);
    trace
}

/// What a rule answers, of the best pair where it is about pairs.
pub(crate) fn finding(rules: &Rules, facts: &Facts, rule: Rule) -> Finding {
    let trace = gate_of(rules, facts);
    let mut of_rule = trace.findings.into_iter().filter(|finding| finding.rule == rule);
    of_rule.next().expect("each rule answers")
}

/// What stands out of an answer: outcome, reason, what is asked, where it is referred.
pub(crate) type Said = (RuleOutcome, &'static str, Option<Ask>, Option<ReferTo>);

/// What a rule of the shipped set says.
pub(crate) fn said(facts: &Facts, rule: Rule) -> Said {
    said_by(&Rules::shipped(), facts, rule)
}

/// What a rule of a set says.
pub(crate) fn said_by(rules: &Rules, facts: &Facts, rule: Rule) -> Said {
    let found = finding(rules, facts, rule);
    (found.outcome, found.reason.key, found.ask, found.refer_to)
}

/// Met, for a reason.
pub(crate) fn yes(key: &'static str) -> Said {
    (RuleOutcome::Met, key, None, None)
}

/// Not met, for a reason, and referred.
pub(crate) fn no(key: &'static str, refer_to: Option<ReferTo>) -> Said {
    (RuleOutcome::NotMet, key, None, refer_to)
}

/// Open, for a reason, with what is asked.
pub(crate) fn ask(key: &'static str, ask: Ask) -> Said {
    (RuleOutcome::Undetermined, key, Some(ask), None)
}
