//! P4, medical and psychosocial care (H2, H3): each line converted to US dollars by itself.

use super::exact::order;
use super::line::{Formula, Line, Rounding, Step};
use super::losses::proved;
use super::sheet::{Sheet, item};
use super::{File, Head};
use crate::trace::Stopped;
use redress_kernel::code::Answer;
use redress_kernel::{Decimal, Money};

/// H2 and H3, as far as something is claimed.
pub(super) fn care(sheet: &mut Sheet<'_>) {
    let steps = [
        (Head::H2p, past_medical as fn(&mut Sheet<'_>) -> Result<(), Stopped>),
        (Head::H2f, planned_medical),
        (Head::H3p, past_psychosocial),
        (Head::H3f, extra_psychosocial),
    ];
    for (head, step) in steps {
        if let Err(why) = step(sheet) {
            sheet.stop(Some(head), why);
        }
    }
}

/// H2p: by the papers, or a sum of the schedule where care was sought and there are none.
fn past_medical(sheet: &mut Sheet<'_>) -> Result<(), Stopped> {
    let costs = &sheet.facts.losses.medical_past;
    let sought = sheet.facts.losses.care_sought == Some(Answer::Yes);
    if costs.is_empty() && !sought {
        return Ok(());
    }
    if let Some(label) = sheet.barred(Head::H2p) {
        return sheet.nothing(Step::P4, Head::H2p, label);
    }
    if !costs.is_empty() {
        vouchers(sheet, Head::H2p, "line-past-medical", costs)?;
        return proved(sheet, Head::H2p).map(drop);
    }
    let formula = Formula::Given(sheet.sums().care.without_papers);
    let line = Line::new(Step::P4, Some(Head::H2p), "line-care-presumed", formula);
    sheet.heads[Head::H2p as usize] = Some(sheet.add(line)?);
    proved(sheet, Head::H2p).map(drop)
}

/// H3p: by the papers, or the standard programme from an act on, unless it is declined.
fn past_psychosocial(sheet: &mut Sheet<'_>) -> Result<(), Stopped> {
    let costs = &sheet.facts.losses.psychosocial_past;
    if !costs.is_empty() {
        if let Some(label) = sheet.barred(Head::H3p) {
            return sheet.nothing(Step::P4, Head::H3p, label);
        }
        vouchers(sheet, Head::H3p, "line-past-psychosocial", costs)?;
        // Papers that prove nothing are no past care, and the programme stands as without them.
        if proved(sheet, Head::H3p)? {
            return Ok(());
        }
    }
    // The programme is care to come, which those she left can't have.
    let offered = matches!(sheet.file, File::Survivor | File::Child)
        && sheet.gravest.is_some_and(|act| act >= sheet.sums().care.programme_from_act)
        && sheet.facts.losses.programme_declined != Some(Answer::Yes);
    if offered {
        let care = &sheet.sums().care;
        let formula = Formula::Product(care.programme_sessions, care.programme_session);
        let line = Line::new(Step::P4, Some(Head::H3p), "line-sessions", formula).nearest();
        sheet.heads[Head::H3p as usize] = Some(sheet.add(line)?);
    }
    Ok(())
}

/// Costs with papers: a line for each, converted by itself. One without a rate is named and the
/// others count.
fn vouchers(
    sheet: &mut Sheet<'_>,
    head: Head,
    label: &'static str,
    costs: &[Money],
) -> Result<(), Stopped> {
    let first = sheet.next()?;
    let day = sheet.facts.assessed_on;
    for (place, cost) in costs.iter().enumerate() {
        let line = sheet.in_usd(Step::P4, head, label, (*cost, day), Rounding::Nearest);
        match line {
            Ok(line) => drop(sheet.add(line.about(item(place)?))?),
            Err(why) => sheet.stop(Some(head), why),
        }
    }
    sheet.heads[head as usize] = sheet.add_up(Step::P4, head, "line-papers-sum", first)?;
    Ok(())
}

/// H2f: by the care plan.
fn planned_medical(sheet: &mut Sheet<'_>) -> Result<(), Stopped> {
    let most = sheet.sums().care.planned_most;
    let asked = sheet.facts.losses.medical_planned;
    planned(sheet, Head::H2f, "line-planned-medical", asked, most)
}

/// H3f: beyond the programme.
fn extra_psychosocial(sheet: &mut Sheet<'_>) -> Result<(), Stopped> {
    let most = sheet.sums().care.extra_most;
    let asked = sheet.facts.losses.psychosocial_extra;
    planned(sheet, Head::H3f, "line-extra-psychosocial", asked, most)
}

/// Care to come: what the plan asks, and no more than the schedule allows.
fn planned(
    sheet: &mut Sheet<'_>,
    head: Head,
    label: &'static str,
    asked: Option<Money>,
    most: Decimal,
) -> Result<(), Stopped> {
    let Some(asked) = asked else { return Ok(()) };
    if let Some(label) = sheet.barred(head) {
        return sheet.nothing(Step::P4, head, label);
    }
    let day = sheet.facts.assessed_on;
    let line = sheet.in_usd(Step::P4, head, label, (asked, day), Rounding::Nearest)?;
    let mut sum = sheet.add(line)?;
    if order(sum.amount, most).is_gt() {
        let formula = Formula::AtMost(sum.amount, most);
        sum = sheet.add(Line::new(Step::P4, Some(head), "line-planned-most", formula))?;
    }
    sheet.heads[head as usize] = Some(sum);
    proved(sheet, head).map(drop)
}
