//! The books: accounts, journal, contributions, rates.

use super::times::TimesQuery;
use crate::App;
use crate::actions::read_books::{self as read, Accounts};
use crate::actions::record_contribution::{self as contribution, RecordContribution, Recorded};
use crate::actions::record_rate::{self as rate, RateRecorded, RecordRate};
use crate::store::fund::Contribution;
use crate::store::journal::Written;
use crate::store::rate::Rate;
use axum::Json;
use axum::extract::{Query, State};
use redress_web::failure::Problem;
use redress_web::{Body, Caller, Failure, IdempotencyKey};
use serde::Deserialize;
use utoipa::IntoParams;

/// Every account with its sums, up to an effective day and as known at a moment.
#[utoipa::path(get, path = "/api/ledger/accounts", operation_id = "ledger.list_accounts",
    params(TimesQuery),
    responses((status = 200, description = "Accounts by number", body = Accounts),
        (status = 403, description = "Not for this role", body = Problem)),
    security(("bearer" = [])))]
pub(super) async fn list_accounts(
    State(app): State<App>,
    caller: Caller,
    Query(query): Query<TimesQuery>,
) -> Result<Json<Accounts>, Failure> {
    Ok(Json(read::list_accounts(&app.ctx, &caller.actor, query.times()?).await?))
}

/// Where a page of the journal begins.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(super) struct Before {
    /// Entries before this place (`seq`); the newest when left out.
    pub before: Option<i64>,
}

/// A page of the journal, newest first: one row a leg.
#[utoipa::path(get, path = "/api/ledger/entries", operation_id = "ledger.list_entries",
    params(Before),
    responses((status = 200, description = "Legs of the entries of the page", body = Vec<Written>),
        (status = 403, description = "Not for this role", body = Problem)),
    security(("bearer" = [])))]
pub(super) async fn list_entries(
    State(app): State<App>,
    caller: Caller,
    Query(page): Query<Before>,
) -> Result<Json<Vec<Written>>, Failure> {
    Ok(Json(read::list_entries(&app.ctx, &caller.actor, page.before).await?))
}

/// Contributions, newest first.
#[utoipa::path(get, path = "/api/ledger/contributions", operation_id = "ledger.list_contributions",
    responses((status = 200, description = "Contributions", body = Vec<Contribution>),
        (status = 403, description = "Not for this role", body = Problem)),
    security(("bearer" = [])))]
pub(super) async fn list_contributions(
    State(app): State<App>,
    caller: Caller,
) -> Result<Json<Vec<Contribution>>, Failure> {
    Ok(Json(read::list_contributions(&app.ctx, &caller.actor).await?))
}

/// Record money that came to the fund.
#[utoipa::path(post, path = "/api/ledger/contributions", operation_id = "ledger.record_contribution",
    params(("Idempotency-Key" = String, Header, description = "Made by the caller")),
    request_body = RecordContribution,
    responses((status = 200, description = "Recorded", body = Recorded),
        (status = 422, description = "A field can't be taken", body = Problem)),
    security(("bearer" = [])))]
pub(super) async fn record_contribution(
    State(app): State<App>,
    caller: Caller,
    key: IdempotencyKey,
    body: Body<RecordContribution>,
) -> Result<Json<Recorded>, Failure> {
    let once = body.once(&key);
    let done = contribution::record_contribution(&app.ctx, &caller.actor, body.value, Some(&once));
    Ok(Json(done.await?))
}

/// The rate of each currency in force today.
#[utoipa::path(get, path = "/api/ledger/rates", operation_id = "ledger.list_rates",
    responses((status = 200, description = "Units for one US dollar", body = Vec<Rate>),
        (status = 403, description = "Not for this role", body = Problem)),
    security(("bearer" = [])))]
pub(super) async fn list_rates(
    State(app): State<App>,
    caller: Caller,
) -> Result<Json<Vec<Rate>>, Failure> {
    Ok(Json(read::list_rates(&app.ctx, &caller.actor).await?))
}

/// Record a published rate, in force from a day on.
#[utoipa::path(post, path = "/api/ledger/rates", operation_id = "ledger.record_rate",
    params(("Idempotency-Key" = String, Header, description = "Made by the caller")),
    request_body = RecordRate,
    responses((status = 200, description = "Recorded", body = RateRecorded),
        (status = 409, description = "The currency has a rate from that day", body = Problem),
        (status = 422, description = "A field can't be taken", body = Problem)),
    security(("bearer" = [])))]
pub(super) async fn record_rate(
    State(app): State<App>,
    caller: Caller,
    key: IdempotencyKey,
    body: Body<RecordRate>,
) -> Result<Json<RateRecorded>, Failure> {
    let once = body.once(&key);
    Ok(Json(rate::record_rate(&app.ctx, &caller.actor, body.value, Some(&once)).await?))
}
