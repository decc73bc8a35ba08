//! Read who looked at a claim: in which roles, when, and what was opened.

use super::Desk;
use crate::store;
use redress_kernel::{Action, Actor, ClaimCode, ClaimId, Outcome, Paged, Wanted, action};

// What the answer is made of.
pub use crate::store::looks::Look;

/// Its advocate.
pub const ACTION: Action = action!("intake.read_looks", [Advocate]);

/// Looks at a claim, the newest first, with its code. [`redress_kernel::Stop::Missing`] for a stranger.
#[tracing::instrument(name = "intake.read_looks", skip_all, fields(claim.id = %claim_id))]
pub async fn read_looks(
    desk: &Desk,
    actor: &Actor,
    claim_id: ClaimId,
    wanted: &Wanted<i64>,
) -> Outcome<(ClaimCode, Paged<Look, i64>)> {
    desk.ctx
        .read(actor, ACTION, async |tx| {
            let code = tx.standing(claim_id).await?.claim_code;
            let looks = store::looks::of_claim(tx.conn(), claim_id, wanted).await?;
            Ok((code, wanted.page(looks, |last| last.audit_id)))
        })
        .await
}
