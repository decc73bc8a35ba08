//! R-15 Interim and urgent payment: an emergency sum for a safety need, and a sum ahead of the
//! award. Never here: that it is deducted once (award, P9).

use super::fact::{FactName, FactSet};
use super::found::{met, not_met, open};
use super::process::{Case, usd};
use super::{Ask, Rule};
use crate::trace::{Finding, Gate, Value};
use redress_kernel::Decimal;
use redress_kernel::code::{Answer, RuleOutcome};

const READ: FactSet = FactSet::of(&[
    FactName::EmergencyPaid,
    FactName::InterimPaid,
    FactName::InterimAsked,
    FactName::SafetyNeed,
    FactName::DelayDays,
]);

pub(super) fn interim(case: &Case<'_>) -> Finding {
    let interim = &case.facts.interim;
    let asked = usd(interim.asked).filter(|asked| *asked > Decimal::ZERO);
    let finding = match asked {
        Some(asked) => asked_now(case, asked),
        None => nothing_asked(case),
    };
    finding.facts(READ)
}

/// A sum is asked: as emergency money, which is never deducted, else as interim payment.
fn asked_now(case: &Case<'_>, asked: Decimal) -> Finding {
    let need = case.facts.interim.safety_need;
    let left = Left::of(case);
    let emergency = (asked <= left.emergency).then(|| may_help(case)).flatten();
    if need == Some(Answer::Yes) && emergency == Some(true) {
        return met(Rule::R15, "reason-r15-emergency").with("left", Value::Usd(left.emergency));
    }
    if is_barred(case) {
        return not_met(Rule::R15, "reason-r15-gate");
    }
    if asked <= left.interim {
        return met(Rule::R15, "reason-r15-interim").with("asked", Value::Usd(asked));
    }
    // Too much ahead of the award, yet it may be for her safety.
    if asked <= left.emergency && need != Some(Answer::No) && emergency != Some(false) {
        return open(Rule::R15, "reason-r15-safety", Ask::SafetyCall);
    }
    let most = Value::Usd(case.limits().interim_most);
    let finding = not_met(Rule::R15, "reason-r15-most").with("limit", most);
    finding.with("left", Value::Usd(left.interim))
}

fn nothing_asked(case: &Case<'_>) -> Finding {
    let interim = &case.facts.interim;
    let (limits, left) = (case.limits(), Left::of(case));
    match interim.safety_need {
        Some(Answer::Unknown) => return open(Rule::R15, "reason-r15-safety", Ask::SafetyCall),
        Some(Answer::Yes) => return in_need(case, &left),
        Some(Answer::No) | None => {}
    }
    let is_late = interim.delay_days >= limits.interim_delay_days && limits.interim_delay_days > 0;
    if is_late && left.interim > Decimal::ZERO && !is_barred(case) {
        let days = Value::Count(limits.interim_delay_days);
        let finding = met(Rule::R15, "reason-r15-delay").with("days", days);
        return finding.with("left", Value::Usd(left.interim));
    }
    match (usd(interim.paid), usd(interim.emergency_paid)) {
        (Some(paid), _) => met(Rule::R15, "reason-r15-paid").with("paid", Value::Usd(paid)),
        (None, Some(paid)) => met(Rule::R15, "reason-r15-helped").with("paid", Value::Usd(paid)),
        (None, None) => met(Rule::R15, "reason-r15-none").engaged(false),
    }
}

/// She needs money for her safety, and no sum was named.
fn in_need(case: &Case<'_>, left: &Left) -> Finding {
    let has_emergency = left.emergency > Decimal::ZERO;
    if has_emergency && may_help(case) == Some(true) {
        let left = Value::Usd(left.emergency);
        return met(Rule::R15, "reason-r15-emergency").with("left", left);
    }
    if is_barred(case) {
        return not_met(Rule::R15, "reason-r15-gate");
    }
    if left.interim > Decimal::ZERO {
        return met(Rule::R15, "reason-r15-left").with("left", Value::Usd(left.interim));
    }
    if has_emergency {
        return open(Rule::R15, "reason-r15-safety", Ask::SafetyCall);
    }
    let most = Value::Usd(case.limits().emergency_most);
    not_met(Rule::R15, "reason-r15-emergency-most").with("limit", most)
}

/// What can still be paid, US dollars; never below zero.
struct Left {
    emergency: Decimal,
    interim: Decimal,
}

impl Left {
    fn of(case: &Case<'_>) -> Self {
        let (limits, interim) = (case.limits(), &case.facts.interim);
        let left = |most: Decimal, paid: Option<Decimal>| {
            most.checked_sub(paid.unwrap_or_default()).unwrap_or_default().max(Decimal::ZERO)
        };
        Self {
            emergency: left(limits.emergency_most, usd(interim.emergency_paid)),
            interim: left(limits.interim_most, usd(interim.paid)),
        }
    }
}

/// Whether emergency money may be paid: standing and consent are met and no gate rule is not met.
/// Nothing while that is open.
fn may_help(case: &Case<'_>) -> Option<bool> {
    if case.trace.gate == Some(Gate::Referred) {
        return Some(false);
    }
    let standing = case.outcome(Rule::R05);
    (standing == Some(RuleOutcome::Met) && case.outcome(Rule::R06) == Some(RuleOutcome::Met))
        .then_some(true)
}

/// Whether a gate rule that is not met bars an interim payment. After a long delay of our own
/// no longer do; consent, time and a second file still do.
fn is_barred(case: &Case<'_>) -> bool {
    if case.trace.gate != Some(Gate::Referred) {
        return false;
    }
    let barred =
        |rule: Rule| case.rules.in_gate(rule) && case.outcome(rule) == Some(RuleOutcome::NotMet);
    case.facts.interim.delay_days < case.limits().interim_delay_days
        || [Rule::R06, Rule::R09, Rule::R14].into_iter().any(barred)
}
