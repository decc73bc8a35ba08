//! The JSON API of intake: the same actions as the pages.
//! Belongs here: request and answer types, their descriptions. Never here: rules, SQL.

use crate::App;
use utoipa_axum::router::OpenApiRouter;

/// The routes with their descriptions.
pub fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new()
}
