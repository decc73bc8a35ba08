//! Pages that every program has once: home, quick exit, held forms, language, assets.

use crate::api::Query;
use crate::failure::Failure;
use crate::form::{self, Fields};
use crate::layers::{REPORTS, no_such_page};
use crate::page::{Page, redirect, render};
use crate::session::add_cookie;
use crate::state::Web;
use crate::visitor::{Person, Visitor};
use crate::way_back::local_path;
use askama::Template;
use axum::Router;
use axum::extract::Path;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use redress_kernel::{Fault, Language, Stop, Uuid};
use serde::Deserialize;
use time::format_description::well_known::Rfc3339;

#[derive(Template)]
#[template(path = "home.html")]
struct Home {
    page: Page,
}

#[derive(Template)]
#[template(path = "safety.html")]
struct Safety {
    page: Page,
}

#[derive(Template)]
#[template(path = "held.html")]
struct Held {
    page: Page,
    action: String,
    fields: Fields,
}

#[derive(Template)]
#[template(path = "explained.html")]
struct Explained {
    page: Page,
    code: String,
    text: String,
}

/// The routes that every program has once.
pub fn routes(web: &Web) -> Router {
    let routes = Router::new()
        .route("/", get(home))
        .route("/safety", get(safety))
        .route("/leave", post(leave))
        .route("/held/{id}", get(held))
        .route("/language", get(language))
        .route("/problems/{code}", get(explained))
        .route("/assets/base.css", get(css))
        .route("/assets/exit.js", get(script))
        .route("/favicon.ico", get(icon))
        .route("/.well-known/security.txt", get(security))
        .route(REPORTS, post(reported))
        .fallback(no_such_page);
    web.wrap(routes)
}

async fn home(visitor: Visitor) -> Response {
    let template = Home { page: visitor.page("title-home") };
    render(&template, &template.page)
}

async fn safety(visitor: Visitor) -> Response {
    let template = Safety { page: visitor.page("title-safety") };
    render(&template, &template.page)
}

/// Quick exit: ends the session, wipes what the browser keeps of this site, leads to a neutral page.
/// It needs no token: leaving must work even from a stale page, and harms nobody.
async fn leave(visitor: Visitor) -> Result<Response, Failure> {
    if let Some(session) = &visitor.session {
        visitor.web.end_session(session).await?;
    }
    let mut response = redirect(&visitor.web.exit_url);
    visitor.web.wipe(&mut response, "\"cache\", \"cookies\", \"storage\"")?;
    Ok(response)
}

/// Shows that nothing was lost; one press sends it to where it was meant for.
async fn held(person: Person, Path(id): Path<Uuid>) -> Result<Response, Failure> {
    let (action, mut fields) = form::held(&person, id).await?;
    // The once-key goes along: had the first sending got through after all, this one changes nothing.
    fields.0.retain(|(name, _)| name != "_csrf");
    let template = Held { page: person.page("title-held"), action, fields };
    Ok(render(&template, &template.page))
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Chosen {
    lang: String,
    #[serde(default)]
    return_to: String,
}

async fn language(visitor: Visitor, Query(chosen): Query<Chosen>) -> Result<Response, Failure> {
    let lang: Language = chosen.lang.parse().map_err(|_| Stop::Missing)?;
    let mut response = redirect(&local_path(&chosen.return_to));
    let year = 365 * 24 * 3600;
    let secure = if visitor.web.is_secure() { "; Secure" } else { "" };
    let cookie = format!("lang={}; Path=/; SameSite=Lax; Max-Age={year}{secure}", lang.as_str());
    add_cookie(&mut response, &cookie)?;
    Ok(response)
}

async fn explained(visitor: Visitor, Path(code): Path<String>) -> Result<Response, Failure> {
    let texts = visitor.web.texts;
    let text = [format!("refusal-{code}"), format!("problem-{code}")]
        .iter()
        .find_map(|key| texts.find(visitor.lang, key, &[("field", "…"), ("reason", "…")]))
        .ok_or(Stop::Missing)?;
    let template = Explained { page: visitor.page("title-problem"), code, text };
    Ok(render(&template, &template.page))
}

/// An hour: long enough for a visit on a poor link, short enough for a change of version.
const CACHE: (header::HeaderName, &str) = (header::CACHE_CONTROL, "public, max-age=3600");

async fn css() -> impl IntoResponse {
    ([(header::CONTENT_TYPE, "text/css; charset=utf-8"), CACHE], include_str!("../assets/base.css"))
}

async fn script() -> impl IntoResponse {
    (
        [(header::CONTENT_TYPE, "text/javascript; charset=utf-8"), CACHE],
        include_str!("../assets/exit.js"),
    )
}

/// No picture that tells what site this is.
async fn icon() -> impl IntoResponse {
    ([CACHE], StatusCode::NO_CONTENT)
}

/// Where to report a weakness (RFC 9116), good for half a year from now on.
async fn security(visitor: Visitor) -> Result<Response, Failure> {
    let web = &visitor.web;
    if web.security_contact.is_empty() {
        return Err(Stop::Missing.into());
    }
    let expires = (web.ctx.clock.now() + time::Duration::days(180)).format(&Rfc3339);
    let text = format!(
        "Contact: {}\nExpires: {}\nPreferred-Languages: en, fr\n",
        web.security_contact,
        expires.map_err(Fault::new)?
    );
    Ok(([(header::CONTENT_TYPE, "text/plain; charset=utf-8")], text).into_response())
}

/// A browser tells that a page tried what it may not. Counted, and nothing kept: a report names pages.
async fn reported() -> StatusCode {
    metrics::counter!("redress_browser_reports_total").increment(1);
    StatusCode::NO_CONTENT
}

impl Held {
    fn hidden(&self) -> impl Iterator<Item = &(String, String)> {
        self.fields.0.iter()
    }
}
