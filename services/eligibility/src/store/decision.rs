//! Decisions: one open for a claim. The database refuses one without the views that it needs and a majority, or
//! by anybody but the chair.

use crate::domain::decision::Paper;
use redress_kernel::{AwardId, ClaimId, DecisionId, Fault, Stop, Timestamp};
use sqlx::PgConnection;
use sqlx::types::Json;

/// A kept decision.
#[derive(Debug, Clone)]
pub struct Kept {
    /// Identifies it.
    pub decision_id: DecisionId,
    /// What stands on its paper.
    pub paper: Paper,
    /// When it was issued.
    pub issued_at: Timestamp,
}

/// Keeps a decision.
pub async fn save(
    db: &mut PgConnection,
    decision: DecisionId,
    claim: ClaimId,
    award: AwardId,
    paper: &Paper,
    now: Timestamp,
) -> Result<(), Stop> {
    sqlx::query!(
        "-- store::decision::save
        insert into eligibility.decision (decision_id, claim_id, award_id, outcome, net, currency,
          reasons, rule_version, schedule_version, content, issued_by, issued_on, open_until,
          issued_at)
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, shared.actor_id(), $11, $12, $13)
        returning decision_id",
        decision.0,
        claim.0,
        award.0,
        paper.outcome.as_str(),
        paper.net.amount(),
        paper.net.currency().code(),
        paper.reasons,
        paper.rule_version.as_str(),
        paper.schedule_version.as_str(),
        Json(paper) as _,
        paper.issued_on,
        paper.open_until,
        now
    )
    .fetch_one(db)
    .await?;
    Ok(())
}

/// The open decision of a claim.
pub async fn open(db: &mut PgConnection, claim: ClaimId) -> Result<Option<Kept>, Fault> {
    let row = sqlx::query!(
        "-- store::decision::open
        select decision_id, content, issued_at
        from eligibility.decision where claim_id = $1 and closed_at is null",
        claim.0
    )
    .fetch_optional(db)
    .await?;
    Ok(row.map(|row| Kept {
        decision_id: row.decision_id,
        paper: row.content.0,
        issued_at: row.issued_at,
    }))
}
