//! Money kept for later, and how each part of it ended.

use crate::desk::ids::HoldId;
use crate::fund::domain::codes::HoldEnd;
use redress_kernel::{
    ClaimId, Date, DecisionId, EntryId, Fault, Money, Stop, Timestamp, Usd, Uuid, Wanted,
};
use serde::Serialize;
use sqlx::PgConnection;
use time::macros::datetime;
use utoipa::ToSchema;

/// A hold as it stands.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct Hold {
    /// Identifies it.
    #[schema(value_type = Uuid)]
    pub hold_id: HoldId,
    /// The claim whose award it is reserved for.
    pub claim_id: Option<ClaimId>,
    /// Its code.
    pub claim_code: Option<String>,
    /// What was held, US dollars.
    pub amount: Money,
    /// What of it is still held.
    pub left: Money,
    /// What for.
    pub reason: String,
    /// Last day.
    pub expires_on: Date,
    /// How it ended; none while something is held: `released`, `voided` or `expired`.
    #[schema(value_type = Option<String>)]
    pub ended: Option<HoldEnd>,
    /// When it was placed.
    #[serde(skip)]
    pub placed_at: Timestamp,
}

/// Later than whatever was placed.
const LATEST: Timestamp = datetime!(9999-12-31 0:00 UTC);

/// A hold in the making.
#[derive(Debug, Clone)]
pub struct NewHold<'a> {
    /// Identifies it.
    pub hold_id: HoldId,
    /// The award that it is reserved for.
    pub decision: Option<(ClaimId, DecisionId)>,
    /// How much.
    pub amount: Money,
    /// What for.
    pub reason: &'a str,
    /// Last day.
    pub expires_on: Date,
    /// Its entry.
    pub entry_id: EntryId,
}

/// Keeps a hold.
pub async fn save(db: &mut PgConnection, hold: &NewHold<'_>, now: Timestamp) -> Result<(), Fault> {
    sqlx::query!(
        "-- store::hold::save
        insert into ledger.hold (hold_id, claim_id, decision_id, amount, currency, reason, expires_on,
          entry_id, placed_by, placed_at)
        values ($1, $2, $3, $4, $5, $6, $7, $8, shared.actor_id(), $9) returning hold_id",
        hold.hold_id.0,
        hold.decision.map(|(claim, _)| claim.0),
        hold.decision.map(|(_, decision)| decision.0),
        hold.amount.amount(),
        hold.amount.currency().code(),
        hold.reason,
        hold.expires_on,
        hold.entry_id.0,
        now
    )
    .fetch_one(db)
    .await?;
    Ok(())
}

/// Notes how a part ended: `released`, or the rest `voided` or `expired`. Refused with
/// `hold-has-less` or `hold-ended`.
pub async fn add_part(
    db: &mut PgConnection,
    hold: HoldId,
    ended: HoldEnd,
    amount: Money,
    entry: EntryId,
    now: Timestamp,
) -> Result<(), Stop> {
    sqlx::query!(
        "-- store::hold::add_part
        insert into ledger.hold_end (hold_id, part, kind, amount, entry_id, ended_by, ended_at)
        values ($1, (select coalesce(max(part), 0) + 1 from ledger.hold_end where hold_id = $1),
          $2, $3, $4, shared.actor_id(), $5) returning hold_id",
        hold.0,
        ended.as_str(),
        amount.amount(),
        entry.0,
        now
    )
    .fetch_one(db)
    .await?;
    Ok(())
}

/// Which holds to list.
#[derive(Debug, Clone, Copy)]
pub enum Which {
    /// The newest.
    Newest,
    /// One.
    One(HoldId),
    /// The open one of a decision.
    Decision(DecisionId),
    /// Open ones whose last day is before this one; an award's that is still offered is not among
    /// them.
    Late(Date),
}

/// Holds, newest first, a page of them.
pub async fn list(
    db: &mut PgConnection,
    which: Which,
    wanted: &Wanted<(Timestamp, HoldId)>,
) -> Result<Vec<Hold>, Fault> {
    let (before, after) = wanted.after.unwrap_or((LATEST, Uuid::nil().into()));
    let (one, decision, late) = match which {
        Which::Newest => (None, None, None),
        Which::One(id) => (Some(id.0), None, None),
        Which::Decision(id) => (None, Some(id.0), None),
        Which::Late(day) => (None, None, Some(day)),
    };
    Ok(sqlx::query_as!(
        Hold,
        r#"-- store::hold::list
        select h.hold_id, h.claim_id, c.claim_code as "claim_code?", h.amount, h.reason, h.expires_on,
          h.amount - coalesce(e.gone, 0) as "left!: Usd",
          case when e.gone = h.amount then e.kind end as "ended: HoldEnd", h.placed_at
        from ledger.hold h left join shared.claim c using (claim_id)
        left join lateral (
          select sum(x.amount) as gone, (array_agg(x.kind order by x.part desc))[1] as kind
          from ledger.hold_end x where x.hold_id = h.hold_id) e on true
        where ($1::uuid is null or h.hold_id = $1)
          and ($2::uuid is null or h.decision_id = $2 and coalesce(e.gone, 0) < h.amount)
          and ($3::date is null or h.expires_on < $3 and coalesce(e.gone, 0) < h.amount
            and not exists (select from shared.offer o
                            where o.decision_id = h.decision_id and o.open_until >= $3))
          and h.placed_at <= $4 and (h.placed_at < $4 or h.hold_id > $5)
        order by h.placed_at desc, h.hold_id limit $6"#,
        one,
        decision,
        late,
        before,
        after.0,
        wanted.rows()
    )
    .fetch_all(db)
    .await?)
}
