//! The trial balance: every account that has ever moved, and the proof that debits equal credits in each currency.

use super::{Cell, ColumnKind, Kind, Link, Report, RowKind, Totals, some, word};
use crate::books::domain::sums::{AccountSum, TimeBasis};
use redress_kernel::Money;
use redress_kernel::money::MoneyError;

/// Makes the trial balance.
pub fn trial_balance(basis: TimeBasis, sums: &[AccountSum]) -> Result<Report, MoneyError> {
    let columns = [
        ("number", ColumnKind::Text),
        ("account", ColumnKind::Text),
        ("holder", ColumnKind::Text),
        ("currency", ColumnKind::Text),
        ("debits", ColumnKind::Money),
        ("credits", ColumnKind::Money),
        ("debit-balance", ColumnKind::Money),
        ("credit-balance", ColumnKind::Money),
    ];
    let mut report = Report::new(Kind::TrialBalance, basis, &columns);
    let mut totals = Totals::default();
    for sum in sums.iter().filter(|sum| !sum.is_empty()) {
        let (currency, net) = (sum.currency(), sum.net()?);
        let nothing = Money::zero(currency);
        let (left, right) = if net.amount().is_sign_negative() {
            (nothing, nothing.checked_sub(net)?)
        } else {
            (net, nothing)
        };
        totals.add(currency, &[sum.debit, sum.credit, left, right])?;
        let mut cells = vec![Cell::Text(sum.number.to_string())];
        cells.extend(super::account_cells(sum));
        cells.extend([Cell::Money(sum.debit), Cell::Money(sum.credit), some(left), some(right)]);
        report.push(RowKind::Item, cells, Some(Link::Account(sum.account_id)));
    }
    for (currency, sums) in totals.iter() {
        let mut cells = vec![Cell::Empty, word("report", "total"), Cell::Empty, currency];
        cells.extend(sums.iter().copied().map(Cell::Money));
        report.push(RowKind::Total, cells, None);
    }
    Ok(report)
}
