//! Eligibility looks at a claim again just before a payment of it is approved, and again just before it
//! is released: how the ledger asks, and what it takes for an answer.
//! Never here: what stands against a payment; finance is only told whom to ask.

use super::store::clearance;
use super::store::clearance::State;
use redress_contract::{Event, PaymentStep};
use redress_kernel::{BatchId, ClaimId, Outcome, Refusal, Stop};
use redress_runtime::Tx;
use std::collections::BTreeSet;

/// Asks for a look at each claim of a batch, before it takes a step.
pub(super) async fn ask_for_look(
    tx: &mut Tx,
    batch_id: BatchId,
    claims: impl Iterator<Item = ClaimId>,
    step: PaymentStep,
) -> Outcome<()> {
    // In the order of their ids, so that two batches never wait for each other.
    for claim_id in claims.collect::<BTreeSet<_>>() {
        tx.emit(&Event::PaymentCheckWanted { claim_id, batch_id, step }).await?;
    }
    Ok(())
}

/// Refused unless every claim of the batch was found clear for the step and nothing has held it since.
pub(super) async fn found_clear(tx: &mut Tx, batch_id: BatchId, step: PaymentStep) -> Outcome<()> {
    let looks = clearance::of_batch(tx.conn(), batch_id, step).await?;
    let (mut waiting, mut held) = (Vec::new(), Vec::new());
    for look in &looks {
        match look.state {
            State::Clear => {}
            State::Waiting => waiting.push(look.claim_code.as_str()),
            State::Held => held.push(look.claim_code.as_str()),
        }
    }
    let mut refusals = Vec::new();
    if !held.is_empty() {
        refusals.push(Refusal::conflict("payment-held").with("claims", held.join(", ")));
    }
    if !waiting.is_empty() {
        refusals.push(Refusal::conflict("payment-unchecked").with("claims", waiting.join(", ")));
    }
    if refusals.is_empty() { Ok(()) } else { Err(Stop::Refused(refusals)) }
}
