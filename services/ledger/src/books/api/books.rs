//! The books: accounts, journal, contributions, rates.

use crate::books::actions::read_books as read;
use crate::books::actions::read_books::Accounts;
use crate::books::actions::read_books::Written;
use crate::desk::App;
use crate::desk::times::TimesQuery;
use axum::Json;
use axum::extract::State;
use redress_web::{Caller, Failure, Query};
use serde::Deserialize;
use utoipa::IntoParams;

/// Every account with its sums, up to an effective day and as known at a moment.
#[utoipa::path(get, path = "/api/ledger/accounts", operation_id = "ledger.list_accounts",
    params(TimesQuery),
    responses((status = 200, description = "Accounts by number", body = Accounts),
        (status = 422, description = "A day or moment that can't be")))]
pub(crate) async fn list_accounts(
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
pub(crate) struct Before {
    /// Entries before this place (`seq`); the newest when left out.
    pub before: Option<i64>,
}

/// A page of the journal, newest first: one row a leg.
#[utoipa::path(get, path = "/api/ledger/entries", operation_id = "ledger.list_entries",
    params(Before),
    responses((status = 200, description = "Legs of the entries of the page", body = Vec<Written>)))]
pub(crate) async fn list_entries(
    State(app): State<App>,
    caller: Caller,
    Query(page): Query<Before>,
) -> Result<Json<Vec<Written>>, Failure> {
    Ok(Json(read::list_entries(&app.ctx, &caller.actor, page.before).await?))
}
