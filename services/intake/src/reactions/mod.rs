//! What intake does when it hears an event, each in the transaction that moves its cursor.
//! Belongs here: one heard event a file. Never here: what people do (actions).

pub mod award_settled;

use redress_contract::{Event, Heard};
use redress_kernel::Outcome;
use redress_runtime::{BoxFuture, Reactor, Tx};

/// Intake's ears.
#[derive(Debug)]
pub struct Ears;

impl Reactor for Ears {
    fn react<'a>(&'a self, tx: &'a mut Tx, heard: &'a Heard) -> BoxFuture<'a, Outcome<()>> {
        Box::pin(async move {
            match &heard.event {
                Event::AwardSettled { claim_id } => award_settled::close(tx, *claim_id).await,
                _ => Ok(()),
            }
        })
    }
}
