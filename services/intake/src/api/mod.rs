//! The JSON API of intake: the same actions as the pages.
//! Belongs here: request and answer types, their descriptions. Never here: rules, SQL.

pub mod answers;
pub mod claims;
pub mod consents;
pub mod contact;
pub mod offers;
pub mod triage;

use crate::App;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

/// The routes with their descriptions.
pub fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .routes(routes!(claims::list, claims::open))
        .routes(routes!(claims::read))
        .routes(routes!(claims::submit))
        .routes(routes!(claims::hand_back))
        .routes(routes!(claims::withdraw))
        .routes(routes!(consents::record))
        .routes(routes!(answers::questions))
        .routes(routes!(answers::save))
        .routes(routes!(contact::reveal))
        .routes(routes!(triage::read, triage::triage))
        .routes(routes!(triage::judge))
        .routes(routes!(offers::read))
        .routes(routes!(offers::accept))
        .routes(routes!(offers::decline))
}

/// An answer that names the claim alone.
#[derive(Debug, serde::Serialize, utoipa::ToSchema)]
pub struct Done {
    /// The claim.
    pub claim_id: redress_kernel::ClaimId,
}
