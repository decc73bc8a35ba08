//! The fund: its position, who gives, what is promised, factors, holds, recourse.

use crate::desk::App;
use crate::desk::ids::{FactorId, HoldId, PledgeId, RecourseId};
use crate::fund::actions::cancel_pledge;
use crate::fund::actions::cancel_pledge::PledgeCancelled;
use crate::fund::actions::decide_factor;
use crate::fund::actions::decide_factor::{DecideFactor, FactorDecided};
use crate::fund::actions::end_hold;
use crate::fund::actions::end_hold::{EndHold, HoldEnded};
use crate::fund::actions::give_up_recourse;
use crate::fund::actions::give_up_recourse::RecourseGivenUp;
use crate::fund::actions::place_hold;
use crate::fund::actions::place_hold::{HoldPlaced, PlaceHold};
use crate::fund::actions::propose_factor;
use crate::fund::actions::propose_factor::{FactorProposed, ProposeFactor};
use crate::fund::actions::read_fund as read;
use crate::fund::actions::read_fund::Factor;
use crate::fund::actions::read_fund::Hold;
use crate::fund::actions::read_fund::{Income, Position};
use crate::fund::actions::record_funder;
use crate::fund::actions::record_funder::{FunderRecorded, RecordFunder};
use crate::fund::actions::record_pledge;
use crate::fund::actions::record_pledge::{PledgeRecorded, RecordPledge};
use crate::fund::actions::record_recourse;
use crate::fund::actions::record_recourse::{RecordRecourse, RecourseRecorded};
use axum::Json;
use axum::extract::{Path, State};
use redress_web::paging::PageParams;
use redress_web::{Asked, Body, Caller, Failure, IdempotencyKey, Keyed, Linked};

/// How the fund stands, whose money it is, and the coming year.
#[utoipa::path(get, path = "/api/ledger/fund", operation_id = "ledger.show_fund",
    responses((status = 200, description = "As it stands", body = Position)))]
pub(crate) async fn show_fund(
    State(app): State<App>,
    caller: Caller,
) -> Result<Json<Position>, Failure> {
    Ok(Json(read::position(&app.ctx, &caller.actor).await?))
}

/// Funders, contributions, pledges and recourse.
#[utoipa::path(get, path = "/api/ledger/income", operation_id = "ledger.list_income",
    responses((status = 200, description = "As it stands", body = Income)))]
pub(crate) async fn list_income(
    State(app): State<App>,
    caller: Caller,
) -> Result<Json<Income>, Failure> {
    Ok(Json(read::income(&app.ctx, &caller.actor).await?))
}

/// Fund factors, newest month first.
#[utoipa::path(get, path = "/api/ledger/factors", operation_id = "ledger.list_factors", params(PageParams),
    responses((status = 200, description = "As it stands", body = Vec<Factor>,
            headers(("link" = String, description = "The next page")))))]
pub(crate) async fn list_factors(
    State(app): State<App>,
    caller: Caller,
    asked: Asked,
) -> Result<Linked<Vec<Factor>>, Failure> {
    let wanted = asked.wanted()?;
    Ok(asked.linked(read::factors(&app.ctx, &caller.actor, &wanted).await?))
}

/// Holds, newest first.
#[utoipa::path(get, path = "/api/ledger/holds", operation_id = "ledger.list_holds", params(PageParams),
    responses((status = 200, description = "As it stands", body = Vec<Hold>,
            headers(("link" = String, description = "The next page")))))]
pub(crate) async fn list_holds(
    State(app): State<App>,
    caller: Caller,
    asked: Asked,
) -> Result<Linked<Vec<Hold>>, Failure> {
    let wanted = asked.wanted()?;
    Ok(asked.linked(read::holds(&app.ctx, &caller.actor, &wanted).await?))
}

/// Record who gives money to the fund.
#[utoipa::path(post, path = "/api/ledger/funders", operation_id = "ledger.record_funder",
    request_body = RecordFunder,
    responses((status = 200, description = "Done", body = FunderRecorded),
        (status = 422, description = "A field can't be taken")))]
pub(crate) async fn record_funder(
    State(app): State<App>,
    caller: Caller,
    key: IdempotencyKey,
    body: Body<RecordFunder>,
) -> Result<Json<FunderRecorded>, Failure> {
    let once = body.once(&key);
    let done = record_funder::record_funder(&app.ctx, &caller.actor, body.value, Some(&once));
    Ok(Json(done.await?))
}

/// Record what a funder has promised.
#[utoipa::path(post, path = "/api/ledger/pledges", operation_id = "ledger.record_pledge",
    request_body = RecordPledge,
    responses((status = 200, description = "Done", body = PledgeRecorded),
        (status = 422, description = "A field can't be taken")))]
pub(crate) async fn record_pledge(
    State(app): State<App>,
    caller: Caller,
    key: IdempotencyKey,
    body: Body<RecordPledge>,
) -> Result<Json<PledgeRecorded>, Failure> {
    let once = body.once(&key);
    let done = record_pledge::record_pledge(&app.ctx, &caller.actor, body.value, Some(&once));
    Ok(Json(done.await?))
}

/// Cancel what is open of a pledge.
#[utoipa::path(post, path = "/api/ledger/pledges/{pledge_id}/cancel", operation_id = "ledger.cancel_pledge",
    params(("pledge_id" = Uuid, Path)),
    responses((status = 200, description = "Done", body = PledgeCancelled)))]
pub(crate) async fn cancel_pledge(
    State(app): State<App>,
    by: Keyed,
    Path(pledge_id): Path<PledgeId>,
) -> Result<Json<PledgeCancelled>, Failure> {
    let done = cancel_pledge::cancel_pledge(&app.ctx, &by.actor, pledge_id, Some(&by.once));
    Ok(Json(done.await?))
}

/// Record what is asked from a liable party.
#[utoipa::path(post, path = "/api/ledger/recourse", operation_id = "ledger.record_recourse",
    request_body = RecordRecourse,
    responses((status = 200, description = "Done", body = RecourseRecorded),
        (status = 422, description = "A field can't be taken")))]
pub(crate) async fn record_recourse(
    State(app): State<App>,
    caller: Caller,
    key: IdempotencyKey,
    body: Body<RecordRecourse>,
) -> Result<Json<RecourseRecorded>, Failure> {
    let once = body.once(&key);
    let done = record_recourse::record_recourse(&app.ctx, &caller.actor, body.value, Some(&once));
    Ok(Json(done.await?))
}

/// Give up what is open of a recourse.
#[utoipa::path(post, path = "/api/ledger/recourse/{recourse_id}/give-up", operation_id = "ledger.give_up_recourse",
    params(("recourse_id" = Uuid, Path)),
    responses((status = 200, description = "Done", body = RecourseGivenUp)))]
pub(crate) async fn give_up_recourse(
    State(app): State<App>,
    by: Keyed,
    Path(recourse_id): Path<RecourseId>,
) -> Result<Json<RecourseGivenUp>, Failure> {
    let done = give_up_recourse::give_up_recourse(&app.ctx, &by.actor, recourse_id, Some(&by.once));
    Ok(Json(done.await?))
}

/// Propose the fund factor of a month.
#[utoipa::path(post, path = "/api/ledger/factors", operation_id = "ledger.propose_factor",
    request_body = ProposeFactor,
    responses((status = 200, description = "Done", body = FactorProposed),
        (status = 422, description = "A field can't be taken")))]
pub(crate) async fn propose_factor(
    State(app): State<App>,
    caller: Caller,
    key: IdempotencyKey,
    body: Body<ProposeFactor>,
) -> Result<Json<FactorProposed>, Failure> {
    let once = body.once(&key);
    let done = propose_factor::propose_factor(&app.ctx, &caller.actor, body.value, Some(&once));
    Ok(Json(done.await?))
}

/// Confirm or refuse a proposed factor.
#[utoipa::path(post, path = "/api/ledger/factors/{factor_id}", operation_id = "ledger.decide_factor",
    params(("factor_id" = Uuid, Path)),
    request_body = DecideFactor,
    responses((status = 200, description = "Done", body = FactorDecided)))]
pub(crate) async fn decide_factor(
    State(app): State<App>,
    caller: Caller,
    Path(factor_id): Path<FactorId>,
    key: IdempotencyKey,
    body: Body<DecideFactor>,
) -> Result<Json<FactorDecided>, Failure> {
    let once = body.once(&key);
    let done =
        decide_factor::decide_factor(&app.ctx, &caller.actor, factor_id, body.value, Some(&once));
    Ok(Json(done.await?))
}

/// Keep money for later.
#[utoipa::path(post, path = "/api/ledger/holds", operation_id = "ledger.place_hold",
    request_body = PlaceHold,
    responses((status = 200, description = "Done", body = HoldPlaced),
        (status = 422, description = "A field can't be taken")))]
pub(crate) async fn place_hold(
    State(app): State<App>,
    caller: Caller,
    key: IdempotencyKey,
    body: Body<PlaceHold>,
) -> Result<Json<HoldPlaced>, Failure> {
    let once = body.once(&key);
    let done = place_hold::place_hold(&app.ctx, &caller.actor, body.value, Some(&once));
    Ok(Json(done.await?))
}

/// End a hold or a part of it.
#[utoipa::path(post, path = "/api/ledger/holds/{hold_id}", operation_id = "ledger.end_hold",
    params(("hold_id" = Uuid, Path)),
    request_body = EndHold,
    responses((status = 200, description = "Done", body = HoldEnded),
        (status = 422, description = "A field can't be taken")))]
pub(crate) async fn end_hold(
    State(app): State<App>,
    caller: Caller,
    Path(hold_id): Path<HoldId>,
    key: IdempotencyKey,
    body: Body<EndHold>,
) -> Result<Json<HoldEnded>, Failure> {
    let once = body.once(&key);
    let done = end_hold::end_hold(&app.ctx, &caller.actor, hold_id, body.value, Some(&once));
    Ok(Json(done.await?))
}
