//! Judge a match that was not clear at triage: another note, the latest of which counts.

use super::Desk;
use super::triage_claim::Triaged;
use crate::domain::triage;
use crate::store;
use crate::store::triage::MatchNote;
use redress_contract::Event;
use redress_contract::claim::{Capacity, involve};
use redress_kernel::facts::MatchResult;
use redress_kernel::{Action, Actor, ClaimId, Outcome, action};
use redress_runtime::Once;

/// Intake officers judge.
pub const ACTION: Action = action!("intake.judge_match", [IntakeOfficer]);

/// Notes what a look at both files showed. Refuses what [`triage::judge`] refuses, and
/// `one-capacity` to who acts on the claim otherwise.
#[tracing::instrument(name = "intake.judge_match", skip_all, fields(claim.id = %claim_id))]
pub async fn judge_match(
    desk: &Desk,
    actor: &Actor,
    claim_id: ClaimId,
    judged: Option<MatchResult>,
    once: Option<&Once>,
) -> Outcome<Triaged> {
    let ctx = &desk.ctx;
    ctx.once(actor, ACTION, once, async |tx| {
        tx.standing(claim_id).await?;
        let noted = store::triage::outcome(tx.conn(), claim_id).await?;
        let result = triage::judge(noted.map(|(_, result)| result), judged)?;
        let possible = store::triage::possible_matches(tx.conn(), claim_id).await?;
        involve(tx.conn(), claim_id, Capacity::Intake).await?;
        let outcome = MatchNote {
            match_note_id: tx.fresh(),
            claim_id,
            result,
            possible: possible.iter().map(|other| other.claim_id).collect(),
            noted_by: actor.actor_id,
            noted_at: tx.now(),
        };
        store::triage::add_note(tx.conn(), &outcome).await?;
        tx.emit(&Event::MatchJudged { claim_id }).await?;
        tx.detail(serde_json::json!({ "match": result.as_str() }));
        Ok(Triaged { claim_id, matched: result })
    })
    .await
}
