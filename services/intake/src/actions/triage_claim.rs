//! Triage a claim: the safety check is done, matches are judged, the review may begin.

use super::Desk;
use crate::domain::triage::{self, Check};
use crate::store;
use crate::store::triage::MatchNote;
use redress_contract::Event;
use redress_contract::claim::{Capacity, involve};
use redress_kernel::code::Answer;
use redress_kernel::facts::MatchResult;
use redress_kernel::{Action, Actor, ClaimId, Outcome, Stage, action};
use redress_runtime::Once;
use serde::{Deserialize, Serialize};

/// Intake officers triage.
pub const ACTION: Action = action!("intake.triage_claim", [IntakeOfficer]);

/// What triage came to.
#[derive(Debug, Clone, Serialize, Deserialize, utoipa::ToSchema)]
pub struct Triaged {
    /// The claim.
    pub claim_id: ClaimId,
    /// What came of looking for another file of the same person.
    pub matched: MatchResult,
}

/// Notes check and match, and hands the claim to the review; says [`Event::ClaimTriaged`].
/// Refuses what [`triage::triage`] refuses, and `one-capacity` to who acts on the claim otherwise.
#[tracing::instrument(name = "intake.triage_claim", skip_all, fields(claim.id = %claim_id))]
pub async fn triage_claim(
    desk: &Desk,
    actor: &Actor,
    claim_id: ClaimId,
    check: &Check,
    once: Option<&Once>,
) -> Outcome<Triaged> {
    let ctx = &desk.ctx;
    ctx.once(actor, ACTION, once, async |tx| {
        let standing = tx.standing(claim_id).await?;
        let possible = store::triage::possible_matches(tx.conn(), claim_id).await?;
        let matched = triage::triage(standing.stage, check, possible.len())?;
        involve(tx.conn(), claim_id, Capacity::Intake).await?;
        tx.advance(claim_id, Stage::Triaged).await?;
        let (at, danger) = (tx.now(), check.danger.unwrap_or(Answer::Unknown));
        store::triage::add_check(tx.conn(), claim_id, danger, actor.actor_id, at).await?;
        let outcome = MatchNote {
            match_note_id: tx.fresh(),
            claim_id,
            result: matched,
            possible: possible.iter().map(|other| other.claim_id).collect(),
            noted_by: actor.actor_id,
            noted_at: at,
        };
        store::triage::add_note(tx.conn(), &outcome).await?;
        tx.emit(&Event::ClaimTriaged { claim_id }).await?;
        tx.detail(serde_json::json!({ "danger": danger.as_str(), "match": matched.as_str() }));
        Ok(Triaged { claim_id, matched })
    })
    .await
}
