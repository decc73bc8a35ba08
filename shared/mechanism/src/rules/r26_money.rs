//! R-26 Money must exist: what is paid now stays within cash and pledges, and where they are short
//! a factor holds for all. What is owed is never lowered. Never here: the factor's sums (award, P10).

use super::fact::{FactName, FactSet};
use super::found::{met, not_met, open};
use super::process::{Case, usd};
use super::{Ask, Rule};
use crate::trace::{Finding, Value};
use redress_kernel::Decimal;

const READ: FactSet =
    FactSet::of(&[FactName::FundFactor, FactName::FundCash, FactName::FundPledges, FactName::Net]);

pub(super) fn money(case: &Case<'_>) -> Finding {
    let (fund, award) = (&case.facts.fund, &case.trace.award);
    let (cash, pledges) = (usd(fund.cash), usd(fund.pledges));
    let is_told = fund.factor.is_some() || cash.is_some() || pledges.is_some();
    if !case.trace.assessed || !is_told {
        return met(Rule::R26, "reason-r26-none").engaged(false).facts(READ);
    }
    // The part that is known: more of it can only help.
    let both = cash.unwrap_or_default().checked_add(pledges.unwrap_or_default());
    let is_within = both.is_none_or(|both| award.payable_now <= both);
    let is_short = fund.factor.is_some_and(|factor| factor < Decimal::ONE);
    let finding = match (cash, pledges) {
        (Some(_), Some(_)) if !is_within => not_met(Rule::R26, "reason-r26-beyond"),
        _ if is_short => not_met(Rule::R26, "reason-r26-short")
            .with("now", Value::Usd(award.payable_now))
            .with("outstanding", Value::Usd(award.outstanding)),
        (None, None) => met(Rule::R26, "reason-r26-met"),
        _ if is_within => met(Rule::R26, "reason-r26-met"),
        _ => open(Rule::R26, "reason-r26-open", Ask::FundPosition),
    };
    finding.facts(READ)
}
