//! Versions of the rules and of the schedule: each address calls the action of the same name.

use crate::App;
use crate::actions::{self, DraftVersion, Drafted, Listed, SignVersion, Signed, VersionFile};
use crate::domain::version::{DocumentChange, Kind, Sound, State};
use axum::Json;
use axum::extract::{Path, State as Shared};
use redress_kernel::{Date, Timestamp};
use redress_mechanism::data::check::{self, Severity};
use redress_web::page::refusal_text;
use redress_web::paging::PageParams;
use redress_web::{Asked, Body, Caller, Failure, IdempotencyKey, Linked};
use serde::Serialize;

/// A version.
#[derive(Debug, Serialize, utoipa::ToSchema)]
pub struct ListedVersion {
    /// What it is of.
    kind: Kind,
    /// Its name.
    version: String,
    /// Its title.
    title: String,
    /// First day on which it can be in force, UTC.
    #[schema(value_type = String, format = Date)]
    effective_from: Date,
    /// How far it has come.
    state: State,
    /// SHA-256 of the document, in hexadecimal digits.
    digest: String,
    /// Who drafted it; nothing for a version that the program ships with.
    drafted_by: Option<String>,
    /// Who signed it.
    signatures: Vec<VersionSignature>,
}

/// A signature.
#[derive(Debug, Serialize, utoipa::ToSchema)]
pub struct VersionSignature {
    /// What colleagues are shown of the person.
    label: String,
    /// When, UTC.
    #[serde(with = "time::serde::rfc3339")]
    #[schema(value_type = String, format = DateTime)]
    signed_at: Timestamp,
}

impl From<Listed> for ListedVersion {
    fn from(listed: Listed) -> Self {
        let (version, state) = (listed.version, listed.state);
        let signatures = version.signatures.into_iter();
        Self {
            kind: version.kind,
            version: version.version,
            title: version.title,
            effective_from: version.effective_from,
            state,
            digest: version.digest,
            drafted_by: version.drafted.map(|(label, _)| label),
            signatures: signatures
                .map(|one| VersionSignature { label: one.label, signed_at: one.signed_at })
                .collect(),
        }
    }
}

/// What the check says of one place.
#[derive(Debug, Serialize, utoipa::ToSchema)]
pub struct VersionProblem {
    /// Where, such as `scope[3].from`.
    path: String,
    /// Stable code.
    code: &'static str,
    /// How much it weighs.
    severity: Severity,
    /// What it is, in the caller's language.
    message: String,
}

fn in_words(problems: Vec<check::Problem>, caller: &Caller) -> Vec<VersionProblem> {
    let (texts, lang) = (caller.visitor.web.texts, caller.visitor.lang);
    let problems = problems.into_iter().map(|problem| {
        let (path, code, severity) = (problem.path.clone(), problem.code, problem.severity);
        let refusal = crate::domain::version::as_refusal(problem);
        VersionProblem { path, code, severity, message: refusal_text(texts, lang, &refusal) }
    });
    problems.collect()
}

/// A version with all that there is to know of it.
#[derive(Debug, Serialize, utoipa::ToSchema)]
pub struct ShownVersion {
    /// The version.
    #[serde(flatten)]
    version: ListedVersion,
    /// The document as it was sent.
    document: String,
    /// What the check says of it now.
    problems: Vec<VersionProblem>,
    /// The version that it follows.
    follows: Option<String>,
    /// What it changes against that one.
    changes: Vec<DocumentChange>,
}

/// What can be said of a document that is not kept.
#[derive(Debug, Serialize, utoipa::ToSchema)]
pub struct CheckedVersion {
    /// What it is of.
    kind: Kind,
    /// Its name.
    version: String,
    /// What people should look at before they sign.
    warnings: Vec<VersionProblem>,
}

/// Lists the versions of the rules and of the schedule
#[utoipa::path(get, path = "/api/eligibility/versions",
    operation_id = "eligibility.list_versions", params(PageParams),
    responses((status = 200, body = Vec<ListedVersion>, headers(("link" = String, description = "The next page")))))]
pub async fn list(
    Shared(app): Shared<App>,
    caller: Caller,
    asked: Asked,
) -> Result<Linked<Vec<ListedVersion>>, Failure> {
    let paged = actions::list_versions(&app.ctx, &caller.actor, &asked.wanted()?).await?;
    let next = asked.next(paged.next.as_ref());
    Ok(Linked(paged.rows.into_iter().map(ListedVersion::from).collect(), next))
}

/// Shows a version: its document, who signed, what it changes against the version before it
#[utoipa::path(get, path = "/api/eligibility/versions/{kind}/{version}",
    operation_id = "eligibility.show_version",
    params(("kind" = Kind, Path), ("version" = String, Path)),
    responses((status = 200, body = ShownVersion)))]
pub async fn show(
    Shared(app): Shared<App>,
    caller: Caller,
    Path((kind, version)): Path<(String, String)>,
) -> Result<Json<ShownVersion>, Failure> {
    let kind = Kind::of_path(&kind)?;
    let file: VersionFile = actions::show_version(&app.ctx, &caller.actor, kind, &version).await?;
    Ok(Json(ShownVersion {
        version: file.listed.into(),
        document: file.content,
        problems: in_words(file.problems, &caller),
        follows: file.follows,
        changes: file.changes,
    }))
}

/// Checks a document without keeping anything
#[utoipa::path(post, path = "/api/eligibility/versions/check",
    operation_id = "eligibility.check_version", request_body = DraftVersion,
    extensions(("x-repeatable" = json!(true))),
    responses((status = 200, body = CheckedVersion),
        (status = 422, description = "Everything that is wrong, by path")))]
pub async fn check(
    Shared(app): Shared<App>,
    caller: Caller,
    body: Body<DraftVersion>,
) -> Result<Json<CheckedVersion>, Failure> {
    let sound: Sound = actions::check_version(&app.ctx, &caller.actor, &body.value.document)?;
    let warnings = in_words(sound.warnings, &caller);
    Ok(Json(CheckedVersion { kind: sound.kind, version: sound.version, warnings }))
}

/// Drafts a version; an error anywhere refuses the whole
#[utoipa::path(post, path = "/api/eligibility/versions",
    operation_id = "eligibility.draft_version", request_body = DraftVersion,
    responses((status = 200, body = Drafted),
        (status = 422, description = "Everything that is wrong, by path")))]
pub async fn draft(
    Shared(app): Shared<App>,
    caller: Caller,
    key: IdempotencyKey,
    body: Body<DraftVersion>,
) -> Result<Json<Drafted>, Failure> {
    let once = body.once(&key);
    let done = actions::draft_version(&app.ctx, &caller.actor, body.value, Some(&once)).await?;
    Ok(Json(done))
}

/// Signs a version; two different people do, before its first day
#[utoipa::path(post, path = "/api/eligibility/versions/{kind}/{version}/signatures",
    operation_id = "eligibility.sign_version",
    params(("kind" = Kind, Path), ("version" = String, Path)), request_body = SignVersion,
    responses((status = 200, body = Signed),
        (status = 409, description = "Signed already, or its first day has come")))]
pub async fn sign(
    Shared(app): Shared<App>,
    caller: Caller,
    key: IdempotencyKey,
    Path((kind, version)): Path<(String, String)>,
    body: Body<SignVersion>,
) -> Result<Json<Signed>, Failure> {
    let (once, kind) = (body.once(&key), Kind::of_path(&kind)?);
    let of = (kind, version.as_str());
    let done = actions::sign_version(&app.ctx, &caller.actor, of, body.value, Some(&once)).await?;
    Ok(Json(done))
}
