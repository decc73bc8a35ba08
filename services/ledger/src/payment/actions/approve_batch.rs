//! Approve a batch that another person prepared: the second pair of eyes.

use crate::payment::clearance::{ask_for_look, found_clear};
use crate::payment::domain::step::{BatchState, BatchStep};
use crate::payment::store::batch;
use redress_contract::{PaymentStep, claim};
use redress_kernel::{
    Action, Actor, AnotherDecides, BatchId, Outcome, Refusal, Stage, Stop, Wanted, action,
};
use redress_runtime::{Ctx, Once, Tx};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;
use utoipa::ToSchema;

/// Finance approvers approve what they did not prepare.
pub const NAME: Action = action!("ledger.approve_batch", [FinanceApprover]);

/// A step that was taken.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct StepTaken {
    /// The batch.
    pub batch_id: BatchId,
    /// Its state now.
    #[schema(value_type = String)]
    pub state: BatchState,
}

#[tracing::instrument(name = "ledger.approve_batch", skip_all, fields(batch.id = %batch_id))]
pub async fn approve_batch(
    ctx: &Ctx,
    actor: &Actor,
    batch_id: BatchId,
    once: Option<&Once>,
) -> Outcome<StepTaken> {
    ctx.once(actor, NAME, once, async |tx| {
        let now = tx.now();
        let (found, items) = whole(tx, batch_id).await?;
        found.by_another(actor)?;
        same_payees(&items)?;
        found_clear(tx, batch_id, PaymentStep::Approval).await?;
        batch::step(tx.conn(), batch_id, BatchStep::Approved, None, now).await?;
        let claims = items.iter().map(|item| item.claim_id);
        ask_for_look(tx, batch_id, claims, PaymentStep::Payment).await?;
        advance_claims(tx, &items, Stage::Scheduled, Stage::Approved).await?;
        tx.subject(format!("batch {batch_id}"));
        Ok(StepTaken { batch_id, state: BatchState::Approved })
    })
    .await
}

/// A batch with all its items. A person who may not see one of its claims can't take a step on it.
pub(super) async fn whole(
    tx: &mut Tx,
    batch_id: BatchId,
) -> Outcome<(batch::Batch, Vec<batch::Item>)> {
    let found = batch::list(tx.conn(), Some(batch_id), &Wanted::default())
        .await?
        .pop()
        .ok_or(Stop::Missing)?;
    let items = batch::items(tx.conn(), batch_id).await?;
    Ok((found, items))
}

/// The payee re-check: refused where the survivor has changed her details since the batch was prepared, or has taken back the consent to give them to a bank (P8).
pub(super) fn same_payees(items: &[batch::Item]) -> Outcome<()> {
    let changed: BTreeSet<&str> = items
        .iter()
        .filter(|item| item.payee_now != Some(item.payee_id))
        .map(|item| item.claim_code.as_str())
        .collect();
    if changed.is_empty() {
        return Ok(());
    }
    let claims = changed.into_iter().collect::<Vec<_>>().join(", ");
    Err(Refusal::conflict("payee-changed").with("claims", claims).into())
}

/// Moves the claims of a batch that stand at `from`; a claim that an earlier batch moved stays.
pub(super) async fn advance_claims(
    tx: &mut Tx,
    items: &[batch::Item],
    from: Stage,
    to: Stage,
) -> Outcome<()> {
    let claims: BTreeSet<_> =
        items.iter().filter(|item| item.stage == from).map(|item| item.claim_id).collect();
    // In the order of their ids, so that two batches never wait for each other.
    for id in claims {
        claim::advance(tx.conn(), id, to).await?;
    }
    Ok(())
}
