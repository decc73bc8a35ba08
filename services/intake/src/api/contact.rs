//! Sealed data over the API: an audited look.

use crate::App;
use crate::actions::reveal_contact::reveal_contact;
use crate::domain::safety::SafetyPlan;
use axum::Json;
use axum::extract::{Path, State};
use redress_kernel::ClaimId;
use redress_web::{Caller, Failure};
use serde::Serialize;
use utoipa::ToSchema;

/// Name and safe contact.
#[derive(Serialize, ToSchema)]
pub struct ContactBody {
    /// Full name.
    name: Option<String>,
    /// Year of birth.
    birth_year: Option<u16>,
    /// The safety plan.
    plan: SafetyPlan,
    /// Last four characters of the account.
    payee_last_four: Option<String>,
}

/// Reveal name and contact
#[utoipa::path(
    post, path = "/api/intake/claims/{claim_id}/contact", operation_id = "intake.reveal_contact",
    extensions(("x-repeatable" = json!(true))),
    responses(
        (status = 200, description = "What was sealed; the look is written down", body = ContactBody),
        (status = 404, description = "No such claim, or not yours"))
)]
pub async fn reveal(
    State(app): State<App>,
    caller: Caller,
    Path(claim_id): Path<ClaimId>,
) -> Result<Json<ContactBody>, Failure> {
    let revealed = reveal_contact(&app.desk, &caller.actor, claim_id).await?;
    let identity = revealed.identity.into_inner();
    Ok(Json(ContactBody {
        name: identity.name,
        birth_year: identity.birth_year,
        plan: revealed.plan.into_inner(),
        payee_last_four: revealed.last_four,
    }))
}
