//! Withdraw a claim: at any time before acceptance, without a reason; she may come back.

use super::Desk;
use crate::domain::consent::{Change, ConsentRow, lives};
use crate::store;
use redress_contract::Event;
use redress_kernel::code::ConsentPurpose;
use redress_kernel::{Action, Actor, ClaimId, Outcome, Stage, action};
use redress_runtime::Once;

/// Her advocate records it.
pub const ACTION: Action = action!("intake.withdraw_claim", [Advocate]);

/// Withdraws it, with the consent to file; says [`Event::ClaimWithdrawn`]. Refuses `stage-move`
/// where the claim has gone too far.
#[tracing::instrument(name = "intake.withdraw_claim", skip_all, fields(claim.id = %claim_id))]
pub async fn withdraw_claim(
    desk: &Desk,
    actor: &Actor,
    claim_id: ClaimId,
    once: Option<&Once>,
) -> Outcome<ClaimId> {
    let ctx = &desk.ctx;
    ctx.once(actor, ACTION, once, async |tx| {
        tx.standing(claim_id).await?;
        let rows = store::consent::of_claim(tx.conn(), claim_id).await?;
        let to_file = rows.iter().rev().find(|row| row.purpose == ConsentPurpose::P1);
        if let (Some(given), true) = (to_file, lives(&rows, ConsentPurpose::P1)) {
            let row = ConsentRow { change: Change::Withdrawn, given_at: tx.now(), ..given.clone() };
            let consent = tx.fresh();
            store::consent::add(tx.conn(), consent, claim_id, &row, actor.actor_id).await?;
        }
        tx.advance(claim_id, Stage::Withdrawn).await?;
        tx.emit(&Event::ClaimWithdrawn { claim_id }).await?;
        Ok(claim_id)
    })
    .await
}
