//! P7, what stands outside the caps: maintenance of a child (H6), funeral and bereavement (H8), and
//! costs of the claim (H7), which go to helpers and are outside everything else too.

use super::exact::Exact;
use super::line::{Formula, Line, Places, Rounding, Step};
use super::losses::proved;
use super::sheet::{Sheet, item};
use super::{File, Head, died_since};
use crate::days::months_later;
use crate::facts::{Child, Cost, CostKind, Funeral};
use crate::trace::{Later, Stopped};
use redress_kernel::{Date, Decimal};

/// H6: what is due by the day of assessment at once, the rest by its days.
pub(super) fn maintenance(sheet: &mut Sheet<'_>) {
    if let Some(child) = sheet.facts.child
        && let Err(why) = maintained(sheet, child)
    {
        sheet.stop(Some(Head::H6), why);
    }
}

fn maintained(sheet: &mut Sheet<'_>, child: Child) -> Result<(), Stopped> {
    if let Some(label) = sheet.barred(Head::H6) {
        return sheet.nothing(Step::P7, Head::H6, label);
    }
    if sheet.facts.claimant.dna_excluded {
        // The exclusion bars this head alone.
        return sheet.nothing(Step::P7, Head::H6, "line-dna-excluded");
    }
    let table = sheet.sums().maintenance;
    let died_on = died_since(sheet.facts);
    // Upkeep is for the living: it ends with the child's death.
    let until = died_on.map_or(sheet.facts.assessed_on, |day| day.min(sheet.facts.assessed_on));
    let due = months_begun(child.born_on, until).min(table.months);
    let line = |label, months: u32| {
        let formula = Formula::Product(Decimal::from(months), table.month);
        Line::new(Step::P7, Some(Head::H6), label, formula)
    };
    sheet.heads[Head::H6 as usize] = Some(sheet.add(line("line-maintenance", due))?);
    let left = table.months - due;
    if left == 0 || died_on.is_some() {
        return Ok(());
    }
    sheet.add(line("line-maintenance-later", left))?;
    let each = table.paid_every.max(1);
    let mut month = due;
    while month < table.months {
        let months = each.min(table.months - month);
        let amount =
            Exact::<i128>::of(table.month).and_then(|sum| sum.times(Decimal::from(months)));
        let amount = amount.and_then(|sum| sum.rounded(None, 2)).ok_or(Stopped::TooLarge)?;
        let due_on = months_later(child.born_on, month).ok_or(Stopped::TooLarge)?;
        sheet.award.later.push(Later { due_on, amount });
        month = month.saturating_add(months);
    }
    Ok(())
}

/// How many months of a child's life have begun on a day: the first with birth, each next one on the
/// same day of the month or, where that month is shorter, on its last day.
fn months_begun(born_on: Date, day: Date) -> u32 {
    let months = (day.year() - born_on.year()) * 12 + i32::from(u8::from(day.month()))
        - i32::from(u8::from(born_on.month()));
    let begins = born_on.day().min(day.month().length(day.year()));
    u32::try_from(months + i32::from(day.day() >= begins)).unwrap_or(0)
}

/// H8: what the funeral cost, up to a most, and one sum for all she left.
pub(super) fn funeral(sheet: &mut Sheet<'_>) {
    if let Some(funeral) = sheet.facts.funeral
        && let Err(why) = buried(sheet, funeral)
    {
        sheet.stop(Some(Head::H8), why);
    }
}

fn buried(sheet: &mut Sheet<'_>, funeral: Funeral) -> Result<(), Stopped> {
    if let Some(label) = sheet.barred(Head::H8) {
        return sheet.nothing(Step::P7, Head::H8, label);
    }
    let mut parts = [None; 2];
    if let Some(paid) = funeral.paid {
        let day = sheet.facts.assessed_on;
        let line = sheet.in_usd(Step::P4, Head::H8, "line-funeral", (paid, day), Rounding::Nearest);
        match line {
            Ok(line) => parts[0] = Some(funeral_cost(sheet, line)?),
            // Without a rate the other sum still stands.
            Err(why) => sheet.stop(Some(Head::H8), why),
        }
    }
    if funeral.bereavement && sheet.file == File::Kin {
        let formula = Formula::Given(sheet.sums().funeral.bereavement);
        let line = Line::new(Step::P7, Some(Head::H8), "line-bereavement", formula);
        let sum = sheet.add(line)?;
        parts[1] = Some(sum.place);
        sheet.heads[Head::H8 as usize] = Some(sum);
    }
    if funeral.bereavement && sheet.file == File::Funeral {
        // That sum is for those she left, not for who paid the funeral.
        let formula = Formula::Given(Decimal::ZERO);
        sheet.add(Line::new(Step::P7, Some(Head::H8), "line-not-in-claim", formula))?;
    }
    if let [Some(_), Some(_)] = parts {
        let formula = Formula::SumOf(Places::each(parts.into_iter().flatten()));
        let line = Line::new(Step::P7, Some(Head::H8), "line-funeral-sum", formula);
        sheet.heads[Head::H8 as usize] = Some(sheet.add(line)?);
    }
    Ok(())
}

/// The place of the line that the funeral itself comes to.
fn funeral_cost(sheet: &mut Sheet<'_>, line: Line) -> Result<u16, Stopped> {
    let mut sum = sheet.add(line)?;
    let most = sheet.sums().funeral.most;
    if sum.amount > most {
        let formula = Formula::AtMost(sum.amount, most);
        sum = sheet.add(Line::new(Step::P7, Some(Head::H8), "line-funeral-most", formula))?;
    }
    sheet.heads[Head::H8 as usize] = Some(sum);
    proved(sheet, Head::H8)?;
    Ok(sheet.heads[Head::H8 as usize].map_or(sum.place, |sum| sum.place))
}

/// H7: what helpers get, a sum of its own.
pub(super) fn helpers(sheet: &mut Sheet<'_>) {
    if let Err(why) = helped(sheet) {
        sheet.stop(Some(Head::H7), why);
    }
}

fn helped(sheet: &mut Sheet<'_>) -> Result<(), Stopped> {
    let first = sheet.next()?;
    let mut filed = false;
    for (place, cost) in sheet.facts.costs.iter().enumerate() {
        let line = match cost_line(sheet, cost, filed) {
            Ok(Some(line)) => line,
            Ok(None) => continue,
            Err(why) => {
                sheet.stop(Some(Head::H7), why);
                continue;
            }
        };
        filed |= cost.kind == CostKind::Filing;
        sheet.add(line.about(item(place)?))?;
    }
    let Some(mut sum) = sheet.add_up(Step::P7, Head::H7, "line-costs-sum", first)? else {
        return Ok(());
    };
    let most = sheet.sums().costs.most;
    if sum.amount > most {
        let formula = Formula::AtMost(sum.amount, most);
        sum = sheet.add(Line::new(Step::P7, Some(Head::H7), "line-costs-most", formula))?;
    }
    sheet.award.helpers = sum.amount;
    Ok(())
}

/// A cost: the flat sum once per claim, or what a voucher says; nothing where there is none.
fn cost_line(sheet: &Sheet<'_>, cost: &Cost, filed: bool) -> Result<Option<Line>, Stopped> {
    let head = Some(Head::H7);
    let given = |label, sum| Line::new(Step::P7, head, label, Formula::Given(sum));
    match (cost.kind, cost.paid) {
        (CostKind::Filing, _) if filed => Ok(Some(given("line-cost-filing-once", Decimal::ZERO))),
        (CostKind::Filing, _) => Ok(Some(given("line-cost-filing", sheet.sums().costs.filing))),
        (_, None) => Ok(None),
        (kind, Some(paid)) => {
            let label = match kind {
                CostKind::Dna => "line-cost-dna",
                CostKind::Travel => "line-cost-travel",
                CostKind::Filing | CostKind::Interpreting => "line-cost-interpreting",
            };
            let day = sheet.facts.assessed_on;
            sheet.in_usd(Step::P4, Head::H7, label, (paid, day), Rounding::Nearest).map(Some)
        }
    }
}
