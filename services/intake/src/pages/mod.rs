//! Pages of intake: each parses what was sent, calls an action, shows a template.
//! Belongs here: form to command, result to page. Never here: rules, SQL.

pub mod check;
pub mod consent;
pub mod list;
pub mod looks;
pub mod offer;
pub mod overview;
pub mod question;
pub mod reveal;
pub mod triage;
pub mod withdraw;

use crate::App;
use crate::domain::questions::{Choice, Label};
use crate::domain::typed::Typed;
use askama::Template;
use axum::Router;
use axum::extract::{FromRequestParts, RawPathParams};
use axum::http::StatusCode;
use axum::http::request::Parts;
use axum::response::Response;
use axum::routing::{get, post};
use redress_kernel::typed::Reading;
use redress_kernel::{ClaimId, Refusal, Stop};
use redress_web::page::render_with;
use redress_web::{Failure, Form, Page};

/// The routes of the pages.
pub fn routes() -> Router<App> {
    Router::new()
        .route("/claims", get(list::show))
        .route("/claims/new", get(consent::show_new).post(consent::open))
        .route("/claims/triage", get(triage::queue))
        .route("/claims/{claim_id}", get(overview::show))
        .route("/claims/{claim_id}/consent", get(consent::show).post(consent::save))
        .route("/claims/{claim_id}/q/{key}", get(question::show).post(question::save))
        .route("/claims/{claim_id}/check", get(check::show).post(check::submit))
        .route("/claims/{claim_id}/sent", get(check::sent))
        .route("/claims/{claim_id}/looks", get(looks::show))
        .route("/claims/{claim_id}/answered", post(overview::answered))
        .route("/claims/{claim_id}/contact", post(reveal::show))
        .route("/claims/{claim_id}/withdraw", get(withdraw::show).post(withdraw::send))
        .route("/claims/{claim_id}/offer", get(offer::show).post(offer::answer))
        .route("/claims/{claim_id}/match", post(triage::judge))
        .route("/claims/{claim_id}/triage", get(triage::show).post(triage::finish))
}

/// The claim, and the question if any, that an address names. What is no identifier is no page.
#[derive(Debug, Clone)]
pub struct OfClaim {
    pub claim_id: ClaimId,
    /// The question; empty where the address names none.
    pub key: String,
}

impl<S: Send + Sync> FromRequestParts<S> for OfClaim {
    type Rejection = Failure;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Failure> {
        let params =
            RawPathParams::from_request_parts(parts, state).await.map_err(|_| Stop::Missing)?;
        let find = |name: &str| params.iter().find(|(known, _)| *known == name).map(|(_, v)| v);
        let claim_id = find("claim_id").and_then(|id| id.parse().ok()).ok_or(Stop::Missing)?;
        Ok(Self { claim_id, key: find("key").unwrap_or_default().to_owned() })
    }
}

/// One choice as it is shown.
#[derive(Debug)]
pub struct Shown {
    /// What the form sends.
    pub value: String,
    /// What is read.
    pub text: String,
    pub checked: bool,
    /// The language that the text is in, where it is another than the page's.
    pub lang: &'static str,
}

/// Choices with the ticked ones.
fn shown(page: &Page, choices: &[Choice], ticked: impl Fn(&str) -> bool) -> Vec<Shown> {
    let one = |choice: &Choice| Shown {
        value: choice.value.clone(),
        text: label(page, &choice.label),
        checked: ticked(&choice.value),
        lang: "",
    };
    choices.iter().map(one).collect()
}

/// Choices of a list of names, whose texts are `<prefix>-<name>`.
fn named<'a>(
    page: &Page,
    prefix: &str,
    names: impl IntoIterator<Item = &'a str>,
    ticked: impl Fn(&str) -> bool,
) -> Vec<Shown> {
    names
        .into_iter()
        .map(|name| Shown {
            value: name.to_owned(),
            text: page.t(&format!("{prefix}-{name}")),
            checked: ticked(name),
            lang: "",
        })
        .collect()
}

/// Languages with their own names.
fn languages(ticked: impl Fn(&str) -> bool) -> Vec<Shown> {
    crate::domain::questions::LANGUAGES
        .iter()
        .map(|(tag, name)| Shown {
            value: (*tag).to_owned(),
            text: (*name).to_owned(),
            checked: ticked(tag),
            lang: tag,
        })
        .collect()
}

/// The text of a label.
fn label(page: &Page, label: &Label) -> String {
    match label {
        Label::Key(key) => page.t(key),
        Label::Plain(text) => text.clone(),
        Label::Amount(money) => page.said(&Reading::Amount(*money)),
    }
}

/// What was typed, without the fields that are ours.
fn typed(form: &Form) -> Typed {
    let own = form.fields.0.iter().filter(|(name, _)| !name.starts_with('_')).cloned();
    own.collect::<Typed>().written(form.writing())
}

/// A page that was refused, with the status of the first refusal.
fn refused<T: Template>(template: &T, refusals: &[Refusal]) -> Response {
    let status = refusals.first().map_or(422, |refusal| refusal.status);
    render_with(StatusCode::from_u16(status).unwrap_or(StatusCode::UNPROCESSABLE_ENTITY), template)
}
