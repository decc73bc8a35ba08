//! Compute the award of an eligible claim from the facts of the day, and keep it with every line.

use super::evaluation::{evaluate, save_award};
use super::{Stepped, opened};
use crate::domain::sheet::{Cause, passes};
use redress_kernel::{Action, Actor, ClaimId, Outcome, Refusal, Stage, action};
use redress_runtime::{Ctx, Once};
use serde::{Deserialize, Serialize};

/// Whoever sits may have it computed.
pub const ASSESS_AWARD: Action = action!("eligibility.assess_award", [PanelMember, PanelChair]);

/// Nothing is stated here: what the computation needs is recorded as facts before.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct AssessAward {}

/// Evaluates once more, with the rates and the versions of the day, and keeps the award. Before the
/// decision it can be computed anew; views of the one before then count no longer.
#[tracing::instrument(name = "eligibility.assess_award", skip_all, fields(claim.id = %claim))]
pub async fn assess_award(
    ctx: &Ctx,
    actor: &Actor,
    claim: ClaimId,
    _asked: AssessAward,
    once: Option<&Once>,
) -> Outcome<Stepped> {
    ctx.once(actor, ASSESS_AWARD, once, async |tx| {
        let (standing, _) = opened(tx, claim).await?;
        if !matches!(standing.stage, Stage::Eligible | Stage::Assessed) {
            return Err(Refusal::conflict("stage-move").into());
        }
        let sheet = evaluate(tx, &standing, Cause::Award, &[]).await?;
        if !passes(&sheet.result) {
            // What turned since the confirmation is for people to confirm first.
            tx.advance(claim, Stage::InReview).await?;
            return Ok(Stepped { claim_id: claim, stage: Stage::InReview });
        }
        save_award(tx, claim, &sheet).await?;
        if standing.stage == Stage::Eligible {
            tx.advance(claim, Stage::Assessed).await?;
        }
        Ok(Stepped { claim_id: claim, stage: Stage::Assessed })
    })
    .await
}
