//! The check of a schedule: every code has its sum, and no sum is against another.

use super::found::{Found, Problem};
use super::number::{at_most, count, share, some, some_share, sum};
use super::rules::heading;
use crate::award::Head;
use crate::data::{Caps, Care, EarningsTable, Moral, SCHEDULE_FORMAT, Sums};
use redress_kernel::code::{ActCode, Aggravation, Impact};
use redress_kernel::{Currency, Decimal};
use std::collections::{BTreeMap, BTreeSet};

/// Heads that P5 and P6 may cut; past costs with vouchers and the standard programme never are, and
/// the others stand outside the caps.
const CUT: [Head; 4] = [Head::H2f, Head::H3f, Head::H4, Head::H5];
/// The most months of maintenance, years of schooling or instalments that can be meant.
const PARTS_MOST: u32 = 1200;

/// All that is wrong with a schedule.
pub fn schedule(sums: &Sums) -> Vec<Problem> {
    let mut found = Found::default();
    if sums.format != SCHEDULE_FORMAT {
        found.error("format", "format-unknown").with("format", &sums.format);
    }
    heading(&sums.title, &sums.standing, sums.effective_from, &sums.sources, &mut found);
    if sums.currency != Currency::USD {
        found.error("currency", "currency-not-usd").with("currency", sums.currency);
    }
    moral(&sums.moral, &mut found);
    care(&sums.care, &mut found);
    earnings(&sums.earnings, &sums.sources, &mut found);
    schooling_and_child(sums, &mut found);
    others(sums, &mut found);
    caps(sums, &mut found);
    found.0
}

/// The severity matrix (P1 to P3).
fn moral(moral: &Moral, found: &mut Found) {
    each("moral.acts", ActCode::ALL, &moral.acts, found, sum);
    each("moral.aggravations", Aggravation::ALL, &moral.aggravations, found, share);
    each("moral.impacts", Impact::ALL, &moral.impacts, found, sum);
    rising("moral.acts", &moral.acts, found);
    rising("moral.impacts", &moral.impacts, found);
    count(found, "moral.aggravation_most", moral.aggravation_most);
    if moral.weights.is_empty() {
        found.error("moral.weights", "list-empty");
    }
    for (place, weight) in moral.weights.iter().enumerate() {
        some_share(found, &format!("moral.weights[{place}]"), *weight);
    }
    for (place, pair) in moral.weights.windows(2).enumerate() {
        if pair[1] > pair[0] {
            let problem = found.error(&format!("moral.weights[{}]", place + 1), "weight-rises");
            problem.with("value", pair[1]).with("other", pair[0]);
        }
    }
    sum(found, "moral.floor", moral.floor);
    sum(found, "moral.most", moral.most);
    at_most(found, "moral.floor", moral.floor, moral.most, "moral.most");
    let graver = Decimal::ONE.checked_add(moral.aggravation_most);
    for (act, base) in &moral.acts {
        let value = graver.and_then(|graver| base.checked_mul(graver));
        if value.is_none_or(|value| value > moral.most) {
            let problem = found.warning(&format!("moral.acts.{act}"), "act-above-cap");
            problem.with("value", value.unwrap_or(*base).normalize()).with("most", moral.most);
        }
    }
}

/// Every code of a list with its number.
fn each<C: Ord + Copy + ToString>(
    path: &str,
    all: &[C],
    written: &BTreeMap<C, Decimal>,
    found: &mut Found,
    check: fn(&mut Found, &str, Decimal),
) {
    for code in all {
        match written.get(code) {
            None => drop(found.error(path, "code-missing").with("code", code.to_string())),
            Some(number) => check(found, &format!("{path}.{}", code.to_string()), *number),
        }
    }
}

/// A graver code with less than a lighter one.
fn rising<C: Ord + ToString>(path: &str, written: &BTreeMap<C, Decimal>, found: &mut Found) {
    let steps = written.iter().zip(written.iter().skip(1));
    for ((lighter, less), (graver, more)) in steps {
        if more < less {
            let path = format!("{path}.{}", graver.to_string());
            let problem = found.warning(&path, "graver-for-less");
            problem.with("value", more).with("other", lighter.to_string());
        }
    }
}

/// Care (H2, H3).
fn care(care: &Care, found: &mut Found) {
    sum(found, "care.without_papers", care.without_papers);
    sum(found, "care.planned_most", care.planned_most);
    count(found, "care.programme_sessions", care.programme_sessions);
    sum(found, "care.programme_session", care.programme_session);
    sum(found, "care.extra_most", care.extra_most);
}

/// Lost earnings (H4).
fn earnings(table: &EarningsTable, sources: &BTreeMap<String, String>, found: &mut Found) {
    count(found, "earnings.months_most", table.months_most);
    count(found, "earnings.month_step", table.month_step);
    some(found, "earnings.month_step", table.month_step);
    if table.causation.is_empty() {
        found.error("earnings.causation", "list-empty");
    }
    for (place, causation) in table.causation.iter().enumerate() {
        some_share(found, &format!("earnings.causation[{place}]"), *causation);
    }
    let shares = table.causation.iter().map(Decimal::normalize);
    found.twice(|at| format!("earnings.causation[{at}]"), shares);
    let mut seen = BTreeSet::new();
    for (place, wage) in table.reference_wages.iter().enumerate() {
        let path = format!("earnings.reference_wages[{place}]");
        if !sources.contains_key(&wage.source) {
            let problem = found.error(&format!("{path}.source"), "source-unknown");
            problem.with("source", &wage.source);
        }
        if wage.monthly.amount() <= Decimal::ZERO {
            let problem = found.error(&format!("{path}.monthly"), "number-negative");
            problem.with("value", wage.monthly.amount());
        }
        if !seen.insert((wage.place, wage.effective_from)) {
            let problem = found.error(&format!("{path}.place"), "code-twice");
            problem.with("code", wage.place);
        }
    }
}

/// Lost education (H5) and maintenance (H6).
fn schooling_and_child(sums: &Sums, found: &mut Found) {
    let (school, child) = (&sums.schooling, &sums.maintenance);
    sum(found, "schooling.year", school.year);
    count(found, "schooling.years_most", school.years_most);
    count(found, "schooling.year_step", school.year_step);
    some(found, "schooling.year_step", school.year_step);
    sum(found, "schooling.training_grant", school.training_grant);
    sum(found, "maintenance.month", child.month);
    parts("maintenance.months", child.months, found);
    parts("maintenance.paid_every", child.paid_every, found);
}

/// Costs, funeral, what always stays, instalments and trust.
fn others(sums: &Sums, found: &mut Found) {
    let (costs, funeral) = (&sums.costs, &sums.funeral);
    sum(found, "costs.filing", costs.filing);
    sum(found, "costs.most", costs.most);
    at_most(found, "costs.filing", costs.filing, costs.most, "costs.most");
    sum(found, "funeral.most", funeral.most);
    sum(found, "funeral.bereavement", funeral.bereavement);
    sum(found, "acknowledgement_floor", sums.acknowledgement_floor);
    let floor = sums.moral.floor;
    at_most(found, "acknowledgement_floor", sums.acknowledgement_floor, floor, "moral.floor");
    sum(found, "first_payment", sums.first_payment);
    parts("instalments.most", sums.instalments.most, found);
    sum(found, "instalments.least", sums.instalments.least);
    share(found, "trust.released", sums.trust.released);
}

fn parts(path: &str, number: u32, found: &mut Found) {
    if !(1..=PARTS_MOST).contains(&number) {
        let problem = found.error(path, "limit-range");
        problem.with("value", number).with("least", 1).with("most", PARTS_MOST);
    }
}

/// Caps over heads (P5, P6): none below what it can never cut.
fn caps(sums: &Sums, found: &mut Found) {
    let Caps { pecuniary_most, total_most, cut_order } = &sums.caps;
    sum(found, "caps.pecuniary_most", *pecuniary_most);
    sum(found, "caps.total_most", *total_most);
    at_most(found, "caps.pecuniary_most", *pecuniary_most, *total_most, "caps.total_most");
    let moral = sums.moral.most;
    at_most(found, "moral.most", moral, *total_most, "caps.total_most");
    let care = &sums.care;
    let programme = care.programme_sessions.checked_mul(care.programme_session);
    let uncut = programme.and_then(|sum| sum.checked_add(care.without_papers));
    if uncut.is_none_or(|uncut| uncut > *pecuniary_most) {
        let problem = found.error("caps.pecuniary_most", "cap-below-programme");
        problem.with("most", pecuniary_most).with("value", uncut.unwrap_or(Decimal::MAX));
    }
    let cut = [
        ("care.planned_most", care.planned_most),
        ("care.extra_most", care.extra_most),
        ("schooling.training_grant", sums.schooling.training_grant),
    ];
    for (path, most) in cut {
        if most > *pecuniary_most {
            let problem = found.warning(path, "number-above");
            problem.with("value", most).with("most", pecuniary_most);
            problem.with("other", "caps.pecuniary_most");
        }
    }
    found.twice(|at| format!("caps.cut_order[{at}]"), cut_order.iter().copied());
    for (place, head) in cut_order.iter().enumerate().filter(|(_, head)| !CUT.contains(head)) {
        found.error(&format!("caps.cut_order[{place}]"), "head-never-cut").with("head", head);
    }
    for head in CUT.iter().filter(|head| !cut_order.contains(head)) {
        found.warning("caps.cut_order", "head-not-cut").with("head", head);
    }
}
