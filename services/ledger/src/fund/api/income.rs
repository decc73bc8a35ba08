//! Money that came to the fund.

use crate::desk::App;
use crate::fund::actions::read_fund;
use crate::fund::actions::read_fund::Contribution;
use crate::fund::actions::record_contribution as contribution;
use crate::fund::actions::record_contribution::{RecordContribution, Recorded};
use axum::Json;
use axum::extract::State;
use redress_web::{Body, Caller, Failure, IdempotencyKey};

/// Contributions, newest first.
#[utoipa::path(get, path = "/api/ledger/contributions", operation_id = "ledger.list_contributions",
    responses((status = 200, description = "Contributions", body = Vec<Contribution>)))]
pub(crate) async fn list_contributions(
    State(app): State<App>,
    caller: Caller,
) -> Result<Json<Vec<Contribution>>, Failure> {
    Ok(Json(read_fund::list_contributions(&app.ctx, &caller.actor).await?))
}

/// Record money that came to the fund.
#[utoipa::path(post, path = "/api/ledger/contributions", operation_id = "ledger.record_contribution",
    request_body = RecordContribution,
    responses((status = 200, description = "Recorded", body = Recorded),
        (status = 422, description = "A field can't be taken")))]
pub(crate) async fn record_contribution(
    State(app): State<App>,
    caller: Caller,
    key: IdempotencyKey,
    body: Body<RecordContribution>,
) -> Result<Json<Recorded>, Failure> {
    let once = body.once(&key);
    let done = contribution::record_contribution(&app.ctx, &caller.actor, body.value, Some(&once));
    Ok(Json(done.await?))
}
