//! Pages of papers: lists and the files. Each handler calls an action.

mod papers;

use crate::App;
use axum::Router;
use axum::routing::get;

/// The routes of the pages.
pub fn routes() -> Router<App> {
    Router::new()
        .route("/papers", get(papers::all))
        .route("/papers/claim/{claim_id}", get(papers::of_claim))
        .route("/papers/{document_id}", get(papers::file))
        .route("/papers/{document_id}/proof", get(papers::proof))
}
