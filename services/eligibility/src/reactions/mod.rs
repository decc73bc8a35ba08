//! What this service does when it hears of a claim: evaluate, and keep the worksheet.

mod claim_triaged;
mod information_received;
mod match_judged;
mod payment_check_wanted;

use redress_contract::{Event, Heard};
use redress_kernel::Outcome;
use redress_runtime::{BoxFuture, Reactor, Tx};

/// The ears of the service.
#[derive(Debug, Clone, Copy)]
pub struct Reactions;

impl Reactor for Reactions {
    fn react<'a>(&'a self, tx: &'a mut Tx, heard: &'a Heard) -> BoxFuture<'a, Outcome<()>> {
        Box::pin(async move {
            match heard.event {
                Event::ClaimTriaged { claim_id } => {
                    claim_triaged::claim_triaged(tx, claim_id).await
                }
                Event::InformationReceived { claim_id } => {
                    information_received::information_received(tx, claim_id).await
                }
                Event::MatchJudged { claim_id } => match_judged::match_judged(tx, claim_id).await,
                Event::PaymentCheckWanted { claim_id, batch_id, step } => {
                    payment_check_wanted::payment_check_wanted(tx, claim_id, batch_id, step).await
                }
                _ => Ok(()),
            }
        })
    }
}
