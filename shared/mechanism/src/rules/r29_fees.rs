//! R-29 Fees: claiming is free. A share of the award, a loan on it or an assignment of it is void,
//! and costs her nothing. Never here: what helpers are paid (award, H7).

use super::fact::{FactName, FactSet};
use super::found::{met, not_met, open};
use super::process::{Case, known};
use super::{Ask, Rule};
use crate::trace::Finding;

const READ: FactSet =
    FactSet::of(&[FactName::FeesDeclared, FactName::ShareFound, FactName::SeveralHelpers]);

pub(super) fn fees(case: &Case<'_>) -> Finding {
    let fees = &case.facts.fees;
    let finding = if fees.share_found {
        not_met(Rule::R29, "reason-r29-share")
    } else if known(fees.declared) == Some(true) {
        met(Rule::R29, "reason-r29-clean")
    } else if fees.declared.is_some() || fees.several_helpers {
        open(Rule::R29, "reason-r29-declare", Ask::FeeDeclaration)
    } else {
        met(Rule::R29, "reason-r29-free").engaged(false)
    };
    finding.facts(READ)
}
