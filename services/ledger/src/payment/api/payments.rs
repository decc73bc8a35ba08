//! Awards and their plans.

use crate::desk::App;
use crate::payment::actions::plan_payment as plan;
use crate::payment::actions::plan_payment::{PlanPayment, Planned};
use crate::payment::actions::read_payments as read;
use crate::payment::actions::read_payments::Case;
use crate::payment::actions::read_payments::Payment;
use axum::Json;
use axum::extract::{Path, State};
use redress_kernel::ClaimId;
use redress_web::paging::PageParams;
use redress_web::{Asked, Body, Caller, Failure, IdempotencyKey, Linked};

/// Accepted awards, newest first.
#[utoipa::path(get, path = "/api/ledger/payments", operation_id = "ledger.list_payments", params(PageParams),
    responses((status = 200, description = "Awards and how far their payment has come", body = Vec<Case>,
            headers(("link" = String, description = "The next page")))))]
pub(crate) async fn list_payments(
    State(app): State<App>,
    caller: Caller,
    asked: Asked,
) -> Result<Linked<Vec<Case>>, Failure> {
    let wanted = asked.wanted()?;
    Ok(asked.linked(read::list_payments(&app.ctx, &caller.actor, &wanted).await?))
}

/// One award with its plan and entries.
#[utoipa::path(get, path = "/api/ledger/payments/{claim_id}", operation_id = "ledger.show_payment",
    responses((status = 200, description = "The award", body = Payment),
        (status = 404, description = "No such claim for this caller")))]
pub(crate) async fn show_payment(
    State(app): State<App>,
    caller: Caller,
    Path(claim): Path<ClaimId>,
) -> Result<Json<Payment>, Failure> {
    Ok(Json(read::show_payment(&app.ctx, &caller.actor, claim).await?))
}

/// Plan an accepted award, or take the survivor's new choice after a payment came back.
#[utoipa::path(post, path = "/api/ledger/payments/{claim_id}/plan", operation_id = "ledger.plan_payment",
    request_body = PlanPayment,
    responses((status = 200, description = "The plan", body = Planned),
        (status = 409, description = "Not at this stage, no money in the fund, no payee"),
        (status = 422, description = "A field can't be taken")))]
pub(crate) async fn plan_payment(
    State(app): State<App>,
    caller: Caller,
    key: IdempotencyKey,
    Path(claim_id): Path<ClaimId>,
    body: Body<PlanPayment>,
) -> Result<Json<Planned>, Failure> {
    let once = body.once(&key);
    let cmd = PlanPayment { claim_id, ..body.value };
    Ok(Json(plan::plan_payment(&app.ctx, &caller.actor, cmd, Some(&once)).await?))
}
