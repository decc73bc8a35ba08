//! Cases: each address calls the action of the same name.

use super::shown::{Case, ClaimWorksheet, QueuedCase};
use crate::App;
use crate::actions::{
    self, AskInformation, AssessAward, ConfirmGate, DeclareConflict, IssueDecision, Issued,
    RecordFact, RecordView, SeatPanel, Stepped,
};
use crate::domain::ids::WorksheetId;
use axum::Json;
use axum::extract::{Path, State};
use redress_kernel::{ClaimId, Refusal, Uuid};
use redress_web::paging::PageParams;
use redress_web::{Asked, Body, Caller, Failure, IdempotencyKey, Linked};

/// Lists the cases that the caller may know of, longest waiting first
#[utoipa::path(get, path = "/api/eligibility/cases", operation_id = "eligibility.list_cases",
    params(PageParams, ("over" = Option<bool>, Query, description = "Cases that are over, instead of those that go on")),
    responses((status = 200, body = Vec<QueuedCase>, headers(("link" = String, description = "The next page")))))]
pub async fn list(
    State(app): State<App>,
    caller: Caller,
    asked: Asked,
) -> Result<Linked<Vec<QueuedCase>>, Failure> {
    let is_over = match asked.sent("over") {
        Some("true") => true,
        None | Some("false") => false,
        Some(_) => return Err(Refusal::field("over", "choice-unknown").into()),
    };
    let paged = actions::list_cases(&app.ctx, &caller.actor, is_over, &asked.wanted()?).await?;
    let next = asked.next(paged.next.as_ref());
    Ok(Linked(paged.rows.into_iter().map(QueuedCase::from).collect(), next))
}

/// Opens the file of a case; what the claim is about only after the declaration
#[utoipa::path(get, path = "/api/eligibility/cases/{claim_id}",
    operation_id = "eligibility.show_case", params(PageParams),
    responses((status = 200, body = Case)))]
pub async fn show(
    State(app): State<App>,
    caller: Caller,
    Path(claim): Path<ClaimId>,
    asked: Asked,
) -> Result<Json<Case>, Failure> {
    let file = actions::show_case(&app.ctx, &caller.actor, claim, &asked.wanted()?).await?;
    let next = asked.next(file.open.as_ref().and_then(|open| open.history.past.next.as_ref()));
    let mut case = Case::from(file);
    if let Some(open) = &mut case.open {
        open.history_next = next;
    }
    Ok(Json(case))
}

/// Seats the panel: the caller as chair, with members for the empty seats
#[utoipa::path(post, path = "/api/eligibility/cases/{claim_id}/panel",
    operation_id = "eligibility.seat_panel",
    request_body = SeatPanel,
    responses((status = 200, body = Stepped),
        (status = 422, description = "No such members, or the chair is taken")))]
pub async fn seat(
    State(app): State<App>,
    caller: Caller,
    key: IdempotencyKey,
    Path(claim): Path<ClaimId>,
    body: Body<SeatPanel>,
) -> Result<Json<Stepped>, Failure> {
    let once = body.once(&key);
    let done = actions::seat_panel(&app.ctx, &caller.actor, claim, body.value, Some(&once)).await?;
    Ok(Json(done))
}

/// Declares whether there is a conflict, before anything is shown
#[utoipa::path(post, path = "/api/eligibility/cases/{claim_id}/declaration",
    operation_id = "eligibility.declare_conflict",
    request_body = DeclareConflict,
    responses((status = 200, body = Stepped),
        (status = 422, description = "Declared already")))]
pub async fn declare(
    State(app): State<App>,
    caller: Caller,
    key: IdempotencyKey,
    Path(claim): Path<ClaimId>,
    body: Body<DeclareConflict>,
) -> Result<Json<Stepped>, Failure> {
    let once = body.once(&key);
    let done =
        actions::declare_conflict(&app.ctx, &caller.actor, claim, body.value, Some(&once)).await?;
    Ok(Json(done))
}

/// Opens one worksheet of a case, the latest or an earlier one
#[utoipa::path(get, path = "/api/eligibility/cases/{claim_id}/worksheets/{worksheet_id}",
    operation_id = "eligibility.show_worksheet",
    responses((status = 200, body = ClaimWorksheet)))]
pub async fn worksheet(
    State(app): State<App>,
    caller: Caller,
    Path((claim, worksheet)): Path<(ClaimId, Uuid)>,
) -> Result<Json<ClaimWorksheet>, Failure> {
    let worksheet = WorksheetId(worksheet);
    let file = actions::show_worksheet(&app.ctx, &caller.actor, claim, worksheet).await?;
    Ok(Json(file.into()))
}

/// Records facts that the panel learned, and evaluates again
#[utoipa::path(post, path = "/api/eligibility/cases/{claim_id}/facts",
    operation_id = "eligibility.record_fact",
    request_body = RecordFact,
    responses((status = 200, body = Stepped),
        (status = 422, description = "Facts that can't be meant, each by its path")))]
pub async fn record(
    State(app): State<App>,
    caller: Caller,
    key: IdempotencyKey,
    Path(claim): Path<ClaimId>,
    body: Body<RecordFact>,
) -> Result<Json<Stepped>, Failure> {
    let once = body.once(&key);
    let done =
        actions::record_fact(&app.ctx, &caller.actor, claim, body.value, Some(&once)).await?;
    Ok(Json(done))
}

/// Asks the advocate for what is missing, two times at most
#[utoipa::path(post, path = "/api/eligibility/cases/{claim_id}/requests",
    operation_id = "eligibility.ask_information",
    request_body = AskInformation,
    responses((status = 200, body = Stepped),
        (status = 422, description = "Nothing to ask, or asked twice")))]
pub async fn ask(
    State(app): State<App>,
    caller: Caller,
    key: IdempotencyKey,
    Path(claim): Path<ClaimId>,
    body: Body<AskInformation>,
) -> Result<Json<Stepped>, Failure> {
    let once = body.once(&key);
    let done =
        actions::ask_information(&app.ctx, &caller.actor, claim, body.value, Some(&once)).await?;
    Ok(Json(done))
}

/// Confirms what the gate proposes
#[utoipa::path(post, path = "/api/eligibility/cases/{claim_id}/gate",
    operation_id = "eligibility.confirm_gate",
    request_body = ConfirmGate,
    responses((status = 200, body = Stepped),
        (status = 422, description = "The gate proposes something else")))]
pub async fn confirm(
    State(app): State<App>,
    caller: Caller,
    key: IdempotencyKey,
    Path(claim): Path<ClaimId>,
    body: Body<ConfirmGate>,
) -> Result<Json<Stepped>, Failure> {
    let once = body.once(&key);
    let done =
        actions::confirm_gate(&app.ctx, &caller.actor, claim, body.value, Some(&once)).await?;
    Ok(Json(done))
}

/// Computes the award from the facts of the day and keeps it with every line
#[utoipa::path(post, path = "/api/eligibility/cases/{claim_id}/award",
    operation_id = "eligibility.assess_award",
    request_body = AssessAward,
    responses((status = 200, body = Stepped),
        (status = 409, description = "A rate or a wage is missing, or the claim has moved on")))]
pub async fn assess(
    State(app): State<App>,
    caller: Caller,
    key: IdempotencyKey,
    Path(claim): Path<ClaimId>,
    body: Body<AssessAward>,
) -> Result<Json<Stepped>, Failure> {
    let once = body.once(&key);
    let done =
        actions::assess_award(&app.ctx, &caller.actor, claim, body.value, Some(&once)).await?;
    Ok(Json(done))
}

/// Records the caller's own view; it can't be changed
#[utoipa::path(post, path = "/api/eligibility/cases/{claim_id}/views",
    operation_id = "eligibility.record_view",
    request_body = RecordView,
    responses((status = 200, body = Stepped),
        (status = 422, description = "Recorded already")))]
pub async fn view(
    State(app): State<App>,
    caller: Caller,
    key: IdempotencyKey,
    Path(claim): Path<ClaimId>,
    body: Body<RecordView>,
) -> Result<Json<Stepped>, Failure> {
    let once = body.once(&key);
    let done =
        actions::record_view(&app.ctx, &caller.actor, claim, body.value, Some(&once)).await?;
    Ok(Json(done))
}

/// Issues the decision of the panel and opens the offer
#[utoipa::path(post, path = "/api/eligibility/cases/{claim_id}/decision",
    operation_id = "eligibility.issue_decision",
    request_body = IssueDecision,
    responses((status = 200, body = Issued),
        (status = 422, description = "Views are missing, or there is no majority")))]
pub async fn decide(
    State(app): State<App>,
    caller: Caller,
    key: IdempotencyKey,
    Path(claim): Path<ClaimId>,
    body: Body<IssueDecision>,
) -> Result<Json<Issued>, Failure> {
    let once = body.once(&key);
    let done =
        actions::issue_decision(&app.ctx, &caller.actor, claim, body.value, Some(&once)).await?;
    Ok(Json(done))
}
