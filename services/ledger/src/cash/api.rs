//! Bank accounts, exchanges between them, the value of foreign cash.

use super::actions::close_bank_account as close;
use super::actions::confirm_bank_account as confirm;
use super::actions::open_bank_account as open;
use super::actions::open_bank_account::{BankAccountNamed, OpenBankAccount};
use super::actions::read_cash as read;
use super::actions::read_cash::{Cash, Revaluation};
use super::actions::revalue_cash as revalue;
use super::actions::revalue_cash::{CashRevalued, RevalueCash};
use crate::desk::App;
use axum::Json;
use axum::extract::{Path, State};
use redress_web::paging::PageParams;
use redress_web::{Asked, Body, Caller, Failure, IdempotencyKey, Keyed, Linked};

/// The fund's bank accounts, with what is on them and what it is worth today.
#[utoipa::path(get, path = "/api/ledger/bank-accounts", operation_id = "ledger.list_bank_accounts",
    responses((status = 200, description = "The general account and every other", body = Cash)))]
pub(crate) async fn list_bank_accounts(
    State(app): State<App>,
    caller: Caller,
) -> Result<Json<Cash>, Failure> {
    Ok(Json(read::list_bank_accounts(&app.ctx, &caller.actor).await?))
}

/// Open a bank account; another person confirms it.
#[utoipa::path(post, path = "/api/ledger/bank-accounts", operation_id = "ledger.open_bank_account",
    request_body = OpenBankAccount,
    responses((status = 200, description = "Waits for the second person", body = BankAccountNamed),
        (status = 409, description = "The code is taken"),
        (status = 422, description = "A field can't be taken")))]
pub(crate) async fn open_bank_account(
    State(app): State<App>,
    caller: Caller,
    key: IdempotencyKey,
    body: Body<OpenBankAccount>,
) -> Result<Json<BankAccountNamed>, Failure> {
    let once = body.once(&key);
    Ok(Json(open::open_bank_account(&app.ctx, &caller.actor, body.value, Some(&once)).await?))
}

/// Confirm a bank account that another person opened.
#[utoipa::path(post, path = "/api/ledger/bank-accounts/{code}/confirm",
    operation_id = "ledger.confirm_bank_account",
    params(("code" = String, Path, description = "The account")),
    responses((status = 200, description = "Open", body = BankAccountNamed),
        (status = 404, description = "No such account"),
        (status = 409, description = "Your own, or not waiting")))]
pub(crate) async fn confirm_bank_account(
    State(app): State<App>,
    by: Keyed,
    Path(code): Path<String>,
) -> Result<Json<BankAccountNamed>, Failure> {
    let done = confirm::confirm_bank_account(&app.ctx, &by.actor, &code, Some(&by.once));
    Ok(Json(done.await?))
}

/// Close a bank account that is empty.
#[utoipa::path(post, path = "/api/ledger/bank-accounts/{code}/close",
    operation_id = "ledger.close_bank_account",
    params(("code" = String, Path, description = "The account")),
    responses((status = 200, description = "Closed", body = BankAccountNamed),
        (status = 404, description = "No such account"),
        (status = 409, description = "Not empty, or closed already")))]
pub(crate) async fn close_bank_account(
    State(app): State<App>,
    by: Keyed,
    Path(code): Path<String>,
) -> Result<Json<BankAccountNamed>, Failure> {
    let done = close::close_bank_account(&app.ctx, &by.actor, &code, Some(&by.once));
    Ok(Json(done.await?))
}

/// Foreign cash at the end of months, newest first.
#[utoipa::path(get, path = "/api/ledger/revaluations", operation_id = "ledger.list_revaluations", params(PageParams),
    responses((status = 200, description = "Revaluations", body = Vec<Revaluation>,
            headers(("link" = String, description = "The next page")))))]
pub(crate) async fn list_revaluations(
    State(app): State<App>,
    caller: Caller,
    asked: Asked,
) -> Result<Linked<Vec<Revaluation>>, Failure> {
    let wanted = asked.wanted()?;
    Ok(asked.linked(read::list_revaluations(&app.ctx, &caller.actor, &wanted).await?))
}

/// Revalue foreign cash at the end of a month.
#[utoipa::path(post, path = "/api/ledger/revaluations", operation_id = "ledger.revalue_cash",
    request_body = RevalueCash,
    responses((status = 200, description = "Revalued", body = CashRevalued),
        (status = 422, description = "The month is not over, a rate is missing, or nothing is left to do")))]
pub(crate) async fn revalue_cash(
    State(app): State<App>,
    caller: Caller,
    key: IdempotencyKey,
    body: Body<RevalueCash>,
) -> Result<Json<CashRevalued>, Failure> {
    let once = body.once(&key);
    Ok(Json(revalue::revalue_cash(&app.ctx, &caller.actor, body.value, Some(&once)).await?))
}
