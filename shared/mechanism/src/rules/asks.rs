//! What to ask, the most useful first. Never here: which questions a situation has; that is data.

use super::gate::is_open;
use super::{Ask, Rule};
use crate::Trace;
use crate::data::Rules;
use crate::trace::{Finding, Gate};
use redress_kernel::code::RuleOutcome;

/// Collects the situations of all findings so far, each once: first the one whose answer could settle
/// the most, then by number of the rule. What no answer can change is not asked: a pair that a rule
/// has ended, and a gate that is closed.
pub(super) fn collect(rules: &Rules, trace: &mut Trace) {
    let mut settles = [(0_u32, Rule::R30); Ask::ALL.len()];
    trace.asks.clear();
    for finding in &trace.findings {
        let Some(ask) = finding.ask.filter(|_| matters(rules, trace, finding)) else { continue };
        let (count, rule) = &mut settles[ask as usize];
        if *count == 0 {
            trace.asks.push(ask);
        }
        *count = count.saturating_add(1);
        *rule = finding.rule.min(*rule);
    }
    trace.asks.sort_unstable_by_key(|ask| {
        let (count, rule) = settles[*ask as usize];
        (u32::MAX - count, rule, *ask)
    });
}

fn matters(rules: &Rules, trace: &Trace, finding: &Finding) -> bool {
    if Rule::GATE.contains(&finding.rule) {
        return trace.gate != Some(Gate::Referred) && is_open(rules, trace, finding);
    }
    finding.outcome == RuleOutcome::Undetermined && finding.engaged
}
