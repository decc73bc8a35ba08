//! The pages of finance staff: forms in, actions called, tables out. One page a file.
//! Never here: rules, SQL. No page shows payee details beyond the last four characters.

mod audits;
mod bank;
mod batch;
mod batches;
mod books;
mod export;
mod fund;
mod overview;
mod payment;
mod payments;
mod statement;
mod view;

pub(crate) use export::{permit, sent};

use crate::App;
use crate::actions::download_file::File;
use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::http::header;
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};

/// Every page under `/finance`.
pub fn routes() -> Router<App> {
    Router::new()
        .route("/finance", get(overview::show))
        .route("/finance/payments", get(payments::show))
        .route("/finance/payments/{claim_id}", get(payment::show).post(payment::plan))
        .route("/finance/batches", get(batches::show))
        .route("/finance/batches/new", get(batches::form).post(batches::prepare))
        .route("/finance/batches/{batch_id}", get(batch::show))
        .route("/finance/batches/{batch_id}/file", post(batch::file))
        .route("/finance/batches/{batch_id}/{step}", post(batch::step))
        .route(
            "/finance/statements",
            get(bank::list)
                .post(bank::import)
                // A little over the file itself for the other fields of the form.
                .layer(DefaultBodyLimit::max(crate::api::FILE_MAX + 64 * 1024)),
        )
        .route("/finance/statements/{statement_id}", get(statement::show).post(statement::book))
        .route("/finance/books", get(books::show))
        .route("/finance/books/export", get(export::show).post(export::export))
        .route("/finance/audits", get(audits::list).post(audits::make))
        .route("/finance/audits/{run_id}", get(audits::show))
        .route("/finance/fund", get(fund::show).post(fund::contribute))
        .route("/finance/rates", post(fund::rate))
}

/// A payment file as an answer: never shown in the browser, never kept.
pub(crate) fn attachment(file: &File) -> Response {
    let name = format!("attachment; filename=\"{}\"", file.name);
    let headers = [
        (header::CONTENT_TYPE, "application/xml; charset=utf-8".to_owned()),
        (header::CONTENT_DISPOSITION, name),
    ];
    (headers, file.bytes.expose().clone()).into_response()
}
