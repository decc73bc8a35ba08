//! The journal as it was known at a moment, for whoever takes it along.

use crate::books::domain::entry_kind::EntryKind;
use crate::books::journal_text::{Account, Entry, Leg, Range, account_name};
use redress_kernel::{Currency, Date, Decimal, EntryId, Fault, Timestamp};
use sqlx::PgConnection;
use std::collections::BTreeMap;

/// Accounts by their number, each with its place in the list that entries refer to.
pub type Places = BTreeMap<i32, usize>;

/// The clock of the database, which recorded times are of.
pub async fn now(db: &mut PgConnection) -> Result<Timestamp, Fault> {
    Ok(sqlx::query_scalar!(
        r#"-- store::export::now
        select clock_timestamp() as "now!""#
    )
    .fetch_one(db)
    .await?)
}

/// The number of this transaction: above those of all that may have recorded anything by now. Asked after the moment,
/// as whoever records an entry has a number before its time. (The end of a snapshot would not do: it is one after the
/// last that has ended, and others may be under way beyond.)
pub async fn mark(db: &mut PgConnection) -> Result<String, Fault> {
    Ok(sqlx::query_scalar!(
        r#"-- store::export::mark
        select pg_current_xact_id()::text as "mark!""#
    )
    .fetch_one(db)
    .await?)
}

/// Whether all transactions below a mark have ended: what was recorded by its moment changes no more.
pub async fn is_settled(db: &mut PgConnection, mark: &str) -> Result<bool, Fault> {
    Ok(sqlx::query_scalar!(
        r#"-- store::export::is_settled
        select pg_snapshot_xmin(pg_current_snapshot()) >= $1::text::xid8 as "settled!""#,
        mark
    )
    .fetch_one(db)
    .await?)
}

/// Accounts on which anything was recorded by the end of the range, by number, with their nets at both ends.
pub async fn accounts(
    db: &mut PgConnection,
    range: Range,
) -> Result<(Vec<Account>, Places), Fault> {
    let opening = match range.from.map(Date::previous_day) {
        None | Some(None) => BTreeMap::new(),
        Some(before) => nets(db, before, range.known_at).await?,
    };
    let (mut accounts, mut places) = (Vec::new(), Places::new());
    let rows = sqlx::query!(
        r#"-- store::export::accounts
        select account_id as "account_id!", number as "number!", head as "head!", holder as "holder!",
          currency as "currency!: Currency", debit - credit as "net!"
        from ledger.balance($1, $2) where debit <> 0 or credit <> 0"#,
        range.to,
        range.known_at
    )
    .fetch_all(db)
    .await?;
    for row in rows {
        places.insert(row.account_id, accounts.len());
        accounts.push(Account {
            name: account_name(row.number, &row.head, &row.holder, row.currency),
            currency: row.currency,
            opening: opening.get(&row.account_id).copied().unwrap_or_default(),
            closing: row.net,
        });
    }
    Ok((accounts, places))
}

async fn nets(
    db: &mut PgConnection,
    on_day: Option<Date>,
    known_at: Timestamp,
) -> Result<BTreeMap<i32, Decimal>, Fault> {
    let rows = sqlx::query!(
        r#"-- store::export::nets
        select account_id as "account_id!", debit - credit as "net!" from ledger.balance($1, $2)"#,
        on_day,
        known_at
    )
    .fetch_all(db)
    .await?;
    Ok(rows.into_iter().map(|row| (row.account_id, row.net)).collect())
}

/// Entries read at once: enough to be quick, few enough for memory.
const PAGE: i32 = 5_000;

/// The entries of a range after a place of the journal, in its order; none at the end.
pub async fn page(
    db: &mut PgConnection,
    range: Range,
    places: &Places,
    after: i64,
) -> Result<Vec<Entry>, Fault> {
    let rows = sqlx::query!(
        r#"-- store::export::page
        select seq as "seq!", entry_id as "entry_id!: EntryId", kind as "kind!: EntryKind", occurred_on as "occurred_on!",
          made_at as "made_at!", claim_code, reverses as "reverses: EntryId", accounts as "accounts!",
          amounts as "amounts!: Vec<Decimal>"
        from ledger.journal_page($1, $2, $3, $4, $5)"#,
        range.from,
        range.to,
        range.known_at,
        after,
        PAGE
    )
    .fetch_all(db)
    .await?;
    let mut entries = Vec::with_capacity(rows.len());
    for row in rows {
        let legs = row.accounts.iter().zip(row.amounts).map(|(account, amount)| {
            let account = places.get(account).copied();
            let account = account.ok_or_else(|| {
                Fault::new(format!("entry {} is on an account without a balance", row.entry_id))
            })?;
            Ok(Leg { account, amount })
        });
        entries.push(Entry {
            legs: legs.collect::<Result<_, Fault>>()?,
            seq: row.seq,
            entry_id: row.entry_id,
            kind: row.kind,
            occurred_on: row.occurred_on,
            made_at: row.made_at,
            claim_code: row.claim_code,
            reverses: row.reverses,
        });
    }
    Ok(entries)
}
