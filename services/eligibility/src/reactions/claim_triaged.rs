//! A claim came from triage: open its case, evaluate the gate, keep the worksheet.

use crate::rules::{Findings, RuleSet, evaluate};
use crate::store;
use crate::store::worksheet::Cause;
use redress_kernel::{ClaimId, Fault, Outcome, Stage};
use redress_runtime::Tx;

pub(super) async fn claim_triaged(tx: &mut Tx, claim: ClaimId) -> Outcome<()> {
    let standing = tx.standing(claim).await?;
    if standing.stage != Stage::Triaged {
        // The survivor withdrew meanwhile: nothing is evaluated any more.
        return Ok(());
    }
    let now = tx.now();
    store::case::open(tx.conn(), claim, &standing.language, now).await?;
    let filing = store::case::filing(tx.conn(), claim).await?;
    let filing = filing.ok_or_else(|| Fault::new("a triaged claim without its facts"))?;
    let operations = redress_contract::reference::operations(tx.conn()).await?;
    let sheet = evaluate(&RuleSet::shipped(), &filing, &Findings::default(), &operations);
    let worksheet_id = tx.fresh();
    store::worksheet::save(tx.conn(), worksheet_id, claim, Cause::Triaged, &sheet, now).await?;
    tx.advance(claim, Stage::InReview).await
}
