//! What waits for whom.

use super::read;
use super::read::Overview;
use crate::desk::App;
use axum::Json;
use axum::extract::State;
use redress_web::{Caller, Failure};

/// What waits for whom.
#[utoipa::path(get, path = "/api/ledger/overview", operation_id = "ledger.overview",
    responses((status = 200, description = "Counts of what waits", body = Overview)))]
pub(crate) async fn overview(
    State(app): State<App>,
    caller: Caller,
) -> Result<Json<Overview>, Failure> {
    Ok(Json(read::overview(&app.ctx, &caller.actor).await?))
}
