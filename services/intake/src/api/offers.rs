//! Offers over the API.

use super::LanguageTag;
use crate::App;
use crate::actions::accept_offer::{AnswerOffer, OfferAnswered, accept_offer};
use crate::actions::decline_offer::decline_offer;
use crate::actions::read_offer::read_offer;
use crate::domain::acceptance::Understanding;
use axum::Json;
use axum::extract::{Path, State};
use redress_kernel::{ClaimId, Date, DecisionId, Money, Stage};
use redress_web::{Body, Caller, Failure, IdempotencyKey};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// The offer on a claim.
#[derive(Debug, Serialize, ToSchema)]
pub struct OfferBody {
    /// The claim.
    claim_id: ClaimId,
    /// The decision that it offers.
    decision_id: DecisionId,
    /// Where the claim stands.
    stage: Stage,
    /// Whether money was awarded.
    is_award: bool,
    /// The amount.
    net: Option<Money>,
    /// Last day to answer.
    #[schema(value_type = Option<String>, format = Date)]
    open_until: Option<Date>,
}

/// The understanding check; each point must be confirmed.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct UnderstandingBody {
    /// Knows how much it is and how it is made up.
    understood_amount: bool,
    /// Knows that no right is given up and no silence is owed.
    understood_no_waiver: bool,
    /// Knows that a review may be asked for instead.
    understood_review: bool,
    /// Language in which it was explained (BCP 47).
    #[schema(value_type = LanguageTag, example = "sg")]
    language: String,
}

impl UnderstandingBody {
    fn answer(&self, claim_id: ClaimId) -> AnswerOffer {
        let language = (!self.language.is_empty()).then(|| self.language.clone());
        let understanding = Understanding {
            amount: self.understood_amount,
            no_waiver: self.understood_no_waiver,
            review: self.understood_review,
            language,
        };
        AnswerOffer { claim_id, understanding }
    }
}

/// Read the offer
#[utoipa::path(
    get, path = "/api/intake/claims/{claim_id}/offer", operation_id = "intake.read_offer",
    responses(
        (status = 200, description = "The offer", body = OfferBody),
        (status = 404, description = "No such claim, or no offer yet"))
)]
pub async fn read(
    State(app): State<App>,
    caller: Caller,
    Path(claim_id): Path<ClaimId>,
) -> Result<Json<OfferBody>, Failure> {
    let (standing, offer) = read_offer(&app.desk, &caller.actor, claim_id).await?;
    Ok(Json(OfferBody {
        claim_id,
        decision_id: offer.decision_id,
        stage: standing.stage,
        is_award: offer.is_award,
        net: offer.net,
        open_until: offer.open_until,
    }))
}

/// Record that the survivor accepts
#[utoipa::path(
    post, path = "/api/intake/claims/{claim_id}/offer/accept", operation_id = "intake.accept_offer",
    request_body = UnderstandingBody,
    responses(
        (status = 200, description = "Recorded", body = OfferAnswered),
        (status = 409, description = "No open offer, or its letter isn't made yet"),
        (status = 422, description = "A point is not confirmed"))
)]
pub async fn accept(
    State(app): State<App>,
    caller: Caller,
    key: IdempotencyKey,
    Path(claim_id): Path<ClaimId>,
    body: Body<UnderstandingBody>,
) -> Result<Json<OfferAnswered>, Failure> {
    let (cmd, once) = (body.value.answer(claim_id), body.once(&key));
    Ok(Json(accept_offer(&app.desk, &caller.actor, &cmd, Some(&once)).await?))
}

/// Record that the survivor declines
#[utoipa::path(
    post, path = "/api/intake/claims/{claim_id}/offer/decline", operation_id = "intake.decline_offer",
    request_body = UnderstandingBody,
    responses(
        (status = 200, description = "Recorded", body = OfferAnswered),
        (status = 409, description = "No open offer"),
        (status = 422, description = "A point is not confirmed"))
)]
pub async fn decline(
    State(app): State<App>,
    caller: Caller,
    key: IdempotencyKey,
    Path(claim_id): Path<ClaimId>,
    body: Body<UnderstandingBody>,
) -> Result<Json<OfferAnswered>, Failure> {
    let (cmd, once) = (body.value.answer(claim_id), body.once(&key));
    Ok(Json(decline_offer(&app.desk, &caller.actor, &cmd, Some(&once)).await?))
}
