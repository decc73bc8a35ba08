//! Every instalment is settled: the claim is closed (lifecycle, section 1).

use redress_contract::Event;
use redress_kernel::{ClaimId, Outcome, Stage};
use redress_runtime::Tx;

/// Closes it; says [`Event::ClaimClosed`].
pub async fn close(tx: &mut Tx, claim_id: ClaimId) -> Outcome<()> {
    tx.advance(claim_id, Stage::Closed).await?;
    tx.emit(&Event::ClaimClosed { claim_id }).await
}
