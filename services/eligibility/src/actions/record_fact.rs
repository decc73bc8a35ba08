//! Record what the panel learned beside the filing, and evaluate again. Nothing is overwritten: facts
//! and worksheet are kept beside those before.

use super::evaluation::{evaluate, follow};
use super::{Stepped, opened};
use crate::domain::change::{CHANGES_MAX, Change, Recorded};
use crate::domain::sheet::Cause;
use crate::domain::source::{SourceKind, Why};
use crate::domain::step::takes_facts;
use redress_kernel::{Action, Actor, ClaimId, Outcome, Refusal, action};
use redress_runtime::{Ctx, Once};
use serde::{Deserialize, Serialize};

/// Whoever sits may record.
pub const RECORD_FACT: Action = action!("eligibility.record_fact", [PanelMember, PanelChair]);

/// What was learned.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct RecordFact {
    /// The changes, put in together: either all or none.
    #[schema(min_items = 1, max_items = 20)]
    pub changes: Vec<Change>,
    /// Who or what said it: `panel`, `paper`, `unit`, `operation`, `advocate_answer` or `fund`.
    #[schema(
        value_type = String,
        pattern = "^(panel|paper|unit|operation|advocate_answer|fund)$"
    )]
    pub source: SourceKind,
    /// Why it is taken up.
    #[serde(default)]
    pub why: Option<Why>,
}

/// Records it. Until the decision the award is computed anew; afterwards a worksheet is kept, and
/// nothing that was decided becomes less.
#[tracing::instrument(name = "eligibility.record_fact", skip_all, fields(claim.id = %claim))]
pub async fn record_fact(
    ctx: &Ctx,
    actor: &Actor,
    claim: ClaimId,
    asked: RecordFact,
    once: Option<&Once>,
) -> Outcome<Stepped> {
    ctx.once(actor, RECORD_FACT, once, async |tx| {
        let (standing, _) = opened(tx, claim).await?;
        if !takes_facts(standing.stage) {
            return Err(Refusal::conflict("stage-move").into());
        }
        if asked.changes.is_empty() || asked.changes.len() > CHANGES_MAX {
            return Err(Refusal::field("what", "changes-count").with("max", CHANGES_MAX).into());
        }
        // That the panel decides on the file is said where the gate is confirmed.
        if asked.changes.contains(&Change::OnFile) {
            return Err(Refusal::field("what", "choice-unknown").into());
        }
        if !SourceKind::RECORDED.contains(&asked.source) {
            return Err(Refusal::field("source", "choice-unknown").into());
        }
        let (by, on) = (actor.actor_id, tx.now().date());
        let recorded = |change| Recorded { change, source: asked.source, why: asked.why, by, on };
        let changes: Vec<Recorded> = asked.changes.into_iter().map(recorded).collect();
        let sheet = evaluate(tx, &standing, Cause::Fact, &changes).await?;
        let stage = follow(tx, &standing, &sheet).await?;
        // What each says is in the facts.
        let named: Vec<&str> = changes.iter().map(|recorded| recorded.change.what()).collect();
        tx.detail(serde_json::json!({ "what": named, "source": asked.source }));
        Ok(Stepped { claim_id: claim, stage })
    })
    .await
}
