//! R-21 Payment: to her or who lawfully receives for her, by a way that she chose and that works,
//! while she agrees that the bank is told. Never here: instalments (award, P11).

use super::fact::{FactName, FactSet};
use super::found::{met, not_met, open};
use super::process::{Case, known};
use super::r16_children::{Age, age};
use super::{Ask, Rule};
use crate::facts::PayeeKind;
use crate::trace::Finding;
use redress_kernel::code::{Answer, ConsentPurpose};

const READ: FactSet = FactSet::of(&[
    FactName::Payee,
    FactName::PayeeMatch,
    FactName::MethodTested,
    FactName::Returned,
    FactName::ConsentGiven,
    FactName::ConsentWithdrawn,
]);

pub(super) fn payment(case: &Case<'_>) -> Finding {
    let payment = &case.facts.payment;
    let is_raised = payment.payee.is_some()
        || payment.payee_match.is_some()
        || payment.method_tested.is_some()
        || payment.returned;
    let wish = case.wish(ConsentPurpose::P8);
    let finding = match (known(payment.payee_match), wish) {
        _ if !is_raised => met(Rule::R21, "reason-r21-none").engaged(false),
        // Consent withdrawn stops payment whatever else is right.
        (_, Some(false)) => not_met(Rule::R21, "reason-r21-withdrawn"),
        _ if payment.returned => not_met(Rule::R21, "reason-r21-returned"),
        (Some(false), _) => not_met(Rule::R21, "reason-r21-mismatch"),
        _ if is_carer_of_adult(case) => not_met(Rule::R21, "reason-r21-payee"),
        (_, None) => open(Rule::R21, "reason-r21-consent", Ask::Consent),
        (None, _) => open(Rule::R21, "reason-r21-check", Ask::TestPayment),
        // A test is her choice: where none was made on purpose, none is needed.
        _ => match payment.method_tested {
            Some(Answer::Yes | Answer::No) => met(Rule::R21, "reason-r21-met"),
            Some(Answer::Unknown) | None => open(Rule::R21, "reason-r21-test", Ask::TestPayment),
        },
    };
    finding.facts(READ)
}

/// A carer receives for a child only.
fn is_carer_of_adult(case: &Case<'_>) -> bool {
    let kind = case.facts.payment.payee.map(|payee| payee.kind);
    kind == Some(PayeeKind::Carer) && age(case) == Age::Adult
}
