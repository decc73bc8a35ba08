//! The order of computation, P1 to P10. P11 and P12 belong to payment.
//! Never here: a sum of a schedule, or what is covered.

use super::head::Head;
use super::line::{Line, Lines};
use super::pecuniary::Rates;
use super::schedule::Schedule;
use super::{caps, moral, net, pecuniary};
use redress_kernel::code::{ActCode, Aggravation, Impact};
use redress_kernel::ids::ActId;
use redress_kernel::money::MoneyError;
use redress_kernel::{Currency, DateSpan, Decimal, Money};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// What an award is computed from: acts that passed the gate, losses, and what was paid before.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Claimed {
    /// Acts that passed the gate.
    pub acts: Vec<Entering>,
    /// How long it has weighed on her life, as stated.
    pub impact: Option<Impact>,
    /// Past medical costs with papers (H2p).
    pub past_medical: Vec<Money>,
    /// Whether care was sought; stands for a schedule sum where there are no papers (H2p).
    pub care_sought: bool,
    /// Planned medical care by a care plan (H2f).
    pub planned_medical: Option<Money>,
    /// Past psychosocial costs with papers, instead of the standard programme (H3p).
    pub past_psychosocial: Vec<Money>,
    /// Whether the standard programme is declined (H3p).
    pub programme_declined: bool,
    /// Psychosocial care beyond the programme (H3f).
    pub extra_psychosocial: Option<Money>,
    /// Lost earnings (H4).
    pub earnings: Option<Earnings>,
    /// Lost education (H5).
    pub schooling: Option<Schooling>,
    /// Money already paid for the same head of harm.
    pub offsets: Vec<Offset>,
    /// Interim payments so far, US dollars.
    pub interim_paid: Money,
    /// Fund factor of the period, above 0 and at most 1.
    pub fund_factor: Decimal,
}

impl Claimed {
    /// A claim of acts alone; losses are added field by field.
    pub fn of_acts(acts: Vec<Entering>, impact: Option<Impact>) -> Self {
        Self {
            acts,
            impact,
            past_medical: Vec::new(),
            care_sought: false,
            planned_medical: None,
            past_psychosocial: Vec::new(),
            programme_declined: false,
            extra_psychosocial: None,
            earnings: None,
            schooling: None,
            offsets: Vec::new(),
            interim_paid: Money::zero(Currency::USD),
            fund_factor: Decimal::ONE,
        }
    }
}

/// An act that passed the gate.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entering {
    /// Identifies the act.
    pub act_id: ActId,
    /// What it counts as.
    pub act: ActCode,
    /// What made it graver; each counts once.
    pub aggravations: Vec<Aggravation>,
    /// When; ranks acts of equal value.
    pub when: Option<DateSpan>,
}

/// Lost earnings.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Earnings {
    /// Months without work.
    pub months: Decimal,
    /// Net wage of a month, in the currency it was earned in.
    pub monthly_wage: Money,
    /// Share of causation that was found, one of the schedule.
    pub causation: Decimal,
}

/// Lost education.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Schooling {
    /// School years lost.
    pub years: Decimal,
    /// Whether schooling can't resume, so that training is granted.
    pub training: bool,
}

/// Money already paid for a head of harm.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Offset {
    /// For what it was paid.
    pub head: Head,
    /// What was paid, in the currency of payment.
    pub paid: Money,
}

/// A computed award. Amounts are US dollars.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
pub struct Assessment {
    /// Version of the schedule.
    pub schedule_version: String,
    /// Every step.
    pub lines: Vec<Line>,
    /// What each head comes to, after caps and offsets.
    pub heads: BTreeMap<Head, Money>,
    /// Sum of the heads before offsets.
    pub gross: Money,
    /// Sum due, after offsets and interim payments.
    pub net: Money,
    /// Interim payments beyond the award, which are never recovered.
    pub absorbed: Money,
    /// What the fund can pay now.
    pub payable_now: Money,
    /// What stays a recorded debt.
    pub outstanding: Money,
    /// What a person should look at, as codes (`flag-<code>`).
    pub flags: Vec<String>,
}

/// Why an award can't be computed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum AwardError {
    /// No act entered.
    #[error("no act passed the gate")]
    NoAct,
    /// A conversion without a rate is stopped, never guessed.
    #[error("no rate for {0}")]
    RateMissing(Currency),
    /// A rate that is zero, negative or has too many digits.
    #[error("the rate for {0} can't be")]
    BadRate(Currency),
    /// A share of causation that the schedule doesn't know.
    #[error("no such share of causation")]
    BadCausation,
    /// A fund factor outside 0 < factor <= 1.
    #[error("the fund factor can't be")]
    BadFactor,
    /// Something negative where only a gain or loss can be.
    #[error("a loss below zero")]
    Negative,
    /// A sum beyond what can be computed exactly.
    #[error("a sum too large")]
    TooLarge,
    /// An amount that can't be.
    #[error(transparent)]
    Money(#[from] MoneyError),
}

/// The heads so far, by code.
pub(super) type Heads = BTreeMap<Head, Money>;

/// Computes an award (award, section 3). The same input gives the same lines, in any order of acts.
pub fn assess(
    schedule: &Schedule,
    claimed: &Claimed,
    rates: &Rates,
) -> Result<Assessment, AwardError> {
    check(schedule, claimed)?;
    let mut lines = Lines::default();
    let mut heads = Heads::new();
    let mut flags = Vec::new();
    heads.insert(Head::H1, moral::moral(schedule, claimed, &mut lines)?);
    pecuniary::losses(schedule, claimed, rates, &mut heads, &mut lines)?;
    caps::pecuniary_cap(schedule, &mut heads, &mut lines, &mut flags)?;
    caps::total_cap(schedule, &mut heads, &mut lines, &mut flags)?;
    let gross = net::gross(schedule, &heads, &mut lines)?;
    net::offsets(schedule, claimed, rates, &mut heads, &mut lines)?;
    let (net, absorbed) = net::net(claimed, &heads, &mut lines)?;
    let payable_now = net::payable_now(schedule, claimed, net, &mut lines)?;
    let outstanding = net.checked_sub(payable_now)?;
    Ok(Assessment {
        schedule_version: schedule.schedule.clone(),
        lines: lines.into_vec(),
        heads,
        gross,
        net,
        absorbed,
        payable_now,
        outstanding,
        flags,
    })
}

fn check(schedule: &Schedule, claimed: &Claimed) -> Result<(), AwardError> {
    if claimed.acts.is_empty() {
        return Err(AwardError::NoAct);
    }
    if claimed.fund_factor <= Decimal::ZERO || claimed.fund_factor > Decimal::ONE {
        return Err(AwardError::BadFactor);
    }
    let known = |share: &Decimal| schedule.earnings.causation.contains(share);
    if claimed.earnings.as_ref().is_some_and(|earnings| !known(&earnings.causation)) {
        return Err(AwardError::BadCausation);
    }
    let sums = claimed
        .past_medical
        .iter()
        .chain(&claimed.past_psychosocial)
        .chain(claimed.planned_medical.as_ref())
        .chain(claimed.extra_psychosocial.as_ref())
        .chain(claimed.earnings.as_ref().map(|earnings| &earnings.monthly_wage))
        .chain(claimed.offsets.iter().map(|offset| &offset.paid))
        .chain([&claimed.interim_paid])
        .map(|money| money.amount());
    let counts = claimed.earnings.iter().map(|earnings| earnings.months);
    let years = claimed.schooling.iter().map(|schooling| schooling.years);
    if sums.chain(counts).chain(years).any(|sum| sum < Decimal::ZERO) {
        return Err(AwardError::Negative);
    }
    Ok(())
}

/// A product that must stay exact. `rust_decimal` drops decimals without a word when a product is
/// too wide; that would be a rounding that nobody named, so it is an error here.
pub(super) fn times(a: Decimal, b: Decimal) -> Result<Decimal, AwardError> {
    let (a, b) = (a.normalize(), b.normalize());
    let product = a.checked_mul(b).ok_or(AwardError::TooLarge)?;
    if product.is_zero() || product.scale() == a.scale() + b.scale() {
        Ok(product)
    } else {
        Err(AwardError::TooLarge)
    }
}

/// A count in whole steps, upwards, and no more than `most`.
pub(super) fn stepped(count: Decimal, step: Decimal, most: Decimal) -> Result<Decimal, AwardError> {
    let steps = count.checked_div(step).ok_or(AwardError::TooLarge)?.ceil();
    Ok(times(steps, step)?.min(most))
}
