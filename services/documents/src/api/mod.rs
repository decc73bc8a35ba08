//! The JSON API: request and answer types; each handler calls an action.

mod paper;

pub(crate) use paper::{handed_over, identifier};

use crate::App;
use redress_web::Api;
use utoipa_axum::routes;

/// What the API is about.
pub const ABOUT: &str = "Papers of claims and their files.";

/// The routes of the API with their description.
pub fn routes() -> Api<App> {
    Api::default()
        .routes(routes!(paper::list_papers))
        .routes(routes!(paper::list_papers_of_claim))
        .routes(routes!(paper::read_paper))
}
