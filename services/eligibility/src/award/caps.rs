//! P5 and P6: caps over heads. What was paid with papers and the standard programme are never cut.

use super::compute::{AwardError, Heads};
use super::head::Head;
use super::line::{Draft, Lines, shown};
use super::schedule::Schedule;
use redress_kernel::{Decimal, Money};

/// P5: H2 to H5 together.
pub(super) fn pecuniary_cap(
    schedule: &Schedule,
    heads: &mut Heads,
    lines: &mut Lines,
    flags: &mut Vec<String>,
) -> Result<(), AwardError> {
    let sum = total(heads, &Head::PECUNIARY)?;
    let most = schedule.caps.pecuniary_most;
    cut(schedule, ("P5", "line-cut-pecuniary"), sum, most, heads, lines)?;
    if total(heads, &Head::PECUNIARY)?.amount() > most {
        flags.push("pecuniary_over_most".to_owned());
    }
    Ok(())
}

/// P6: H1 to H5 together. H1 is never cut.
pub(super) fn total_cap(
    schedule: &Schedule,
    heads: &mut Heads,
    lines: &mut Lines,
    flags: &mut Vec<String>,
) -> Result<(), AwardError> {
    let all: Vec<Head> = [Head::H1].into_iter().chain(Head::PECUNIARY).collect();
    let sum = total(heads, &all)?;
    let most = schedule.caps.total_most;
    cut(schedule, ("P6", "line-cut-total"), sum, most, heads, lines)?;
    if total(heads, &all)?.amount() > most {
        flags.push("total_over_most".to_owned());
    }
    Ok(())
}

/// Takes what `sum` has above `most` off the heads, in the order of the schedule.
fn cut(
    schedule: &Schedule,
    (step, key): (&'static str, &'static str),
    sum: Money,
    most: Decimal,
    heads: &mut Heads,
    lines: &mut Lines,
) -> Result<(), AwardError> {
    let most = Money::usd(most)?;
    let mut excess = sum.checked_sub(most)?;
    for head in &schedule.caps.cut_order {
        let Some(before) = heads.get(head).copied() else { continue };
        if excess.amount() <= Decimal::ZERO {
            break;
        }
        let off = if before.amount() < excess.amount() { before } else { excess };
        let after = before.checked_sub(off)?;
        let draft = Draft::new(step, Some(*head), &schedule.schedule, key)
            .arg("limit", shown(most))
            .input("sum", shown(sum))
            .input("limit", shown(most))
            .input("cut", shown(off));
        lines.push(draft, format!("{} - {} = {}", shown(before), shown(off), shown(after)), after);
        heads.insert(*head, after);
        excess = excess.checked_sub(off)?;
    }
    Ok(())
}

fn total(heads: &Heads, of: &[Head]) -> Result<Money, AwardError> {
    let parts = of.iter().filter_map(|head| heads.get(head)).copied();
    Ok(Money::sum(parts, redress_kernel::Currency::USD)?)
}
