//! What may be seen of a comparison: tables in which no count under ten stands or can be worked out,
//! and no sum of money of fewer than ten people or mostly of one. Never here: exact counters leave
//! nothing here but through [`super::suppress`].
//!
//! The tables say no number twice, so that one can't be used to solve another: the outcomes are shown
//! as parts of the totals of the table by category, and only under a total that is shown; awards are
//! counted by band under those same totals; sums under the draft are shown only where at least ten
//! people's sums differ; the fund's factor is computed from the rounded sums that stand in the table.

use super::suppress::{Grid, LEAST_SHOWN, State};
use super::tally::{ANSWERS, BAND_COUNT, BANDS, Compared, Moves, OUTCOMES, Pile, SUMS, Tally};
use crate::Mechanism;
use crate::award::Head;
use crate::label::Label;
use crate::rules::Rule;
use redress_kernel::code::Category;
use redress_kernel::money::{round_to, trunc_to};
use redress_kernel::{Decimal, codes};
use serde::{Deserialize, Serialize};

/// Sums are shown in steps of this many US dollars.
pub const SUM_STEP: Decimal = Decimal::ONE_THOUSAND;
/// Decimals of the fund factor.
const FACTOR_DECIMALS: u32 = 6;

/// A comparison as it may be shown, kept and handed on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Comparison {
    /// Which claims it was made over.
    pub about: About,
    /// The version in force.
    pub base: Versions,
    /// The draft.
    pub draft: Versions,
    /// Money for payment that was asked about, US dollars.
    #[schema(value_type = Option<String>)]
    pub fund: Option<Decimal>,
    /// How many claims. Where there are fewer than ten, nothing else is said.
    pub claims: Cell,
    /// Claims that get an award under the draft alone.
    pub gained: Cell,
    /// Claims that get one under the version in force alone.
    pub lost: Cell,
    /// The tables.
    pub tables: Vec<Table>,
}

/// Which claims a comparison was made over.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(tag = "source", rename_all = "snake_case", deny_unknown_fields)]
pub enum About {
    /// Invented claims.
    Invented {
        /// The seed that they follow from.
        seed: u64,
    },
    /// The claims that are there.
    Caseload,
}

/// Versions that were compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Versions {
    /// Of the rules.
    pub rules: Label,
    /// Of the sums.
    pub schedule: Label,
}

impl Versions {
    fn of(mechanism: &Mechanism) -> Self {
        Self { rules: mechanism.rules.set.version, schedule: mechanism.schedule.sums.version }
    }
}

codes! {
    /// What a table is about.
    TableKind {
        /// Outcomes before (rows) and after (columns).
        Outcome = "outcome",
        /// Who gains and who loses, by category.
        Category = "category",
        /// Which rules answer otherwise.
        Rule = "rule",
        /// Awards by size.
        Band = "band",
        /// Cost of awards, US dollars.
        Cost = "cost",
        /// Effect on the fund, US dollars.
        Fund = "fund",
        /// Awards with a line that could not be computed.
        Stopped = "stopped",
    }
}

/// One table. Rows and columns are named by codes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Table {
    /// What it is about.
    pub kind: TableKind,
    /// Its columns.
    pub columns: Vec<String>,
    /// Its rows.
    pub rows: Vec<Row>,
}

/// One row.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Row {
    /// What it is about.
    pub row: String,
    /// A cell for each column.
    pub cells: Vec<Cell>,
}

/// One cell.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(tag = "is", content = "value", rename_all = "snake_case")]
pub enum Cell {
    /// A number of claims, at least ten.
    Count(u64),
    /// US dollars, to the nearest thousand.
    Usd(Decimal),
    /// A factor.
    Factor(Decimal),
    /// Fewer than ten, or none.
    Few,
    /// Not said, since another number could be worked out from it.
    Withheld,
}

impl Cell {
    /// The number of claims, where it is one that is shown.
    pub fn count(self) -> Option<u64> {
        match self {
            Cell::Count(count) => Some(count),
            _ => None,
        }
    }

    /// A number of claims by itself.
    fn of(count: u64) -> Self {
        if count < LEAST_SHOWN { Cell::Few } else { Cell::Count(count) }
    }

    fn at(grid: &Grid, row: usize, column: usize) -> Self {
        match (grid.shown(row, column), grid.state(row, column)) {
            (Some(count), _) => Cell::Count(count),
            (None, State::Few) => Cell::Few,
            (None, _) => Cell::Withheld,
        }
    }
}

impl std::fmt::Display for Cell {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Cell::Count(count) => write!(f, "{count}"),
            Cell::Usd(number) | Cell::Factor(number) => write!(f, "{number}"),
            Cell::Few => write!(f, "<{LEAST_SHOWN}"),
            Cell::Withheld => f.write_str("withheld"),
        }
    }
}

/// Totals of the table by category: award under both, gained, lost, neither.
type Totals = [Option<u64>; 4];

/// Makes what may be seen.
pub(super) fn publish(
    tally: &Tally,
    versions: [&Mechanism; 2],
    about: About,
    fund: Option<Decimal>,
) -> Comparison {
    let mut seen = Comparison {
        about,
        base: Versions::of(versions[0]),
        draft: Versions::of(versions[1]),
        fund,
        claims: Cell::of(tally.claims),
        gained: Cell::Few,
        lost: Cell::Few,
        tables: Vec::new(),
    };
    if tally.claims < LEAST_SHOWN {
        return seen;
    }
    let (by_category, grid) = by_category(tally);
    let last = by_category.rows.len() - 1;
    let totals = [0, 1, 2, 3].map(|column| grid.shown(last, column));
    (seen.gained, seen.lost) = (by_category.rows[last].cells[1], by_category.rows[last].cells[2]);
    let cost = cost(tally);
    seen.tables.extend([
        by_category,
        outcomes(&tally.moves(), totals),
        by_rule(tally),
        by_band(tally, totals),
        effect(tally, fund),
        cost,
        stopped(tally),
    ]);
    seen
}

fn table(kind: TableKind, columns: &[&str], rows: Vec<Row>) -> Table {
    Table { kind, columns: columns.iter().map(ToString::to_string).collect(), rows }
}

/// Award under both, gained, lost, neither.
fn grouped(moves: &Moves) -> [u64; 4] {
    [moves[0], moves[3] + moves[6], moves[1] + moves[2], moves[4] + moves[5] + moves[7] + moves[8]]
}

fn by_category(tally: &Tally) -> (Table, Grid) {
    let inner: Vec<Vec<u64>> = tally.groups.iter().map(|moves| grouped(moves).to_vec()).collect();
    // Who gains or loses is what the reader came for; who never had an award matters least.
    let mut grid = Grid::table(&inner, &[8, 40, 40, 1, 12]);
    grid.protect();
    let names = Category::ALL.iter().map(|category| category.as_str());
    let rows = names.chain(["mixed", "total"]).enumerate().map(|(row, name)| Row {
        row: name.to_owned(),
        cells: (0..5).map(|column| Cell::at(&grid, row, column)).collect(),
    });
    let rows = rows.collect();
    (table(TableKind::Category, &["both", "gained", "lost", "neither", "total"], rows), grid)
}

/// The outcomes before and after, as parts of the totals by category.
fn outcomes(moves: &Moves, totals: Totals) -> Table {
    let mut cells = [Cell::Withheld; 9];
    for (parts, total) in [&[0][..], &[3, 6], &[1, 2], &[4, 5, 7, 8]].into_iter().zip(totals) {
        if total.is_none() {
            continue;
        }
        let values: Vec<u64> = parts.iter().map(|part| moves[*part]).collect();
        let mut grid = Grid::list(&values, &[]);
        grid.protect();
        for (column, part) in parts.iter().enumerate() {
            cells[*part] = Cell::at(&grid, 0, column);
        }
    }
    let names = OUTCOMES.map(crate::trace::Gate::as_str);
    let rows = names.iter().zip(cells.chunks(3));
    let rows = rows.map(|(name, cells)| Row { row: (*name).to_owned(), cells: cells.to_vec() });
    table(TableKind::Outcome, &names, rows.collect())
}

/// Rules whose answer differs for at least ten claims; each row adds up to all claims.
fn by_rule(tally: &Tally) -> Table {
    // The places of `Moves` in which something changed.
    const CHANGES: [usize; 6] = [1, 2, 3, 5, 6, 7];
    let [_, gained, lost, _] = grouped(&tally.moves());
    let mut rows = Vec::new();
    for (rule, moves) in Rule::ALL.iter().zip(&tally.rules) {
        let mut values: Vec<u64> = CHANGES.iter().map(|place| moves[*place]).collect();
        let changed: u64 = values.iter().sum();
        values.push(tally.claims.saturating_sub(changed));
        // How many stay as they were is not said, so that the changes can be.
        let mut near = [false; CHANGES.len() + 1];
        near[CHANGES.len()] = true;
        // Those who gain are among those for whom a rule changed: the difference would be a count.
        for (near, value) in near.iter_mut().zip(&values).take(CHANGES.len()) {
            *near = [gained, lost].iter().any(|all| value.abs_diff(*all) < LEAST_SHOWN);
        }
        let mut grid = Grid::list(&values, &near);
        grid.protect();
        let cells: Vec<Cell> = (0..CHANGES.len()).map(|at| Cell::at(&grid, 0, at)).collect();
        if cells.iter().any(|cell| cell.count().is_some()) {
            rows.push(Row { row: rule.as_str().to_owned(), cells });
        }
    }
    let name = |place: &usize| format!("{}-{}", ANSWERS[place / 3], ANSWERS[place % 3]);
    Table { kind: TableKind::Rule, columns: CHANGES.iter().map(name).collect(), rows }
}

/// Awards by size before and after.
fn by_band(tally: &Tally, totals: Totals) -> Table {
    let bands = BAND_COUNT - 1;
    let before: Vec<u64> = tally.bands[..bands].iter().map(|row| row.iter().sum()).collect();
    let after: Vec<u64> =
        (0..bands).map(|band| tally.bands.iter().map(|row| row[band]).sum()).collect();
    // Where fewer than ten came or went, the number after would tell how many.
    let near: Vec<bool> = (0..bands)
        .map(|band| {
            let stayed = tally.bands[band][band];
            before[band] + after[band] - 2 * stayed < LEAST_SHOWN
        })
        .collect();
    let [both, gained, lost, _] = totals;
    let before = band_list(&before, &vec![false; bands], both.and(lost).is_some());
    let after = band_list(&after, &near, both.and(gained).is_some());
    let rows = before
        .into_iter()
        .zip(after)
        .enumerate()
        .map(|(band, (before, after))| Row { row: band_name(band), cells: vec![before, after] });
    table(TableKind::Band, &["before", "after"], rows.collect())
}

fn band_name(band: usize) -> String {
    let bound = |at: usize| BANDS[at] / 1_000;
    match band {
        0 => "nothing".to_owned(),
        last if last == BANDS.len() => format!("from-{}k", bound(last - 1)),
        band => format!("{}k-{}k", bound(band - 1), bound(band)),
    }
}

/// One side of the table by band. Where the total isn't known, one large count is withheld, so that
/// it can't be found by adding up.
fn band_list(values: &[u64], near: &[bool], is_total_shown: bool) -> Vec<Cell> {
    let mut near = near.to_vec();
    if !is_total_shown {
        let largest = (0..values.len()).max_by_key(|band| values[*band]);
        if let Some(largest) = largest {
            near[largest] = true;
        }
    }
    let mut grid = Grid::list(values, &near);
    if is_total_shown {
        grid.protect();
    }
    (0..values.len()).map(|band| Cell::at(&grid, 0, band)).collect()
}

/// A sum to the nearest thousand; nothing where it is of too few people or mostly of one.
fn sum(pile: &Pile) -> Option<Decimal> {
    let is_safe =
        pile.count >= LEAST_SHOWN && pile.largest.saturating_add(pile.largest) <= pile.size;
    is_safe.then(|| stepped(pile.sum))
}

fn stepped(amount: Decimal) -> Decimal {
    round_to(amount / SUM_STEP, 0).saturating_mul(SUM_STEP)
}

/// A sum before, after, and the difference. What is after is said only with the difference.
fn compared(sums: &Compared) -> [Option<Decimal>; 3] {
    let before = sum(&sums.before);
    let change = sum(&sums.change);
    let after = if before.is_some() && change.is_none() { None } else { sum(&sums.after) };
    let change = change.filter(|_| before.is_some() && after.is_some());
    [before, after, change]
}

fn usd(amount: Option<Decimal>, count: u64) -> Cell {
    let hidden = if count < LEAST_SHOWN { Cell::Few } else { Cell::Withheld };
    amount.map_or(hidden, Cell::Usd)
}

fn cost(tally: &Tally) -> Table {
    let names = Head::ALL.iter().map(|head| head.as_str()).chain(["later", "gross", "net"]);
    let rows = names.zip(&tally.sums).map(|(name, sums)| {
        let [before, after, change] = compared(sums);
        // The number after is hidden since too few people's sums differ.
        let hidden_after =
            if before.is_some() { Cell::Withheld } else { usd(None, sums.after.count) };
        let cells = vec![
            usd(before, sums.before.count),
            after.map_or(hidden_after, Cell::Usd),
            usd(change, sums.change.count),
        ];
        Row { row: name.to_owned(), cells }
    });
    table(TableKind::Cost, &["before", "after", "change"], rows.collect())
}

/// what is paid in full, what comes under the factor, and the factor for a given sum of money.
fn effect(tally: &Tally, fund: Option<Decimal>) -> Table {
    let [first, rest] = [SUMS - 2, SUMS - 1].map(|place| compared(&tally.sums[place]));
    let mut rows: Vec<Row> = ["first", "rest"]
        .into_iter()
        .zip([first, rest])
        .map(|(name, sums)| Row {
            row: name.to_owned(),
            cells: sums[..2].iter().map(|sum| sum.map_or(Cell::Withheld, Cell::Usd)).collect(),
        })
        .collect();
    if let Some(fund) = fund {
        let met = [0, 1].map(|at| Some(share(fund, first[at]?, rest[at]?)));
        let cell = |make: fn(&Share) -> Cell| {
            met.iter().map(|met| met.as_ref().map_or(Cell::Withheld, make)).collect()
        };
        rows.extend([
            Row { row: "factor".to_owned(), cells: cell(|met| Cell::Factor(met.factor)) },
            Row { row: "payable".to_owned(), cells: cell(|met| Cell::Usd(met.payable)) },
            Row { row: "outstanding".to_owned(), cells: cell(|met| Cell::Usd(met.outstanding)) },
        ]);
    }
    table(TableKind::Fund, &["before", "after"], rows)
}

/// What the fund can pay.
struct Share {
    factor: Decimal,
    payable: Decimal,
    outstanding: Decimal,
}

/// The factor with which `fund` pays `first` in full and as much of `rest` as it can, toward zero at
/// six decimals; 0 where it does not even reach for what is paid in full.
fn share(fund: Decimal, first: Decimal, rest: Decimal) -> Share {
    let left = fund.saturating_sub(first);
    let factor = if left >= rest {
        Decimal::ONE
    } else if left <= Decimal::ZERO {
        Decimal::ZERO
    } else {
        left.checked_div(rest).map_or(Decimal::ZERO, |share| trunc_to(share, FACTOR_DECIMALS))
    };
    let payable = stepped(fund.min(first.saturating_add(rest.saturating_mul(factor))));
    Share { factor, payable, outstanding: first.saturating_add(rest).saturating_sub(payable) }
}

fn stopped(tally: &Tally) -> Table {
    let [before, after, differ] = tally.stopped;
    let near = if differ < LEAST_SHOWN { Cell::Withheld } else { Cell::of(after) };
    let after = if before < LEAST_SHOWN { Cell::of(after) } else { near };
    let rows = vec![Row { row: "stopped".to_owned(), cells: vec![Cell::of(before), after] }];
    table(TableKind::Stopped, &["before", "after"], rows)
}

#[cfg(test)]
#[path = "publish_tests.rs"]
mod tests;
