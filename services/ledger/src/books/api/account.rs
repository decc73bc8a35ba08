//! The entries of an account, one entry.

use crate::books::actions::read_books as books;
use crate::books::actions::read_books::AccountPage;
use crate::books::actions::read_books::EntryDetail;
use crate::desk::App;
use crate::desk::times::TimesQuery;
use axum::Json;
use axum::extract::Path;
use axum::extract::State;
use redress_kernel::EntryId;
use redress_web::{Caller, Failure, Query};

/// An account between two days, with a page of its entries, newest first.
#[utoipa::path(get, path = "/api/ledger/accounts/{account_id}", operation_id = "ledger.show_account",
    params(("account_id" = i32, Path, description = "The account"), TimesQuery),
    responses((status = 200, description = "The account", body = AccountPage),
        (status = 404, description = "No such account"),
        (status = 422, description = "A day or moment that can't be")))]
pub(crate) async fn show_account(
    State(app): State<App>,
    caller: Caller,
    Path(id): Path<i32>,
    Query(query): Query<TimesQuery>,
) -> Result<Json<AccountPage>, Failure> {
    let page = books::show_account(&app.ctx, &caller.actor, id, query.times()?, query.before);
    Ok(Json(page.await?))
}

/// One entry: its sides, its two times, who posted it, what took it back, the seal that it lies under.
#[utoipa::path(get, path = "/api/ledger/entries/{entry_id}", operation_id = "ledger.show_entry",
    responses((status = 200, description = "The entry", body = EntryDetail),
        (status = 404, description = "No such entry")))]
pub(crate) async fn show_entry(
    State(app): State<App>,
    caller: Caller,
    Path(id): Path<EntryId>,
) -> Result<Json<EntryDetail>, Failure> {
    Ok(Json(books::show_entry(&app.ctx, &caller.actor, id).await?))
}
