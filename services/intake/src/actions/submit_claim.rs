//! Submit a claim: from the advocate's draft to the intake desk.

use super::Desk;
use crate::domain::claim;
use crate::store;
use redress_contract::Event;
use redress_kernel::{Action, Actor, ClaimCode, ClaimId, Outcome, Stage, Stop, Timestamp, action};
use redress_runtime::Once;
use serde::{Deserialize, Serialize};

/// Advocates submit.
pub const ACTION: Action = action!("intake.submit_claim", [Advocate]);

/// A claim that was sent.
#[derive(Debug, Clone, Serialize, Deserialize, utoipa::ToSchema)]
pub struct Submitted {
    /// The claim.
    pub claim_id: ClaimId,
    /// What people call it.
    pub code: ClaimCode,
    /// When it was sent, UTC.
    #[serde(with = "time::serde::rfc3339")]
    #[schema(value_type = String, format = DateTime)]
    pub submitted_at: Timestamp,
}

/// Submits it; says [`Event::ClaimSubmitted`]. Refuses what [`claim::submit`] refuses.
#[tracing::instrument(name = "intake.submit_claim", skip_all, fields(claim.id = %claim_id))]
pub async fn submit_claim(
    desk: &Desk,
    actor: &Actor,
    claim_id: ClaimId,
    once: Option<&Once>,
) -> Outcome<Submitted> {
    let ctx = &desk.ctx;
    ctx.once(actor, ACTION, once, async |tx| {
        tx.about(claim_id);
        let filed = store::claim::lock(tx.conn(), claim_id).await?.ok_or(Stop::Missing)?;
        let consents = store::consent::of_claim(tx.conn(), claim_id).await?;
        claim::submit(&filed.claim, &consents)?;
        let submitted_at = tx.now();
        store::claim::submit(tx.conn(), claim_id, submitted_at).await?;
        tx.advance(claim_id, Stage::Submitted).await?;
        tx.emit(&Event::ClaimSubmitted { claim_id }).await?;
        Ok(Submitted { claim_id, code: filed.claim.code, submitted_at })
    })
    .await
}
