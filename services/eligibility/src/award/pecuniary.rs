//! P4: losses in money and care (H2 to H5), each line converted to US dollars.

use super::compute::{AwardError, Claimed, Earnings, Heads, Schooling, stepped, times};
use super::head::Head;
use super::line::{Draft, Lines, Rounding, added, plain, shown};
use super::schedule::Schedule;
use redress_kernel::money::{grouped, round_to, trunc_to};
use redress_kernel::{Currency, Date, Decimal, Money};
use std::collections::BTreeMap;

/// The rule behind proof of money losses.
const PROOF: &str = "R-07";
/// Decimals of every sum in US dollars.
const CENTS: u32 = 2;

/// A rate of exchange as it stood on a day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rate {
    /// Which rate, so that the line names it.
    pub rate_id: String,
    /// Units of the currency for one US dollar.
    pub units_per_usd: Decimal,
    /// First day on which it holds.
    pub effective_on: Date,
}

/// Rates by currency. US dollars need none.
pub type Rates = BTreeMap<Currency, Rate>;

/// The heads H2 to H5, as far as something is claimed.
pub(super) fn losses(
    schedule: &Schedule,
    claimed: &Claimed,
    rates: &Rates,
    heads: &mut Heads,
    lines: &mut Lines,
) -> Result<(), AwardError> {
    past_medical(schedule, claimed, rates, heads, lines)?;
    if let Some(asked) = claimed.planned_medical {
        let most = schedule.care.planned_most;
        planned(Head::H2f, "line-planned-medical", asked, most, rates, heads, lines)?;
    }
    past_psychosocial(schedule, claimed, rates, heads, lines)?;
    if let Some(asked) = claimed.extra_psychosocial {
        let most = schedule.care.extra_most;
        planned(Head::H3f, "line-extra-psychosocial", asked, most, rates, heads, lines)?;
    }
    if let Some(earnings) = &claimed.earnings {
        heads.insert(Head::H4, lost_earnings(schedule, earnings, rates, lines)?);
    }
    if let Some(schooling) = &claimed.schooling {
        heads.insert(Head::H5, lost_schooling(schedule, schooling, lines)?);
    }
    Ok(())
}

fn past_medical(
    schedule: &Schedule,
    claimed: &Claimed,
    rates: &Rates,
    heads: &mut Heads,
    lines: &mut Lines,
) -> Result<(), AwardError> {
    if !claimed.past_medical.is_empty() {
        let key = "line-past-medical";
        let sum = vouchers(Head::H2p, key, &claimed.past_medical, rates, lines)?;
        heads.insert(Head::H2p, sum);
    } else if claimed.care_sought {
        let amount = Money::usd(schedule.care.without_papers)?;
        let draft = Draft::new("P4", Some(Head::H2p), &schedule.schedule, "line-care-presumed")
            .input("care_sought", "yes")
            .input("papers", "-");
        lines.push(draft, format!("1 x {} = {0}", shown(amount)), amount);
        heads.insert(Head::H2p, amount);
    }
    Ok(())
}

fn past_psychosocial(
    schedule: &Schedule,
    claimed: &Claimed,
    rates: &Rates,
    heads: &mut Heads,
    lines: &mut Lines,
) -> Result<(), AwardError> {
    let care = &schedule.care;
    let grave = claimed.acts.iter().any(|act| act.act >= care.programme_from_act);
    if !claimed.past_psychosocial.is_empty() {
        let key = "line-past-psychosocial";
        let sum = vouchers(Head::H3p, key, &claimed.past_psychosocial, rates, lines)?;
        heads.insert(Head::H3p, sum);
    } else if grave && !claimed.programme_declined {
        let sum = times(care.programme_sessions, care.programme_session)?;
        let amount = Money::usd(sum)?;
        let draft = Draft::new("P4", Some(Head::H3p), &schedule.schedule, "line-programme")
            .arg("sessions", plain(care.programme_sessions))
            .input("sessions", care.programme_sessions)
            .input("session", care.programme_session);
        let text = format!(
            "{} x {} = {}",
            plain(care.programme_sessions),
            grouped(care.programme_session),
            shown(amount)
        );
        lines.push(draft, text, amount);
        heads.insert(Head::H3p, amount);
    }
    Ok(())
}

/// Costs with papers: a line for each, converted by itself.
fn vouchers(
    head: Head,
    key: &str,
    costs: &[Money],
    rates: &Rates,
    lines: &mut Lines,
) -> Result<Money, AwardError> {
    let mut parts = Vec::new();
    for cost in costs {
        let draft = Draft::new("P4", Some(head), PROOF, key);
        parts.push(converted(draft, cost.amount(), *cost, &shown(*cost), rates, lines)?);
    }
    if parts.len() == 1 {
        return Ok(parts[0]);
    }
    let sum = Money::sum(parts.iter().copied(), Currency::USD)?;
    let draft = Draft::new("P4", Some(head), PROOF, "line-papers-sum").input("papers", parts.len());
    lines.push(draft, format!("{} = {}", added(&parts), shown(sum)), sum);
    Ok(sum)
}

/// Care to come: what the plan asks, and no more than the schedule allows.
fn planned(
    head: Head,
    key: &str,
    asked: Money,
    most: Decimal,
    rates: &Rates,
    heads: &mut Heads,
    lines: &mut Lines,
) -> Result<(), AwardError> {
    let draft = Draft::new("P4", Some(head), PROOF, key);
    let mut amount = converted(draft, asked.amount(), asked, &shown(asked), rates, lines)?;
    if amount.amount() > most {
        let most = Money::usd(most)?;
        let draft = Draft::new("P4", Some(head), PROOF, "line-planned-most")
            .arg("limit", shown(most))
            .input("asked", shown(amount))
            .input("limit", shown(most));
        lines.push(draft, format!("min({}, {}) = {1}", shown(amount), shown(most)), most);
        amount = most;
    }
    heads.insert(head, amount);
    Ok(())
}

fn lost_earnings(
    schedule: &Schedule,
    earnings: &Earnings,
    rates: &Rates,
    lines: &mut Lines,
) -> Result<Money, AwardError> {
    let table = &schedule.earnings;
    let months = stepped(earnings.months, table.month_step, table.months_most)?;
    let local = times(times(months, earnings.monthly_wage.amount())?, earnings.causation)?;
    let key = if months < earnings.months { "line-earnings-most" } else { "line-earnings" };
    let draft = Draft::new("P4", Some(Head::H4), PROOF, key)
        .arg("months", plain(months))
        .arg("percent", plain(times(earnings.causation, Decimal::ONE_HUNDRED)?))
        .input("months_stated", plain(earnings.months))
        .input("months_counted", plain(months))
        .input("monthly_wage", earnings.monthly_wage)
        .input("causation", plain(earnings.causation));
    let mut text = format!("{} x {}", plain(months), shown(earnings.monthly_wage));
    if earnings.causation != Decimal::ONE {
        text = format!("{text} x {}", plain(earnings.causation));
    }
    converted(draft, local, earnings.monthly_wage, &text, rates, lines)
}

fn lost_schooling(
    schedule: &Schedule,
    schooling: &Schooling,
    lines: &mut Lines,
) -> Result<Money, AwardError> {
    let table = &schedule.schooling;
    let years = stepped(schooling.years, table.year_step, table.years_most)?;
    let grant = if schooling.training { table.training_grant } else { Decimal::ZERO };
    // P4: half away from zero; exact for the sums of the schedule.
    let amount = Money::usd(round_to(times(years, table.year)? + grant, CENTS))?;
    let key = if schooling.training { "line-school-training" } else { "line-school" };
    let draft = Draft::new("P4", Some(Head::H5), PROOF, key)
        .arg("years", plain(years))
        .input("years_stated", plain(schooling.years))
        .input("years_counted", plain(years))
        .input("training_grant", grant)
        .rounded(Rounding::Round2);
    let mut text = format!("{} x {}", plain(years), grouped(table.year));
    if schooling.training {
        text = format!("{text} + {}", grouped(grant));
    }
    lines.push(draft, format!("{text} = {}", shown(amount)), amount);
    Ok(amount)
}

/// P4: a local sum in US dollars, divided by the rate and rounded half away from zero.
fn converted(
    draft: Draft,
    local: Decimal,
    stated: Money,
    text: &str,
    rates: &Rates,
    lines: &mut Lines,
) -> Result<Money, AwardError> {
    let (value, draft, text) = divided(draft, local, stated.currency(), text, rates)?;
    let amount = Money::usd(round_to(value, CENTS))?;
    lines.push(draft.rounded(Rounding::Round2), format!("{text} = {}", shown(amount)), amount);
    Ok(amount)
}

/// P8: money already paid, in US dollars, cut toward zero.
pub(super) fn converted_down(
    draft: Draft,
    paid: Money,
    rates: &Rates,
    lines: &mut Lines,
) -> Result<Money, AwardError> {
    let (value, draft, text) = divided(draft, paid.amount(), paid.currency(), &shown(paid), rates)?;
    let amount = Money::usd(trunc_to(value, CENTS))?;
    lines.push(draft.rounded(Rounding::Trunc2), format!("{text} = {}", shown(amount)), amount);
    Ok(amount)
}

/// A local sum divided by its rate, unrounded, with the rate named among the inputs.
fn divided(
    draft: Draft,
    local: Decimal,
    currency: Currency,
    text: &str,
    rates: &Rates,
) -> Result<(Decimal, Draft, String), AwardError> {
    if currency == Currency::USD {
        return Ok((local, draft, text.to_owned()));
    }
    let rate = rates.get(&currency).ok_or(AwardError::RateMissing(currency))?;
    if rate.units_per_usd <= Decimal::ZERO || rate.units_per_usd.normalize().scale() > 8 {
        return Err(AwardError::BadRate(currency));
    }
    let value = local.checked_div(rate.units_per_usd).ok_or(AwardError::TooLarge)?;
    let draft = draft
        .input("rate", format!("{} {currency} = 1 USD", plain(rate.units_per_usd)))
        .input("rate_id", &rate.rate_id)
        .input("rate_from", rate.effective_on);
    Ok((value, draft, format!("{text} / {}", plain(rate.units_per_usd))))
}
