//! A payment has arrived: a neutral slip.

use super::queue;
use crate::domain::Kind;
use crate::store;
use redress_kernel::{ClaimId, Fault, InstalmentId, Outcome};
use redress_runtime::Tx;

/// Queues the slip.
pub async fn react(tx: &mut Tx, claim: ClaimId, instalment: InstalmentId) -> Outcome<()> {
    let content = store::source::remittance(tx.conn(), instalment).await?;
    let content = content.ok_or_else(|| Fault::new("a settled instalment without its slip"))?;
    queue(tx, Kind::RemittanceSlip, claim, instalment.0, content).await
}
