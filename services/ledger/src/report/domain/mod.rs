//! Reports: one shape for all of them, so that a page, a spreadsheet, a list and JSON say the same.
//! Belongs here: which rows and totals a report has, from sums of the books. Never here: words (a cell names a code of a
//! list), files, SQL. Amounts of different currencies are never added.

mod aged;
mod awards;
mod exchange;
mod months;
mod result;
mod trial;

pub use aged::{Due, aged_payables};
pub use awards::{ClaimSum, awards};
pub use exchange::{Difference, exchange_differences};
pub use months::{MONTHS, MonthEnd, fund_by_month};
pub use result::{financial_performance, financial_position};
pub use trial::trial_balance;

use crate::books::domain::sums::{AccountSum, TimeBasis};
use redress_kernel::money::MoneyError;
use redress_kernel::{ClaimId, Currency, Date, EntryId, Money, codes};
use std::collections::BTreeMap;

codes! {
    /// Which report (`report-<code>`, and in addresses and names of files).
    Kind {
        /// Every account with its sums.
        TrialBalance = "trial-balance",
        /// What the fund has and owes.
        FinancialPosition = "financial-position",
        /// What came in and what was awarded and spent.
        FinancialPerformance = "financial-performance",
        /// Each claim: awarded, set aside, paid, outstanding.
        Awards = "awards",
        /// What is owed, by the days since acceptance.
        AgedPayables = "aged-payables",
        /// What the rates of banks cost and brought.
        ExchangeDifferences = "exchange-differences",
        /// Cash, set aside and free at the end of each month.
        FundByMonth = "fund-by-month",
    }
}

impl Kind {
    /// Whether it is about the days from one to another; the others are about the end of one day.
    pub fn is_of_period(self) -> bool {
        matches!(self, Kind::FinancialPerformance | Kind::ExchangeDifferences)
    }
}

/// A report.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Report {
    pub kind: Kind,
    /// Its times.
    pub basis: TimeBasis,
    pub columns: Vec<Column>,
    /// Its rows, totals among them.
    pub rows: Vec<Row>,
    /// Drawings of numbers that stand in rows.
    pub charts: Vec<Chart>,
    /// Rows that were left out for their number; totals count them all the same.
    pub left_out: usize,
    /// Where the next rows begin, when they are read page by page.
    pub next: Option<String>,
}

/// A column.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Column {
    /// Name in lists and message keys (`report-col-<name>`).
    pub name: &'static str,
    /// What its cells hold.
    pub kind: ColumnKind,
}

codes! {
    /// What the cells of a column hold.
    ColumnKind {
        /// Words and codes.
        Text = "text",
        /// Days.
        Day = "day",
        /// Whole numbers.
        Count = "count",
        /// Amounts.
        Money = "money",
    }
}

/// A row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// What it is among the others.
    pub kind: RowKind,
    /// One cell a column.
    pub cells: Vec<Cell>,
    /// Where its figures come from.
    pub link: Option<Link>,
}

codes! {
    /// What a row is among the others.
    RowKind {
        /// One line of the report.
        Item = "item",
        /// The name of a part.
        Heading = "heading",
        /// A sum in one currency.
        Total = "total",
    }
}

/// One cell.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Cell {
    /// Nothing.
    Empty,
    /// As it stands.
    Text(String),
    /// A code of a list: shown as the text `<list>-<code>`.
    Word(&'static str, String),
    /// A day.
    Day(Date),
    /// A whole number.
    Count(i64),
    /// An amount.
    Money(Money),
}

/// Where the figures of a row come from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Link {
    /// The entries of an account.
    Account(i32),
    /// The payment of a claim.
    Claim(ClaimId),
    /// An entry.
    Entry(EntryId),
}

/// Bars, one group a row; every number stands in the table too.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Chart {
    pub currency: Currency,
    /// What each bar of a group is: names of columns.
    pub bars: Vec<&'static str>,
    /// Groups with one amount a bar.
    pub groups: Vec<(Cell, Vec<Money>)>,
}

impl Report {
    fn new(kind: Kind, basis: TimeBasis, columns: &[(&'static str, ColumnKind)]) -> Self {
        let columns = columns.iter().map(|&(name, kind)| Column { name, kind }).collect();
        Self { kind, basis, columns, rows: vec![], charts: vec![], left_out: 0, next: None }
    }

    fn push(&mut self, kind: RowKind, cells: impl Into<Vec<Cell>>, link: Option<Link>) {
        let cells = cells.into();
        debug_assert_eq!(cells.len(), self.columns.len());
        self.rows.push(Row { kind, cells, link });
    }
}

/// Sums by currency, each of several amounts: never one over different currencies.
#[derive(Debug, Clone, Default)]
struct Totals(BTreeMap<&'static str, Vec<Money>>);

impl Totals {
    /// Adds amounts of one currency, place by place.
    fn add(&mut self, currency: Currency, amounts: &[Money]) -> Result<(), MoneyError> {
        let code = currency.code();
        let sums = self.0.entry(code).or_insert_with(|| vec![Money::zero(currency); amounts.len()]);
        for (sum, amount) in sums.iter_mut().zip(amounts) {
            *sum = sum.checked_add(*amount)?;
        }
        Ok(())
    }

    fn iter(&self) -> impl Iterator<Item = (Cell, &Vec<Money>)> {
        self.0.iter().map(|(code, sums)| (Cell::Text((*code).to_owned()), sums))
    }
}

/// The account of a sum as cells: head, holder, currency.
fn account_cells(sum: &AccountSum) -> [Cell; 3] {
    [
        word("account", &sum.head),
        Cell::Text(sum.holder.clone()),
        Cell::Text(sum.currency().code().to_owned()),
    ]
}

fn word(list: &'static str, code: &str) -> Cell {
    Cell::Word(list, code.to_owned())
}

fn some(money: Money) -> Cell {
    if money.amount().is_zero() { Cell::Empty } else { Cell::Money(money) }
}

#[cfg(test)]
mod tests;
