//! Start to hand over what is held for a child who has come of age.

use crate::desk::ids::HandOverId;
use crate::trust::movement::file;
use crate::trust::store::trust_out;
use redress_kernel::{Action, Actor, ClaimId, Outcome, action};
use redress_runtime::{Ctx, Once};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// Finance officers start it.
pub const NAME: Action = action!("ledger.start_hand_over", [FinanceOfficer]);

/// What was started.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct HandOverStarted {
    /// The hand-over.
    #[schema(value_type = Uuid)]
    pub hand_over_id: HandOverId,
}

/// Starts a hand-over; an approver confirms it.
#[tracing::instrument(name = "ledger.start_hand_over", skip_all, fields(claim.id = %claim))]
pub async fn start_hand_over(
    ctx: &Ctx,
    actor: &Actor,
    claim: ClaimId,
    once: Option<&Once>,
) -> Outcome<HandOverStarted> {
    ctx.once(actor, NAME, once, async |tx| {
        file(tx, claim).await?;
        let (hand_over_id, now) = (tx.fresh(), tx.now());
        trust_out::start(tx.conn(), (hand_over_id, claim), now).await?;
        tx.subject(format!("hand-over {hand_over_id}"));
        Ok(HandOverStarted { hand_over_id })
    })
    .await
}
