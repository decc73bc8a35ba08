//! P11 and P12: how what can be paid now is split, and what each part is in the currency of payment.

use super::exact::{is_some, order};
use super::line::{Formula, Line, Places, Rounding, Step};
use super::sheet::{Added, Sheet, item};
use super::{File, Head};
use crate::data::Rules;
use crate::days::years_later;
use crate::facts::Facts;
use crate::facts::check::PARTS_MOST;
use crate::trace::{Flag, Instalment, Stopped};
use redress_kernel::{Currency, Date, Decimal};

/// The smallest part of a US dollar.
const CENT: Decimal = Decimal::from_parts(1, 0, 0, false, 2);

/// P11 and P12 of what can be paid now.
pub(super) fn pay(sheet: &mut Sheet<'_>, payable: Added) -> Result<(), Stopped> {
    sheet.award.currency = Some(sheet.facts.payment.currency.unwrap_or(Currency::USD));
    let heirs = sheet.facts.death.filter(|_| sheet.file != File::Funeral);
    let whole =
        if heirs.is_none() && is_child(sheet) { trust(sheet, payable)? } else { payable.amount };
    if !is_some(whole) {
        return Ok(());
    }
    if let Some(death) = heirs {
        // In the order of registration; of how many is not known while nobody is.
        let shares = death.sharing.max(1);
        if shares as usize > PARTS_MOST {
            return Err(Stopped::TooLarge);
        }
        split_equal(sheet, whole, shares, "line-share")?;
    } else if sheet.facts.payment.percentages.is_empty() {
        let parts = instalments(sheet, whole);
        split_equal(sheet, whole, parts, "line-instalment")?;
    } else {
        split_by_shares(sheet, whole)?;
    }
    convert(sheet)
}

/// Whether the claimant is a child on the day of assessment. Where birth is known only roughly, the
/// doubt makes her one.
fn is_child(sheet: &Sheet<'_>) -> bool {
    let of_age_on = of_age_on(&sheet.mechanism.rules, sheet.facts);
    sheet.file != File::Funeral && of_age_on.is_some_and(|day| sheet.facts.assessed_on < day)
}

/// The first day on which the claimant is surely of age, by the latest birth that the facts allow;
/// nothing where no birth is known.
pub(crate) fn of_age_on(rules: &Rules, facts: &Facts) -> Option<Date> {
    let child = facts.child.map(|child| child.born_on);
    let birth = child.or(facts.claimant.birth.map(|birth| birth.latest));
    birth.map(|born_on| years_later(born_on, rules.set.limits.adult_age))
}

/// P11 for a child: maintenance goes to the carer for upkeep; of the rest a share is released
/// at once and the remainder held in trust. What is paid out now.
fn trust(sheet: &mut Sheet<'_>, payable: Added) -> Result<Decimal, Stopped> {
    let head = Some(Head::H6);
    let (mut upkeep, mut base) = (None, payable.amount);
    if is_some(sheet.at(Head::H6)) {
        let formula = Formula::AtMost(payable.amount, sheet.at(Head::H6));
        let paid = sheet.add(Line::new(Step::P11, head, "line-upkeep", formula))?;
        upkeep = Some(paid);
        base -= paid.amount;
    }
    let (mut released, mut held) = (upkeep.map_or(Decimal::ZERO, |paid| paid.amount), base);
    if is_some(base) {
        let formula = Formula::Product(base, sheet.sums().trust.released);
        let line = Line::new(Step::P11, None, "line-released", formula).down();
        let share = sheet.add(line)?;
        let formula = Formula::Less(base, share.amount);
        held = sheet.add(Line::new(Step::P11, None, "line-trust", formula))?.amount;
        released = share.amount;
        if let Some(upkeep) = upkeep {
            let formula = Formula::SumOf(Places::each([upkeep.place, share.place]));
            released = sheet.add(Line::new(Step::P11, None, "line-paid-out", formula))?.amount;
        }
    }
    (sheet.award.released, sheet.award.in_trust) = (Some(released), Some(held));
    Ok(released)
}

/// How many equal instalments there are: as many as are asked for, no more than the schedule has,
/// and each of its least sum.
fn instalments(sheet: &mut Sheet<'_>, whole: Decimal) -> u32 {
    let asked = sheet.facts.payment.instalments.unwrap_or(1).max(1);
    let table = sheet.sums().instalments;
    let too_small = |parts: u32| {
        let least = table.least.checked_mul(Decimal::from(parts));
        least.is_none_or(|least| order(whole, least).is_lt())
    };
    let mut parts = asked.min(table.most.max(1));
    while parts > 1 && too_small(parts) {
        parts -= 1;
    }
    if parts < asked {
        sheet.flag(Flag::InstalmentsMerged);
    }
    parts
}

/// Day of instruction of an instalment.
fn day(sheet: &Sheet<'_>, place: usize) -> Date {
    let days = &sheet.facts.payment.instructed_on;
    days.get(place).copied().unwrap_or(sheet.facts.assessed_on)
}

/// P11: equal parts, left-over cents to the earliest.
fn split_equal(
    sheet: &mut Sheet<'_>,
    whole: Decimal,
    parts: u32,
    label: &'static str,
) -> Result<(), Stopped> {
    // Cents that equal parts leave over.
    let mut left = whole.mantissa() % i128::from(parts);
    for place in 0..parts as usize {
        let extra = if left > 0 { CENT } else { Decimal::ZERO };
        left -= 1;
        let formula = Formula::Part { whole, parts, extra };
        let line = Line::new(Step::P11, None, label, formula).down();
        let usd = sheet.add(line.about(item(place)?))?.amount;
        let day = day(sheet, place);
        sheet.award.instalments.push(Instalment { usd, day, local: None });
    }
    Ok(())
}

/// P11: parts by percentages, what is left over to the first.
fn split_by_shares(sheet: &mut Sheet<'_>, whole: Decimal) -> Result<(), Stopped> {
    merge_shares(sheet, whole)?;
    let mut left = whole;
    for instalment in &sheet.award.instalments {
        left -= part_of(whole, instalment.usd)?;
    }
    for place in 0..sheet.award.instalments.len() {
        let share = sheet.award.instalments[place].usd;
        let formula = if place == 0 && !left.is_zero() {
            Formula::ProductPlus(whole, share, left)
        } else {
            Formula::Product(whole, share)
        };
        let line = Line::new(Step::P11, None, "line-instalment", formula).down();
        sheet.award.instalments[place].usd = sheet.add(line.about(item(place)?))?.amount;
    }
    Ok(())
}

/// A share of a whole, cut toward zero.
fn part_of(whole: Decimal, share: Decimal) -> Result<Decimal, Stopped> {
    let part = Formula::Product(whole, share).amount(Some(Rounding::Down), Currency::USD, &[]);
    part.ok_or(Stopped::TooLarge)
}

/// Fills the instalments with their shares in place of sums. One that is too small takes the next ones
/// in until it is not, the last joins the one before, and so does what is beyond the most. Of those
/// that are put together the earliest day stays.
fn merge_shares(sheet: &mut Sheet<'_>, whole: Decimal) -> Result<(), Stopped> {
    let table = sheet.sums().instalments;
    let most = table.most.max(1) as usize;
    let asked = &sheet.facts.payment.percentages;
    for (place, percent) in asked.iter().enumerate() {
        let mut share = percent.normalize();
        share.set_scale(share.scale() + 2).map_err(|_| Stopped::TooLarge)?;
        let day = day(sheet, place);
        let parts = &mut sheet.award.instalments;
        let full = parts.len() >= most;
        match parts.last_mut() {
            Some(last) if full || part_of(whole, last.usd)? < table.least => {
                last.usd = last.usd.checked_add(share).ok_or(Stopped::TooLarge)?;
            }
            _ => parts.push(Instalment { usd: share, day, local: None }),
        }
    }
    let parts = &mut sheet.award.instalments;
    if let [.., before, last] = parts.as_mut_slice()
        && part_of(whole, last.usd)? < table.least
    {
        before.usd = before.usd.checked_add(last.usd).ok_or(Stopped::TooLarge)?;
        parts.pop();
    }
    if parts.len() < asked.len() {
        sheet.flag(Flag::InstalmentsMerged);
    }
    Ok(())
}

/// P12: each instalment by the rate of its own day. One without a rate is named and has no sum there.
fn convert(sheet: &mut Sheet<'_>) -> Result<(), Stopped> {
    let currency = sheet.facts.payment.currency.unwrap_or(Currency::USD);
    for place in 0..sheet.award.instalments.len() {
        let Instalment { usd, day, .. } = sheet.award.instalments[place];
        let local = match sheet.rate(currency, day) {
            Ok(None) => Ok(usd),
            Ok(Some((rate, units))) => {
                let formula = Formula::Product(usd, units);
                let line = Line::new(Step::P12, None, "line-local", formula).nearest();
                let line = Line { currency, ..line.about(item(place)?).at(Some(rate)) };
                sheet.add(line).map(|added| added.amount)
            }
            Err(why) => Err(why),
        };
        match local {
            Ok(local) => sheet.award.instalments[place].local = Some(local),
            Err(why) => sheet.stop(None, why),
        }
    }
    Ok(())
}
