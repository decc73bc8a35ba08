//! R-17 Supported decisions: an adult with a disability decides with chosen support; somebody else
//! is paid only by lawful authority, and accounts for it every year.

use super::fact::{FactName, FactSet};
use super::found::{met, not_met, open};
use super::process::Case;
use super::r16_children::{Age, age};
use super::{Ask, Rule};
use crate::facts::{Authority, PayeeKind, Standing};
use crate::trace::Finding;

const READ: FactSet =
    FactSet::of(&[FactName::Standing, FactName::Birth, FactName::Payee, FactName::PayeeAuthority]);

pub(super) fn support(case: &Case<'_>) -> Finding {
    let payee = case.facts.payment.payee;
    let substitute = payee.filter(|payee| payee.kind == PayeeKind::Substitute);
    let finding = match substitute {
        Some(substitute) => match substitute.authority {
            Some(Authority::Verified) => met(Rule::R17, "reason-r17-substitute"),
            Some(Authority::Ended) => not_met(Rule::R17, "reason-r17-person"),
            Some(Authority::Stated) => open(Rule::R17, "reason-r17-paper", Ask::Authority),
            None => open(Rule::R17, "reason-r17-support", Ask::Supporter),
        },
        None if !is_supported_adult(case) => met(Rule::R17, "reason-r17-none").engaged(false),
        None if payee.is_some() => met(Rule::R17, "reason-r17-own-choice"),
        None => open(Rule::R17, "reason-r17-support", Ask::Supporter),
    };
    finding.facts(READ)
}

fn is_supported_adult(case: &Case<'_>) -> bool {
    case.facts.claimant.standing == Some(Standing::Guardian) && age(case) == Age::Adult
}
