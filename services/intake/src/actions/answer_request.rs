//! Answer a request of the review: the facts saved meanwhile go back to it.

use super::Desk;
use crate::domain::claim;
use crate::store;
use redress_contract::Event;
use redress_kernel::{Action, Actor, ClaimId, Outcome, Stage, Stop, action};
use redress_runtime::Once;

/// Advocates answer.
pub const ACTION: Action = action!("intake.answer_request", [Advocate]);

/// Hands the claim back; says [`Event::InformationReceived`]. Refuses `claim-not-asked`.
#[tracing::instrument(name = "intake.answer_request", skip_all, fields(claim.id = %claim_id))]
pub async fn answer_request(
    desk: &Desk,
    actor: &Actor,
    claim_id: ClaimId,
    once: Option<&Once>,
) -> Outcome<ClaimId> {
    let ctx = &desk.ctx;
    ctx.once(actor, ACTION, once, async |tx| {
        tx.about(claim_id);
        let filed = store::claim::lock(tx.conn(), claim_id).await?.ok_or(Stop::Missing)?;
        let consents = store::consent::of_claim(tx.conn(), claim_id).await?;
        claim::answer_request(&filed.claim, &consents)?;
        tx.advance(claim_id, Stage::InReview).await?;
        tx.emit(&Event::InformationReceived { claim_id }).await?;
        Ok(claim_id)
    })
    .await
}
