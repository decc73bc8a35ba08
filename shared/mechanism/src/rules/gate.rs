//! The gate: eight rules combined in strong Kleene logic, with the pairs that enter the award.
//! Never here: what a single rule decides, what an award is.

use super::{Rule, asks, pair, r05_standing, r06_consent, r09_time, r14_one_file};
use crate::data::Rules;
use crate::days::waited;
use crate::trace::{Finding, Gate};
use crate::{Facts, Trace};
use redress_kernel::code::RuleOutcome;

/// The ground on which a panel settles a rule on the file, doubt going to the claimant.
const ON_FILE: &str = "on_file";

/// Evaluates the gate. Fills gate, pairs, what each of the eight rules answers, what to ask, and
/// whether the panel may decide and decides on the file.
pub(crate) fn gate(rules: &Rules, facts: &Facts, trace: &mut Trace) {
    pair::all(rules, facts, trace);
    // The pairs stand best first: one that passes is enough, and only when none can is it not met.
    let mut outcome = trace.pairs.first().map_or(RuleOutcome::Undetermined, |pair| pair.outcome);
    let begin = trace.findings.len();
    for check in [r05_standing::check, r06_consent::check, r09_time::check, r14_one_file::check] {
        trace.findings.push(check(rules, facts));
    }
    for finding in &mut trace.findings[begin..] {
        if !facts.rulings.is_empty() {
            *finding = finding.ruled(rules, facts, None);
        }
        if rules.in_gate(finding.rule) {
            outcome = outcome.and(finding.outcome);
        }
    }
    let gate = Gate::from(outcome);
    trace.gate = Some(gate);
    trace.may_decide_on_file = gate != Gate::Referred && may_decide(rules, facts, trace);
    trace.decided_on_file = trace.may_decide_on_file && facts.progress.on_file;
    let open_enter = trace.decided_on_file;
    for pair in &mut trace.pairs {
        pair.enters = match pair.outcome {
            RuleOutcome::Met => true,
            RuleOutcome::Undetermined => open_enter,
            RuleOutcome::NotMet => false,
        };
    }
    asks::collect(rules, trace);
}

/// Whether the panel may decide on the file now: something is open that the set lets it settle so,
/// nothing else is, and it was asked often enough or long enough ago.
fn may_decide(rules: &Rules, facts: &Facts, trace: &Trace) -> bool {
    let (progress, limits) = (facts.progress, &rules.set.limits);
    let long_ago = |day| waited(day, limits.open_days, facts.assessed_on);
    if progress.requests < limits.open_requests && !progress.opened_on.is_some_and(long_ago) {
        return false;
    }
    let mut open = trace.findings.iter().filter(|finding| is_open(rules, trace, finding));
    let mut any = false;
    open.all(|finding| {
        any = true;
        on_file(rules, finding.rule)
    }) && any
}

/// Whether a rule of the gate keeps the claim or one of its pairs open; in a pair that another rule
/// has ended, nothing does.
pub(super) fn is_open(rules: &Rules, trace: &Trace, finding: &Finding) -> bool {
    let pair = finding.pair.and_then(|place| trace.pairs.get(usize::from(place)));
    finding.outcome == RuleOutcome::Undetermined
        && rules.in_gate(finding.rule)
        && pair.is_none_or(|pair| pair.outcome != RuleOutcome::NotMet)
}

/// Whether a set lets the panel settle a rule on the file: consent and the look at a possible match
/// are nothing that doubt could stand in for.
fn on_file(rules: &Rules, rule: Rule) -> bool {
    let mut grounds = rules.entry(rule).into_iter().flat_map(|entry| &entry.grounds);
    grounds.any(|ground| ground.as_str() == ON_FILE)
}
