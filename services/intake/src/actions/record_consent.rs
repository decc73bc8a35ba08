//! Record what the survivor says to each purpose, and take back what she takes back.

use super::Desk;
use crate::domain::consent::{self, Asked};
use crate::store;
use redress_kernel::code::ConsentPurpose;
use redress_kernel::{Action, Actor, ClaimId, Outcome, Refusal, Stage, action};
use redress_runtime::Once;
use serde::{Deserialize, Serialize};

/// Advocates record consents.
pub const ACTION: Action = action!("intake.record_consent", [Advocate]);

/// What lives after it.
#[derive(Debug, Clone, Serialize, Deserialize, utoipa::ToSchema)]
pub struct Recorded {
    /// Purposes with a living consent.
    pub living: Vec<ConsentPurpose>,
}

/// Adds a row for each purpose whose answer is new. Refuses `claim-not-open` after withdrawal or
/// closing.
#[tracing::instrument(name = "intake.record_consent", skip_all, fields(claim.id = %claim_id))]
pub async fn record_consent(
    desk: &Desk,
    actor: &Actor,
    claim_id: ClaimId,
    asked: &Asked,
    once: Option<&Once>,
) -> Outcome<Recorded> {
    let ctx = &desk.ctx;
    ctx.once(actor, ACTION, once, async |tx| {
        let standing = tx.standing(claim_id).await?;
        if matches!(standing.stage, Stage::Withdrawn | Stage::Closed) {
            return Err(Refusal::conflict("claim-not-open").into());
        }
        let mut rows = store::consent::of_claim(tx.conn(), claim_id).await?;
        let fresh = consent::record(asked, &rows, tx.now())?;
        for row in &fresh {
            let consent = tx.fresh();
            store::consent::add(tx.conn(), consent, claim_id, row, actor.actor_id).await?;
        }
        rows.extend(fresh);
        Ok(Recorded { living: consent::living(&rows) })
    })
    .await
}
