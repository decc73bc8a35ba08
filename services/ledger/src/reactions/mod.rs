//! What the ledger does when it hears an event: one event a file.

mod offer_accepted;

use redress_contract::{Event, Heard};
use redress_kernel::Outcome;
use redress_runtime::{BoxFuture, Reactor, Tx};

/// The reactions of the ledger.
#[derive(Debug)]
pub struct Reactions;

impl Reactor for Reactions {
    fn hears(&self) -> &'static [&'static str] {
        &["offer_accepted"]
    }

    fn react<'a>(&'a self, tx: &'a mut Tx, heard: &'a Heard) -> BoxFuture<'a, Outcome<()>> {
        Box::pin(async move {
            match &heard.event {
                Event::OfferAccepted { claim_id, decision_id } => {
                    offer_accepted::react(tx, *claim_id, *decision_id, heard.occurred_at).await
                }
                _ => Ok(()),
            }
        })
    }
}
