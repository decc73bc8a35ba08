//! Record what the panel found beside the filing, and evaluate again.

use super::{Stepped, latest_sheet, opened, stands_at};
use crate::domain::finding::{self, Finding};
use crate::rules::{RuleSet, evaluate};
use crate::store;
use crate::store::worksheet::Cause;
use redress_kernel::{Action, Actor, ClaimId, Outcome, Stage, action};
use redress_runtime::{Ctx, Once};

/// Whoever sits may find.
pub const RECORD_FINDING: Action = action!("eligibility.record_finding", [PanelMember, PanelChair]);

/// Adds a finding to those before; the worksheet that follows is kept beside the earlier ones.
#[tracing::instrument(name = "eligibility.record_finding", skip_all, fields(claim.id = %claim))]
pub async fn record_finding(
    ctx: &Ctx,
    actor: &Actor,
    claim: ClaimId,
    asked: Finding,
    once: Option<&Once>,
) -> Outcome<Stepped> {
    let mut tx = ctx.begin(actor, RECORD_FINDING, once).await?;
    if let Some(first) = tx.answered()? {
        return Ok(first);
    }
    let (standing, _) = opened(&mut tx, claim).await?;
    stands_at(&standing, Stage::InReview)?;
    let set = RuleSet::shipped();
    let now = tx.now();
    let filing = latest_sheet(&mut tx, claim).await?.sheet.filing;
    let before = store::worksheet::findings(tx.conn(), claim).await?;
    let findings = finding::add(&before, asked, &filing.facts, &set)?;
    let operations = redress_contract::reference::operations(tx.conn()).await?;
    let sheet = evaluate(&set, &filing, &findings, &operations);
    let (finding_id, worksheet_id) = (tx.fresh(), tx.fresh());
    store::worksheet::save_findings(tx.conn(), finding_id, claim, &findings, now).await?;
    store::worksheet::save(tx.conn(), worksheet_id, claim, Cause::Finding, &sheet, now).await?;
    tx.commit(Stepped { claim_id: claim, stage: standing.stage }).await
}
