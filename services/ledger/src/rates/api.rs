//! Files of rates, and where rates came from.

use super::actions::import_rates as import;
use super::actions::import_rates::{ImportRates, RatesImported};
use super::actions::preview_rates as preview;
use super::actions::preview_rates::Preview;
use super::actions::read_rates as read;
use super::actions::record_rate as rate;
use super::actions::record_rate::{RateRecorded, RecordRate};
use crate::desk::App;
use crate::rates::actions::read_rates::{Origin, Rate};
use axum::Json;
use axum::body::Bytes;
use axum::extract::{Path, State};
use redress_kernel::{Currency, Stop};
use redress_web::paging::PageParams;
use redress_web::{Asked, Body, Caller, Failure, IdempotencyKey, Keyed, Linked, Query};
use serde::Deserialize;
use utoipa::IntoParams;

/// Every rate of a currency, newest first, with where it came from.
#[utoipa::path(get, path = "/api/ledger/rates/{currency}", operation_id = "ledger.list_rate_history",
    params(PageParams, ("currency" = String, Path, description = "ISO 4217 code")),
    responses((status = 200, description = "Rates", body = Vec<Origin>,
            headers(("link" = String, description = "The next page"))),
        (status = 404, description = "Not on our list")))]
pub(crate) async fn list_rate_history(
    State(app): State<App>,
    caller: Caller,
    Path(currency): Path<String>,
    asked: Asked,
) -> Result<Linked<Vec<Origin>>, Failure> {
    let currency: Currency = currency.parse().map_err(|_| Stop::Missing)?;
    let wanted = asked.wanted()?;
    Ok(asked.linked(read::list_history(&app.ctx, &caller.actor, currency, &wanted).await?))
}

/// Look at a file of rates before it is imported; nothing is written.
#[utoipa::path(post, path = "/api/ledger/rates/preview", operation_id = "ledger.preview_rates",
    extensions(("x-repeatable" = json!(true))),
    request_body(content = String, content_type = "text/csv",
        description = "Our columns (currency, per_usd, effective_from, source) or the UN list"),
    responses((status = 200, description = "What each row would come to", body = Preview),
        (status = 422, description = "Unreadable")))]
pub(crate) async fn preview_rates(
    State(app): State<App>,
    caller: Caller,
    file: Bytes,
) -> Result<Json<Preview>, Failure> {
    Ok(Json(preview::preview_rates(&app.ctx, &caller.actor, &file).await?))
}

/// Which preview an import confirms.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(crate) struct Confirmed {
    /// What the preview came to.
    pub preview: String,
    /// Rates that moved far and are right all the same, with commas between: `EUR 2026-12-01,XAF
    /// 2026-12-01`.
    #[serde(default)]
    pub sure: String,
}

/// Import a file of rates as it was previewed: every new rate, or none.
#[utoipa::path(post, path = "/api/ledger/rates/import", operation_id = "ledger.import_rates",
    params(Confirmed),
    request_body(content = String, content_type = "text/csv", description = "The same file"),
    responses((status = 200, description = "Imported", body = RatesImported),
        (status = 409, description = "It would come to something else than the preview"),
        (status = 422, description = "Unreadable, or a rate moved far and nobody said it is right")))]
pub(crate) async fn import_rates(
    State(app): State<App>,
    by: Keyed,
    Query(confirmed): Query<Confirmed>,
    file: Bytes,
) -> Result<Json<RatesImported>, Failure> {
    let once = crate::desk::upload::with_file(by.once, &file);
    let sure = confirmed.sure.split(',').map(|name| name.trim().to_owned()).collect();
    let cmd = ImportRates { file: &file, preview: confirmed.preview, sure };
    Ok(Json(import::import_rates(&app.ctx, &by.actor, cmd, Some(&once)).await?))
}

/// The rate of each currency in force today.
#[utoipa::path(get, path = "/api/ledger/rates", operation_id = "ledger.list_rates",
    responses((status = 200, description = "Units for one US dollar", body = Vec<Rate>)))]
pub(crate) async fn list_rates(
    State(app): State<App>,
    caller: Caller,
) -> Result<Json<Vec<Rate>>, Failure> {
    Ok(Json(read::list_rates(&app.ctx, &caller.actor).await?))
}

/// Record a published rate, in force from a day on.
#[utoipa::path(post, path = "/api/ledger/rates", operation_id = "ledger.record_rate",
    request_body = RecordRate,
    responses((status = 200, description = "Recorded", body = RateRecorded),
        (status = 409, description = "The currency has a rate from that day"),
        (status = 422, description = "A field can't be taken")))]
pub(crate) async fn record_rate(
    State(app): State<App>,
    caller: Caller,
    key: IdempotencyKey,
    body: Body<RecordRate>,
) -> Result<Json<RateRecorded>, Failure> {
    let once = body.once(&key);
    Ok(Json(rate::record_rate(&app.ctx, &caller.actor, body.value, Some(&once)).await?))
}
