//! A claim was submitted: a neutral receipt.

use super::queue;
use crate::domain::Subject;
use crate::store;
use redress_kernel::{ClaimId, Fault, Outcome};
use redress_runtime::Tx;

/// Queues the receipt.
pub async fn react(tx: &mut Tx, claim: ClaimId) -> Outcome<()> {
    let content = store::source::receipt(tx.conn(), claim).await?;
    let content = content.ok_or_else(|| Fault::new("a submitted claim without its receipt"))?;
    queue(tx, claim, Subject::Claim(claim), content).await
}
