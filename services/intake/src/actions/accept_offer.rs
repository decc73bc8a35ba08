//! Accept an offer: the survivor says yes, the advocate records it after the understanding check
//!

use super::Desk;
use crate::domain::acceptance::{OfferAnswer, Understanding, answer_offer};
use crate::store;
use crate::store::offer::AnswerRow;
use redress_contract::Event;
use redress_kernel::{Action, Actor, ClaimId, DecisionId, Outcome, Stage, action};
use redress_runtime::Once;
use serde::{Deserialize, Serialize};

/// Advocates record it.
pub const ACTION: Action = action!("intake.accept_offer", [Advocate]);

/// The answer that was recorded.
#[derive(Debug, Clone, Serialize, Deserialize, utoipa::ToSchema)]
pub struct OfferAnswered {
    /// The claim.
    pub claim_id: ClaimId,
    /// The decision that was answered.
    pub decision_id: DecisionId,
    /// `accepted` or `declined`.
    pub stage: Stage,
}

/// What is answered, and whether it was understood.
#[derive(Debug, Clone)]
pub struct AnswerOffer {
    pub claim_id: ClaimId,
    pub understanding: Understanding,
}

/// Accepts it; says [`Event::OfferAccepted`]. Refuses what [`answer_offer`] refuses; the database refuses with
/// `letter-not-made` while the letter of the decision can't be read.
#[tracing::instrument(name = "intake.accept_offer", skip_all, fields(claim.id = %cmd.claim_id))]
pub async fn accept_offer(
    desk: &Desk,
    actor: &Actor,
    cmd: &AnswerOffer,
    once: Option<&Once>,
) -> Outcome<OfferAnswered> {
    record(desk, actor, cmd, once, ACTION, OfferAnswer::Accepted).await
}

/// Records an answer, in the one way that both answers share.
pub(super) async fn record(
    desk: &Desk,
    actor: &Actor,
    cmd: &AnswerOffer,
    once: Option<&Once>,
    action: Action,
    answer: OfferAnswer,
) -> Outcome<OfferAnswered> {
    let ctx = &desk.ctx;
    ctx.once(actor, action, once, async |tx| {
        let claim_id = cmd.claim_id;
        let standing = tx.standing(claim_id).await?;
        let offer = store::offer::of_claim(tx.conn(), claim_id).await?;
        let open_until = offer.as_ref().and_then(|offer| offer.open_until);
        let at = tx.now();
        answer_offer(standing.stage, open_until, &cmd.understanding, at.date())?;
        let decision_id =
            offer.map(|offer| offer.decision_id).ok_or(redress_kernel::Stop::Missing)?;
        let (stage, event) = match answer {
            OfferAnswer::Accepted => {
                (Stage::Accepted, Event::OfferAccepted { claim_id, decision_id })
            }
            OfferAnswer::Declined => {
                (Stage::Declined, Event::OfferDeclined { claim_id, decision_id })
            }
        };
        tx.advance(claim_id, stage).await?;
        let row = AnswerRow {
            claim_id,
            decision_id,
            answer,
            language: cmd.understanding.language.clone().unwrap_or_default(),
            recorded_by: actor.actor_id,
            recorded_at: at,
        };
        store::offer::add_answer(tx.conn(), &row).await?;
        tx.emit(&event).await?;
        Ok(OfferAnswered { claim_id, decision_id, stage })
    })
    .await
}
