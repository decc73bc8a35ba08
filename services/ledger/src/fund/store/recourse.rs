//! What the fund asks from liable parties (R-27).

use crate::desk::ids::RecourseId;
use crate::fund::domain::codes::{Liable, RecoursePart};
use redress_kernel::{
    ActorId, ClaimId, Date, EntryId, Fault, Money, Stop, Timestamp, Usd, Uuid, Wanted,
    another_decides,
};
use serde::Serialize;
use sqlx::PgConnection;
use utoipa::ToSchema;

/// A recourse as it stands.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct Recourse {
    /// Identifies it.
    #[schema(value_type = Uuid)]
    pub recourse_id: RecourseId,
    /// `perpetrator`, `entity`, `contractor` or `state`.
    #[schema(value_type = String)]
    pub liable: Liable,
    /// Code of the claim that it is about, where it is about one.
    pub claim_code: Option<String>,
    /// What was asked, US dollars.
    pub amount: Money,
    /// What of it neither came nor was given up.
    pub open: Money,
    /// When it was asked.
    pub asked_on: Date,
    /// Of the letter.
    pub reference: String,
    /// Who recorded it; another person gives it up.
    #[schema(value_type = Uuid)]
    pub recorded_by: ActorId,
}

// Who recorded it asks; who gives it up is another.
another_decides!(Recourse { recorded_by }, FinanceApprover, "own-recourse");

/// A recourse in the making.
#[derive(Debug, Clone)]
pub struct NewRecourse<'a> {
    /// Identifies it.
    pub recourse_id: RecourseId,
    /// Who is liable.
    pub liable: Liable,
    /// The claim that it is about.
    pub claim_id: Option<ClaimId>,
    /// How much.
    pub amount: Money,
    /// When.
    pub asked_on: Date,
    /// Of the letter.
    pub reference: &'a str,
    /// Its entry.
    pub entry_id: EntryId,
}

/// Records a recourse.
pub async fn save(
    db: &mut PgConnection,
    recourse: &NewRecourse<'_>,
    now: Timestamp,
) -> Result<(), Fault> {
    sqlx::query!(
        "-- store::recourse::save
        insert into ledger.recourse (recourse_id, liable, claim_id, amount, currency, asked_on,
          reference, entry_id, recorded_by, recorded_at)
        values ($1, $2, $3, $4, $5, $6, $7, $8, shared.actor_id(), $9) returning recourse_id",
        recourse.recourse_id.0,
        recourse.liable.as_str(),
        recourse.claim_id.map(|id| id.0),
        recourse.amount.amount(),
        recourse.amount.currency().code(),
        recourse.asked_on,
        recourse.reference,
        recourse.entry_id.0,
        now
    )
    .fetch_one(db)
    .await?;
    Ok(())
}

/// Notes a part that was `received` or `given_up`; refused with `recourse-has-less` when less is
/// open, with `own-recourse` when who recorded it gives it up.
pub async fn add_part(
    db: &mut PgConnection,
    recourse: RecourseId,
    part: RecoursePart,
    amount: Money,
    entry: EntryId,
    now: Timestamp,
) -> Result<(), Stop> {
    sqlx::query!(
        "-- store::recourse::add_part
        insert into ledger.recourse_part (recourse_id, part, kind, amount, entry_id, noted_by, noted_at)
        values ($1, (select coalesce(max(part), 0) + 1 from ledger.recourse_part where recourse_id = $1),
          $2, $3, $4, shared.actor_id(), $5) returning recourse_id",
        recourse.0,
        part.as_str(),
        amount.amount(),
        entry.0,
        now
    )
    .fetch_one(db)
    .await?;
    Ok(())
}

/// Recourses, newest first: a page of them, or one.
pub async fn list(
    db: &mut PgConnection,
    recourse: Option<RecourseId>,
    wanted: &Wanted<(Date, RecourseId)>,
) -> Result<Vec<Recourse>, Fault> {
    let (before, after) = wanted.after.unwrap_or((Date::MAX, Uuid::max().into()));
    Ok(sqlx::query_as!(
        Recourse,
        r#"-- store::recourse::list
        select r.recourse_id, r.liable, c.claim_code as "claim_code?", r.amount, r.asked_on,
          r.reference, r.recorded_by,
          r.amount - (select coalesce(sum(p.amount), 0) from ledger.recourse_part p
                      where p.recourse_id = r.recourse_id) as "open!: Usd"
        from ledger.recourse r left join shared.claim c using (claim_id)
        where ($1::uuid is null or r.recourse_id = $1) and (r.asked_on, r.recourse_id) < ($2, $3)
        order by r.asked_on desc, r.recourse_id desc limit $4"#,
        recourse.map(|id| id.0),
        before,
        after.0,
        wanted.rows()
    )
    .fetch_all(db)
    .await?)
}
