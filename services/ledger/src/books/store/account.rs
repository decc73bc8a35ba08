//! One account, its entries, one entry.

use super::journal::Basis;
use crate::books::domain::entry_kind::EntryKind;
use crate::books::domain::journal::Side;
use crate::desk::store::money_in;
use redress_kernel::{ClaimId, Currency, Date, EntryId, Fault, Money, Timestamp};
use serde::Serialize;
use sqlx::PgConnection;
use utoipa::ToSchema;

/// The time by which entries are recorded: the database's.
pub async fn now(db: &mut PgConnection) -> Result<Timestamp, Fault> {
    Ok(sqlx::query_scalar!(
        r#"-- store::report::now
        select clock_timestamp() as "now!""#
    )
    .fetch_one(db)
    .await?)
}

/// An account.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct Account {
    /// Identifies it.
    pub account_id: i32,
    /// Number of its head.
    pub number: i16,
    /// Its head in the chart.
    pub account: String,
    /// Whose it is where a head has several; empty for the general one.
    pub holder: String,
    /// The side on which it grows.
    #[schema(value_type = String)]
    pub normal_side: Side,
    /// Its currency.
    #[schema(value_type = String)]
    pub currency: Currency,
}

pub async fn account(db: &mut PgConnection, account: i32) -> Result<Option<Account>, Fault> {
    Ok(sqlx::query_as!(
        Account,
        "-- store::report::account
        select a.account_id, h.number, a.head as account, a.holder, a.normal_side, a.currency
        from ledger.account a join ledger.head h using (head) where a.account_id = $1",
        account
    )
    .fetch_optional(db)
    .await?)
}

/// Debits and credits of an account up to a day, as known at a time.
pub async fn account_sums(
    db: &mut PgConnection,
    account: &Account,
    basis: Basis,
) -> Result<(Money, Money), Fault> {
    let row = sqlx::query!(
        r#"-- store::report::account_sums
        select debit as "debit!", credit as "credit!" from ledger.account_sums($1, $2, $3)"#,
        account.account_id,
        basis.on_day,
        basis.known_at
    )
    .fetch_optional(db)
    .await?;
    let (debit, credit) = row.map(|row| (row.debit, row.credit)).unwrap_or_default();
    Ok((money_in(debit, account.currency)?, money_in(credit, account.currency)?))
}

/// An entry as one account sees it.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct AccountEntry {
    /// The entry.
    pub entry_id: EntryId,
    /// Its place in the journal.
    pub seq: i64,
    /// What happened.
    #[schema(value_type = String)]
    pub kind: EntryKind,
    /// Effective date.
    pub occurred_on: Date,
    /// When it was recorded.
    #[serde(with = "time::serde::rfc3339")]
    #[schema(value_type = String, format = DateTime)]
    pub made_at: Timestamp,
    /// The claim that it concerns.
    pub claim_id: Option<ClaimId>,
    /// Its code.
    pub claim_code: Option<String>,
    /// The entry that it takes back.
    pub reverses: Option<EntryId>,
    /// What it brought on the left.
    pub debit: Money,
    /// What it brought on the right.
    pub credit: Money,
}

/// Which entries of an account.
#[derive(Debug, Clone, Copy)]
pub struct Range {
    /// First effective day.
    pub from: Date,
    /// Last effective day.
    pub to: Date,
    /// Only what was recorded by then.
    pub known_at: Timestamp,
    /// Before this place of the journal.
    pub before: i64,
    /// This many at most.
    pub limit: i32,
}

/// Entries of an account, newest first.
pub async fn account_entries(
    db: &mut PgConnection,
    account: &Account,
    range: Range,
) -> Result<Vec<AccountEntry>, Fault> {
    let rows = sqlx::query!(
        r#"-- store::report::account_entries
        select x.entry_id as "entry_id!: EntryId", x.seq as "seq!", x.kind as "kind!: EntryKind", x.occurred_on as "occurred_on!",
          x.made_at as "made_at!", x.claim_id as "claim_id: ClaimId", c.claim_code as "claim_code?",
          x.reverses as "reverses: EntryId", x.debit as "debit!", x.credit as "credit!"
        from ledger.account_entries($1, $2, $3, $4, $5, $6) x left join shared.claim c on c.claim_id = x.claim_id
        order by x.seq desc"#,
        account.account_id,
        range.from,
        range.to,
        range.known_at,
        range.before,
        range.limit
    )
    .fetch_all(db)
    .await?;
    rows.into_iter()
        .map(|row| {
            Ok(AccountEntry {
                entry_id: row.entry_id,
                seq: row.seq,
                kind: row.kind,
                occurred_on: row.occurred_on,
                made_at: row.made_at,
                claim_id: row.claim_id,
                claim_code: row.claim_code,
                reverses: row.reverses,
                debit: money_in(row.debit, account.currency)?,
                credit: money_in(row.credit, account.currency)?,
            })
        })
        .collect()
}

/// An entry with all that is known of it.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct EntryDetail {
    /// The entry.
    pub entry_id: EntryId,
    /// Its place in the journal.
    pub seq: i64,
    /// What happened.
    #[schema(value_type = String)]
    pub kind: EntryKind,
    /// Effective date.
    pub occurred_on: Date,
    /// When it was recorded.
    #[serde(with = "time::serde::rfc3339")]
    #[schema(value_type = String, format = DateTime)]
    pub made_at: Timestamp,
    /// Who posted it; nothing for the service itself.
    pub made_by: Option<String>,
    /// The claim that it concerns.
    pub claim_id: Option<ClaimId>,
    /// Its code.
    pub claim_code: Option<String>,
    /// The entry that it takes back.
    pub reverses: Option<EntryId>,
    /// The entry that took it back.
    pub reversed_by: Option<EntryId>,
    /// Number of the seal that it lies under; nothing while it lies under none.
    pub seal: Option<i64>,
    /// Its sides.
    pub legs: Vec<EntryLeg>,
}

/// One side of an entry.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct EntryLeg {
    /// The account.
    pub account_id: i32,
    /// Its head.
    pub account: String,
    /// Whose it is.
    pub holder: String,
    /// `debit` or `credit`.
    #[schema(value_type = String)]
    pub side: Side,
    /// How much.
    pub amount: Money,
}

/// One entry; nothing when there is none, or none that the actor may know of.
pub async fn entry(db: &mut PgConnection, id: EntryId) -> Result<Option<EntryDetail>, Fault> {
    let row = sqlx::query!(
        r#"-- store::report::entry
        select e.entry_id, e.seq, e.kind, e.occurred_on, e.made_at, a.label as "made_by?",
          e.claim_id, c.claim_code as "claim_code?", e.reverses, r.entry_id as "reversed_by?", ledger.seal_over(e.seq) as seal
        from ledger.entry e
        left join shared.actor a on a.actor_id = e.made_by
        left join shared.claim c on c.claim_id = e.claim_id
        left join ledger.entry r on r.reverses = e.entry_id
        where e.entry_id = $1"#,
        id.0
    )
    .fetch_optional(&mut *db)
    .await?;
    let Some(row) = row else { return Ok(None) };
    let legs = legs(db, id).await?;
    Ok(Some(EntryDetail {
        entry_id: row.entry_id,
        seq: row.seq,
        kind: row.kind,
        occurred_on: row.occurred_on,
        made_at: row.made_at,
        made_by: row.made_by,
        claim_id: row.claim_id,
        claim_code: row.claim_code,
        reverses: row.reverses,
        reversed_by: row.reversed_by,
        seal: row.seal,
        legs,
    }))
}

async fn legs(db: &mut PgConnection, id: EntryId) -> Result<Vec<EntryLeg>, Fault> {
    let rows = sqlx::query!(
        r#"-- store::report::legs
        select a.account_id, a.head, a.holder, a.currency,
          case when l.amount > 0 then 'debit' else 'credit' end as "side!: Side", abs(l.amount) as "amount!"
        from ledger.entry e
        cross join lateral unnest(e.accounts, e.amounts) with ordinality as l (account_id, amount, ordinal)
        join ledger.account a on a.account_id = l.account_id
        where e.entry_id = $1 order by l.ordinal"#,
        id.0
    )
    .fetch_all(db)
    .await?;
    rows.into_iter()
        .map(|row| {
            Ok(EntryLeg {
                account_id: row.account_id,
                account: row.head,
                holder: row.holder,
                side: row.side,
                amount: money_in(row.amount, row.currency)?,
            })
        })
        .collect()
}
