//! Batches: prepared by one person, approved and released by another.

use crate::desk::App;
use crate::payment::actions::approve_batch as approve;
use crate::payment::actions::approve_batch::StepTaken;
use crate::payment::actions::cancel_batch as cancel;
use crate::payment::actions::check_batch as check;
use crate::payment::actions::download_file as download;
use crate::payment::actions::prepare_batch as prepare;
use crate::payment::actions::prepare_batch::{PrepareBatch, Prepared};
use crate::payment::actions::read_batches as read;
use crate::payment::actions::read_batches::Batch;
use crate::payment::actions::read_batches::BatchDetail;
use crate::payment::actions::read_batches::Instalment;
use crate::payment::actions::release_batch as release;
use crate::payment::actions::release_batch::Released;
use axum::Json;
use axum::extract::{Path, State};
use axum::response::Response;
use redress_kernel::BatchId;
use redress_web::paging::PageParams;
use redress_web::{Asked, Body, Caller, Failure, IdempotencyKey, Keyed, Linked};

/// Batches, newest first.
#[utoipa::path(get, path = "/api/ledger/batches", operation_id = "ledger.list_batches", params(PageParams),
    responses((status = 200, description = "Batches", body = Vec<Batch>,
            headers(("link" = String, description = "The next page")))))]
pub(crate) async fn list_batches(
    State(app): State<App>,
    caller: Caller,
    asked: Asked,
) -> Result<Linked<Vec<Batch>>, Failure> {
    let wanted = asked.wanted()?;
    Ok(asked.linked(read::list_batches(&app.ctx, &caller.actor, &wanted).await?))
}

/// Instalments that can be put into a batch.
#[utoipa::path(get, path = "/api/ledger/instalments", operation_id = "ledger.ready_instalments", params(PageParams),
    responses((status = 200, description = "In the order of their due days", body = Vec<Instalment>,
            headers(("link" = String, description = "The next page")))))]
pub(crate) async fn ready_instalments(
    State(app): State<App>,
    caller: Caller,
    asked: Asked,
) -> Result<Linked<Vec<Instalment>>, Failure> {
    let wanted = asked.wanted()?;
    Ok(asked.linked(read::ready_instalments(&app.ctx, &caller.actor, &wanted).await?))
}

/// Prepare a batch.
#[utoipa::path(post, path = "/api/ledger/batches", operation_id = "ledger.prepare_batch",
    request_body = PrepareBatch,
    responses((status = 200, description = "The batch", body = Prepared),
        (status = 409, description = "Under way already, no payee, no rate, or refused by the bank's rules"),
        (status = 422, description = "A field can't be taken")))]
pub(crate) async fn prepare_batch(
    State(app): State<App>,
    caller: Caller,
    key: IdempotencyKey,
    body: Body<PrepareBatch>,
) -> Result<Json<Prepared>, Failure> {
    let once = body.once(&key);
    let prepared = prepare::prepare_batch(
        &app.ctx,
        &app.vault,
        &app.bank,
        &caller.actor,
        body.value,
        Some(&once),
    );
    Ok(Json(prepared.await?))
}

/// One batch with its items and control totals.
#[utoipa::path(get, path = "/api/ledger/batches/{batch_id}", operation_id = "ledger.show_batch",
    responses((status = 200, description = "The batch", body = BatchDetail),
        (status = 404, description = "No such batch")))]
pub(crate) async fn show_batch(
    State(app): State<App>,
    caller: Caller,
    Path(batch): Path<BatchId>,
) -> Result<Json<BatchDetail>, Failure> {
    Ok(Json(read::show_batch(&app.ctx, &caller.actor, batch).await?))
}

/// Approve a batch that another person prepared.
#[utoipa::path(post, path = "/api/ledger/batches/{batch_id}/approve", operation_id = "ledger.approve_batch",
    responses((status = 200, description = "Approved", body = StepTaken),
        (status = 409, description = "Prepared by the caller, changed payee, not checked or held by the review, or not its time")))]
pub(crate) async fn approve_batch(
    State(app): State<App>,
    by: Keyed,
    Path(batch): Path<BatchId>,
) -> Result<Json<StepTaken>, Failure> {
    Ok(Json(approve::approve_batch(&app.ctx, &by.actor, batch, Some(&by.once)).await?))
}

/// Release an approved batch: the payment file is made and its digest kept.
#[utoipa::path(post, path = "/api/ledger/batches/{batch_id}/release", operation_id = "ledger.release_batch",
    responses((status = 200, description = "Released", body = Released),
        (status = 409, description = "Prepared by the caller, changed payee, not checked or held by the review, or not its time")))]
pub(crate) async fn release_batch(
    State(app): State<App>,
    by: Keyed,
    Path(batch): Path<BatchId>,
) -> Result<Json<Released>, Failure> {
    let released = release::release_batch(&app.ctx, &app.vault, &by.actor, batch, Some(&by.once));
    Ok(Json(released.await?))
}

/// Ask the review for another look at the claims of a batch.
#[utoipa::path(post, path = "/api/ledger/batches/{batch_id}/check", operation_id = "ledger.check_batch",
    responses((status = 200, description = "Asked", body = StepTaken),
        (status = 409, description = "Released or cancelled")))]
pub(crate) async fn check_batch(
    State(app): State<App>,
    by: Keyed,
    Path(batch): Path<BatchId>,
) -> Result<Json<StepTaken>, Failure> {
    Ok(Json(check::check_batch(&app.ctx, &by.actor, batch, Some(&by.once)).await?))
}

/// Cancel a batch that has not been released.
#[utoipa::path(post, path = "/api/ledger/batches/{batch_id}/cancel", operation_id = "ledger.cancel_batch",
    responses((status = 200, description = "Cancelled", body = StepTaken),
        (status = 409, description = "Released already")))]
pub(crate) async fn cancel_batch(
    State(app): State<App>,
    by: Keyed,
    Path(batch): Path<BatchId>,
) -> Result<Json<StepTaken>, Failure> {
    Ok(Json(cancel::cancel_batch(&app.ctx, &by.actor, batch, Some(&by.once)).await?))
}

/// The payment file of a released batch (pain.001.001.09); opens payee details, which is audited.
#[utoipa::path(get, path = "/api/ledger/batches/{batch_id}/file", operation_id = "ledger.download_file",
    responses((status = 200, description = "The file", content_type = "application/xml", body = String),
        (status = 409, description = "Not released")))]
pub(crate) async fn download_file(
    State(app): State<App>,
    caller: Caller,
    Path(batch): Path<BatchId>,
) -> Result<Response, Failure> {
    let file = download::download_file(&app.ctx, &app.vault, &caller.actor, batch).await?;
    Ok(crate::payment::attachment::attachment(&file))
}
