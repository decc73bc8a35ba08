//! Signing in through the provider, and out there too.

use crate::failure::Failure;
use crate::form::Form;
use crate::keys::{sha256, token};
use crate::page::redirect;
use crate::session::cookie;
use crate::state::Web;
use crate::visitor::{Person, Visitor};
use axum::extract::Query;
use axum::http::header::SET_COOKIE;
use axum::http::{HeaderMap, HeaderValue};
use axum::response::Response;
use openidconnect::url::{Position, Url};
use redress_kernel::{Fault, Refusal, Stop};
use serde::Deserialize;
use time::Duration;

/// The cookie outlives its session by this time: it opens nothing any more, but tells for whom to keep a form that
/// is sent late.
const COOKIE_OUTLIVES: Duration = Duration::days(1);

/// A sign-in must be finished within this time.
const SIGN_IN_MAX: Duration = Duration::minutes(15);

#[derive(Deserialize)]
pub(crate) struct Begin {
    #[serde(default)]
    return_to: String,
}

#[derive(Deserialize)]
pub(crate) struct Callback {
    code: Option<String>,
    state: Option<String>,
    iss: Option<String>,
}

/// Begins a sign-in: keeps state, nonce and verifier, binds them to this browser, leads to the provider.
pub(crate) async fn begin(
    visitor: Visitor,
    Query(asked): Query<Begin>,
) -> Result<Response, Failure> {
    let web = &visitor.web;
    let begun = web.provider.begin().await.map_err(|fault| {
        redress_runtime::incident::report(&fault);
        Refusal::status(503, "provider-away")
    })?;
    let browser = token();
    let now = web.ctx.clock.now();
    sqlx::query!(
        "-- web::sign_in::begin
        with gone as (delete from shared.sign_in where started_at < $7 returning state)
        insert into shared.sign_in (state, browser, nonce, verifier, return_to, started_at)
        values ($1, $2, $3, $4, $5, $6) returning state",
        &sha256(begun.state.as_bytes())[..],
        &sha256(browser.as_bytes())[..],
        begun.nonce,
        begun.verifier,
        local_path(&asked.return_to),
        now,
        now - SIGN_IN_MAX
    )
    .fetch_one(&web.ctx.pool)
    .await
    .map_err(Fault::from)?;
    let mut response = redirect(&begun.url);
    add_cookie(&mut response, &web.set_cookie("sign-in", &browser, SIGN_IN_MAX.whole_seconds()))?;
    Ok(response)
}

/// Ends a sign-in: every value must be the one that this browser began with, and each counts once.
pub(crate) async fn callback(
    visitor: Visitor,
    headers: HeaderMap,
    Query(sent): Query<Callback>,
) -> Result<Response, Failure> {
    let web = &visitor.web;
    let refused = || Failure::from(Refusal::status(400, "sign-in-failed"));
    let (Some(code), Some(state)) = (sent.code, sent.state) else { return Err(refused()) };
    if sent.iss.is_some_and(|issuer| issuer != web.provider.issuer()) {
        return Err(refused());
    }
    let browser = cookie(&headers, &web.cookie_name("sign-in")).unwrap_or_default();
    let begun = sqlx::query!(
        "-- web::sign_in::take
        delete from shared.sign_in where state = $1 and browser = $2 and started_at >= $3
        returning nonce, verifier, return_to",
        &sha256(state.as_bytes())[..],
        &sha256(browser.as_bytes())[..],
        web.ctx.clock.now() - SIGN_IN_MAX
    )
    .fetch_optional(&web.ctx.pool)
    .await
    .map_err(Fault::from)?
    .ok_or_else(refused)?;
    let finished = web.provider.finish(code, begun.nonce, begun.verifier).await;
    let (identity, id_token) = finished.map_err(|fault| {
        redress_runtime::incident::report(&fault);
        refused()
    })?;
    let actor = web.actor(&identity).await?;
    if actor.roles.is_empty() {
        return Err(Refusal::status(403, "no-role").into());
    }
    if let Some(old) = &visitor.session {
        web.end_session(old).await?;
    }
    let session = web.open_session(actor.actor_id, visitor.lang, &id_token).await?;
    let mut response = redirect(&begun.return_to);
    add_cookie(
        &mut response,
        &web.set_cookie("redress", &session, (web.session_max + COOKIE_OUTLIVES).whole_seconds()),
    )?;
    add_cookie(&mut response, &web.set_cookie("sign-in", "", 0))?;
    Ok(response)
}

/// Ends the session here, and leads to the provider to end it there.
pub(crate) async fn out(form: Form) -> Result<Response, Failure> {
    let Person { visitor, session, .. } = form.person;
    let web = &visitor.web;
    web.end_session(&session).await?;
    let mut to = None;
    if let Some(id_token) = &session.id_token {
        to = web.provider.sign_out_url(id_token).await;
    }
    let mut response = redirect(&to.unwrap_or_else(|| "/".into()));
    clear(web, &mut response)?;
    Ok(response)
}

/// Quick exit: ends the session, wipes what the browser keeps of this site, leads to a neutral page.
/// It needs no token: leaving must work even from a stale page, and harms nobody.
pub(crate) async fn leave(visitor: Visitor) -> Result<Response, Failure> {
    if let Some(session) = &visitor.session {
        visitor.web.end_session(session).await?;
    }
    let mut response = redirect(&visitor.web.exit_url);
    clear(&visitor.web, &mut response)?;
    let wipe = HeaderValue::from_static("\"cache\", \"cookies\", \"storage\"");
    response.headers_mut().insert("clear-site-data", wipe);
    Ok(response)
}

fn clear(web: &Web, response: &mut Response) -> Result<(), Stop> {
    add_cookie(response, &web.set_cookie("redress", "", 0))
}

pub(crate) fn add_cookie(response: &mut Response, cookie: &str) -> Result<(), Stop> {
    let value = HeaderValue::from_str(cookie).map_err(Fault::new)?;
    response.headers_mut().append(SET_COOKIE, value);
    Ok(())
}

/// A path of this program, or home: never another host. Read as a browser reads it, which drops tabs and line ends, takes
/// `\\` for `/`, and whatever follows two of them for a host.
pub(crate) fn local_path(path: &str) -> String {
    let here = Url::parse("http://here.invalid").expect("an address");
    let home = || "/".to_owned();
    if !path.starts_with('/') || path.contains('\\') || path.contains(char::is_control) {
        return home();
    }
    let Ok(to) = here.join(path) else { return home() };
    if to.origin() != here.origin()
        || to.path().starts_with("//")
        || to.path().starts_with("/sign-in")
    {
        return home();
    }
    to[Position::BeforePath..Position::AfterQuery].to_owned()
}

#[cfg(test)]
mod tests {
    use super::local_path;

    #[test]
    fn the_way_back_never_leaves_this_program() {
        assert_eq!(local_path("/claims?page=2"), "/claims?page=2");
        assert_eq!(local_path("/claims#top"), "/claims");
        let elsewhere = [
            "//evil.example",
            "https://evil.example",
            "/\\evil.example",
            "",
            "/sign-in",
            "/\t/evil.example",
            "/\n/evil.example",
            "/\r/evil.example",
            "\t//evil.example",
            " //evil.example",
            "/\0/evil.example",
            "/.//evil.example",
            "/a/..//evil.example",
            "javascript:alert(1)",
            "/./sign-in",
            "/claims/../sign-in",
        ];
        for elsewhere in elsewhere {
            assert_eq!(local_path(elsewhere), "/", "{elsewhere}");
        }
    }
}
