//! Decline an offer: the survivor says no; a review stays open to her.

use super::Desk;
use super::accept_offer::{AnswerOffer, OfferAnswered, record};
use crate::domain::acceptance::OfferAnswer;
use redress_kernel::{Action, Actor, Outcome, action};
use redress_runtime::Once;

/// Advocates record it.
pub const ACTION: Action = action!("intake.decline_offer", [Advocate]);

/// Declines it; says `offer_declined`. Refuses what accepting refuses.
#[tracing::instrument(name = "intake.decline_offer", skip_all, fields(claim.id = %cmd.claim_id))]
pub async fn decline_offer(
    desk: &Desk,
    actor: &Actor,
    cmd: &AnswerOffer,
    once: Option<&Once>,
) -> Outcome<OfferAnswered> {
    record(desk, actor, cmd, once, ACTION, OfferAnswer::Declined).await
}
