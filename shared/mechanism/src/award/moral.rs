//! P1 to P3: moral, physical and mental harm (H1).

use super::Head;
use super::exact::order;
use super::line::{Formula, Line, Places, Step, Subject};
use super::sheet::{Added, Sheet};
use crate::Mechanism;
use crate::facts::Act;
use crate::rules::age::{Minor, at_act};
use crate::trace::Stopped;
use redress_kernel::code::{ActCode, Aggravation, Impact};
use redress_kernel::{Date, Decimal};

/// H1: ranked and weighted acts, and the impact once, between floor and cap.
pub(super) fn moral(sheet: &mut Sheet<'_>) -> Result<(), Stopped> {
    let first = sheet.next()?;
    values(sheet, first)?;
    rank(sheet, first);
    let weighted = sheet.next()?;
    for rank in 0..weighted - first {
        weigh(sheet, first, rank)?;
    }
    impact(sheet)?;
    let parts = Places::run(weighted, sheet.next()? - weighted);
    let sum = sheet.add(line(Step::P3, "line-moral-sum", Formula::SumOf(parts)))?;
    sheet.heads[Head::H1 as usize] = Some(bounded(sheet, sum)?);
    Ok(())
}

fn line(step: Step, label: &'static str, formula: Formula) -> Line {
    Line::new(step, Some(Head::H1), label, formula)
}

/// P1: a line for each act that enters with some perpetrator, once and in full.
fn values(sheet: &mut Sheet<'_>, first: u16) -> Result<(), Stopped> {
    for pair in sheet.pairs {
        // An act whose code is still open has no value; H1 still has its floor.
        let (true, Some(place), Some(code)) = (pair.enters, pair.act, pair.counts_as) else {
            continue;
        };
        let Some(act) = sheet.facts.acts.get(usize::from(place)) else { continue };
        let subject = Subject::Act(place);
        if sheet.lines_from(first).iter().any(|line| line.subject == subject) {
            continue;
        }
        let formula = Formula::Aggravated {
            base: sheet.mechanism.schedule.act(code),
            share: share(sheet, act, code)?,
            most: sheet.sums().moral.aggravation_most,
        };
        let line = line(Step::P1, value_label(code), formula).about(subject).nearest();
        sheet.add(line)?;
    }
    Ok(())
}

/// Shares of what made an act graver, each once.
fn share(sheet: &Sheet<'_>, act: &Act, code: ActCode) -> Result<Decimal, Stopped> {
    let Mechanism { rules, schedule } = sheet.mechanism;
    // What counts as a graver act counts so because she was under age.
    let minor = act.act != Some(code) || at_act(rules, sheet.facts, act) == Minor::Yes;
    let minor = minor.then_some(Aggravation::G1);
    let (mut sum, mut counted) = (Decimal::ZERO, [false; Aggravation::ALL.len()]);
    for aggravation in act.aggravations.iter().copied().chain(minor) {
        if !std::mem::replace(&mut counted[aggravation as usize], true) {
            let share = schedule.aggravation(aggravation);
            sum = sum.checked_add(share).ok_or(Stopped::TooLarge)?;
        }
    }
    Ok(sum)
}

/// P2: value first, then the earlier act, an undated one last, then the identifier.
fn rank(sheet: &mut Sheet<'_>, first: u16) {
    let acts = &sheet.facts.acts;
    let told = |line: &Line| {
        let Subject::Act(place) = line.subject else { return (Date::MAX, None) };
        let act = acts.get(usize::from(place));
        let when = act.and_then(|act| act.when).map_or(Date::MAX, |when| when.earliest);
        (when, act.map(|act| act.act_id))
    };
    sheet.lines_from(first).sort_unstable_by(|one, other| {
        order(other.amount, one.amount).then_with(|| told(one).cmp(&told(other)))
    });
}

/// P2: the weighted line of the act of a rank.
fn weigh(sheet: &mut Sheet<'_>, first: u16, rank: u16) -> Result<(), Stopped> {
    let Some(value) = sheet.lines().get(usize::from(first) + usize::from(rank)).copied() else {
        return Ok(());
    };
    let weights = &sheet.sums().moral.weights;
    let weight = weights.get(usize::from(rank)).copied().unwrap_or(Decimal::ZERO);
    let formula = Formula::Product(value.amount, weight);
    sheet.add(line(Step::P2, "line-weight", formula).about(value.subject).nearest())?;
    Ok(())
}

/// P3: the impact, once per claim; from a grave act on, the lowest one is presumed.
fn impact(sheet: &mut Sheet<'_>) -> Result<Added, Stopped> {
    let presumed = sheet.sums().moral.impact_presumed;
    let stated = sheet.facts.impact.unwrap_or(Impact::I0);
    let grave = sheet.gravest.is_some_and(|act| act >= presumed.from_act);
    let (counted, label) = if grave && stated < presumed.impact {
        (presumed.impact, "line-impact-presumed")
    } else {
        (stated, impact_label(stated))
    };
    let sum = sheet.mechanism.schedule.impact(counted);
    sheet.add(line(Step::P3, label, Formula::Given(sum)))
}

/// P3: at least the floor and at most the cap.
fn bounded(sheet: &mut Sheet<'_>, sum: Added) -> Result<Added, Stopped> {
    let table = &sheet.sums().moral;
    if order(sum.amount, table.floor).is_lt() {
        let formula = Formula::AtLeast(sum.amount, table.floor);
        sheet.add(line(Step::P3, "line-moral-floor", formula))
    } else if order(sum.amount, table.most).is_gt() {
        let formula = Formula::AtMost(sum.amount, table.most);
        sheet.add(line(Step::P3, "line-moral-most", formula))
    } else {
        Ok(sum)
    }
}

fn value_label(code: ActCode) -> &'static str {
    match code {
        ActCode::A1 => "line-act-A1",
        ActCode::A2 => "line-act-A2",
        ActCode::A3 => "line-act-A3",
        ActCode::A4 => "line-act-A4",
        ActCode::A5 => "line-act-A5",
        ActCode::A6 => "line-act-A6",
    }
}

fn impact_label(impact: Impact) -> &'static str {
    match impact {
        Impact::I0 => "line-impact-I0",
        Impact::I1 => "line-impact-I1",
        Impact::I2 => "line-impact-I2",
        Impact::I3 => "line-impact-I3",
        Impact::I4 => "line-impact-I4",
    }
}
