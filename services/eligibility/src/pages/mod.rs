//! Pages of the panel and of versions: forms in, actions called, templates out.
//! Never here: what an action does, or SQL.

mod case;
mod fact_form;
mod fact_read;
#[cfg(test)]
mod fact_tests;
mod forms;
mod lab;
mod lab_chart;
mod lab_form;
mod queue;
mod sheet;
mod sheet_award;
mod version;
mod worksheet;

use crate::App;
use axum::Router;
use axum::routing::{get, post};

/// Every page and where its forms go.
pub fn routes() -> Router<App> {
    Router::new()
        .route("/panel", get(queue::show))
        .route("/panel/lab", get(lab::show))
        .route("/panel/lab/draft", get(lab::show_draft).post(lab::run))
        .route("/panel/lab/csv", get(lab::csv).post(lab::run_csv))
        .route("/panel/lab/json", get(lab::json).post(lab::run_json))
        .route("/panel/{claim_id}", get(case::show))
        .route("/panel/{claim_id}/panel", post(case::seat))
        .route("/panel/{claim_id}/declaration", post(case::declare))
        .route("/panel/{claim_id}/fact", post(case::record))
        .route("/panel/{claim_id}/worksheet/{worksheet_id}", get(worksheet::show))
        .route("/panel/{claim_id}/request", post(case::ask))
        .route("/panel/{claim_id}/gate", post(case::confirm))
        .route("/panel/{claim_id}/award", post(case::assess))
        .route("/panel/{claim_id}/view", post(case::view))
        .route("/panel/{claim_id}/decision", post(case::decide))
        .route("/versions", get(version::list).post(version::draft))
        .route("/versions/schema/{kind}", get(version::schema))
        .route("/versions/{kind}/{version}", get(version::show))
        .route("/versions/{kind}/{version}/sign", post(version::sign))
        .route("/versions/{kind}/{version}/document", get(version::download))
}
