//! The decision tables of a rule set, as dimensions and rows for the solver.

use super::found::Found;
use super::table::{Dimension, Line, Row, Stretch, solve, those};
use crate::data::{OffsetRow, QuorumRow, RuleSet, StandingRow};
use crate::facts::{Standing, Test};
use crate::label::Label;
use redress_kernel::code::{ActCode, Category, RuleOutcome};
use redress_kernel::money::trunc_to;
use redress_kernel::{Date, Decimal};
use std::collections::BTreeSet;

/// Every table of the set.
pub(super) fn all(set: &RuleSet, found: &mut Found) {
    scope(set, found);
    standings(&set.standings, found);
    proof(set, found);
    quorums(&set.quorums, found);
    minor_classes(set, found);
    offset_kinds(&set.offset_kinds, found);
}

/// category and day of the act.
fn scope(set: &RuleSet, found: &mut Found) {
    let day = |day: Date| i128::from(day.to_julian_day());
    let stretches: Vec<Stretch> = set
        .scope
        .iter()
        .map(|row| Stretch { from: row.from.map(day), until: row.until.map(day) })
        .collect();
    let line = Line::cut(&stretches, None);
    let said = |number: i128| {
        let day = i32::try_from(number).ok().and_then(|day| Date::from_julian_day(day).ok());
        // Where no row names a day, every day is alike.
        day.filter(|_| stretches.iter().any(|s| s.from.or(s.until).is_some()))
            .map(|day| day.to_string())
            .unwrap_or_default()
    };
    let dimensions = [codes(Category::ALL), line.dimension(said)];
    let mut rows = Vec::new();
    for (place, (row, stretch)) in set.scope.iter().zip(&stretches).enumerate() {
        let path = format!("scope[{place}]");
        if let (Some(from), Some(until)) = (row.from, row.until) {
            order(found, &format!("{path}.until"), from, until);
        }
        if row.outcome == RuleOutcome::NotMet && row.refer_to.is_none() {
            found.warning(&format!("{path}.refer_to"), "refer-missing");
        }
        if row.outcome == RuleOutcome::Met && row.refer_to.is_some() {
            found.warning(&format!("{path}.refer_to"), "refer-unused");
        }
        found.twice(|at| format!("{path}.categories[{at}]"), row.categories.iter().copied());
        let categories = those(Category::ALL, |category| row.categories.contains(category));
        rows.push(Row { path, covers: vec![vec![categories, line.cells(*stretch)]] });
    }
    solve("scope", &dimensions, &rows, found);
}

/// A last day before its first.
pub(super) fn order(found: &mut Found, path: &str, from: Date, until: Date) {
    if until < from {
        found.error(path, "until-before-from").with("from", from).with("until", until);
    }
}

/// standing, and what shows it: nothing, one thing, or two at once.
fn standings(written: &[StandingRow], found: &mut Found) {
    let labels: BTreeSet<Label> = written.iter().flat_map(|row| row.shown_by.clone()).collect();
    let labels: Vec<Label> = labels.into_iter().collect();
    let mut shown: Vec<Vec<Label>> = vec![Vec::new()];
    for (place, label) in labels.iter().enumerate() {
        shown.push(vec![*label]);
        shown.extend(labels[place + 1..].iter().map(|other| vec![*label, *other]));
    }
    let said =
        |labels: &Vec<Label>| labels.iter().map(Label::as_str).collect::<Vec<_>>().join(" + ");
    let shown_cells = Dimension { cells: shown.iter().map(said).collect() };
    let mut rows = Vec::new();
    for (place, row) in written.iter().enumerate() {
        let path = format!("standings[{place}]");
        found.twice(|at| format!("{path}.standings[{at}]"), row.standings.iter().copied());
        found.twice(|at| format!("{path}.shown_by[{at}]"), row.shown_by.iter().copied());
        let covers = row.standings.iter().map(|standing| {
            let cells = those(&shown, |shown| covers_shown(written, row, *standing, shown));
            vec![those(Standing::ALL, |other| other == standing), cells]
        });
        rows.push(Row { path: path.clone(), covers: covers.collect() });
    }
    solve("standings", &[codes(Standing::ALL), shown_cells], &rows, found);
}

/// Whether a row is about a standing shown by this. A row without a list is about what no other row
/// of the standing lists.
fn covers_shown(rows: &[StandingRow], row: &StandingRow, who: Standing, shown: &[Label]) -> bool {
    if !row.shown_by.is_empty() {
        return shown.iter().any(|label| row.shown_by.contains(label));
    }
    let listed = |label: &Label| {
        rows.iter().any(|row| row.standings.contains(&who) && row.shown_by.contains(label))
    };
    !shown.iter().any(listed)
}

/// the amount of a loss. A larger loss needs no weaker test.
fn proof(set: &RuleSet, found: &mut Found) {
    let bands: Vec<_> = set.proof.iter().map(|row| (row.over, row.up_to)).collect();
    let (line, stretches) = bands_of("proof", &bands, found);
    let rows: Vec<Row> = stretches
        .iter()
        .enumerate()
        .map(|(place, stretch)| Row {
            path: format!("proof[{place}]"),
            covers: vec![vec![line.cells(*stretch)]],
        })
        .collect();
    solve("proof", &[line.dimension(dollars)], &rows, found);
    let mut by_amount: Vec<_> = set.proof.iter().enumerate().collect();
    by_amount.sort_by_key(|(_, row)| row.over.unwrap_or_default());
    for pair in by_amount.windows(2) {
        let (lower, (place, row)) = (pair[0].1.test, pair[1]);
        let strength = |test: Test| Test::ALL.iter().position(|other| *other == test);
        if strength(row.test) < strength(lower) {
            let problem = found.warning(&format!("proof[{place}].test"), "proof-weaker");
            problem.with("test", row.test).with("other", lower);
        }
    }
}

/// outcome, clearness and net.
fn quorums(written: &[QuorumRow], found: &mut Found) {
    let bands: Vec<_> = written.iter().map(|row| (row.over, row.up_to)).collect();
    let (line, stretches) = bands_of("quorums", &bands, found);
    let either = [true, false];
    let yes_no = |name: &str| Dimension {
        cells: either.iter().map(|value| format!("{name}: {value}")).collect(),
    };
    let dimensions = [yes_no("negative"), yes_no("clear"), line.dimension(dollars)];
    let mut rows = Vec::new();
    for (place, (row, stretch)) in written.iter().zip(&stretches).enumerate() {
        let path = format!("quorums[{place}]");
        if row.present == 0 || row.present > row.seats {
            let problem = found.error(&format!("{path}.present"), "quorum-impossible");
            problem.with("present", row.present).with("seats", row.seats);
        }
        let negative = those(&either, |value| row.negative.is_none_or(|is| is == *value));
        let clear = those(&either, |value| row.clear.is_none_or(|is| is == *value));
        rows.push(Row { path, covers: vec![vec![negative, clear, line.cells(*stretch)]] });
    }
    solve("quorums", &dimensions, &rows, found);
}

/// an act that has a class is one of the list, and so is its class, which is never lighter.
fn minor_classes(set: &RuleSet, found: &mut Found) {
    for (act, class) in &set.minor_classes {
        let path = format!("minor_classes.{act}");
        if !set.acts.contains(act) {
            found.error(&path, "row-unreachable");
        }
        for (field, counts_as) in [("one_event", class.one_event), ("period", class.period)] {
            let path = format!("{path}.{field}");
            if !set.acts.contains(&counts_as) {
                found.error(&path, "act-not-listed").with("act", counts_as);
            }
            if counts_as < *act {
                found.error(&path, "class-lighter").with("act", act).with("class", counts_as);
            }
        }
        if class.period < class.one_event {
            let problem = found.warning(&format!("{path}.period"), "class-lighter");
            problem.with("act", class.one_event).with("class", class.period);
        }
    }
}

/// each kind once.
fn offset_kinds(written: &[OffsetRow], found: &mut Found) {
    found.twice(|at| format!("offset_kinds[{at}].kind"), written.iter().map(|row| row.kind));
}

/// each act once, and at least one.
pub(super) fn acts(acts: &[ActCode], found: &mut Found) {
    if acts.is_empty() {
        found.error("acts", "list-empty");
    }
    found.twice(|at| format!("acts[{at}]"), acts.iter().copied());
}

/// Bands of US dollars, above one sum and up to another, as stretches of cents.
fn bands_of(
    table: &str,
    bands: &[(Option<Decimal>, Option<Decimal>)],
    found: &mut Found,
) -> (Line, Vec<Stretch>) {
    for (place, (over, up_to)) in bands.iter().enumerate() {
        for (field, bound) in [("over", over), ("up_to", up_to)] {
            if let Some(bound) = bound {
                super::number::sum(found, &format!("{table}[{place}].{field}"), *bound);
            }
        }
    }
    let stretch = |(over, up_to): &(Option<Decimal>, Option<Decimal>)| Stretch {
        from: over.map(|over| cents(over).saturating_add(1)),
        until: up_to.map(cents),
    };
    let stretches: Vec<Stretch> = bands.iter().map(stretch).collect();
    (Line::cut(&stretches, Some(0)), stretches)
}

fn cents(sum: Decimal) -> i128 {
    trunc_to(sum, 2).mantissa()
}

fn dollars(cents: i128) -> String {
    Decimal::try_from_i128_with_scale(cents, 2).map(|sum| sum.to_string()).unwrap_or_default()
}

/// A dimension of codes.
fn codes(all: &[impl ToString]) -> Dimension {
    Dimension { cells: all.iter().map(ToString::to_string).collect() }
}
