//! Ask for another look at the claims of a batch: when something that stood against a payment was put
//! right, or a look has not come.

use super::approve_batch::{StepTaken, whole};
use crate::payment::clearance::ask_for_look;
use crate::payment::domain::step::BatchState;
use redress_contract::PaymentStep;
use redress_kernel::{Action, Actor, BatchId, Outcome, Refusal, action};
use redress_runtime::{Ctx, Once};

/// Officers and approvers ask; who answers is the review.
pub const NAME: Action = action!("ledger.check_batch", [FinanceOfficer, FinanceApprover]);

/// Asks for the step that the batch waits for.
#[tracing::instrument(name = "ledger.check_batch", skip_all, fields(batch.id = %batch_id))]
pub async fn check_batch(
    ctx: &Ctx,
    actor: &Actor,
    batch_id: BatchId,
    once: Option<&Once>,
) -> Outcome<StepTaken> {
    ctx.once(actor, NAME, once, async |tx| {
        let (batch, items) = whole(tx, batch_id).await?;
        let step = step_of(batch.state).ok_or_else(|| Refusal::conflict("batch-step"))?;
        let claims = items.iter().map(|item| item.claim_id);
        ask_for_look(tx, batch_id, claims, step).await?;
        tx.subject(format!("batch {batch_id}"));
        Ok(StepTaken { batch_id, state: batch.state })
    })
    .await
}

/// The step that a batch waits for; nothing once it was released or cancelled.
pub(super) fn step_of(state: BatchState) -> Option<PaymentStep> {
    match state {
        BatchState::Prepared => Some(PaymentStep::Approval),
        BatchState::Approved => Some(PaymentStep::Payment),
        BatchState::Released | BatchState::Done | BatchState::Cancelled => None,
    }
}
