//! Losses, what was already paid, rates, and how it is paid.

use super::{
    FactWrong, Found, MONTHS_MOST, PARTS_MOST, RATE_DECIMALS, RATE_LEAST, RATE_MOST, RATES_MOST,
    STEP_DECIMALS, SUMS_MOST, YEARS_MOST,
};
use crate::award::Head;
use crate::facts::{Facts, Payment, Rate};
use redress_kernel::code::Answer;
use redress_kernel::{Currency, Decimal, Money};

pub(super) fn check(facts: &Facts, found: &mut Found) {
    losses(facts, found);
    offsets(facts, found);
    rates(&facts.rates, found);
    interim_and_fund(facts, found);
    payment(facts, found);
}

fn losses(facts: &Facts, found: &mut Found) {
    let losses = &facts.losses;
    vouchers("losses.medical_past", &losses.medical_past, found);
    vouchers("losses.psychosocial_past", &losses.psychosocial_past, found);
    one("losses.medical_planned", losses.medical_planned, found);
    one("losses.psychosocial_extra", losses.psychosocial_extra, found);
    if let Some(earnings) = losses.earnings {
        let path = format_args!("losses.earnings.months");
        found.number(path, earnings.months, MONTHS_MOST);
        found.decimals(path, earnings.months, STEP_DECIMALS);
        one("losses.earnings.monthly_wage", earnings.monthly_wage, found);
        if let Some(causation) = earnings.causation {
            found.share(format_args!("losses.earnings.causation"), causation, Decimal::ONE);
        }
    }
    if let Some(schooling) = losses.schooling {
        let path = format_args!("losses.schooling.years");
        found.number(path, schooling.years, YEARS_MOST);
        found.decimals(path, schooling.years, STEP_DECIMALS);
    }
    if let Some(funeral) = facts.funeral {
        one("funeral.paid", funeral.paid, found);
    }
    for (place, cost) in found.list("costs", &facts.costs, SUMS_MOST).iter().enumerate() {
        if let Some(paid) = cost.paid {
            found.sum(format_args!("costs[{place}].paid"), paid);
        }
    }
    let proofs = found.list("proof.losses", &facts.proof.losses, Head::ALL.len());
    for (place, proof) in proofs.iter().enumerate() {
        if proofs[..place].iter().any(|other| other.head == proof.head) {
            let path = format_args!("proof.losses[{place}].head");
            found.add(path, FactWrong::Twice).with("code", proof.head);
        }
    }
}

fn vouchers(path: &str, sums: &[Money], found: &mut Found) {
    for (place, sum) in found.list(path, sums, SUMS_MOST).iter().enumerate() {
        found.sum(format_args!("{path}[{place}]"), *sum);
    }
}

fn one(path: &str, sum: Option<Money>, found: &mut Found) {
    if let Some(sum) = sum {
        found.sum(format_args!("{path}"), sum);
    }
}

fn offsets(facts: &Facts, found: &mut Found) {
    for (place, offset) in found.list("offsets", &facts.offsets, SUMS_MOST).iter().enumerate() {
        found.sum(format_args!("offsets[{place}].amount"), offset.amount);
        let is_paid = offset.paid == Some(Answer::Yes);
        if let Some(paid_on) = offset.paid_on {
            let path = format_args!("offsets[{place}].paid_on");
            // What is only promised has a day to come.
            if is_paid { found.past_day(path, paid_on) } else { found.day(path, paid_on) }
        }
        if is_paid && facts.other_payment == Some(Answer::No) {
            found.add(format_args!("offsets[{place}].paid"), FactWrong::OffsetsDenied);
        }
    }
}

fn rates(rates: &[Rate], found: &mut Found) {
    let rates = found.list("rates", rates, RATES_MOST);
    for (place, rate) in rates.iter().enumerate() {
        let path = format_args!("rates[{place}].units_per_usd");
        let units = rate.units_per_usd;
        if units.is_zero() {
            found.add(path, FactWrong::Zero);
        } else if units.is_sign_negative() {
            found.add(path, FactWrong::Negative).with("value", units);
        } else if !(RATE_LEAST..=RATE_MOST).contains(&units) {
            let error = found.add(path, FactWrong::Range);
            error.with("value", units).with("least", RATE_LEAST).with("most", RATE_MOST);
        } else if rate.currency == Currency::USD && units != Decimal::ONE {
            found.add(path, FactWrong::RateOfUsd).with("value", units);
        }
        found.decimals(path, units, RATE_DECIMALS);
        found.day(format_args!("rates[{place}].effective_on"), rate.effective_on);
        let same = |other: &Rate| {
            other.effective_on == rate.effective_on && other.currency == rate.currency
        };
        if rates[..place].iter().any(same) {
            let error = found.add(format_args!("rates[{place}]"), FactWrong::RateTwice);
            error.with("currency", rate.currency).with("day", rate.effective_on);
        }
    }
}

fn interim_and_fund(facts: &Facts, found: &mut Found) {
    let interim = &facts.interim;
    found.usd(format_args!("interim.emergency_paid"), interim.emergency_paid);
    found.usd(format_args!("interim.paid"), interim.paid);
    found.usd(format_args!("interim.asked"), interim.asked);
    found.count(format_args!("interim.delay_days"), interim.delay_days);
    if let Some(factor) = facts.fund.factor {
        found.share(format_args!("fund.factor"), factor, Decimal::ONE);
    }
    found.usd(format_args!("fund.cash"), facts.fund.cash);
    found.usd(format_args!("fund.pledges"), facts.fund.pledges);
}

fn payment(facts: &Facts, found: &mut Found) {
    let payment = &facts.payment;
    found.usd(format_args!("payment.paid"), payment.paid);
    let parts = parts(payment, found);
    let shares = facts.death.map_or(0, |death| death.sharing as usize);
    let days = found.list("payment.instructed_on", &payment.instructed_on, PARTS_MOST);
    if days.len() > parts.max(shares) {
        let error =
            found.add(format_args!("payment.instructed_on"), FactWrong::DaysBeyondInstalments);
        error.with("days", days.len()).with("instalments", parts);
    }
    for (place, day) in days.iter().enumerate() {
        found.day(format_args!("payment.instructed_on[{place}]"), *day);
    }
}

/// How many instalments are asked for.
fn parts(payment: &Payment, found: &mut Found) -> usize {
    let path = format_args!("payment.instalments");
    if let Some(instalments) = payment.instalments {
        if instalments == 0 {
            found.add(path, FactWrong::Zero);
        } else if instalments as usize > PARTS_MOST {
            let error = found.add(path, FactWrong::Range);
            error.with("value", instalments).with("least", 1).with("most", PARTS_MOST);
        }
    }
    let percentages = found.list("payment.percentages", &payment.percentages, PARTS_MOST);
    if percentages.is_empty() {
        return payment.instalments.unwrap_or(1) as usize;
    }
    if payment.instalments.is_some() {
        found.add(path, FactWrong::InstalmentsBoth);
    }
    let mut sum = Decimal::ZERO;
    for (place, share) in percentages.iter().enumerate() {
        let path = format_args!("payment.percentages[{place}]");
        found.share(path, *share, Decimal::ONE_HUNDRED);
        sum = sum.saturating_add(*share);
    }
    if sum != Decimal::ONE_HUNDRED {
        let path = format_args!("payment.percentages");
        found.add(path, FactWrong::PercentagesSum).with("sum", sum.normalize());
    }
    percentages.len()
}
