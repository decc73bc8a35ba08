//! Exchange differences: what the rates of banks cost the fund, and what they brought it.

use super::{Cell, ColumnKind, Kind, Link, Report, RowKind, Totals, word};
use crate::books::domain::entry_kind::EntryKind;
use crate::books::domain::sums::{AccountSum, TimeBasis};
use redress_kernel::money::MoneyError;
use redress_kernel::{Date, EntryId, Money};

/// One entry on an account of exchange differences.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Difference {
    pub entry_id: EntryId,
    /// Its place in the journal.
    pub seq: i64,
    /// What happened.
    pub kind: EntryKind,
    pub occurred_on: Date,
    /// Whose payment it was.
    pub claim_code: Option<String>,
    /// What it cost.
    pub loss: Money,
    /// What it brought.
    pub gain: Money,
}

/// Makes the report; `sums` are what moved on these accounts within the period, listed or not.
pub fn exchange_differences(
    basis: TimeBasis,
    differences: &[Difference],
    sums: &[AccountSum],
    next: Option<String>,
) -> Result<Report, MoneyError> {
    let columns = [
        ("date", ColumnKind::Day),
        ("entry", ColumnKind::Text),
        ("kind", ColumnKind::Text),
        ("claim", ColumnKind::Text),
        ("currency", ColumnKind::Text),
        ("loss", ColumnKind::Money),
        ("gain", ColumnKind::Money),
    ];
    let mut report = Report::new(Kind::ExchangeDifferences, basis, &columns);
    for one in differences {
        let cells = [
            Cell::Day(one.occurred_on),
            Cell::Text(one.seq.to_string()),
            Cell::Word("entry", one.kind.to_string()),
            one.claim_code.clone().map_or(Cell::Empty, Cell::Text),
            Cell::Text(one.loss.currency().code().to_owned()),
            super::some(one.loss),
            super::some(one.gain),
        ];
        report.push(RowKind::Item, cells, Some(Link::Entry(one.entry_id)));
    }
    let mut totals = Totals::default();
    for sum in sums.iter().filter(|sum| !sum.is_empty()) {
        totals.add(sum.currency(), &[sum.debit, sum.credit])?;
    }
    for (currency, sums) in totals.iter() {
        let mut cells =
            vec![Cell::Empty, word("report", "total"), Cell::Empty, Cell::Empty, currency];
        cells.extend(sums.iter().copied().map(Cell::Money));
        report.push(RowKind::Total, cells, None);
    }
    report.next = next;
    Ok(report)
}
