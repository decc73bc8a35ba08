//! Read the offer on a claim, to explain it to the survivor.

use super::Desk;
use crate::store;
use redress_contract::claim::Standing;
use redress_kernel::{Action, Actor, ClaimId, Outcome, Stop, action};

// What the answer is made of.
pub use crate::store::offer::Offer;

/// Its advocate reads it.
pub const ACTION: Action = action!("intake.read_offer", [Advocate]);

/// Reads it; [`Stop::Missing`] while there is none.
#[tracing::instrument(name = "intake.read_offer", skip_all, fields(claim.id = %claim_id))]
pub async fn read_offer(
    desk: &Desk,
    actor: &Actor,
    claim_id: ClaimId,
) -> Outcome<(Standing, Offer)> {
    let ctx = &desk.ctx;
    ctx.act(actor, ACTION, async |tx| {
        let standing = tx.standing(claim_id).await?;
        let offer = store::offer::of_claim(tx.conn(), claim_id).await?.ok_or(Stop::Missing)?;
        Ok((standing, offer))
    })
    .await
}
