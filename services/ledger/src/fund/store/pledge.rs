//! Pledges, and what became of them.

use crate::desk::ids::PledgeId;
use crate::fund::domain::codes::{IncomeKind, PledgePart};
use redress_kernel::{Date, EntryId, Fault, Money, Stop, Timestamp, Usd, Uuid, Wanted};
use serde::Serialize;
use sqlx::PgConnection;
use time::macros::date;
use utoipa::ToSchema;

/// A pledge as it stands.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct Pledge {
    /// Identifies it.
    #[schema(value_type = Uuid)]
    pub pledge_id: PledgeId,
    /// Whose money it will be, and for what.
    pub source: String,
    /// `voluntary`, `withheld_pay` or `assessed`.
    #[schema(value_type = String)]
    pub kind: IncomeKind,
    /// What was promised, US dollars.
    pub amount: Money,
    /// What of it is open.
    pub open: Money,
    /// Whether what is open is booked as money near at hand (R-26).
    pub is_near: bool,
    /// When it is expected.
    pub expected_on: Date,
    /// The funder's reference.
    pub reference: String,
}

/// A pledge in the making.
#[derive(Debug, Clone)]
pub struct NewPledge<'a> {
    /// Identifies it.
    pub pledge_id: PledgeId,
    /// Whose money it will be.
    pub source: &'a str,
    /// What kind of income.
    pub kind: IncomeKind,
    /// How much.
    pub amount: Money,
    /// When.
    pub expected_on: Date,
    /// The funder's reference.
    pub reference: &'a str,
    /// Its entry.
    pub entry_id: EntryId,
}

/// Records a pledge.
pub async fn save(
    db: &mut PgConnection,
    pledge: &NewPledge<'_>,
    now: Timestamp,
) -> Result<(), Fault> {
    sqlx::query!(
        "-- store::pledge::save
        insert into ledger.pledge (pledge_id, source, kind, amount, currency, expected_on, reference,
          entry_id, recorded_by, recorded_at)
        values ($1, $2, $3, $4, $5, $6, $7, $8, shared.actor_id(), $9) returning pledge_id",
        pledge.pledge_id.0,
        pledge.source,
        pledge.kind.as_str(),
        pledge.amount.amount(),
        pledge.amount.currency().code(),
        pledge.expected_on,
        pledge.reference,
        pledge.entry_id.0,
        now
    )
    .fetch_one(db)
    .await?;
    Ok(())
}

/// Notes what became of a part: `received`, `cancelled`, or of what is open, that it is `near` or
/// `far`. Refused with `pledge-has-less` when less is open.
pub async fn add_part(
    db: &mut PgConnection,
    pledge: PledgeId,
    part: PledgePart,
    amount: Money,
    entry: EntryId,
    now: Timestamp,
) -> Result<(), Stop> {
    sqlx::query!(
        "-- store::pledge::add_part
        insert into ledger.pledge_part (pledge_id, part, kind, amount, entry_id, noted_at)
        values ($1, (select coalesce(max(part), 0) + 1 from ledger.pledge_part where pledge_id = $1),
          $2, $3, $4, $5) returning pledge_id",
        pledge.0,
        part.as_str(),
        amount.amount(),
        entry.0,
        now
    )
    .fetch_one(db)
    .await?;
    Ok(())
}

/// Pledges, by the day on which they are expected: a page of them, or one, or of those with
/// something open.
pub async fn list(
    db: &mut PgConnection,
    pledge: Option<PledgeId>,
    only_open: bool,
    wanted: &Wanted<(Date, PledgeId)>,
) -> Result<Vec<Pledge>, Fault> {
    let (since, after) = wanted.after.unwrap_or((date!(0001 - 01 - 01), Uuid::nil().into()));
    Ok(sqlx::query_as!(
        Pledge,
        r#"-- store::pledge::list
        select p.pledge_id, p.source, p.kind, p.amount, p.expected_on, p.reference,
          o.open as "open!: Usd", o.is_near as "is_near!"
        from ledger.pledge p cross join lateral ledger.pledge_open(p.pledge_id) o
        where ($1::uuid is null or p.pledge_id = $1) and (not $2 or o.open > 0)
          and (p.expected_on, p.pledge_id) > ($3, $4)
        order by p.expected_on, p.pledge_id limit $5"#,
        pledge.map(|id| id.0),
        only_open,
        since,
        after.0,
        wanted.rows()
    )
    .fetch_all(db)
    .await?)
}
