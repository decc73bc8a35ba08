//! A claim came from triage: open its case, evaluate it, keep the worksheet.

use crate::actions::evaluate;
use crate::domain::sheet::Cause;
use crate::store;
use redress_kernel::{ClaimId, Outcome, Stage};
use redress_runtime::Tx;

pub(super) async fn claim_triaged(tx: &mut Tx, claim: ClaimId) -> Outcome<()> {
    let standing = tx.standing(claim).await?;
    if standing.stage != Stage::Triaged {
        // The survivor withdrew meanwhile: nothing is evaluated any more.
        return Ok(());
    }
    let now = tx.now();
    store::case::open(tx.conn(), claim, &standing.language, now).await?;
    evaluate(tx, &standing, Cause::Triaged, &[]).await?;
    tx.advance(claim, Stage::InReview).await
}
