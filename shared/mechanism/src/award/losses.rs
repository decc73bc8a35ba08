//! P4, lost earnings and education (H4, H5), and how far a loss must be proved.

use super::Head;
use super::exact::Exact;
use super::line::{Formula, Line, Step};
use super::sheet::Sheet;
use crate::facts::{Earnings, Schooling};
use crate::label::Label;
use crate::trace::Stopped;
use redress_kernel::{Decimal, Money};

/// H4 and H5, as far as something is claimed.
pub(super) fn losses(sheet: &mut Sheet<'_>) {
    if let Some(earnings) = sheet.facts.losses.earnings
        && let Err(why) = lost_earnings(sheet, earnings)
    {
        sheet.stop(Some(Head::H4), why);
    }
    if let Some(schooling) = sheet.facts.losses.schooling
        && let Err(why) = lost_schooling(sheet, schooling)
    {
        sheet.stop(Some(Head::H5), why);
    }
}

/// H4: months x wage x causation, in US dollars by the rate of the day of assessment.
fn lost_earnings(sheet: &mut Sheet<'_>, earnings: Earnings) -> Result<(), Stopped> {
    if let Some(label) = sheet.barred(Head::H4) {
        return sheet.nothing(Step::P4, Head::H4, label);
    }
    let table = &sheet.sums().earnings;
    let causation = earnings.causation.unwrap_or(Decimal::ONE);
    if earnings.causation.is_some() && !table.causation.contains(&causation) {
        return Err(Stopped::CausationUnknown);
    }
    let proved_wage = earnings.monthly_wage;
    let wage = proved_wage.or_else(|| earnings.reference.and_then(|place| reference(sheet, place)));
    let wage = wage.ok_or(Stopped::WageMissing)?;
    let months = stepped(earnings.months, table.month_step, table.months_most)?;
    let rate = sheet.rate(wage.currency(), sheet.facts.assessed_on)?;
    let formula = Formula::Earnings {
        months,
        wage: wage.amount(),
        causation,
        rate: rate.map_or(Decimal::ONE, |(_, units)| units),
    };
    let label = match (proved_wage, months < earnings.months) {
        (_, true) => "line-earnings-most",
        (Some(_), false) => "line-earnings",
        (None, false) => "line-earnings-reference",
    };
    let line = Line::new(Step::P4, Some(Head::H4), label, formula).nearest();
    let sum = sheet.add(line.at(rate.map(|(place, _)| place)))?;
    sheet.heads[Head::H4 as usize] = Some(sum);
    proved(sheet, Head::H4).map(drop)
}

/// The reference wage of a place that holds on the day of assessment: the latest of those before it.
fn reference(sheet: &Sheet<'_>, place: Label) -> Option<Money> {
    let wages = sheet.sums().earnings.reference_wages.iter();
    let day = sheet.facts.assessed_on;
    let there = wages.filter(|wage| wage.place == place && wage.effective_from <= day);
    there.max_by_key(|wage| wage.effective_from).map(|wage| wage.monthly)
}

/// H5: school years, and a grant for training where schooling can't resume.
fn lost_schooling(sheet: &mut Sheet<'_>, schooling: Schooling) -> Result<(), Stopped> {
    if let Some(label) = sheet.barred(Head::H5) {
        return sheet.nothing(Step::P4, Head::H5, label);
    }
    let table = &sheet.sums().schooling;
    let years = stepped(schooling.years, table.year_step, table.years_most)?;
    let (label, formula) = if schooling.training {
        let grant = table.training_grant;
        ("line-schooling-training", Formula::ProductPlus(years, table.year, grant))
    } else {
        ("line-schooling", Formula::Product(years, table.year))
    };
    let line = Line::new(Step::P4, Some(Head::H5), label, formula).nearest();
    sheet.heads[Head::H5 as usize] = Some(sheet.add(line)?);
    proved(sheet, Head::H5).map(drop)
}

/// A count in whole steps, upwards, and no more than `most`.
fn stepped(count: Decimal, step: Decimal, most: Decimal) -> Result<Decimal, Stopped> {
    // What is beyond the most can be of any size, and makes no difference.
    let count = count.min(most);
    let steps =
        Exact::<i128>::of(count).and_then(|count| count.over(step)).and_then(Exact::ceiling);
    let stepped = steps.and_then(|steps| steps.checked_mul(step)).ok_or(Stopped::TooLarge)?;
    Ok(stepped.min(most).normalize())
}

/// Whether a head is proved as far as its sum needs; one that is not comes to nothing, with a
/// line that says so. A head whose proof nobody spoke of stands as stated.
pub(super) fn proved(sheet: &mut Sheet<'_>, head: Head) -> Result<bool, Stopped> {
    let proofs = &sheet.facts.proof.losses;
    let Some(reached) = proofs.iter().find(|proof| proof.head == head) else { return Ok(true) };
    let Some(sum) = sheet.heads[head as usize] else { return Ok(true) };
    if reached.reaches >= sheet.mechanism.rules.test_of_loss(sum.amount) {
        return Ok(true);
    }
    let formula = Formula::Less(sum.amount, sum.amount);
    let line = Line::new(Step::P4, Some(head), "line-not-proved", formula);
    sheet.heads[head as usize] = Some(sheet.add(line)?);
    Ok(false)
}
