//! The award report: what each claim was awarded, where the money is, what is still owed.

use super::{Cell, ColumnKind, Kind, Link, Report, RowKind, Totals, word};
use crate::books::domain::sums::TimeBasis;
use redress_kernel::money::MoneyError;
use redress_kernel::{ClaimId, Date, Money};

/// What a claim is owed, by where it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ClaimSum {
    pub claim_id: ClaimId,
    pub claim_code: String,
    /// When its award was accepted.
    pub accepted_on: Date,
    /// Awarded, no money set aside yet.
    pub waiting: Money,
    /// Money set aside, not released.
    pub set_aside: Money,
    /// Released to the bank.
    pub at_bank: Money,
    /// Came back.
    pub returned: Money,
    /// Held in trust.
    pub in_trust: Money,
    /// Paid, and not sent back.
    pub settled: Money,
}

impl ClaimSum {
    /// What is still owed.
    pub fn outstanding(&self) -> Result<Money, MoneyError> {
        let parts = [self.waiting, self.set_aside, self.at_bank, self.returned, self.in_trust];
        Money::sum(parts, self.settled.currency())
    }
}

/// Makes the award report of some claims, in the order given; `next` is where the following ones begin.
pub fn awards(
    basis: TimeBasis,
    sums: &[ClaimSum],
    next: Option<String>,
) -> Result<Report, MoneyError> {
    let money = [
        "awarded",
        "waiting",
        "set-aside",
        "at-bank",
        "returned",
        "in-trust",
        "settled",
        "outstanding",
    ];
    let mut columns = vec![
        ("claim", ColumnKind::Text),
        ("accepted", ColumnKind::Day),
        ("currency", ColumnKind::Text),
    ];
    columns.extend(money.map(|name| (name, ColumnKind::Money)));
    let mut report = Report::new(Kind::Awards, basis, &columns);
    let mut totals = Totals::default();
    for sum in sums {
        let (currency, outstanding) = (sum.settled.currency(), sum.outstanding()?);
        let amounts = [
            outstanding.checked_add(sum.settled)?,
            sum.waiting,
            sum.set_aside,
            sum.at_bank,
            sum.returned,
            sum.in_trust,
            sum.settled,
            outstanding,
        ];
        totals.add(currency, &amounts)?;
        let mut cells = vec![
            Cell::Text(sum.claim_code.clone()),
            Cell::Day(sum.accepted_on),
            Cell::Text(currency.code().to_owned()),
        ];
        cells.extend(amounts.map(Cell::Money));
        report.push(RowKind::Item, cells, Some(Link::Claim(sum.claim_id)));
    }
    // A page among others has no total of the whole, and says so.
    let name = if next.is_some() { "listed" } else { "total" };
    for (currency, sums) in totals.iter() {
        let mut cells = vec![word("report", name), Cell::Empty, currency];
        cells.extend(sums.iter().copied().map(Cell::Money));
        report.push(RowKind::Total, cells, None);
    }
    report.next = next;
    Ok(report)
}
