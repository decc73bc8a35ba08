//! An act with one who did it: what the rules are asked about, and in which order the
//! pairs of a claim stand. Never here: what any of the four rules decides.

use super::{Rule, r01_operation, r02_personnel, r03_act, r04_nexus};
use crate::data::Rules;
use crate::facts::{Act, Facts, Perpetrator, UnitStatus};
use crate::trace::{Finding, Pair};
use crate::{Label, Trace};
use redress_kernel::code::RuleOutcome;
use std::cmp::Ordering;

/// What a rule about a pair may look at.
#[derive(Clone, Copy)]
pub(super) struct Asked<'a> {
    /// The version of the rules.
    pub(super) rules: &'a Rules,
    /// The whole claim.
    pub(super) facts: &'a Facts,
    /// The act; nothing when the claim states none.
    pub(super) act: Option<&'a Act>,
    /// Who did it; nothing when the claim states nobody.
    pub(super) person: Option<&'a Perpetrator>,
    /// Whether the independent unit found the act, so that it needs no proof again.
    pub(super) found_by_unit: bool,
}

impl<'a> Asked<'a> {
    fn new(
        rules: &'a Rules,
        facts: &'a Facts,
        act: Option<&'a Act>,
        person: Option<&'a Perpetrator>,
    ) -> Self {
        let found_by_unit = act.is_some_and(|act| found_by_unit(facts, act));
        Self { rules, facts, act, person, found_by_unit }
    }
}

/// Whether the independent unit found an act; a finding that names no acts is about all.
pub(super) fn found_by_unit(facts: &Facts, act: &Act) -> bool {
    facts.unit.as_ref().is_some_and(|unit| {
        let named = unit.acts.is_empty() || unit.acts.contains(&act.act_id);
        unit.status == UnitStatus::Substantiated && named
    })
}

/// Those who did an act, by place: whom the act names, or every one listed.
pub(super) fn who_did<'a>(
    facts: &'a Facts,
    act: Option<&'a Act>,
) -> impl Iterator<Item = (u16, &'a Perpetrator)> {
    let named = act.map_or(&[] as &[Label], |act| &act.perpetrators);
    let people = (0..=u16::MAX).zip(&facts.perpetrators);
    people.filter(move |(_, who)| named.is_empty() || named.contains(&who.perpetrator_id))
}

/// Fills the pairs, best first, and what the four rules answer for each, in the same order.
pub(super) fn all(rules: &Rules, facts: &Facts, trace: &mut Trace) {
    for (place, act) in (0..=u16::MAX).zip(&facts.acts) {
        of_act(rules, facts, Some((place, act)), trace);
    }
    if facts.acts.is_empty() {
        of_act(rules, facts, None, trace);
    }
    if trace.pairs.len() > 1 {
        sort(facts, trace);
    }
}

fn of_act(rules: &Rules, facts: &Facts, act: Option<(u16, &Act)>, trace: &mut Trace) {
    let mut alone = true;
    for (place, person) in who_did(facts, act.map(|(_, act)| act)) {
        one(rules, facts, act, Some((place, person)), trace);
        alone = false;
    }
    if alone {
        one(rules, facts, act, None, trace);
    }
}

fn one(
    rules: &Rules,
    facts: &Facts,
    act: Option<(u16, &Act)>,
    person: Option<(u16, &Perpetrator)>,
    trace: &mut Trace,
) {
    // Checked facts have far fewer pairs than there are places for.
    let Ok(place) = u16::try_from(trace.pairs.len()) else { return };
    let asked = Asked::new(rules, facts, act.map(|(_, act)| act), person.map(|(_, who)| who));
    let begin = trace.findings.len();
    for check in [r01_operation::check, r02_personnel::check, r03_act::check, r04_nexus::check] {
        trace.findings.push(check(&asked));
    }
    let mut outcome = RuleOutcome::Met;
    for finding in &mut trace.findings[begin..] {
        *finding = finding.pair(place);
        if !facts.rulings.is_empty() {
            *finding = finding.ruled(rules, facts, asked.act.map(|act| &act.act_id));
        }
        if rules.in_gate(finding.rule) {
            outcome = outcome.and(finding.outcome);
        }
    }
    trace.pairs.push(Pair {
        act: act.map(|(place, _)| place),
        perpetrator: person.map(|(place, _)| place),
        counts_as: asked.act.and_then(|act| r03_act::counts_as(rules, facts, act)),
        outcome,
        enters: false,
    });
}

/// Invariant: the order in which acts and people are listed plays no part, so that asking twice
/// gives one answer.
fn sort(facts: &Facts, trace: &mut Trace) {
    let (pairs, findings) = (&mut trace.pairs, &mut trace.findings);
    if pairs.is_sorted_by(|one, other| order(facts, one, other).is_le()) {
        return;
    }
    let at = |finding: &Finding| finding.pair.map_or(0, usize::from);
    findings.sort_unstable_by(|one, other| {
        let by_pair = order(facts, &pairs[at(one)], &pairs[at(other)]);
        by_pair.then(one.rule.cmp(&other.rule))
    });
    pairs.sort_unstable_by(|one, other| order(facts, one, other));
    for (place, four) in (0..=u16::MAX).zip(findings.chunks_mut(Rule::PAIR.len())) {
        for finding in four {
            finding.pair = Some(place);
        }
    }
}

/// Better outcomes first, then by act and by who did it.
fn order(facts: &Facts, one: &Pair, other: &Pair) -> Ordering {
    let act = |pair: &Pair| pair.act.map(|place| &facts.acts[usize::from(place)].act_id);
    let person = |pair: &Pair| {
        pair.perpetrator.map(|place| &facts.perpetrators[usize::from(place)].perpetrator_id)
    };
    let places = |pair: &Pair| (pair.act, pair.perpetrator);
    rank(one.outcome)
        .cmp(&rank(other.outcome))
        .then_with(|| act(one).cmp(&act(other)))
        .then_with(|| person(one).cmp(&person(other)))
        .then_with(|| places(one).cmp(&places(other)))
}

fn rank(outcome: RuleOutcome) -> u8 {
    match outcome {
        RuleOutcome::Met => 0,
        RuleOutcome::Undetermined => 1,
        RuleOutcome::NotMet => 2,
    }
}
