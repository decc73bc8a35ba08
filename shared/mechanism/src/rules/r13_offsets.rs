//! R-13 No double recovery: only money that was paid for the same head comes off, and only of kinds
//! that the rule set deducts. Never here: how much comes off (award, P8).

use super::fact::{FactName, FactSet};
use super::found::{met, not_met, open};
use super::process::{Case, known};
use super::{Ask, Rule};
use crate::facts::Offset;
use crate::trace::Finding;
use redress_kernel::code::Answer;

const READ: FactSet = FactSet::of(&[FactName::OtherPayment, FactName::Offsets]);

pub(super) fn offsets(case: &Case<'_>) -> Finding {
    let facts = case.facts;
    let gravest = facts.offsets.iter().map(|offset| stands(case, offset)).max();
    let finding = match (facts.other_payment, gravest) {
        (Some(Answer::Unknown), _) | (Some(Answer::Yes), None) => {
            open(Rule::R13, "reason-r13-ask", Ask::OtherMoney)
        }
        (_, Some(Stands::Open)) => open(Rule::R13, "reason-r13-paid", Ask::OtherMoney),
        (_, Some(Stands::Deducted)) => met(Rule::R13, "reason-r13-deducted"),
        (_, Some(Stands::Promised)) => not_met(Rule::R13, "reason-r13-promised"),
        (_, Some(Stands::NoHead)) => not_met(Rule::R13, "reason-r13-no-head"),
        (_, Some(Stands::Kind)) => not_met(Rule::R13, "reason-r13-kind"),
        (_, None) => met(Rule::R13, "reason-r13-none").engaged(false),
    };
    finding.facts(READ)
}

/// How one payment of others stands. Of several the last of this list is told.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Stands {
    /// Of a kind that is never deducted, or that the set doesn't know.
    Kind,
    /// For no head of harm, as far as known.
    NoHead,
    /// Not paid.
    Promised,
    Deducted,
    /// Not known whether it was paid.
    Open,
}

fn stands(case: &Case<'_>, offset: &Offset) -> Stands {
    let mut kinds = case.rules.set.offset_kinds.iter();
    if !kinds.any(|row| row.kind == offset.kind && row.deducted) {
        return Stands::Kind;
    }
    match (known(offset.paid), offset.head) {
        (Some(false), _) => Stands::Promised,
        (_, None) => Stands::NoHead,
        (Some(true), Some(_)) => Stands::Deducted,
        (None, Some(_)) => Stands::Open,
    }
}
