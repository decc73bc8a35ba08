//! What follows for a claim when payments of it were settled or came back.

use super::store::outcome;
use redress_contract::{Event, claim};
use redress_kernel::{ClaimId, Outcome, Stage};
use redress_runtime::Tx;
use std::collections::BTreeSet;

/// Moves claims on: to settled when every instalment is, to returned when one came back.
#[derive(Debug, Default)]
pub(crate) struct Touched {
    /// A payment of it was settled.
    pub settled: BTreeSet<ClaimId>,
    /// A payment of it came back.
    pub returned: BTreeSet<ClaimId>,
}

impl Touched {
    /// Takes the moves, claims in the order of their ids. A claim that came back after it was closed stays closed: its
    /// payment shows among those that wait for a new choice.
    pub(crate) async fn follow(&self, tx: &mut Tx) -> Outcome<()> {
        for id in self.settled.union(&self.returned) {
            let standing = claim::standing(tx.conn(), *id).await?;
            if standing.stage != Stage::Instructed {
                continue;
            }
            if self.returned.contains(id) {
                claim::advance(tx.conn(), *id, Stage::Returned).await?;
            } else if outcome::is_all_settled(tx.conn(), *id).await? {
                claim::advance(tx.conn(), *id, Stage::Settled).await?;
                tx.emit(&Event::AwardSettled { claim_id: *id }).await?;
            }
        }
        Ok(())
    }
}
