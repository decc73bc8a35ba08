//! What the bank says: statements and status reports, as the files it sends.

use crate::bank::actions::book_line as book;
use crate::bank::actions::book_line::{BookLine, LineBooked};
use crate::bank::actions::import_statement as statement;
use crate::bank::actions::import_statement::Imported;
use crate::bank::actions::import_status_report as report;
use crate::bank::actions::import_status_report::ReportTaken;
use crate::bank::actions::read_bank as read;
use crate::bank::actions::read_bank::Statement;
use crate::bank::actions::read_bank::{Reconciliation, StatementDetail};
use crate::desk::App;
use crate::desk::upload::with_file;
use axum::Json;
use axum::body::Bytes;
use axum::extract::{Path, State};
use redress_kernel::{StatementId, StatementLineId};
use redress_web::paging::PageParams;
use redress_web::{Asked, Body, Caller, Failure, IdempotencyKey, Keyed, Linked};

/// Statements, newest first.
#[utoipa::path(get, path = "/api/ledger/statements", operation_id = "ledger.list_statements", params(PageParams),
    responses((status = 200, description = "Statements", body = Vec<Statement>,
            headers(("link" = String, description = "The next page")))))]
pub(crate) async fn list_statements(
    State(app): State<App>,
    caller: Caller,
    asked: Asked,
) -> Result<Linked<Vec<Statement>>, Failure> {
    let wanted = asked.wanted()?;
    Ok(asked.linked(read::list_statements(&app.ctx, &caller.actor, &wanted).await?))
}

/// Import a bank statement (camt.053).
#[utoipa::path(post, path = "/api/ledger/statements", operation_id = "ledger.import_statement",
    request_body(content = String, content_type = "application/xml", description = "camt.053.001.08"),
    responses((status = 200, description = "What it came to", body = Imported),
        (status = 422, description = "Unreadable, or of another account")))]
pub(crate) async fn import_statement(
    State(app): State<App>,
    by: Keyed,
    file: Bytes,
) -> Result<Json<Imported>, Failure> {
    let once = with_file(by.once, &file);
    let actor = &by.actor;
    Ok(Json(statement::import_statement(&app.ctx, &app.bank, actor, &file, Some(&once)).await?))
}

/// Import the bank's report on a payment file (pain.002).
#[utoipa::path(post, path = "/api/ledger/status-reports", operation_id = "ledger.import_status_report",
    request_body(content = String, content_type = "application/xml", description = "pain.002.001"),
    responses((status = 200, description = "What it came to", body = ReportTaken),
        (status = 422, description = "Unreadable, or of another file")))]
pub(crate) async fn import_status_report(
    State(app): State<App>,
    by: Keyed,
    file: Bytes,
) -> Result<Json<ReportTaken>, Failure> {
    let once = with_file(by.once, &file);
    Ok(Json(report::import_status_report(&app.ctx, &by.actor, &file, Some(&once)).await?))
}

/// The books against the bank, at the last statement.
#[utoipa::path(get, path = "/api/ledger/reconciliation", operation_id = "ledger.reconcile",
    responses((status = 200, description = "What differs and why", body = Reconciliation)))]
pub(crate) async fn reconcile(
    State(app): State<App>,
    caller: Caller,
) -> Result<Json<Reconciliation>, Failure> {
    Ok(Json(read::reconcile(&app.ctx, &app.bank, &caller.actor).await?))
}

/// Book a line that matched nothing: as a fee of the bank, a contribution, or a transfer that is in
/// the books already.
#[utoipa::path(post, path = "/api/ledger/lines/{line_id}/book", operation_id = "ledger.book_line",
    request_body = BookLine,
    responses((status = 200, description = "Booked", body = LineBooked),
        (status = 404, description = "No such open exception"),
        (status = 422, description = "Not of that kind, or too large")))]
pub(crate) async fn book_line(
    State(app): State<App>,
    caller: Caller,
    key: IdempotencyKey,
    Path(line): Path<StatementLineId>,
    body: Body<BookLine>,
) -> Result<Json<LineBooked>, Failure> {
    let once = body.once(&key);
    Ok(Json(book::book_line(&app.ctx, &caller.actor, line, body.value, Some(&once)).await?))
}

/// One statement with its lines.
#[utoipa::path(get, path = "/api/ledger/statements/{statement_id}", operation_id = "ledger.show_statement",
    params(PageParams),
    responses((status = 200, description = "The statement", body = StatementDetail,
            headers(("link" = String, description = "The next lines"))),
        (status = 404, description = "No such statement")))]
pub(crate) async fn show_statement(
    State(app): State<App>,
    caller: Caller,
    Path(id): Path<StatementId>,
    asked: Asked,
) -> Result<Linked<StatementDetail>, Failure> {
    let detail = read::show_statement(&app.ctx, &caller.actor, id, &asked.wanted()?).await?;
    let next = asked.next(detail.next.as_ref());
    Ok(Linked(detail, next))
}
