//! The advocate has answered: evaluate the facts as they stand now, with all that was found before.

use crate::rules::{RuleSet, evaluate};
use crate::store;
use crate::store::worksheet::Cause;
use redress_kernel::{ClaimId, Fault, Outcome, Stage};
use redress_runtime::Tx;

pub(super) async fn information_received(tx: &mut Tx, claim: ClaimId) -> Outcome<()> {
    store::case::hold(tx.conn(), claim).await?;
    let standing = tx.standing(claim).await?;
    if standing.stage != Stage::InReview {
        // The survivor withdrew meanwhile: nothing is evaluated any more.
        return Ok(());
    }
    let now = tx.now();
    let filing = store::case::filing(tx.conn(), claim).await?;
    let filing = filing.ok_or_else(|| Fault::new("a claim in review without its facts"))?;
    let findings = store::worksheet::findings(tx.conn(), claim).await?;
    let operations = redress_contract::reference::operations(tx.conn()).await?;
    let sheet = evaluate(&RuleSet::shipped(), &filing, &findings, &operations);
    let worksheet_id = tx.fresh();
    store::worksheet::save(tx.conn(), worksheet_id, claim, Cause::Information, &sheet, now).await?;
    Ok(())
}
