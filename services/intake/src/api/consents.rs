//! Consents over the API.

use super::LanguageTag;
use crate::App;
use crate::actions::record_consent::{Recorded, record_consent};
use crate::domain::consent::{Asked, Assent, GivenBy, Manner};
use crate::domain::questions::LANGUAGES;
use axum::Json;
use axum::extract::{Path, State};
use redress_kernel::code::ConsentPurpose;
use redress_kernel::{ClaimId, Refusal};
use redress_web::{Body, Caller, Failure, IdempotencyKey};
use serde::Deserialize;
use utoipa::ToSchema;

/// What was asked and answered at one sitting. Every purpose counts as asked.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ConsentBody {
    /// Who gives the consent.
    given_by: GivenBy,
    /// What a child says; needed when a guardian speaks.
    assent: Option<Assent>,
    /// Language in which it was explained (BCP 47).
    #[schema(value_type = LanguageTag, example = "sg")]
    language: String,
    /// How it was given.
    how: Manner,
    /// Purposes agreed to; the others are refused, or taken back.
    agreed: Vec<ConsentPurpose>,
}

impl ConsentBody {
    /// The sitting; refuses a language that is not of the list.
    pub(super) fn asked(&self) -> Result<Asked, Refusal> {
        if !LANGUAGES.iter().any(|(tag, _)| *tag == self.language) {
            return Err(Refusal::field("language", "choice-unknown"));
        }
        Ok(Asked {
            by: self.given_by,
            assent: self.assent,
            language: self.language.clone(),
            manner: self.how,
            agreed: self.agreed.clone(),
            asked: ConsentPurpose::ALL.to_vec(),
        })
    }
}

/// Record consents
#[utoipa::path(
    post, path = "/api/intake/claims/{claim_id}/consents", operation_id = "intake.record_consent",
    request_body = ConsentBody,
    responses(
        (status = 200, description = "Recorded; what lives now", body = Recorded),
        (status = 404, description = "No such claim, or not yours"),
        (status = 409, description = "The claim is withdrawn or closed"),
        (status = 422, description = "What a child says is missing"))
)]
pub async fn record(
    State(app): State<App>,
    caller: Caller,
    key: IdempotencyKey,
    Path(claim_id): Path<ClaimId>,
    body: Body<ConsentBody>,
) -> Result<Json<Recorded>, Failure> {
    let (asked, once) = (body.value.asked()?, body.once(&key));
    let actor = &caller.actor;
    Ok(Json(record_consent(&app.desk, actor, claim_id, &asked, Some(&once)).await?))
}
