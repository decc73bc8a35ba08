//! The two statements: what the fund has and owes on a day, and what came in and went out between two days.
//! Where an account stands follows from its number: 1 assets, 2 liabilities, from 3 on what is the fund's own.

use super::{Cell, ColumnKind, Kind, Link, Report, RowKind, Totals, word};
use crate::books::domain::sums::{AccountSum, TimeBasis};
use redress_kernel::Money;
use redress_kernel::money::MoneyError;

/// Number of the account that awards are taken from: in a period it is what was awarded.
const AWARDED: i16 = 3900;

const COLUMNS: [(&str, ColumnKind); 4] = [
    ("account", ColumnKind::Text),
    ("holder", ColumnKind::Text),
    ("currency", ColumnKind::Text),
    ("amount", ColumnKind::Money),
];

/// A part of a statement: its name, which accounts, and whether they grow by debits.
type Part = (&'static str, fn(i16) -> bool, bool);

/// Makes the statement of financial position: assets equal liabilities and net assets, currency by currency.
pub fn financial_position(basis: TimeBasis, sums: &[AccountSum]) -> Result<Report, MoneyError> {
    let mut report = Report::new(Kind::FinancialPosition, basis, &COLUMNS);
    let parts: [Part; 3] = [
        ("assets", |number| number < 2000, true),
        ("liabilities", |number| (2000..3000).contains(&number), false),
        ("net-assets", |number| number >= 3000, false),
    ];
    let mut claims_on_it = Totals::default();
    for part in parts {
        let totals = add_part(&mut report, part, sums, "account")?;
        if part.0 != "assets" {
            for sums in totals.0.values() {
                claims_on_it.add(sums[0].currency(), sums)?;
            }
        }
    }
    add_totals(&mut report, "liabilities-and-net-assets", &claims_on_it);
    Ok(report)
}

/// Makes the statement of financial performance: `sums` are what moved within the period.
pub fn financial_performance(basis: TimeBasis, sums: &[AccountSum]) -> Result<Report, MoneyError> {
    let mut report = Report::new(Kind::FinancialPerformance, basis, &COLUMNS);
    let income: Part =
        ("income", |number| (3000..5000).contains(&number) && number != AWARDED, false);
    let expense: Part = ("expense", |number| number >= 5000 || number == AWARDED, true);
    let came = add_part(&mut report, income, sums, "account")?;
    let went = add_part(&mut report, expense, sums, "result")?;
    let mut result = came;
    for sums in went.0.values() {
        let less = Money::zero(sums[0].currency()).checked_sub(sums[0])?;
        result.add(less.currency(), &[less])?;
    }
    add_totals(&mut report, "surplus", &result);
    Ok(report)
}

/// Adds the rows and totals of one part; `list` words its accounts.
fn add_part(
    report: &mut Report,
    (name, is_in, by_debits): Part,
    sums: &[AccountSum],
    list: &'static str,
) -> Result<Totals, MoneyError> {
    let heading = [word("report-part", name), Cell::Empty, Cell::Empty, Cell::Empty];
    report.push(RowKind::Heading, heading, None);
    let mut totals = Totals::default();
    for sum in sums.iter().filter(|sum| is_in(sum.number) && !sum.is_empty()) {
        let net = sum.net()?;
        let amount = if by_debits { net } else { Money::zero(net.currency()).checked_sub(net)? };
        totals.add(net.currency(), &[amount])?;
        let [account, holder, currency] = super::account_cells(sum);
        let account = if sum.number == AWARDED { word(list, &sum.head) } else { account };
        let cells = [account, holder, currency, Cell::Money(amount)];
        report.push(RowKind::Item, cells, Some(Link::Account(sum.account_id)));
    }
    add_totals(report, name, &totals);
    Ok(totals)
}

fn add_totals(report: &mut Report, name: &str, totals: &Totals) {
    for (currency, sums) in totals.iter() {
        let cells = [word("report-total", name), Cell::Empty, currency, Cell::Money(sums[0])];
        report.push(RowKind::Total, cells, None);
    }
}
