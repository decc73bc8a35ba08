//! a claim is decided under the versions in force at decision, or those in force at filing where
//! they are better for the claimant. Both are evaluated; which is better, and why, is kept.
//! Never here: which versions are in force on a day.

use crate::explain::of::usd;
use crate::explain::{ExplainedOther, VersionChoice};
use crate::rules::Rule;
use crate::trace::Gate;
use crate::{Explained, Facts, Mechanism, Trace};
use redress_kernel::{Decimal, codes};

codes! {
    /// Which versions a claim is decided under.
    InForce {
        /// Those in force at decision.
        AtDecision = "at_decision",
        /// Those in force at filing, which are better for the claimant.
        AtFiling = "at_filing",
    }
}

codes! {
    /// Why those.
    Better {
        /// The gate goes further for the claimant.
        Gate = "gate",
        /// The award is larger.
        Award = "award",
        /// Both come to the same; then those at decision.
        Alike = "alike",
        /// A line stopped, so that the sums can't be compared; those at decision until it is computed.
        Incomplete = "incomplete",
    }
}

/// Evaluates `facts` under both pairs of versions and explains the better one. Where both pairs are
/// the same there is nothing to choose.
pub fn assess_better(at_filing: &Mechanism, at_decision: &Mechanism, facts: &Facts) -> Explained {
    let mut decision = Trace::default();
    at_decision.assess(facts, &mut decision);
    if names(at_filing) == names(at_decision) {
        return Explained::of(at_decision, facts, &decision);
    }
    let mut filing = Trace::default();
    at_filing.assess(facts, &mut filing);
    let (chosen, why) = better(&filing, &decision);
    let (versions, mut trace, others, other) = match chosen {
        InForce::AtDecision => (at_decision, decision, at_filing, filing),
        InForce::AtFiling => (at_filing, filing, at_decision, decision),
    };
    if let Some(finding) = trace.findings.iter_mut().find(|finding| finding.rule == Rule::R30) {
        finding.engaged = true;
        finding.reason.key = reason(chosen, why);
    }
    let mut explained = Explained::of(versions, facts, &trace);
    let (rules_version, schedule_version) = names(others);
    explained.versions = Some(VersionChoice {
        chosen,
        why,
        other: ExplainedOther {
            rules_version,
            schedule_version,
            gate: other.gate.unwrap_or(Gate::Info),
            net: other.assessed.then(|| usd(other.award.net)),
        },
    });
    explained
}

fn names(mechanism: &Mechanism) -> (crate::Label, crate::Label) {
    (mechanism.rules.set.version, mechanism.schedule.sums.version)
}

/// The better of two traces of the same facts, for the claimant.
fn better(filing: &Trace, decision: &Trace) -> (InForce, Better) {
    let (at_filing, at_decision) = (reach(filing), reach(decision));
    if at_filing != at_decision {
        let chosen = if at_filing > at_decision { InForce::AtFiling } else { InForce::AtDecision };
        return (chosen, Better::Gate);
    }
    if !filing.award.stops.is_empty() || !decision.award.stops.is_empty() {
        return (InForce::AtDecision, Better::Incomplete);
    }
    match worth(filing).cmp(&worth(decision)) {
        std::cmp::Ordering::Greater => (InForce::AtFiling, Better::Award),
        std::cmp::Ordering::Less => (InForce::AtDecision, Better::Award),
        std::cmp::Ordering::Equal => (InForce::AtDecision, Better::Alike),
    }
}

/// How far a claim gets: an award, questions, a referral.
fn reach(trace: &Trace) -> u8 {
    match trace.gate {
        _ if trace.enters_award() => 2,
        Some(Gate::Referred) => 0,
        _ => 1,
    }
}

/// All that the claimant gets, now and later, US dollars.
fn worth(trace: &Trace) -> Decimal {
    let later = trace.award.later.iter().map(|later| later.amount);
    later.fold(trace.award.net, Decimal::saturating_add)
}

fn reason(chosen: InForce, why: Better) -> &'static str {
    match (chosen, why) {
        (InForce::AtFiling, Better::Gate) => "reason-r30-filing-gate",
        (InForce::AtFiling, _) => "reason-r30-filing-award",
        (InForce::AtDecision, Better::Gate) => "reason-r30-decision-gate",
        (InForce::AtDecision, Better::Award) => "reason-r30-decision-award",
        (InForce::AtDecision, Better::Alike) => "reason-r30-alike",
        (InForce::AtDecision, Better::Incomplete) => "reason-r30-incomplete",
    }
}
