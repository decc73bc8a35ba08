//! Exchanges between the fund's accounts.

use super::actions::answer_exchange as answer;
use super::actions::answer_exchange::{AnswerExchange, ExchangeAnswered};
use super::actions::prepare_exchange as prepare;
use super::actions::prepare_exchange::{ExchangePrepared, PrepareExchange};
use super::actions::read_exchanges as read;
use super::actions::read_exchanges::Exchange;
use crate::desk::App;
use crate::desk::ids::ExchangeId;
use axum::Json;
use axum::extract::{Path, State};
use redress_web::paging::PageParams;
use redress_web::{Asked, Body, Caller, Failure, IdempotencyKey, Linked};

/// Exchanges: those that wait for the second person, then the newest.
#[utoipa::path(get, path = "/api/ledger/exchanges", operation_id = "ledger.list_exchanges", params(PageParams),
    responses((status = 200, description = "Exchanges", body = Vec<Exchange>,
            headers(("link" = String, description = "The next page")))))]
pub(crate) async fn list_exchanges(
    State(app): State<App>,
    caller: Caller,
    asked: Asked,
) -> Result<Linked<Vec<Exchange>>, Failure> {
    let wanted = asked.wanted()?;
    Ok(asked.linked(read::list_exchanges(&app.ctx, &caller.actor, &wanted).await?))
}

/// Prepare what the bank moved between two of the fund's accounts; another person confirms it.
#[utoipa::path(post, path = "/api/ledger/exchanges", operation_id = "ledger.prepare_exchange",
    request_body = PrepareExchange,
    responses((status = 200, description = "Waits for the second person", body = ExchangePrepared),
        (status = 409, description = "It is there already"),
        (status = 422, description = "A field can't be taken")))]
pub(crate) async fn prepare_exchange(
    State(app): State<App>,
    caller: Caller,
    key: IdempotencyKey,
    body: Body<PrepareExchange>,
) -> Result<Json<ExchangePrepared>, Failure> {
    let once = body.once(&key);
    Ok(Json(prepare::prepare_exchange(&app.ctx, &caller.actor, body.value, Some(&once)).await?))
}

/// Confirm or refuse an exchange; confirmed, it is booked.
#[utoipa::path(post, path = "/api/ledger/exchanges/{exchange_id}/answer",
    operation_id = "ledger.answer_exchange",
    params(("exchange_id" = Uuid, Path)),
    request_body = AnswerExchange,
    responses((status = 200, description = "Answered", body = ExchangeAnswered),
        (status = 404, description = "No such exchange"),
        (status = 409, description = "Your own, answered, overdrawn, or out of order")))]
pub(crate) async fn answer_exchange(
    State(app): State<App>,
    caller: Caller,
    key: IdempotencyKey,
    Path(exchange): Path<ExchangeId>,
    body: Body<AnswerExchange>,
) -> Result<Json<ExchangeAnswered>, Failure> {
    let once = body.once(&key);
    let done = answer::answer_exchange(&app.ctx, &caller.actor, exchange, body.value, Some(&once));
    Ok(Json(done.await?))
}
