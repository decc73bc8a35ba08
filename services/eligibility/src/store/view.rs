//! Views of the members. Row level security shows the others' only after an own one.

use crate::domain::verdict::{MemberView, Verdict};
use redress_kernel::{AwardId, ClaimId, Fault, Stop, Timestamp};
use sqlx::PgConnection;

/// Keeps the actor's own view; it stands as it was recorded.
pub async fn record(
    db: &mut PgConnection,
    claim: ClaimId,
    award: AwardId,
    verdict: Verdict,
    note: &str,
    now: Timestamp,
) -> Result<(), Stop> {
    sqlx::query!(
        "-- store::view::record
        insert into eligibility.panel_view
          (claim_id, actor_id, award_id, outcome, note, recorded_at)
        values ($1, shared.actor_id(), $2, $3, $4, $5) returning claim_id",
        claim.0,
        award.0,
        verdict.as_str(),
        note,
        now
    )
    .fetch_one(db)
    .await?;
    Ok(())
}

/// The views of an award that the actor may see, in the order of recording; those of emptied seats
/// don't count.
pub async fn seen(db: &mut PgConnection, award: AwardId) -> Result<Vec<MemberView>, Fault> {
    Ok(sqlx::query_as!(
        MemberView,
        "-- store::view::seen
        select v.actor_id, a.label, v.outcome as verdict, v.note, v.recorded_at
        from eligibility.panel_view v
        join eligibility.panel_seat s on s.claim_id = v.claim_id and s.actor_id = v.actor_id
          and s.declaration = 'none'
        join shared.actor a on a.actor_id = v.actor_id
        where v.award_id = $1 order by v.recorded_at, v.actor_id",
        award.0
    )
    .fetch_all(db)
    .await?)
}

/// How many views of the award in force there are, whatever they say.
pub async fn count(db: &mut PgConnection, claim: ClaimId) -> Result<usize, Fault> {
    let count = sqlx::query_scalar!(
        r#"-- store::view::count
        select eligibility.view_count($1) as "count!""#,
        claim.0
    )
    .fetch_one(db)
    .await?;
    usize::try_from(count).map_err(Fault::new)
}
