//! Who looked at a claim, out of the audit.

use redress_kernel::{ClaimId, Fault, Timestamp, Wanted};
use sqlx::PgConnection;

/// A look.
#[derive(Debug, Clone)]
pub struct Look {
    pub audit_id: i64,
    pub at: Timestamp,
    /// Roles of who looked, separated by commas.
    pub roles: String,
    /// What was done.
    pub action: String,
    /// Whether it was who asks.
    pub is_own: bool,
}

/// Looks at a claim, the newest first, a page of them.
pub async fn of_claim(
    db: &mut PgConnection,
    claim: ClaimId,
    wanted: &Wanted<i64>,
) -> Result<Vec<Look>, Fault> {
    Ok(sqlx::query_as!(
        Look,
        r#"-- store::looks::of_claim
        select audit_id as "audit_id!", recorded_at as "at!", roles as "roles!", action as "action!", is_own as "is_own!"
        from intake.looks_at($1, $2, $3)"#,
        claim.0,
        wanted.after.unwrap_or(i64::MAX),
        i32::try_from(wanted.rows()).unwrap_or(i32::MAX)
    )
    .fetch_all(db)
    .await?)
}
