//! Signing in through the provider, and out there too. Alone on the login `redress_sign_in`, which writes people, roles
//! and sessions: no other login can make a session or give a role.

pub mod accounts;
mod forgetting;
pub mod provider;

use crate::api::bearer;
use crate::failure::Failure;
use crate::form::Form;
use crate::keys::{sha256, token};
use crate::page::redirect;
use crate::session::{COOKIE_OUTLIVES, add_cookie, cookie};
use crate::state::Web;
use crate::visitor::{Person, Visitor};
use crate::way_back::way_back;
use accounts::Accounts;
use axum::Router;
use axum::extract::{Query, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;
use axum::routing::{get, post};
use forgetting::Forgetting;
use provider::Provider;
use redress_kernel::{Fault, Refusal};
use redress_runtime::{BoxFuture, Config, Ctx, Parts, Service};
use redress_texts::Texts;
use serde::Deserialize;
use std::sync::{Arc, LazyLock};
use time::Duration;

/// A sign-in must be finished within this time.
const SIGN_IN_MAX: Duration = Duration::minutes(15);

static TEXTS: LazyLock<Texts> = LazyLock::new(|| Texts::of(&[crate::TEXTS]));

/// The program that people sign in at.
#[derive(Debug)]
pub struct SignIn;

impl Service for SignIn {
    const NAME: &'static str = "sign_in";

    fn parts(
        ctx: Ctx,
        config: &Config,
        public_url: &str,
    ) -> BoxFuture<'static, Result<Parts, Fault>> {
        let chore = Arc::new(Forgetting::new(ctx.pool.clone()));
        let made = Web::new(ctx.clone(), config, public_url, &TEXTS).and_then(|web| {
            let accounts = Accounts::new(ctx, Provider::new(&config.oidc, public_url)?);
            Ok((web, accounts))
        });
        let programs = config.public_urls();
        Box::pin(async move {
            let (web, accounts) = made?;
            let desk = Arc::new(Desk { accounts, programs });
            let routes = Router::new()
                .route("/sign-in", get(begin))
                .route("/sign-in/callback", get(callback))
                .route("/sign-in/token", post(make_known))
                .route("/sign-out", post(out))
                .with_state(desk);
            let common = crate::common::routes(&web);
            Ok(Parts {
                routes: web.wrap(routes),
                common,
                reactor: None,
                worker: None,
                chore: Some(chore),
            })
        })
    }
}

/// What the pages of this program need.
struct Desk {
    accounts: Accounts,
    /// Where people reach the programs, to lead them back.
    programs: Vec<String>,
}

#[derive(Deserialize)]
struct Begin {
    #[serde(default)]
    return_to: String,
}

#[derive(Deserialize)]
struct Callback {
    code: Option<String>,
    state: Option<String>,
    iss: Option<String>,
}

/// Begins a sign-in: keeps state, nonce and verifier, binds them to this browser, leads to the provider.
async fn begin(
    State(desk): State<Arc<Desk>>,
    visitor: Visitor,
    Query(asked): Query<Begin>,
) -> Result<Response, Failure> {
    let (web, accounts) = (&visitor.web, &desk.accounts);
    let begun = accounts.provider.begin().await.map_err(|fault| {
        redress_runtime::incident::report(&fault);
        Refusal::status(503, "provider-away")
    })?;
    let browser = token();
    let now = accounts.ctx.clock.now();
    sqlx::query!(
        "-- web::sign_in::begin
        with gone as (delete from shared.sign_in where started_at < $7 returning state)
        insert into shared.sign_in (state, browser, nonce, verifier, return_to, started_at)
        values ($1, $2, $3, $4, $5, $6) returning state",
        &sha256(begun.state.as_bytes())[..],
        &sha256(browser.as_bytes())[..],
        begun.nonce,
        begun.verifier,
        way_back(&asked.return_to, &desk.programs),
        now,
        now - SIGN_IN_MAX
    )
    .fetch_one(&accounts.ctx.pool)
    .await
    .map_err(Fault::from)?;
    let mut response = redirect(&begun.url);
    add_cookie(&mut response, &web.set_cookie("sign-in", &browser, SIGN_IN_MAX.whole_seconds()))?;
    Ok(response)
}

/// Ends a sign-in: every value must be the one that this browser began with, and each counts once.
async fn callback(
    State(desk): State<Arc<Desk>>,
    visitor: Visitor,
    headers: HeaderMap,
    Query(sent): Query<Callback>,
) -> Result<Response, Failure> {
    let (web, accounts) = (&visitor.web, &desk.accounts);
    let failed = || Failure::from(Refusal::status(400, "sign-in-failed"));
    let (Some(code), Some(state)) = (sent.code, sent.state) else { return Err(failed()) };
    if sent.iss.is_some_and(|issuer| issuer != accounts.provider.issuer()) {
        return Err(failed());
    }
    let browser = cookie(&headers, &web.cookie_name("sign-in")).unwrap_or_default();
    let begun = sqlx::query!(
        "-- web::sign_in::take
        delete from shared.sign_in where state = $1 and browser = $2 and started_at >= $3
        returning nonce, verifier, return_to",
        &sha256(state.as_bytes())[..],
        &sha256(browser.as_bytes())[..],
        accounts.ctx.clock.now() - SIGN_IN_MAX
    )
    .fetch_optional(&accounts.ctx.pool)
    .await
    .map_err(Fault::from)?
    .ok_or_else(failed)?;
    let identity = match accounts.provider.finish(code, begun.nonce, begun.verifier).await {
        Ok(identity) => identity,
        Err(fault) => {
            redress_runtime::incident::report(&fault);
            accounts.note_refusal("the provider's answer does not hold").await?;
            return Err(failed());
        }
    };
    let session = accounts.open_session(&identity, visitor.lang, web.session_max).await?;
    if let Some(old) = &visitor.session {
        web.end_session(old).await?;
    }
    let mut response = redirect(&begun.return_to);
    let lasts = (web.session_max + COOKIE_OUTLIVES).whole_seconds();
    add_cookie(&mut response, &web.set_cookie("redress", &session, lasts))?;
    add_cookie(&mut response, &web.set_cookie("sign-in", "", 0))?;
    Ok(response)
}

/// Makes a bearer token known to all services, for as long as it counts; asked by the service that it was shown to.
async fn make_known(
    State(desk): State<Arc<Desk>>,
    headers: HeaderMap,
) -> Result<StatusCode, Failure> {
    desk.accounts.make_known(bearer(&headers)?).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Ends the session here, and leads to the provider to end it there.
async fn out(State(desk): State<Arc<Desk>>, form: Form) -> Result<Response, Failure> {
    let Person { visitor, session, .. } = form.person;
    let web = &visitor.web;
    web.end_session(&session).await?;
    let to = desk.accounts.provider.sign_out_url().await;
    let mut response = redirect(&to.unwrap_or_else(|| "/".into()));
    web.wipe(&mut response)?;
    Ok(response)
}
