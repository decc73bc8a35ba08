//! Triage over the API.

use crate::App;
use crate::actions::judge_match::judge_match;
use crate::actions::read_triage::read_triage;
use crate::actions::triage_claim::{Triaged, triage_claim};
use crate::domain::safety::Approach;
use crate::domain::triage::Check;
use axum::Json;
use axum::extract::{Path, State};
use redress_kernel::code::Answer;
use redress_kernel::facts::MatchResult;
use redress_kernel::{ClaimCode, ClaimId, Stage};
use redress_web::{Body, Caller, Failure, IdempotencyKey};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// What an officer sees of a claim.
#[derive(Debug, Serialize, ToSchema)]
pub struct TriageBody {
    /// The claim.
    claim_id: ClaimId,
    /// Its code.
    code: ClaimCode,
    /// Where it stands.
    stage: Stage,
    /// Ways of contact that the plan allows.
    permits: Vec<Approach>,
    /// Codes of claims that may be of the same person.
    possible_matches: Vec<ClaimCode>,
}

/// The safety check and the look at matches.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct CheckBody {
    /// Has read what contact is allowed and will keep to it.
    plan_read: bool,
    /// Any sign of danger now.
    danger: Answer,
    /// What a look at possible matches showed; needed when there are any.
    judged: Option<MatchResult>,
}

/// Read what triage needs
#[utoipa::path(
    get, path = "/api/intake/claims/{claim_id}/triage", operation_id = "intake.read_triage",
    responses(
        (status = 200, description = "What contact is allowed, and possible matches", body = TriageBody))
)]
pub async fn read(
    State(app): State<App>,
    caller: Caller,
    Path(claim_id): Path<ClaimId>,
) -> Result<Json<TriageBody>, Failure> {
    let view = read_triage(&app.desk, &caller.actor, claim_id).await?;
    Ok(Json(TriageBody {
        claim_id,
        code: view.filed.claim.code,
        stage: view.filed.claim.stage,
        permits: view.filed.permits,
        possible_matches: view.possible.into_iter().map(|other| other.code).collect(),
    }))
}

/// Triage a claim
#[utoipa::path(
    post, path = "/api/intake/claims/{claim_id}/triage", operation_id = "intake.triage_claim",
    request_body = CheckBody,
    responses(
        (status = 200, description = "Handed to the review", body = Triaged),
        (status = 409, description = "Not waiting, or you act on it otherwise"),
        (status = 422, description = "The check is not complete"))
)]
pub async fn triage(
    State(app): State<App>,
    caller: Caller,
    key: IdempotencyKey,
    Path(claim_id): Path<ClaimId>,
    body: Body<CheckBody>,
) -> Result<Json<Triaged>, Failure> {
    let once = body.once(&key);
    let sent = body.value;
    let check = Check { plan_read: sent.plan_read, danger: Some(sent.danger), judged: sent.judged };
    Ok(Json(triage_claim(&app.desk, &caller.actor, claim_id, &check, Some(&once)).await?))
}

/// What a later look showed.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct JudgedBody {
    /// `distinct` or `merged`.
    judged: MatchResult,
}

/// Judge a match that was not clear at triage
#[utoipa::path(
    post, path = "/api/intake/claims/{claim_id}/match", operation_id = "intake.judge_match",
    request_body = JudgedBody,
    responses(
        (status = 200, description = "Noted", body = Triaged),
        (status = 409, description = "Nothing is left to judge"),
        (status = 422, description = "Still not clear"))
)]
pub async fn judge(
    State(app): State<App>,
    caller: Caller,
    key: IdempotencyKey,
    Path(claim_id): Path<ClaimId>,
    body: Body<JudgedBody>,
) -> Result<Json<Triaged>, Failure> {
    let (judged, once) = (body.value.judged, body.once(&key));
    let actor = &caller.actor;
    Ok(Json(judge_match(&app.desk, actor, claim_id, Some(judged), Some(&once)).await?))
}
