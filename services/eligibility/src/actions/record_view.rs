//! Record an own view before the others' can be read.

use super::{Stepped, opened, stands_at};
use crate::domain::verdict::Verdict;
use crate::store;
use redress_kernel::{Action, Actor, ClaimId, Fault, Outcome, Refusal, Stage, action};
use redress_runtime::{Ctx, Once};
use serde::{Deserialize, Serialize};

/// Whoever sits records a view.
pub const RECORD_VIEW: Action = action!("eligibility.record_view", [PanelMember, PanelChair]);

/// Characters of a note at most.
const NOTE_MAX: usize = 2000;

/// A view.
#[derive(Debug, Clone, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct RecordView {
    /// Award or none.
    pub verdict: Verdict,
    /// Why, for the panel only.
    #[schema(max_length = 2000)]
    #[serde(default)]
    pub note: String,
}

/// Keeps it; it can't be changed.
#[tracing::instrument(name = "eligibility.record_view", skip_all, fields(claim.id = %claim))]
pub async fn record_view(
    ctx: &Ctx,
    actor: &Actor,
    claim: ClaimId,
    asked: RecordView,
    once: Option<&Once>,
) -> Outcome<Stepped> {
    ctx.once(actor, RECORD_VIEW, once, async |tx| {
        let (standing, _) = opened(tx, claim).await?;
        stands_at(&standing, Stage::Assessed)?;
        let note = asked.note.trim();
        if note.chars().count() > NOTE_MAX {
            return Err(Refusal::field("note", "field-too-long").with("max", NOTE_MAX).into());
        }
        let award = store::award::load(tx.conn(), claim).await?;
        let award = award.ok_or_else(|| Fault::new("an assessed claim without its award"))?;
        let now = tx.now();
        store::view::record(tx.conn(), claim, award.award_id, asked.verdict, note, now).await?;
        Ok(Stepped { claim_id: claim, stage: standing.stage })
    })
    .await
}
