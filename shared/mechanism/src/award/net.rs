//! P7 to P10: the sum of the heads, what was already paid, what is due and what can be paid now.

use super::exact::{is_some, order};
use super::line::{Formula, Line, Rounding, Step, larger, smaller};
use super::sheet::{Added, Sheet, item};
use super::{Head, without_successor};
use crate::facts::Offset;
use crate::trace::{Flag, Stopped};
use redress_kernel::code::Answer;
use redress_kernel::{Decimal, Money};

/// Heads that are part of the sum: all but what goes to helpers.
const SUMMED: [Head; 9] =
    [Head::H1, Head::H2p, Head::H2f, Head::H3p, Head::H3f, Head::H4, Head::H5, Head::H6, Head::H8];

/// P7 to P9: what is due, with the line that says so.
pub(super) fn due(sheet: &mut Sheet<'_>) -> Result<Added, Stopped> {
    let gross = over_heads(sheet, Step::P7, "line-gross")?;
    sheet.award.gross = gross.amount;
    let sum =
        if offsets(sheet) { over_heads(sheet, Step::P8, "line-sum-after-offsets")? } else { gross };
    for (sum, head) in sheet.award.heads.iter_mut().zip(sheet.heads) {
        *sum = head.map(|head| head.amount);
    }
    let net = after_interim(sheet, sum)?;
    let net = succeeded(sheet, net)?;
    sheet.award.net = net.amount;
    Ok(net)
}

fn over_heads(sheet: &mut Sheet<'_>, step: Step, label: &'static str) -> Result<Added, Stopped> {
    let parts = Formula::SumOf(sheet.places(&SUMMED));
    sheet.add(Line::new(step, None, label, parts))
}

/// P8: what was already paid for a head comes off that head alone, one after the other. Whether
/// anything came off.
fn offsets(sheet: &mut Sheet<'_>) -> bool {
    let mut any = false;
    for (place, offset) in sheet.facts.offsets.iter().enumerate() {
        let Some(head) = deducted(sheet, offset) else { continue };
        match take_off(sheet, head, place, offset) {
            Ok(()) => any = true,
            Err(why) => sheet.stop(Some(head), why),
        }
    }
    any
}

/// The head that an offset comes off: only money that was paid, of a kind that is deducted, and for
/// a head of harm.
fn deducted(sheet: &Sheet<'_>, offset: &Offset) -> Option<Head> {
    let kinds = &sheet.mechanism.rules.set.offset_kinds;
    let counts = || kinds.iter().any(|row| row.deducted && row.kind == offset.kind);
    offset.head.filter(|_| offset.paid == Some(Answer::Yes) && counts())
}

/// What was paid, in US dollars, off its head down to what always stays. What finds nothing to come
/// off lapses.
fn take_off(
    sheet: &mut Sheet<'_>,
    head: Head,
    place: usize,
    offset: &Offset,
) -> Result<(), Stopped> {
    let about = item(place)?;
    let stated = (offset.amount, offset.paid_on.unwrap_or(sheet.facts.assessed_on));
    let paid = sheet.in_usd(Step::P8, head, "line-already-paid", stated, Rounding::Down)?;
    let paid = sheet.add(paid.about(about))?.amount;
    let stays = if head == Head::H1 { sheet.sums().acknowledgement_floor } else { Decimal::ZERO };
    let before = sheet.at(head);
    // Helpers' costs are outside everything, so that nothing comes off them.
    let room = if head == Head::H7 { Decimal::ZERO } else { before - stays };
    let applied = paid.min(room).max(Decimal::ZERO);
    if is_some(applied) {
        let formula = Formula::Less(before, applied);
        let line = Line::new(Step::P8, Some(head), "line-after-offset", formula);
        sheet.heads[head as usize] = Some(sheet.add(line.about(about))?);
    }
    if paid > applied {
        let formula = Formula::Less(paid, applied);
        let line = Line::new(Step::P8, Some(head), "line-offset-lapses", formula);
        sheet.add(line.about(about))?;
    }
    Ok(())
}

/// A sum of money in US dollars that the facts may state.
fn usd(money: Option<Money>) -> Decimal {
    money.map_or(Decimal::ZERO, Money::amount)
}

/// P9: less what was paid ahead, but on review never below the earlier decision.
fn after_interim(sheet: &mut Sheet<'_>, sum: Added) -> Result<Added, Stopped> {
    let interim = usd(sheet.facts.interim.paid);
    let formula = Formula::LessDownToZero(sum.amount, interim);
    let label = if interim.is_zero() { "line-due" } else { "line-due-after-interim" };
    let net = sheet.add(Line::new(Step::P9, None, label, formula))?;
    let net = reviewed(sheet, net)?;
    // What was paid ahead beyond the award is absorbed, never recovered. An earlier decision that
    // stands and left something due had absorbed nothing.
    if order(interim, sum.amount).is_gt() && net.amount.is_zero() {
        let formula = Formula::Less(interim, sum.amount);
        let line = Line::new(Step::P9, None, "line-absorbed", formula);
        sheet.award.absorbed = sheet.add(line)?.amount;
    }
    Ok(net)
}

/// P9 on review: not to her detriment, and by how much it is above the earlier decision.
fn reviewed(sheet: &mut Sheet<'_>, net: Added) -> Result<Added, Stopped> {
    let Some(earlier) = sheet.facts.review.and_then(|review| review.earlier_net) else {
        return Ok(net);
    };
    let earlier = earlier.amount();
    if net.amount < earlier {
        sheet.flag(Flag::EarlierSumStands);
        let formula = Formula::AtLeast(net.amount, earlier);
        return sheet.add(Line::new(Step::P9, None, "line-earlier-stands", formula));
    }
    if net.amount > earlier {
        let formula = Formula::Less(net.amount, earlier);
        sheet.add(Line::new(Step::P9, None, "line-top-up", formula))?;
    }
    Ok(net)
}

/// P9 after a death that leaves nobody to pay: the sum stays with the fund.
fn succeeded(sheet: &mut Sheet<'_>, net: Added) -> Result<Added, Stopped> {
    if !without_successor(sheet.file, sheet.facts) || net.amount.is_zero() {
        return Ok(net);
    }
    let formula = Formula::Less(net.amount, net.amount);
    sheet.add(Line::new(Step::P9, None, "line-no-successor", formula))
}

/// P10: a first part in full, the rest times the fund factor; of that, what was not paid
/// before. The rest stays owed.
pub(super) fn payable_now(sheet: &mut Sheet<'_>, net: Added) -> Result<Added, Stopped> {
    let factor = sheet.facts.fund.factor.unwrap_or(Decimal::ONE);
    let mut now = net;
    if factor != Decimal::ONE {
        let first = smaller(net.amount, sheet.sums().first_payment);
        let formula = Formula::Payable { first, rest: net.amount - first, factor };
        now = sheet.add(Line::new(Step::P10, None, "line-fund-share", formula).down())?;
    }
    let paid = usd(sheet.facts.payment.paid);
    // What was paid can be more than the factor of this period allows; it stays paid.
    let settled = larger(now.amount, paid);
    if is_some(paid) {
        let formula = Formula::LessDownToZero(now.amount, paid);
        now = sheet.add(Line::new(Step::P10, None, "line-after-paid", formula))?;
    }
    sheet.award.payable_now = now.amount;
    if order(net.amount, settled).is_gt() {
        let formula = Formula::Less(net.amount, settled);
        let line = Line::new(Step::P10, None, "line-still-owed", formula);
        sheet.award.outstanding = sheet.add(line)?.amount;
    }
    Ok(now)
}
