//! Papers as JSON, and their files.

use crate::App;
use crate::actions::list_papers::Listed;
use crate::actions::list_papers::{self as list, ListPapers};
use crate::actions::read_paper as read;
use crate::domain::Kind;
use axum::Json;
use axum::extract::{Path, State};
use axum::http::header;
use axum::response::{IntoResponse, Response};
use redress_kernel::{ClaimCode, ClaimId, DocumentId, Language, Stop, Timestamp};
use redress_web::{Caller, Failure, Query};
use serde::{Deserialize, Serialize};
use std::fmt::Write as _;
use std::str::FromStr;

/// How far a paper is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, utoipa::ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Progress {
    /// Waits to be made.
    Queued,
    /// Can be fetched.
    Ready,
    /// Could not be made; a person must look.
    Parked,
}

/// A paper.
#[derive(Debug, Serialize, utoipa::ToSchema)]
pub struct PaperView {
    /// Identifies it.
    pub document_id: DocumentId,
    /// The code printed on it.
    #[schema(example = "014D2-PF2DB")]
    pub code: String,
    /// Kind.
    pub kind: Kind,
    /// Of which claim.
    pub claim_id: ClaimId,
    /// The claim's code.
    pub claim_code: ClaimCode,
    /// Language that it is written in.
    pub language: Language,
    /// Version of its template.
    pub template_version: i32,
    /// How far it is.
    pub progress: Progress,
    /// When it was queued.
    #[serde(with = "time::serde::rfc3339")]
    #[schema(value_type = String, format = DateTime)]
    pub queued_at: Timestamp,
    /// When it was made.
    #[serde(with = "time::serde::rfc3339::option", skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<String>, format = DateTime)]
    pub made_at: Option<Timestamp>,
    /// SHA-256 of the file, in hexadecimal digits.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sha256: Option<String>,
    /// Number of the fault, when it was parked.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub incident: Option<String>,
}

/// Papers, newest first.
#[derive(Debug, Serialize, utoipa::ToSchema)]
pub struct PaperList {
    /// The papers.
    pub papers: Vec<PaperView>,
    /// Give this as `before` to get older ones; absent at the end.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub next: Option<DocumentId>,
}

impl From<Listed> for PaperView {
    fn from(paper: Listed) -> Self {
        Self {
            code: paper.code().to_string(),
            document_id: paper.document_id,
            kind: paper.kind,
            claim_id: paper.claim_id,
            claim_code: paper.claim_code,
            language: paper.language,
            template_version: paper.template_version,
            progress: match (paper.rendered_at, &paper.incident) {
                (Some(_), _) => Progress::Ready,
                (None, Some(_)) => Progress::Parked,
                (None, None) => Progress::Queued,
            },
            queued_at: paper.queued_at,
            made_at: paper.rendered_at,
            sha256: paper.sha256.as_deref().map(hexadecimal),
            incident: paper.incident,
        }
    }
}

fn hexadecimal(bytes: &[u8]) -> String {
    bytes.iter().fold(String::with_capacity(2 * bytes.len()), |mut text, byte| {
        // Writing to a text can't fail.
        let _written = write!(text, "{byte:02x}");
        text
    })
}

impl From<list::Papers> for PaperList {
    fn from(list: list::Papers) -> Self {
        Self { papers: list.papers.into_iter().map(PaperView::from).collect(), next: list.next }
    }
}

/// Which papers.
#[derive(Debug, Deserialize, utoipa::IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct Wanted {
    /// Only papers older than this one.
    pub before: Option<DocumentId>,
}

/// An identifier in a path; one that can't be is one that there is not.
pub(crate) fn identifier<T: FromStr>(text: &str) -> Result<T, Stop> {
    text.parse().map_err(|_| Stop::Missing)
}

/// Papers that the caller may read, newest first.
#[utoipa::path(get, path = "/api/documents/papers", operation_id = "documents.list_papers",
    params(Wanted),
    responses(
        (status = 200, description = "The papers", body = PaperList)))]
pub async fn list_papers(
    State(app): State<App>,
    caller: Caller,
    Query(wanted): Query<Wanted>,
) -> Result<Json<PaperList>, Failure> {
    let wanted = ListPapers { claim: None, before: wanted.before };
    Ok(Json(list::list_papers(&app.ctx, &caller.actor, &wanted).await?.into()))
}

/// Papers of one claim, newest first.
#[utoipa::path(get, path = "/api/documents/claims/{claim_id}/papers",
    operation_id = "documents.list_papers_of_claim",
    params(Wanted),
    responses(
        (status = 200, description = "The papers", body = PaperList),
        (status = 404, description = "No such claim, or none that the caller may know of")))]
pub async fn list_papers_of_claim(
    State(app): State<App>,
    caller: Caller,
    Path(claim): Path<String>,
    Query(wanted): Query<Wanted>,
) -> Result<Json<PaperList>, Failure> {
    let wanted = ListPapers { claim: Some(identifier(&claim)?), before: wanted.before };
    Ok(Json(list::list_papers(&app.ctx, &caller.actor, &wanted).await?.into()))
}

/// The PDF of a paper, under a neutral file name. Each reading leaves an audit row.
#[utoipa::path(get, path = "/api/documents/papers/{document_id}",
    operation_id = "documents.read_paper",
    responses(
        (status = 200, description = "The file", body = Vec<u8>, content_type = "application/pdf"),
        (status = 404, description = "No such paper, or none that the caller may read"),
        (status = 409, description = "It is still being made, or could not be made")))]
pub async fn read_paper(
    State(app): State<App>,
    caller: Caller,
    Path(document): Path<String>,
) -> Result<Response, Failure> {
    let document = identifier(&document)?;
    Ok(handed_over(read::read_paper(&app.ctx, &caller.actor, document).await?))
}

/// The answer that hands a file over.
pub(crate) fn handed_over(file: read::PaperFile) -> Response {
    let name = format!("attachment; filename=\"{}\"", file.name);
    let headers =
        [(header::CONTENT_TYPE, "application/pdf".to_owned()), (header::CONTENT_DISPOSITION, name)];
    (headers, file.bytes).into_response()
}
