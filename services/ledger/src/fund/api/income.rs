//! Money that came to the fund.

use crate::desk::App;
use crate::fund::actions::read_fund;
use crate::fund::actions::read_fund::Contribution;
use crate::fund::actions::record_contribution as contribution;
use crate::fund::actions::record_contribution::{RecordContribution, Recorded};
use axum::Json;
use axum::extract::State;
use redress_web::paging::PageParams;
use redress_web::{Asked, Body, Caller, Failure, IdempotencyKey, Linked};

/// Contributions, newest first.
#[utoipa::path(get, path = "/api/ledger/contributions", operation_id = "ledger.list_contributions", params(PageParams),
    responses((status = 200, description = "Contributions", body = Vec<Contribution>,
            headers(("link" = String, description = "The next page")))))]
pub(crate) async fn list_contributions(
    State(app): State<App>,
    caller: Caller,
    asked: Asked,
) -> Result<Linked<Vec<Contribution>>, Failure> {
    let wanted = asked.wanted()?;
    Ok(asked.linked(read_fund::list_contributions(&app.ctx, &caller.actor, &wanted).await?))
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
