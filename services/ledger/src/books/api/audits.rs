//! Audits of the books.

use crate::books::actions::audit_books as make;
use crate::books::actions::read_audits as read;
use crate::books::actions::read_audits::Audit;
use crate::books::actions::read_audits::Run;
use crate::desk::App;
use crate::desk::ids::AuditRunId;
use axum::Json;
use axum::extract::{Path, State};
use redress_web::paging::PageParams;
use redress_web::{Asked, Caller, Failure, Linked};

/// Audits, newest first.
#[utoipa::path(get, path = "/api/ledger/audits", operation_id = "ledger.list_audits", params(PageParams),
    responses((status = 200, description = "Audits", body = Vec<Run>,
            headers(("link" = String, description = "The next page")))))]
pub(crate) async fn list_audits(
    State(app): State<App>,
    caller: Caller,
    asked: Asked,
) -> Result<Linked<Vec<Run>>, Failure> {
    let wanted = asked.wanted()?;
    Ok(asked.linked(read::list_audits(&app.ctx, &caller.actor, &wanted).await?))
}

/// An audit with what it found.
#[utoipa::path(get, path = "/api/ledger/audits/{run_id}", operation_id = "ledger.show_audit",
    params(("run_id" = Uuid, Path)),
    responses((status = 200, description = "The audit", body = Audit),
        (status = 404, description = "No such audit")))]
pub(crate) async fn show_audit(
    State(app): State<App>,
    caller: Caller,
    Path(run): Path<AuditRunId>,
) -> Result<Json<Audit>, Failure> {
    Ok(Json(read::show_audit(&app.ctx, &caller.actor, run).await?))
}

/// Audit the books now: every promise is looked at. Big books take minutes.
#[utoipa::path(post, path = "/api/ledger/audits", operation_id = "ledger.audit_books",
    extensions(("x-repeatable" = json!(true))),
    responses((status = 200, description = "The audit", body = Audit),
        (status = 409, description = "Another audit is under way")))]
pub(crate) async fn audit_books(
    State(app): State<App>,
    caller: Caller,
) -> Result<Json<Audit>, Failure> {
    let made = make::audit_books(&app.ctx, &caller.actor, Some(&app.seal_key)).await?;
    Ok(Json(read::show_audit(&app.ctx, &caller.actor, made.run_id).await?))
}
