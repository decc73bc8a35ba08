//! The audit row: who did or looked at what. Written in the transaction it tells of.

use redress_kernel::{Action, Actor, ClaimId, Fault};
use sqlx::PgConnection;

/// Adds the audit row of this transaction. `subject` names what was touched (`batch <id>`), `detail` holds no
/// personal data.
pub async fn audit(
    db: &mut PgConnection,
    actor: &Actor,
    action: Action,
    claim: Option<ClaimId>,
    subject: Option<&str>,
    detail: Option<&serde_json::Value>,
) -> Result<(), Fault> {
    let roles: Vec<&str> = actor.roles.iter().map(|role| role.as_str()).collect();
    sqlx::query!(
        "-- contract::log::audit
        insert into shared.audit (actor_id, roles, action, claim_id, subject, request_id, detail)
        values ($1, $6, $2, $3, $4, shared.request_id(), $5)",
        actor.actor_id.0,
        action.name,
        claim.map(|id| id.0),
        subject,
        detail,
        roles.join(",")
    )
    .execute(db)
    .await?;
    Ok(())
}
