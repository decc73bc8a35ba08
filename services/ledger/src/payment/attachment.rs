//! A payment file as an answer.

use super::actions::download_file::File;
use axum::http::header;
use axum::response::{IntoResponse, Response};

/// A payment file as an answer: never shown in the browser, never kept.
pub(super) fn attachment(file: &File) -> Response {
    let name = format!("attachment; filename=\"{}\"", file.name);
    let headers = [
        (header::CONTENT_TYPE, "application/xml; charset=utf-8".to_owned()),
        (header::CONTENT_DISPOSITION, name),
    ];
    (headers, file.bytes.expose().clone()).into_response()
}
