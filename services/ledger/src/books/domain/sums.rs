//! Sums of accounts, and the times that they are of.

use super::journal::Side;
use redress_kernel::money::MoneyError;
use redress_kernel::{Currency, Date, Fault, Money, Timestamp};
use std::collections::BTreeMap;

/// The two times of a report: which effective days count, and whose knowledge.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TimeBasis {
    /// First effective day; none for all since the first entry.
    pub from: Option<Date>,
    /// Last effective day.
    pub on_day: Date,
    /// Only what was recorded by then.
    pub known_at: Timestamp,
}

/// Sums of an account up to the day of a report.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AccountSum {
    pub account_id: i32,
    /// Number of its head.
    pub number: i16,
    pub head: String,
    /// Whose it is; empty for the general one.
    pub holder: String,
    /// All debits.
    pub debit: Money,
    /// All credits.
    pub credit: Money,
}

impl AccountSum {
    /// The currency of the account.
    pub fn currency(&self) -> Currency {
        self.debit.currency()
    }

    /// Debits less credits.
    pub fn net(&self) -> Result<Money, MoneyError> {
        self.debit.checked_sub(self.credit)
    }

    /// Whether nothing was ever booked on it.
    pub fn is_empty(&self) -> bool {
        self.debit.amount().is_zero() && self.credit.amount().is_zero()
    }
}

/// Money on both sides of an account, and what remains on the side on which it grows.
pub fn balance_of(normal_side: Side, debit: Money, credit: Money) -> Result<Money, Fault> {
    let (more, less) = match normal_side {
        Side::Debit => (debit, credit),
        Side::Credit => (credit, debit),
    };
    // Sums of the books are sums of amounts that the books hold; a failure is ours.
    more.checked_sub(less).map_err(Fault::new)
}

/// Sum of all debits of each currency that has any: what is typed to close a month.
pub fn control_totals(sums: &[AccountSum]) -> Result<Vec<Money>, MoneyError> {
    let mut totals: BTreeMap<&str, Money> = BTreeMap::new();
    for sum in sums.iter().filter(|sum| !sum.debit.amount().is_zero()) {
        let total = totals.entry(sum.currency().code()).or_insert(Money::zero(sum.currency()));
        *total = total.checked_add(sum.debit)?;
    }
    Ok(totals.into_values().collect())
}
