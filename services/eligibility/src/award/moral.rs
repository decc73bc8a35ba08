//! P1 to P3: moral, physical and mental harm (H1).

use super::compute::{AwardError, Claimed, Entering, times};
use super::head::Head;
use super::line::{Draft, Lines, Rounding, added, plain, shown};
use super::schedule::{Moral, Schedule};
use redress_kernel::code::{Aggravation, Impact};
use redress_kernel::money::round_to;
use redress_kernel::{Date, Decimal, Money};
use std::collections::BTreeSet;

/// The rule behind values of acts.
const ACTS: &str = "R-03";
/// Decimals of every sum in US dollars.
const CENTS: u32 = 2;

/// H1: ranked and weighted acts, and the impact once, between floor and cap.
pub(super) fn moral(
    schedule: &Schedule,
    claimed: &Claimed,
    lines: &mut Lines,
) -> Result<Money, AwardError> {
    let table = &schedule.moral;
    let mut valued = Vec::new();
    for act in &claimed.acts {
        valued.push((value(table, act)?, act));
    }
    // P2: value first, then the earlier act, then the identifier. An undated act comes last.
    valued.sort_by_key(|(value, act)| {
        let when = act.when.map_or((Date::MAX, Date::MAX), |span| (span.earliest, span.latest));
        (std::cmp::Reverse(value.amount()), when, act.act_id)
    });
    for (value, act) in &valued {
        value_line(table, act, *value, lines);
    }
    let mut parts = Vec::new();
    for (rank, (value, act)) in valued.iter().enumerate() {
        let weight = table.weights.get(rank).copied().unwrap_or(Decimal::ZERO);
        // P2: each weighted line is rounded half away from zero.
        let weighted = Money::usd(round_to(times(value.amount(), weight)?, CENTS))?;
        let draft = Draft::new("P2", Some(Head::H1), ACTS, "line-weighted")
            .arg("act", act.act)
            .arg("rank", rank + 1)
            .arg("percent", plain(times(weight, Decimal::ONE_HUNDRED)?))
            .input("act_id", act.act_id)
            .input("rank", rank + 1)
            .input("weight", weight)
            .rounded(Rounding::Round2);
        let text = format!("{} x {weight} = {}", shown(*value), shown(weighted));
        lines.push(draft, text, weighted);
        parts.push(weighted);
    }
    parts.push(impact(table, claimed, lines)?);
    bounded(schedule, &parts, lines)
}

/// P1: base x (1 + aggravations), rounded half away from zero.
fn value(table: &Moral, act: &Entering) -> Result<Money, AwardError> {
    let factor = Decimal::ONE + sum_of(table, act).min(table.aggravation_most);
    Ok(Money::usd(round_to(times(table.acts[&act.act], factor)?, CENTS))?)
}

/// Aggravations of an act, each once.
fn distinct(act: &Entering) -> BTreeSet<Aggravation> {
    act.aggravations.iter().copied().collect()
}

fn sum_of(table: &Moral, act: &Entering) -> Decimal {
    distinct(act).iter().map(|code| table.aggravations[code]).sum()
}

fn value_line(table: &Moral, act: &Entering, value: Money, lines: &mut Lines) {
    let sum = sum_of(table, act);
    let codes: Vec<&str> = distinct(act).iter().map(|code| code.as_str()).collect();
    let base = table.acts[&act.act];
    let share = if sum > table.aggravation_most {
        format!("min({}, {})", plain(sum), plain(table.aggravation_most))
    } else {
        plain(sum)
    };
    let percent = sum.min(table.aggravation_most) * Decimal::ONE_HUNDRED;
    let draft = Draft::new("P1", Some(Head::H1), ACTS, format!("line-act-{}", act.act))
        .arg("percent", plain(percent))
        .input("act_id", act.act_id)
        .input("act", act.act)
        .input("base", base)
        .input("aggravations", if codes.is_empty() { "-".to_owned() } else { codes.join(" ") })
        .rounded(Rounding::Round2);
    let base = redress_kernel::money::grouped(base);
    lines.push(draft, format!("{base} x (1 + {share}) = {}", shown(value)), value);
}

/// P3: the impact, once per claim; from a grave act on, the lowest one is presumed.
fn impact(table: &Moral, claimed: &Claimed, lines: &mut Lines) -> Result<Money, AwardError> {
    let stated = claimed.impact.unwrap_or(Impact::I0);
    let grave = claimed.acts.iter().any(|act| act.act >= table.impact_presumed.from_act);
    let presumed = grave && stated < table.impact_presumed.impact;
    let counted = if presumed { table.impact_presumed.impact } else { stated };
    let amount = Money::usd(table.impacts[&counted])?;
    let key =
        if presumed { "line-impact-presumed".to_owned() } else { format!("line-impact-{counted}") };
    let draft = Draft::new("P3", Some(Head::H1), "R-07", key)
        .input("impact_stated", claimed.impact.map_or("-", Impact::as_str))
        .input("impact_counted", counted);
    lines.push(draft, format!("{counted} = {}", shown(amount)), amount);
    Ok(amount)
}

/// P3: the sum of acts and impact, at least the floor and at most the cap.
fn bounded(schedule: &Schedule, parts: &[Money], lines: &mut Lines) -> Result<Money, AwardError> {
    let table = &schedule.moral;
    let sum = Money::sum(parts.iter().copied(), schedule.currency)?;
    let floor = Money::usd(table.floor)?;
    let most = Money::usd(table.most)?;
    let draft = Draft::new("P3", Some(Head::H1), &schedule.schedule, "line-moral-sum")
        .input("parts", parts.len());
    lines.push(draft, format!("{} = {}", added(parts), shown(sum)), sum);
    let (key, text, amount) = if sum.amount() < table.floor {
        ("line-moral-floor", format!("max({}, {})", shown(sum), shown(floor)), floor)
    } else if sum.amount() > table.most {
        ("line-moral-most", format!("min({}, {})", shown(sum), shown(most)), most)
    } else {
        return Ok(sum);
    };
    let draft = Draft::new("P3", Some(Head::H1), &schedule.schedule, key)
        .arg("limit", shown(amount))
        .input("sum", shown(sum))
        .input("limit", shown(amount));
    lines.push(draft, format!("{text} = {}", shown(amount)), amount);
    Ok(amount)
}
