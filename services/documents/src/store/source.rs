//! What papers say: views that the services who own the data make for this one.

use redress_kernel::{ClaimId, DecisionId, Fault, InstalmentId};
use serde_json::Value;
use sqlx::PgConnection;

/// Of intake: what stands on a receipt.
pub async fn receipt(db: &mut PgConnection, claim: ClaimId) -> Result<Option<Value>, Fault> {
    Ok(sqlx::query_scalar!(
        r#"-- store::source::receipt
        select content as "content!" from shared.receipt_paper where claim_id = $1"#,
        claim.0
    )
    .fetch_optional(db)
    .await?)
}

/// Of eligibility: what stands in a decision letter, without the claim code.
pub async fn decision(db: &mut PgConnection, decision: DecisionId) -> Result<Option<Value>, Fault> {
    Ok(sqlx::query_scalar!(
        r#"-- store::source::decision
        select content as "content!" from shared.decision_paper where decision_id = $1"#,
        decision.0
    )
    .fetch_optional(db)
    .await?)
}

/// Of the ledger: what stands on a remittance slip.
pub async fn remittance(
    db: &mut PgConnection,
    instalment: InstalmentId,
) -> Result<Option<Value>, Fault> {
    Ok(sqlx::query_scalar!(
        r#"-- store::source::remittance
        select content as "content!" from shared.remittance_paper where instalment_id = $1"#,
        instalment.0
    )
    .fetch_optional(db)
    .await?)
}
