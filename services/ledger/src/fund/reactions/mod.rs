//! What the ledger does when it hears an event: one event a file.

mod decision_issued;
mod offer_accepted;

use super::reserve::void_reserved;
use redress_contract::{Event, Heard};
use redress_kernel::Outcome;
use redress_kernel::code::DecisionOutcome;
use redress_runtime::{BoxFuture, Reactor, Tx};

/// The reactions of the ledger.
#[derive(Debug)]
pub struct Reactions;

impl Reactor for Reactions {
    fn react<'a>(&'a self, tx: &'a mut Tx, heard: &'a Heard) -> BoxFuture<'a, Outcome<()>> {
        Box::pin(async move {
            match &heard.event {
                Event::DecisionIssued {
                    claim_id,
                    decision_id,
                    outcome: DecisionOutcome::Awarded,
                } => decision_issued::react(tx, *claim_id, *decision_id).await,
                Event::OfferAccepted { claim_id, decision_id } => {
                    offer_accepted::react(tx, *claim_id, *decision_id, heard.occurred_at).await
                }
                Event::OfferDeclined { decision_id, .. } => void_reserved(tx, *decision_id).await,
                _ => Ok(()),
            }
        })
    }
}
