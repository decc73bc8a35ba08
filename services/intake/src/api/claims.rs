//! Claims over the API: list, open, read, submit, answer, withdraw.

use super::Done;
use super::consents::ConsentBody;
use crate::App;
use crate::actions::answer_request::answer_request;
use crate::actions::list_claims::list_claims;
use crate::actions::open_claim::{Opened, open_claim};
use crate::actions::read_claim::{Shown, read_claim};
use crate::actions::submit_claim::{Submitted, submit_claim};
use crate::actions::withdraw_claim::withdraw_claim;
use crate::domain::claim::Missing;
use crate::domain::consent;
use crate::domain::payee::Method;
use crate::domain::questions::Progress;
use crate::domain::safety::{Approach, Channel};
use axum::Json;
use axum::extract::{Path, State};
use redress_kernel::code::ConsentPurpose;
use redress_kernel::facts::CaseFacts;
use redress_kernel::{ClaimCode, ClaimId, Stage, Timestamp};
use redress_web::{Body, Caller, Failure, IdempotencyKey, Keyed, Query, Tagged};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

/// Which claims to list.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct ListQuery {
    /// Only claims that stand here.
    stage: Option<Stage>,
    /// Claims before this one: `next` of the page before.
    before: Option<ClaimId>,
}

/// One claim of a list.
#[derive(Debug, Serialize, ToSchema)]
pub struct ClaimLine {
    /// Its identifier.
    claim_id: ClaimId,
    /// Its code.
    code: ClaimCode,
    /// Where it stands.
    stage: Stage,
    /// Since when, UTC.
    #[serde(with = "time::serde::rfc3339")]
    #[schema(value_type = String, format = DateTime)]
    stage_since: Timestamp,
}

/// A page of claims, the latest first.
#[derive(Debug, Serialize, ToSchema)]
pub struct ClaimList {
    /// At most fifty.
    claims: Vec<ClaimLine>,
    /// Pass as `before` for the next page; null on the last.
    next: Option<ClaimId>,
}

/// A claim, without what is sealed.
#[derive(Debug, Serialize, ToSchema)]
pub struct ClaimBody {
    /// Its identifier.
    claim_id: ClaimId,
    /// Its code.
    code: ClaimCode,
    /// Where it stands.
    stage: Stage,
    /// Counts the saves; also the ETag.
    revision: i32,
    /// The facts stated.
    facts: CaseFacts,
    /// Language of talks and papers (BCP 47).
    language: Option<String>,
    /// Way of contact.
    channel: Option<Channel>,
    /// Ways of contact that the sealed plan allows.
    permits: Vec<Approach>,
    /// Way to be paid.
    pay_method: Option<Method>,
    /// Currency to be paid in (ISO 4217).
    pay_currency: Option<String>,
    /// Number of instalments.
    instalments: Option<u16>,
    /// Last four characters of the account in use.
    payee_last_four: Option<String>,
    /// Purposes with a living consent.
    consents: Vec<ConsentPurpose>,
    /// Keys of questions saved so far, and how.
    progress: Progress,
    /// Keys of questions and codes of consents that it can't be sent without.
    missing: Vec<String>,
    /// Codes of what the review asks, while it asks.
    wanted: Vec<String>,
}

impl From<Shown> for ClaimBody {
    fn from(shown: Shown) -> Self {
        let missing = |each: &Missing| match each {
            Missing::Question(slot) => slot.key(),
            Missing::Consent(purpose) => purpose.to_string(),
        };
        let claim = shown.filed.claim;
        let wishes = claim.draft.wishes;
        Self {
            claim_id: claim.claim_id,
            code: claim.code,
            stage: claim.stage,
            revision: claim.revision,
            facts: claim.draft.facts,
            language: wishes.language,
            channel: claim.draft.channel,
            permits: shown.filed.permits,
            pay_method: wishes.pay_method,
            pay_currency: wishes.pay_currency.map(|currency| currency.to_string()),
            instalments: wishes.instalments,
            payee_last_four: shown.last_four,
            consents: consent::living(&shown.consents),
            progress: claim.draft.progress,
            missing: shown.missing.iter().map(missing).collect(),
            wanted: shown.wanted,
        }
    }
}

/// List claims
#[utoipa::path(
    get, path = "/api/intake/claims", operation_id = "intake.list_claims", params(ListQuery),
    responses((status = 200, description = "The claims you may see", body = ClaimList))
)]
pub async fn list(
    State(app): State<App>,
    caller: Caller,
    Query(query): Query<ListQuery>,
) -> Result<Json<ClaimList>, Failure> {
    let claims = list_claims(&app.desk, &caller.actor, query.stage, query.before).await?;
    let line = |claim: crate::actions::list_claims::Listed| ClaimLine {
        claim_id: claim.claim_id,
        code: claim.code,
        stage: claim.stage,
        stage_since: claim.stage_since,
    };
    let listed = claims.listed.into_iter().map(line).collect();
    Ok(Json(ClaimList { claims: listed, next: claims.next }))
}

/// Open a claim with the consents given
#[utoipa::path(
    post, path = "/api/intake/claims", operation_id = "intake.open_claim", request_body = ConsentBody,
    responses(
        (status = 200, description = "Opened as a draft", body = Opened),
        (status = 409, description = "No consent to file (P1)"),
        (status = 422, description = "What a child says is missing"))
)]
pub async fn open(
    State(app): State<App>,
    caller: Caller,
    key: IdempotencyKey,
    body: Body<ConsentBody>,
) -> Result<Json<Opened>, Failure> {
    let (asked, once) = (body.value.asked()?, body.once(&key));
    Ok(Json(open_claim(&app.desk, &caller.actor, &asked, Some(&once)).await?))
}

/// Read a claim
#[utoipa::path(
    get, path = "/api/intake/claims/{claim_id}", operation_id = "intake.read_claim",
    responses(
        (status = 200, description = "The claim; its revision is the ETag", body = ClaimBody),
        (status = 404, description = "No such claim, or not yours"))
)]
pub async fn read(
    State(app): State<App>,
    caller: Caller,
    Path(claim_id): Path<ClaimId>,
) -> Result<Tagged<ClaimBody>, Failure> {
    let shown = read_claim(&app.desk, &caller.actor, claim_id).await?;
    Ok(Tagged(shown.filed.claim.revision, ClaimBody::from(shown)))
}

/// Submit a claim
#[utoipa::path(
    post, path = "/api/intake/claims/{claim_id}/submit", operation_id = "intake.submit_claim",
    responses(
        (status = 200, description = "Sent", body = Submitted),
        (status = 404, description = "No such claim, or not yours"),
        (status = 409, description = "Sent already"),
        (status = 422, description = "What is missing, field by field"))
)]
pub async fn submit(
    State(app): State<App>,
    by: Keyed,
    Path(claim_id): Path<ClaimId>,
) -> Result<Json<Submitted>, Failure> {
    Ok(Json(submit_claim(&app.desk, &by.actor, claim_id, Some(&by.once)).await?))
}

/// Hand answers back to the review
#[utoipa::path(
    post, path = "/api/intake/claims/{claim_id}/answer-request", operation_id = "intake.answer_request",
    responses(
        (status = 200, description = "Handed back", body = Done),
        (status = 404, description = "No such claim, or not yours"),
        (status = 409, description = "Nothing is asked"))
)]
pub async fn hand_back(
    State(app): State<App>,
    by: Keyed,
    Path(claim_id): Path<ClaimId>,
) -> Result<Json<Done>, Failure> {
    let claim_id = answer_request(&app.desk, &by.actor, claim_id, Some(&by.once)).await?;
    Ok(Json(Done { claim_id }))
}

/// Withdraw a claim
#[utoipa::path(
    post, path = "/api/intake/claims/{claim_id}/withdraw", operation_id = "intake.withdraw_claim",
    responses(
        (status = 200, description = "Withdrawn", body = Done),
        (status = 404, description = "No such claim, or not yours"),
        (status = 409, description = "The claim has gone too far"))
)]
pub async fn withdraw(
    State(app): State<App>,
    by: Keyed,
    Path(claim_id): Path<ClaimId>,
) -> Result<Json<Done>, Failure> {
    let claim_id = withdraw_claim(&app.desk, &by.actor, claim_id, Some(&by.once)).await?;
    Ok(Json(Done { claim_id }))
}
