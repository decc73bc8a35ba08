//! Entries and legs: written once, read in order.

use super::money;
use crate::domain::journal::Entry;
use redress_kernel::{ActorId, ClaimId, Date, Decimal, EntryId, Fault, Money, Timestamp, Uuid};
use serde::Serialize;
use sqlx::PgConnection;
use utoipa::ToSchema;

/// Writes an entry with its legs. The same identifier twice is a fault, not a second entry.
pub async fn save(
    db: &mut PgConnection,
    entry: &Entry,
    made_by: ActorId,
    now: Timestamp,
) -> Result<(), Fault> {
    let legs = entry.legs();
    let claim = legs.iter().find_map(|leg| leg.claim);
    sqlx::query!(
        "-- store::journal::save
        insert into ledger.entry (entry_id, kind, claim_id, occurred_on, reverses, made_by, made_at)
        values ($1, $2, $3, $4, $5, $6, $7) returning entry_id",
        entry.entry_id().0,
        entry.kind(),
        claim.map(|id| id.0),
        entry.occurred_on(),
        entry.reverses().map(|id| id.0),
        made_by.0,
        now
    )
    .fetch_one(&mut *db)
    .await?;
    let ordinals: Vec<i16> = (1..).take(legs.len()).collect();
    let accounts: Vec<String> = legs.iter().map(|leg| leg.account.as_str().to_owned()).collect();
    let sides: Vec<String> = legs.iter().map(|leg| leg.side.as_str().to_owned()).collect();
    let amounts: Vec<Decimal> = legs.iter().map(|leg| leg.amount.amount()).collect();
    let currencies: Vec<String> =
        legs.iter().map(|leg| leg.amount.currency().code().to_owned()).collect();
    let claims: Vec<Option<Uuid>> = legs.iter().map(|leg| leg.claim.map(|id| id.0)).collect();
    sqlx::query_scalar!(
        "-- store::journal::save_legs
        insert into ledger.leg (entry_id, ordinal, account, side, amount, currency, claim_id)
        select $1, l.* from unnest($2::smallint[], $3::text[], $4::text[], $5::numeric[], $6::text[],
          $7::uuid[]) as l
        returning ordinal",
        entry.entry_id().0,
        &ordinals,
        &accounts,
        &sides,
        &amounts,
        &currencies,
        &claims as &[Option<Uuid>]
    )
    .fetch_all(db)
    .await?;
    Ok(())
}

/// Sums of one account in one currency.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct Balance {
    /// Name of the account.
    pub account: String,
    /// Its number.
    pub number: i16,
    /// The side on which it grows.
    pub normal_side: String,
    /// All debits.
    pub debit: Money,
    /// All credits.
    pub credit: Money,
}

/// Every account with its sums, by number.
pub async fn balances(db: &mut PgConnection) -> Result<Vec<Balance>, Fault> {
    let rows = sqlx::query!(
        r#"-- store::journal::balances
        select account as "account!", number as "number!", normal_side as "normal_side!",
          currency as "currency!", debit as "debit!", credit as "credit!"
        from ledger.balance()"#
    )
    .fetch_all(db)
    .await?;
    rows.into_iter()
        .map(|row| {
            Ok(Balance {
                account: row.account,
                number: row.number,
                normal_side: row.normal_side,
                debit: money(row.debit, &row.currency)?,
                credit: money(row.credit, &row.currency)?,
            })
        })
        .collect()
}

/// US dollars at the bank that are not set aside for an award (R-26).
pub async fn uncommitted(db: &mut PgConnection) -> Result<Money, Fault> {
    let amount = sqlx::query_scalar!(
        r#"-- store::journal::uncommitted
        select ledger.uncommitted() as "amount!""#
    )
    .fetch_one(db)
    .await?;
    money(amount, "USD")
}

/// One leg of the journal, with its entry.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct Written {
    /// The entry.
    pub entry_id: EntryId,
    /// Its place in the journal.
    pub seq: i64,
    /// What happened.
    pub kind: String,
    /// Its date.
    pub occurred_on: Date,
    /// When it was booked.
    #[serde(with = "time::serde::rfc3339")]
    #[schema(value_type = String, format = DateTime)]
    pub made_at: Timestamp,
    /// Whose award it concerns.
    pub claim_code: Option<String>,
    /// The entry that it takes back.
    pub reverses: Option<EntryId>,
    /// Account.
    pub account: String,
    /// `debit` or `credit`.
    pub side: String,
    /// How much.
    pub amount: Money,
}

/// Legs of the newest entries before place `before`, newest first, `limit` entries at most; of one
/// claim
/// or of all.
pub async fn newest(
    db: &mut PgConnection,
    claim: Option<ClaimId>,
    before: i64,
    limit: i64,
) -> Result<Vec<Written>, Fault> {
    let rows = sqlx::query!(
        r#"-- store::journal::newest
        select e.entry_id as "entry_id: EntryId", e.seq, e.kind, e.occurred_on, e.made_at,
          c.claim_code as "claim_code?", e.reverses as "reverses: EntryId", l.account, l.side, l.amount,
          l.currency
        from (select * from ledger.entry e where e.seq < $1 and ($2::uuid is null or e.claim_id = $2)
              order by e.seq desc limit $3) as e
        join ledger.leg l on l.entry_id = e.entry_id
        left join shared.claim c on c.claim_id = e.claim_id
        order by e.seq desc, l.ordinal"#,
        before,
        claim.map(|id| id.0),
        limit
    )
    .fetch_all(db)
    .await?;
    rows.into_iter()
        .map(|row| {
            Ok(Written {
                entry_id: row.entry_id,
                seq: row.seq,
                kind: row.kind,
                occurred_on: row.occurred_on,
                made_at: row.made_at,
                claim_code: row.claim_code,
                reverses: row.reverses,
                account: row.account,
                side: row.side,
                amount: money(row.amount, &row.currency)?,
            })
        })
        .collect()
}
