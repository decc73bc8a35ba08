//! Who looked at a claim.

use crate::App;
use crate::actions::read_looks::{Look, read_looks};
use axum::extract::{Path, State};
use redress_kernel::{ClaimId, Paged, Timestamp};
use redress_web::paging::PageParams;
use redress_web::{Asked, Caller, Failure, Linked};
use serde::Serialize;
use utoipa::ToSchema;

/// A look at a claim.
#[derive(Debug, Serialize, ToSchema)]
pub struct LookLine {
    /// When, as the database's clock says.
    #[serde(with = "time::serde::rfc3339")]
    #[schema(value_type = String, format = DateTime)]
    at: Timestamp,
    /// Roles of who looked; never a name.
    roles: Vec<String>,
    /// What was done.
    action: String,
    /// Whether it was you.
    is_own: bool,
}

impl From<Look> for LookLine {
    fn from(look: Look) -> Self {
        Self {
            at: look.at,
            roles: look.roles.split(',').map(str::to_owned).collect(),
            action: look.action,
            is_own: look.is_own,
        }
    }
}

/// Who looked at a claim, the newest first.
#[utoipa::path(
    get, path = "/api/intake/claims/{claim_id}/looks", operation_id = "intake.read_looks", params(PageParams),
    responses(
        (status = 200, description = "The looks of the page", body = Vec<LookLine>,
            headers(("link" = String, description = "The next page"))),
        (status = 404, description = "No such claim, or not yours"))
)]
pub async fn read(
    State(app): State<App>,
    caller: Caller,
    Path(claim_id): Path<ClaimId>,
    asked: Asked,
) -> Result<Linked<Vec<LookLine>>, Failure> {
    let wanted = asked.wanted()?;
    let (_, paged) = read_looks(&app.desk, &caller.actor, claim_id, &wanted).await?;
    let rows = paged.rows.into_iter().map(LookLine::from).collect();
    Ok(asked.linked(Paged { rows, next: paged.next }))
}
