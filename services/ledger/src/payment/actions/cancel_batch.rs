//! Cancel a batch that has not been released; its instalments can be put into another one.

use super::approve_batch::{StepTaken, whole};
use crate::desk::day::day_of;
use crate::payment::domain::step::{BatchState, BatchStep, OutcomeKind};
use crate::payment::store::{batch, outcome};
use redress_kernel::{Action, Actor, BatchId, Outcome, action};
use redress_runtime::{Ctx, Once};

/// Officers and approvers cancel; nobody deletes.
pub const NAME: Action = action!("ledger.cancel_batch", [FinanceOfficer, FinanceApprover]);

#[tracing::instrument(name = "ledger.cancel_batch", skip_all, fields(batch.id = %batch_id))]
pub async fn cancel_batch(
    ctx: &Ctx,
    actor: &Actor,
    batch_id: BatchId,
    once: Option<&Once>,
) -> Outcome<StepTaken> {
    ctx.once(actor, NAME, once, async |tx| {
        let now = tx.now();
        let (_, items) = whole(tx, batch_id).await?;
        batch::step(tx.conn(), batch_id, BatchStep::Cancelled, None, now).await?;
        for item in items {
            let cancelled = outcome::Outcome {
                item_id: item.item_id,
                claim_id: item.claim_id,
                kind: OutcomeKind::Cancelled,
                moved: None,
                charges: None,
                reason: None,
                bank_reference: None,
                occurred_on: day_of(now),
                entry_id: None,
            };
            outcome::save(tx.conn(), &cancelled, now).await?;
        }
        tx.subject(format!("batch {batch_id}"));
        Ok(StepTaken { batch_id, state: BatchState::Cancelled })
    })
    .await
}
