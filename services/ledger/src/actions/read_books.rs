//! Look at the books: balances, journal, contributions, rates.

use super::{ROWS_MAX, day_of};
use crate::store::fund::Contribution;
use crate::store::journal::{Balance, Written};
use crate::store::rate::Rate;
use crate::store::{fund, journal, rate};
use redress_kernel::{Action, Actor, Currency, Decimal, Outcome, action};
use redress_runtime::Ctx;
use serde::Serialize;
use utoipa::ToSchema;

/// Finance staff and auditors see the books.
pub const NAME: Action = action!("ledger.read_books", [FinanceOfficer, FinanceApprover, Auditor]);

/// Entries of one page of the journal.
pub const PAGE: i64 = 50;

/// The accounts with their sums, and the proof that they balance.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct Accounts {
    /// Every account, by number, currency and holder.
    pub accounts: Vec<Balance>,
    /// Sum of all debits, US dollars.
    pub debit: Decimal,
    /// Sum of all credits, US dollars; the same.
    pub credit: Decimal,
}

/// Every account.
pub async fn list_accounts(ctx: &Ctx, actor: &Actor) -> Outcome<Accounts> {
    let mut tx = ctx.begin(actor, NAME, None).await?;
    let accounts = journal::balances(tx.conn(), journal::Basis::default()).await?;
    let dollars = || accounts.iter().filter(|account| account.debit.currency() == Currency::USD);
    Ok(Accounts {
        debit: dollars().map(|account| account.debit.amount()).sum(),
        credit: dollars().map(|account| account.credit.amount()).sum(),
        accounts,
    })
}

/// A page of the journal: the entries before place `before`, newest first.
pub async fn list_entries(ctx: &Ctx, actor: &Actor, before: Option<i64>) -> Outcome<Vec<Written>> {
    let mut tx = ctx.begin(actor, NAME, None).await?;
    Ok(journal::newest(tx.conn(), None, before.unwrap_or(i64::MAX), PAGE).await?)
}

/// The newest contributions.
pub async fn list_contributions(ctx: &Ctx, actor: &Actor) -> Outcome<Vec<Contribution>> {
    let mut tx = ctx.begin(actor, NAME, None).await?;
    Ok(fund::newest(tx.conn(), ROWS_MAX).await?)
}

/// The rate of each currency in force today.
pub async fn list_rates(ctx: &Ctx, actor: &Actor) -> Outcome<Vec<Rate>> {
    let mut tx = ctx.begin(actor, NAME, None).await?;
    let today = day_of(tx.now());
    Ok(rate::list(tx.conn(), today).await?)
}
