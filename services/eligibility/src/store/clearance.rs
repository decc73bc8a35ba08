//! Looks at claims before payment: added each time.

use crate::domain::clearance::Clearance;
use redress_kernel::{BatchId, ClaimId, Fault, Timestamp, Uuid};
use sqlx::PgConnection;

/// What a look was for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Step {
    /// `approval`, `payment`, or `fact` for what was learned beside a payment.
    pub name: &'static str,
    /// The batch; nothing for a fact.
    pub batch_id: Option<BatchId>,
}

/// Keeps a look.
pub async fn save(
    db: &mut PgConnection,
    clearance_id: Uuid,
    claim: ClaimId,
    step: Step,
    (worksheet_id, held_by): (Uuid, &[&str]),
    now: Timestamp,
) -> Result<(), Fault> {
    let held: Vec<String> = held_by.iter().map(ToString::to_string).collect();
    sqlx::query!(
        "-- store::clearance::save
        insert into eligibility.clearance
          (clearance_id, claim_id, worksheet_id, step, batch_id, outcome, held_by, made_at)
        values ($1, $2, $3, $4, $5, $6, $7, $8) returning clearance_id",
        clearance_id,
        claim.0,
        worksheet_id,
        step.name,
        step.batch_id.map(|batch| batch.0),
        if held.is_empty() { "clear" } else { "held" },
        &held,
        now
    )
    .fetch_one(db)
    .await?;
    Ok(())
}

/// The latest look.
pub async fn latest(db: &mut PgConnection, claim: ClaimId) -> Result<Option<Clearance>, Fault> {
    Ok(sqlx::query_as!(
        Clearance,
        "-- store::clearance::latest
        select worksheet_id, held_by, made_at
        from eligibility.clearance where claim_id = $1 order by seq desc limit 1",
        claim.0
    )
    .fetch_optional(db)
    .await?)
}
