//! The JSON API: request and answer types; each handler calls an action.

mod paper;

pub(crate) use paper::{handed_over, identifier};

use crate::App;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

/// The routes of the API with their description.
pub fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .routes(routes!(paper::list_papers))
        .routes(routes!(paper::list_papers_of_claim))
        .routes(routes!(paper::read_paper))
}
