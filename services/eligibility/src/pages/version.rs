//! Versions of the rules and of the schedule: the list, the form to draft one, one with its changes.

use crate::App;
use crate::actions::{self, DraftVersion, Listed, SignVersion, VersionFile};
use crate::domain::version::{DocumentChange, Kind, Sound, as_refusal};
use askama::Template;
use axum::extract::{Multipart, Path, State};
use axum::http::{HeaderMap, header};
use axum::response::{IntoResponse, Response};
use redress_kernel::{Outcome, Refusal, Role, Stop};
use redress_mechanism::data::check::{Problem, Severity};
use redress_mechanism::schema::Format;
use redress_runtime::Once;
use redress_web::page::refusal_text;
use redress_web::{Asked, Failure, Form, Page, Person, redirect, render};

#[derive(Template)]
#[template(path = "versions.html")]
struct VersionsPage {
    page: Page,
    versions: Vec<Listed>,
    next: Option<String>,
    may_draft: bool,
    /// What was pasted or sent, when it was checked or refused.
    document: String,
    /// What the check said of it.
    problems: Vec<Row>,
    /// What it is, when it was only checked and can be kept.
    sound: Option<String>,
}

#[derive(Template)]
#[template(path = "version.html")]
struct VersionPage {
    page: Page,
    file: VersionFile,
    problems: Vec<Row>,
}

/// What the check says of one place, in words.
struct Row {
    path: String,
    is_error: bool,
    message: String,
}

fn said(person: &Person, problem: Problem) -> Row {
    let is_error = problem.severity == Severity::Error;
    Row { is_error, ..refused(person, &as_refusal(problem)) }
}

fn refused(person: &Person, refusal: &Refusal) -> Row {
    let visitor = &person.visitor;
    let message = refusal_text(visitor.web.texts, visitor.lang, refusal);
    Row { path: refusal.field.as_deref().unwrap_or_default().to_owned(), is_error: true, message }
}

pub(super) async fn list(
    State(app): State<App>,
    person: Person,
    asked: Asked,
) -> Result<Response, Failure> {
    let nothing = Tried { document: String::new(), problems: Vec::new(), sound: None };
    listed(&app, &person, &asked, person.page("title-versions"), nothing).await
}

/// What came of a document that was not kept.
struct Tried {
    document: String,
    problems: Vec<Row>,
    sound: Option<String>,
}

async fn listed(
    app: &App,
    person: &Person,
    asked: &Asked,
    page: Page,
    tried: Tried,
) -> Result<Response, Failure> {
    let paged = actions::list_versions(&app.ctx, &person.actor, &asked.shown()).await?;
    let (versions, next) = (paged.rows, asked.next(paged.next.as_ref()));
    let may_draft = person.actor.has(Role::Administrator);
    let Tried { document, problems, sound } = tried;
    let template = VersionsPage { page, versions, next, may_draft, document, problems, sound };
    Ok(render(&template, &template.page))
}

/// Keeps a draft and leads to it, or only checks; what is wrong is listed place by place.
pub(super) async fn draft(
    State(app): State<App>,
    person: Person,
    asked: Asked,
    headers: HeaderMap,
    form: Multipart,
) -> Result<Response, Failure> {
    // Before what is sent is read: who may not is not told what is wrong with it.
    person.actor.may(actions::DRAFT_VERSION)?;
    let sent = Sent::read(form).await?;
    redress_web::form::check(&person, &headers, &sent.csrf)?;
    let outcome = if sent.only_check {
        actions::check_version(&app.ctx, &person.actor, &sent.document).map(Done::Checked)
    } else {
        kept(&app, &person, &sent).await.map(Done::Kept)
    };
    let page = person.page("title-versions");
    match outcome {
        Ok(Done::Kept(path)) => Ok(redirect(&path)),
        Ok(Done::Checked(sound)) => {
            let name = sound.version;
            let problems = sound.warnings.into_iter().map(|one| said(&person, one)).collect();
            let tried = Tried { document: sent.document, problems, sound: Some(name) };
            listed(&app, &person, &asked, page, tried).await
        }
        Err(Stop::Refused(refusals)) => {
            let problems: Vec<Row> = refusals.iter().map(|one| refused(&person, one)).collect();
            let count =
                Refusal::field("document", "version-has-errors").with("count", problems.len());
            let tried = Tried { document: sent.document, problems, sound: None };
            listed(&app, &person, &asked, page.with_errors(&[count]), tried).await
        }
        Err(stop) => Err(stop.into()),
    }
}

enum Done {
    Kept(String),
    Checked(Sound),
}

async fn kept(app: &App, person: &Person, sent: &Sent) -> Outcome<String> {
    let asked = DraftVersion { document: sent.document.clone() };
    let once = sent.once(person);
    let kept = actions::draft_version(&app.ctx, &person.actor, asked, once.as_ref()).await?;
    Ok(path_of(kept.kind, &kept.version))
}

fn path_of(kind: Kind, version: &str) -> String {
    format!("/versions/{kind}/{version}")
}

/// The parts of the form.
#[derive(Default)]
struct Sent {
    csrf: String,
    once_key: String,
    document: String,
    only_check: bool,
}

impl Sent {
    /// Reads it; a file comes before pasted text.
    async fn read(mut form: Multipart) -> Result<Self, Failure> {
        let broken = || Failure::from(Refusal::status(400, "body-malformed"));
        let (mut sent, mut file) = (Self::default(), None);
        while let Some(part) = form.next_field().await.map_err(|_| broken())? {
            let name = part.name().map(str::to_owned).ok_or_else(broken)?;
            let too_long = |_| Failure::from(Refusal::status(413, "body-too-long"));
            let bytes = part.bytes().await.map_err(too_long)?;
            let text = String::from_utf8(bytes.to_vec()).map_err(|_| broken())?;
            match name.as_str() {
                "_csrf" => sent.csrf = text,
                "_once" => sent.once_key = text,
                // Browsers send pasted lines with a carriage return that nobody typed.
                "document" => sent.document = text.replace("\r\n", "\n"),
                "file" => file = Some(text).filter(|text| !text.is_empty()),
                "do" => sent.only_check = text == "check",
                _ => {
                    let refusal = Refusal::field(name.clone(), "unknown-field");
                    return Err(refusal.with("field", name).into());
                }
            }
        }
        sent.document = file.unwrap_or(sent.document);
        Ok(sent)
    }

    fn once(&self, person: &Person) -> Option<Once> {
        let is_key = (1..=200).contains(&self.once_key.len());
        let key = format!("page:{}", self.once_key);
        let page_key = &person.visitor.web.page_key;
        is_key.then(|| Once { key, body_hash: page_key.digest(self.document.as_bytes()) })
    }
}

pub(super) async fn show(
    State(app): State<App>,
    person: Person,
    Path((kind, version)): Path<(String, String)>,
) -> Result<Response, Failure> {
    let kind = Kind::of_path(&kind)?;
    let file = actions::show_version(&app.ctx, &person.actor, kind, &version).await?;
    Ok(shown(&person, person.page("title-version"), file))
}

fn shown(person: &Person, page: Page, file: VersionFile) -> Response {
    let problems = file.problems.iter().cloned().map(|one| said(person, one)).collect();
    let template = VersionPage { page, file, problems };
    render(&template, &template.page)
}

pub(super) async fn sign(
    State(app): State<App>,
    Path((kind, version)): Path<(String, String)>,
    form: Form,
) -> Result<Response, Failure> {
    let kind = Kind::of_path(&kind)?;
    let names = |form: &Form| form.fields.only(&["digest"]);
    let signed = form.does(actions::SIGN_VERSION, names, async |(), once| {
        let asked = SignVersion { digest: form.fields.get("digest").to_owned() };
        actions::sign_version(&app.ctx, form.actor(), (kind, &version), asked, once).await
    });
    match signed.await {
        Ok(_) => Ok(redirect(&path_of(kind, &version))),
        Err(Stop::Refused(refusals)) => {
            let file = actions::show_version(&app.ctx, form.actor(), kind, &version).await?;
            let page = form.person.page("title-version").with_errors(&refusals);
            Ok(shown(&form.person, page, file))
        }
        Err(stop) => Err(stop.into()),
    }
}

/// The document as it was sent, byte by byte.
pub(super) async fn download(
    State(app): State<App>,
    person: Person,
    Path((kind, version)): Path<(String, String)>,
) -> Result<Response, Failure> {
    let kind = Kind::of_path(&kind)?;
    let file = actions::show_version(&app.ctx, &person.actor, kind, &version).await?;
    let disposition = format!("attachment; filename=\"{}.json\"", file.listed.version.version);
    let headers = [
        (header::CONTENT_TYPE, "application/json".to_owned()),
        (header::CONTENT_DISPOSITION, disposition),
    ];
    Ok((headers, file.content).into_response())
}

/// The schema of a format. It is no secret: it stands in the program's sources as well.
pub(super) async fn schema(Path(kind): Path<String>) -> Result<Response, Failure> {
    let format = match Kind::of_path(&kind)? {
        Kind::Rules => Format::Rules,
        Kind::Schedule => Format::Schedule,
    };
    let content_type = (header::CONTENT_TYPE, "application/schema+json");
    Ok(([content_type], format!("{:#}\n", format.schema())).into_response())
}

/// What the templates ask, in words.
impl VersionsPage {
    fn state(&self, listed: &Listed) -> String {
        self.page.t(&format!("version-state-{}", listed.state))
    }

    fn kind(&self, listed: &Listed) -> String {
        self.page.t(&format!("version-kind-{}", listed.version.kind))
    }
}

impl VersionPage {
    fn state(&self) -> String {
        self.page.t(&format!("version-state-{}", self.file.listed.state))
    }

    fn kind(&self) -> String {
        self.page.t(&format!("version-kind-{}", self.file.listed.version.kind))
    }

    fn before(&self, change: &DocumentChange) -> String {
        change.before.clone().unwrap_or_else(|| self.page.t("version-nothing"))
    }

    fn now(&self, change: &DocumentChange) -> String {
        change.after.clone().unwrap_or_else(|| self.page.t("version-nothing"))
    }
}
