//! Entries and legs: written once, read in order.

use crate::books::domain::entry_kind::EntryKind;
use crate::books::domain::journal::{Entry, Side};
use crate::books::domain::sums::AccountSum;
use crate::desk::store::money_in;
use redress_kernel::{
    ClaimId, Currency, Date, Decimal, EntryId, Fault, Money, Stop, Timestamp, Usd, Uuid,
};
use serde::Serialize;
use sqlx::PgConnection;
use utoipa::ToSchema;

/// What became of an entry.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Posted {
    pub entry_id: EntryId,
    /// Its place in the journal.
    pub seq: i64,
    /// Whether the same entry was there already; then nothing was written.
    pub already: bool,
}

/// Posts an entry; see [`post`].
pub async fn save(db: &mut PgConnection, entry: &Entry) -> Result<(), Stop> {
    post(db, std::slice::from_ref(entry)).await?;
    Ok(())
}

/// Posts entries, all or none, through `ledger.post`, which keeps every promise of the books and
/// takes who posts from the transaction. The same entry again is answered, not written; what the
/// books refuse is told.
pub async fn post(db: &mut PgConnection, entries: &[Entry]) -> Result<Vec<Posted>, Stop> {
    let columns = Columns::of(entries);
    let rows = sqlx::query!(
        r#"-- store::journal::post
        select entry_id as "entry_id!: EntryId", outcome as "outcome!", seq as "seq!"
        from ledger.post($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)"#,
        &columns.ids,
        &columns.kinds as &[&str],
        &columns.days,
        &columns.claims as &[Option<Uuid>],
        &columns.undoes as &[Option<Uuid>],
        &columns.entry_of_leg,
        &columns.heads as &[&str],
        &columns.holders as &[&str],
        &columns.sides as &[&str],
        &columns.amounts,
        &columns.currencies as &[&str]
    )
    .fetch_all(db)
    .await?;
    Ok(rows
        .into_iter()
        .map(|row| Posted {
            entry_id: row.entry_id,
            seq: row.seq,
            already: row.outcome == "already",
        })
        .collect())
}

/// Entries and their legs as columns, the way `ledger.post` takes them.
#[derive(Default)]
struct Columns<'a> {
    ids: Vec<Uuid>,
    kinds: Vec<&'a str>,
    days: Vec<Date>,
    claims: Vec<Option<Uuid>>,
    undoes: Vec<Option<Uuid>>,
    entry_of_leg: Vec<i32>,
    heads: Vec<&'a str>,
    holders: Vec<&'a str>,
    sides: Vec<&'a str>,
    amounts: Vec<Decimal>,
    currencies: Vec<&'a str>,
}

impl<'a> Columns<'a> {
    fn of(entries: &'a [Entry]) -> Self {
        let mut columns = Self::default();
        for (entry, place) in entries.iter().zip(1..) {
            columns.ids.push(entry.entry_id().0);
            columns.kinds.push(entry.kind().as_str());
            columns.days.push(entry.occurred_on());
            columns.claims.push(entry.claim().map(|id| id.0));
            columns.undoes.push(entry.reverses().map(|id| id.0));
            for leg in entry.legs() {
                columns.entry_of_leg.push(place);
                columns.heads.push(leg.account.as_str());
                columns.holders.push(leg.holder.as_str());
                columns.sides.push(leg.side.as_str());
                columns.amounts.push(leg.amount.amount());
                columns.currencies.push(leg.amount.currency().code());
            }
        }
        columns
    }
}

/// Sums of one account in one currency.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct Balance {
    /// The account.
    pub account_id: i32,
    /// Its head in the chart.
    pub account: String,
    /// Whose it is where a head has several; empty for the general one.
    pub holder: String,
    /// Number of the head.
    pub number: i16,
    /// The side on which it grows.
    #[schema(value_type = String)]
    pub normal_side: Side,
    /// All debits.
    pub debit: Money,
    /// All credits.
    pub credit: Money,
}

impl From<Balance> for AccountSum {
    fn from(balance: Balance) -> Self {
        Self {
            account_id: balance.account_id,
            number: balance.number,
            head: balance.account,
            holder: balance.holder,
            debit: balance.debit,
            credit: balance.credit,
        }
    }
}

/// Up to which effective day, and as known when, a balance is read. Every report names it.
#[derive(Debug, Clone, Copy, Default)]
pub struct Basis {
    /// The last effective day that counts; none for every day.
    pub on_day: Option<Date>,
    /// The moment whose knowledge counts; none for now.
    pub known_at: Option<Timestamp>,
}

/// Every account with its sums, by number, currency and holder.
pub async fn balances(db: &mut PgConnection, basis: Basis) -> Result<Vec<Balance>, Fault> {
    let rows = sqlx::query!(
        r#"-- store::journal::balances
        select account_id as "account_id!", head as "account!", holder as "holder!", number as "number!",
          normal_side as "normal_side!: Side", currency as "currency!: Currency", debit as "debit!",
          credit as "credit!"
        from ledger.balance($1, $2)"#,
        basis.on_day,
        basis.known_at
    )
    .fetch_all(db)
    .await?;
    rows.into_iter()
        .map(|row| {
            Ok(Balance {
                account_id: row.account_id,
                account: row.account,
                holder: row.holder,
                number: row.number,
                normal_side: row.normal_side,
                debit: money_in(row.debit, row.currency)?,
                credit: money_in(row.credit, row.currency)?,
            })
        })
        .collect()
}

/// The newest place of the journal that a moment knows: about how many entries there are.
pub async fn last_place(db: &mut PgConnection) -> Result<i64, Fault> {
    Ok(sqlx::query_scalar!(
        r#"-- store::journal::last_place
        select coalesce(max(high), 0) as "high!" from ledger.moment"#
    )
    .fetch_one(db)
    .await?)
}

/// US dollars at the bank that are not set aside for an award (R-26).
pub async fn uncommitted(db: &mut PgConnection) -> Result<Usd, Fault> {
    Ok(sqlx::query_scalar!(
        r#"-- store::journal::uncommitted
        select ledger.uncommitted() as "amount!: Usd""#
    )
    .fetch_one(db)
    .await?)
}

/// One leg of the journal, with its entry.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct Written {
    /// The entry.
    pub entry_id: EntryId,
    /// Its place in the journal.
    pub seq: i64,
    /// What happened.
    #[schema(value_type = String)]
    pub kind: EntryKind,
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
    #[schema(value_type = String)]
    pub side: Side,
    /// How much.
    pub amount: Money,
}

/// Legs of the newest entries before place `before`, newest first, `limit` entries at most; of one claim or of all.
pub async fn newest(
    db: &mut PgConnection,
    claim: Option<ClaimId>,
    before: i64,
    limit: i64,
) -> Result<Vec<Written>, Fault> {
    let rows = sqlx::query!(
        r#"-- store::journal::newest
        select e.entry_id, e.seq, e.kind, e.occurred_on, e.made_at,
          c.claim_code as "claim_code?", e.reverses, a.head as account,
          case when l.amount > 0 then 'debit' else 'credit' end as "side!: Side", abs(l.amount) as "amount!",
          a.currency
        from (select * from ledger.entry e where e.seq < $1 and ($2::uuid is null or e.claim_id = $2)
              order by e.seq desc limit $3) as e
        cross join lateral unnest(e.accounts, e.amounts) with ordinality
          as l (account_id, amount, ordinal)
        join ledger.account a on a.account_id = l.account_id
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
                amount: money_in(row.amount, row.currency)?,
            })
        })
        .collect()
}
