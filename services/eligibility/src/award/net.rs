//! P7 to P10: the sum of the heads, what was already paid, what is due and what can be paid now.

use super::compute::{AwardError, Claimed, Heads, times};
use super::head::Head;
use super::line::{Draft, Lines, Rounding, added, plain, shown};
use super::pecuniary::{Rates, converted_down};
use super::schedule::Schedule;
use redress_kernel::money::trunc_to;
use redress_kernel::{Currency, Decimal, Money};

/// Decimals of every sum in US dollars.
const CENTS: u32 = 2;

/// P7: the heads added up.
pub(super) fn gross(
    schedule: &Schedule,
    heads: &Heads,
    lines: &mut Lines,
) -> Result<Money, AwardError> {
    let parts: Vec<Money> = heads.values().copied().collect();
    let sum = Money::sum(parts.iter().copied(), schedule.currency)?;
    let mut draft = Draft::new("P7", None, &schedule.schedule, "line-gross");
    for (head, amount) in heads {
        draft = draft.input(head.as_str(), shown(*amount));
    }
    lines.push(draft, format!("{} = {}", added(&parts), shown(sum)), sum);
    Ok(sum)
}

/// P8: what was already paid for a head comes off that head alone; of H1 a floor always stays, and
/// what finds nothing to come off lapses.
pub(super) fn offsets(
    schedule: &Schedule,
    claimed: &Claimed,
    rates: &Rates,
    heads: &mut Heads,
    lines: &mut Lines,
) -> Result<(), AwardError> {
    for offset in &claimed.offsets {
        let draft = Draft::new("P8", Some(offset.head), "R-13", "line-already-paid")
            .input("paid", offset.paid);
        let paid = converted_down(draft, offset.paid, rates, lines)?;
        let Some(before) = heads.get(&offset.head).copied() else { continue };
        let stays =
            if offset.head == Head::H1 { schedule.acknowledgement_floor } else { Decimal::ZERO };
        let room = (before.amount() - stays).max(Decimal::ZERO);
        let applied = Money::usd(paid.amount().min(room))?;
        let unused = paid.checked_sub(applied)?;
        let after = before.checked_sub(applied)?;
        let draft = Draft::new("P8", Some(offset.head), "R-13", "line-offset")
            .arg("applied", shown(applied))
            .arg("unused", shown(unused))
            .input("applied", shown(applied))
            .input("unused_lapses", shown(unused))
            .input("always_stays", stays);
        let text = format!("{} - {} = {}", shown(before), shown(applied), shown(after));
        lines.push(draft, text, after);
        heads.insert(offset.head, after);
    }
    Ok(())
}

/// P9: what is due, and what of the interim payments went beyond it. That is never recovered.
pub(super) fn net(
    claimed: &Claimed,
    heads: &Heads,
    lines: &mut Lines,
) -> Result<(Money, Money), AwardError> {
    let sum = Money::sum(heads.values().copied(), Currency::USD)?;
    let interim = claimed.interim_paid;
    let taken = if sum.amount() < interim.amount() { sum } else { interim };
    let net = sum.checked_sub(taken)?;
    let absorbed = interim.checked_sub(taken)?;
    let key = if absorbed.amount() > Decimal::ZERO { "line-net-absorbed" } else { "line-net" };
    let draft = Draft::new("P9", None, "R-15", key)
        .arg("interim", shown(interim))
        .arg("absorbed", shown(absorbed))
        .input("sum", shown(sum))
        .input("interim_paid", shown(interim))
        .input("absorbed", shown(absorbed));
    let text = if absorbed.amount() > Decimal::ZERO {
        format!("max(0.00, {} - {}) = {}", shown(sum), shown(interim), shown(net))
    } else {
        format!("{} - {} = {}", shown(sum), shown(interim), shown(net))
    };
    lines.push(draft, text, net);
    Ok((net, absorbed))
}

/// P10: a first part in full, the rest times the fund factor, cut toward zero. What is held back
/// stays owed.
pub(super) fn payable_now(
    schedule: &Schedule,
    claimed: &Claimed,
    net: Money,
    lines: &mut Lines,
) -> Result<Money, AwardError> {
    let factor = claimed.fund_factor;
    if factor == Decimal::ONE {
        return Ok(net);
    }
    let first = Money::usd(net.amount().min(schedule.first_payment))?;
    let rest = net.checked_sub(first)?;
    let part = Money::usd(trunc_to(times(rest.amount(), factor)?, CENTS))?;
    let now = first.checked_add(part)?;
    let draft = Draft::new("P10", None, "R-26", "line-payable-now")
        .arg("percent", plain(times(factor, Decimal::ONE_HUNDRED)?))
        .arg("outstanding", shown(net.checked_sub(now)?))
        .input("first_payment", shown(first))
        .input("fund_factor", plain(factor))
        .rounded(Rounding::Trunc2);
    let text = format!("{} + {} x {} = {}", shown(first), shown(rest), plain(factor), shown(now));
    lines.push(draft, text, now);
    Ok(now)
}
