//! A decision was issued: the letter that says what and why.

use super::queue;
use crate::domain::Subject;
use crate::store;
use redress_kernel::{ClaimId, DecisionId, Fault, Outcome};
use redress_runtime::Tx;

/// Queues the letter. The claim's code is not part of the decision: it comes from the claim.
pub async fn react(tx: &mut Tx, claim: ClaimId, decision: DecisionId) -> Outcome<()> {
    let content = store::source::decision(tx.conn(), decision).await?;
    let mut content = content.ok_or_else(|| Fault::new("an issued decision without its paper"))?;
    let standing = tx.standing(claim).await?;
    content["claim_code"] = standing.claim_code.as_str().into();
    if content["language"].is_null() {
        content["language"] = standing.language.into();
    }
    queue(tx, claim, Subject::Decision(decision), content).await
}
