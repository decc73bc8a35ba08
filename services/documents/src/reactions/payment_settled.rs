//! A payment has arrived: a neutral slip.

use super::queue;
use crate::domain::Subject;
use crate::store;
use redress_kernel::{ClaimId, InstalmentId, Outcome};
use redress_runtime::Tx;

/// Queues the slip.
pub async fn react(tx: &mut Tx, claim: ClaimId, instalment: InstalmentId) -> Outcome<()> {
    // It may have come back before we heard of it: then there is nothing to say.
    let Some(content) = store::source::remittance(tx.conn(), instalment).await? else {
        return Ok(());
    };
    queue(tx, claim, Subject::Instalment(instalment), content).await
}
