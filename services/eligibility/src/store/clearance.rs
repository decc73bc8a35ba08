//! Looks at claims before payment: added each time.

use crate::domain::clearance::{Clearance, Hold};
use crate::domain::ids::{ClearanceId, WorksheetId};
use redress_contract::PaymentStep;
use redress_kernel::{BatchId, ClaimId, Fault, Timestamp};
use sqlx::PgConnection;

/// What a look was for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step {
    /// A step of a batch.
    Payment(PaymentStep, BatchId),
    /// What was learned beside a payment.
    Fact,
}

/// Keeps a look.
pub async fn save(
    db: &mut PgConnection,
    clearance_id: ClearanceId,
    claim: ClaimId,
    step: Step,
    (worksheet_id, held_by): (WorksheetId, &[Hold]),
    now: Timestamp,
) -> Result<(), Fault> {
    let (step, batch_id) = match step {
        Step::Payment(step, batch) => (step.as_str(), Some(batch.0)),
        Step::Fact => ("fact", None),
    };
    sqlx::query!(
        "-- store::clearance::save
        insert into eligibility.clearance
          (clearance_id, claim_id, worksheet_id, step, batch_id, outcome, held_by, made_at)
        values ($1, $2, $3, $4, $5, $6, $7, $8) returning clearance_id",
        clearance_id.0,
        claim.0,
        worksheet_id.0,
        step,
        batch_id,
        if held_by.is_empty() { "clear" } else { "held" },
        held_by as &[Hold],
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
