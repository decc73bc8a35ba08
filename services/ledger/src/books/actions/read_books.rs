//! Look at the books: balances on a day as known at a moment, the entries of an account, an entry, contributions, rates.

use crate::books::domain::sums::{AccountSum, balance_of, control_totals};
use crate::books::store::account;
use crate::books::store::account::{Account, Range};
use crate::books::store::journal;
use crate::books::store::journal::{Balance, Basis};
use crate::books::times::basis;
use crate::desk::times::Times;
use redress_kernel::{
    Action, Actor, Date, EntryId, Fault, Money, Outcome, Refusal, Stop, Timestamp, action,
};
use redress_runtime::Ctx;
use serde::Serialize;
use utoipa::ToSchema;

// What the answers are made of.
pub use crate::books::store::account::{AccountEntry, EntryDetail};
pub use crate::books::store::journal::Written;

/// Finance staff and auditors see the books.
pub const NAME: Action = action!("ledger.read_books", [FinanceOfficer, FinanceApprover, Auditor]);

/// Entries of one page of the journal or of an account.
pub const PAGE: i64 = 50;
/// Before this day there is no entry.
const FIRST_DAY: Date = time::macros::date!(2000 - 01 - 01);

/// The accounts with their sums, and the proof that they balance.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct Accounts {
    /// The last effective day that counts; nothing for every day.
    pub on_day: Option<Date>,
    /// Only what was recorded by then counts.
    #[serde(with = "time::serde::rfc3339")]
    #[schema(value_type = String, format = DateTime)]
    pub known_at: Timestamp,
    /// Every account, by number, currency and holder.
    pub accounts: Vec<Balance>,
    /// Sums of all debits, one a currency.
    pub debits: Vec<Money>,
    /// Sums of all credits, one a currency; the same.
    pub credits: Vec<Money>,
}

/// Every account up to a day, as known at a moment.
pub async fn list_accounts(ctx: &Ctx, actor: &Actor, times: Times) -> Outcome<Accounts> {
    ctx.read(actor, NAME, async |tx| {
        let known_at = basis(tx, times, false).await?.known_at;
        let basis = Basis { on_day: times.on_day, known_at: Some(known_at) };
        let accounts = journal::balances(tx.conn(), basis).await?;
        let sums: Vec<_> = accounts.iter().cloned().map(AccountSum::from).collect();
        let turned = sums.iter().map(|sum| AccountSum { debit: sum.credit, ..sum.clone() });
        Ok(Accounts {
            on_day: times.on_day,
            known_at,
            debits: control_totals(&sums).map_err(Fault::new)?,
            credits: control_totals(&turned.collect::<Vec<_>>()).map_err(Fault::new)?,
            accounts,
        })
    })
    .await
}

/// A page of the journal: the entries before place `before`, newest first.
pub async fn list_entries(ctx: &Ctx, actor: &Actor, before: Option<i64>) -> Outcome<Vec<Written>> {
    ctx.read(actor, NAME, async |tx| {
        Ok(journal::newest(tx.conn(), None, before.unwrap_or(i64::MAX), PAGE).await?)
    })
    .await
}

/// An account between two days: what it began with, its entries, what it ended with.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct AccountPage {
    /// The account.
    #[serde(flatten)]
    pub account: Account,
    /// First effective day; nothing for every day.
    pub from: Option<Date>,
    /// Last effective day.
    pub on_day: Date,
    /// Only what was recorded by then.
    #[serde(with = "time::serde::rfc3339")]
    #[schema(value_type = String, format = DateTime)]
    pub known_at: Timestamp,
    /// Balance before the first day, on the side on which the account grows.
    pub opening: Money,
    /// All debits of these days.
    pub debit: Money,
    /// All credits of these days.
    pub credit: Money,
    /// Balance after the last day.
    pub closing: Money,
    /// Its entries, newest first; those of claims that the reader may not see are left out.
    pub entries: Vec<AccountEntry>,
    /// The place before which older entries are.
    pub before: Option<i64>,
}

/// The entries of an account between two days, before a place of the journal.
pub async fn show_account(
    ctx: &Ctx,
    actor: &Actor,
    id: i32,
    times: Times,
    before: Option<i64>,
) -> Outcome<AccountPage> {
    ctx.read(actor, NAME, async |tx| {
        let account = account::account(tx.conn(), id).await?.ok_or(Stop::Missing)?;
        let basis = basis(tx, times, false).await?;
        let (known_at, to) = (basis.known_at, basis.on_day);
        let from = times.from.unwrap_or(FIRST_DAY);
        if from > to {
            return Err(Refusal::field("from", "from-after-day").into());
        }
        let on = |day| Basis { on_day: day, known_at: Some(known_at) };
        let ended = account::account_sums(tx.conn(), &account, on(Some(to))).await?;
        let begun = account::account_sums(tx.conn(), &account, on(from.previous_day())).await?;
        // One more, to know whether there are more.
        let limit = i32::try_from(PAGE + 1).unwrap_or(i32::MAX);
        let range = Range { from, to, known_at, before: before.unwrap_or(i64::MAX), limit };
        let mut entries = account::account_entries(tx.conn(), &account, range).await?;
        let page = usize::try_from(PAGE).unwrap_or(usize::MAX);
        let has_more = entries.len() > page;
        entries.truncate(page);
        Ok(AccountPage {
            from: times.from,
            on_day: to,
            known_at,
            opening: balance_of(account.normal_side, begun.0, begun.1)?,
            debit: ended.0.checked_sub(begun.0).map_err(Fault::new)?,
            credit: ended.1.checked_sub(begun.1).map_err(Fault::new)?,
            closing: balance_of(account.normal_side, ended.0, ended.1)?,
            before: entries.last().filter(|_| has_more).map(|entry| entry.seq),
            account,
            entries,
        })
    })
    .await
}

/// One entry; [`Stop::Missing`] for a stranger.
pub async fn show_entry(ctx: &Ctx, actor: &Actor, id: EntryId) -> Outcome<EntryDetail> {
    ctx.read(actor, NAME, async |tx| account::entry(tx.conn(), id).await?.ok_or(Stop::Missing))
        .await
}
