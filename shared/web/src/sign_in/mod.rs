//! Signing in through the provider, and out there too. Alone on the login `redress_sign_in`, which writes people, roles
//! and sessions: no other login can make a session or give a role.

pub mod accounts;
mod claims;
mod ended;
mod forgetting;
mod logout;
mod looking_again;
mod program;
pub mod provider;
pub mod providers;
mod sessions;

use crate::api::bearer;
use crate::failure::Failure;
use crate::form::Form;
use crate::keys::{sha256, token};
use crate::page::{Page, redirect, render};
use crate::session::{add_cookie, cookie};
use crate::state::Web;
use crate::visitor::{Person, Visitor};
use crate::way_back::way_back;
use accounts::Accounts;
use askama::Template;
use axum::Router;
use axum::extract::{Query, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;
use axum::routing::{get, post};
use claims::Shown;
use forgetting::Forgetting;
use looking_again::LookingAgain;
use program::Program;
use providers::Providers;
use redress_kernel::{Fault, Outcome, Refusal};
use redress_runtime::{BoxFuture, Config, Ctx, Parts, Service, Worker};
use redress_texts::Texts;
use serde::Deserialize;
use std::sync::{Arc, LazyLock};
use time::{Duration, OffsetDateTime};

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
        let made = Web::new(ctx.clone(), config, public_url, &TEXTS).and_then(|web| {
            let accounts = Accounts::new(ctx, Providers::new(config, public_url)?);
            Ok((web, accounts))
        });
        let programs = config.public_urls();
        Box::pin(async move {
            let (web, accounts) = made?;
            let accounts = Arc::new(accounts);
            let chore = Arc::new(Chores {
                forgetting: Forgetting::new(accounts.ctx.pool.clone()),
                looking_again: LookingAgain::new(accounts.clone(), web.clone()),
            });
            let desk = Arc::new(Desk { accounts, programs });
            let routes = Router::new()
                .route("/sign-in", get(begin))
                .route("/sign-in/callback", get(callback))
                .route("/sign-in/token", post(make_known))
                .route("/sign-out", post(out))
                .route("/sign-out/by-provider", post(ended::by_provider))
                .route("/sessions", get(sessions::show))
                .route("/sessions/end-others", post(sessions::end_others))
                .route("/sessions/people", get(sessions::people))
                .route("/sessions/people/{actor}", post(sessions::end_of))
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

/// What this program does by itself.
struct Chores {
    forgetting: Forgetting,
    looking_again: LookingAgain,
}

impl Worker for Chores {
    fn work(&self) -> BoxFuture<'_, Outcome<bool>> {
        Box::pin(async { Ok(self.forgetting.work().await? | self.looking_again.work().await?) })
    }
}

/// What the pages of this program need.
struct Desk {
    accounts: Arc<Accounts>,
    /// Where people reach the programs, to lead them back.
    programs: Vec<String>,
}

#[derive(Deserialize)]
struct Begin {
    #[serde(default)]
    return_to: String,
    /// `yes` where the provider is to ask for the password anew.
    #[serde(default)]
    again: String,
    /// Which provider, where there are several.
    #[serde(default)]
    at: String,
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
    let is_again = asked.again == "yes";
    let Some(provider) = accounts.providers.chosen(&asked.at) else {
        return Ok(choose(&visitor, &accounts.providers, &asked));
    };
    let begun = provider.begin(is_again).await.map_err(|fault| {
        redress_runtime::incident::report(&fault);
        Refusal::status(503, "provider-away")
    })?;
    let browser = token();
    let now = accounts.ctx.clock.now();
    sqlx::query!(
        "-- web::sign_in::begin
        with gone as (delete from shared.sign_in where started_at < $7 returning state)
        insert into shared.sign_in (state, browser, nonce, verifier, return_to, started_at, is_again, issuer)
        values ($1, $2, $3, $4, $5, $6, $8, $9) returning state",
        &sha256(begun.state.as_bytes())[..],
        &sha256(browser.as_bytes())[..],
        begun.nonce,
        begun.verifier,
        way_back(&asked.return_to, &desk.programs),
        now,
        now - SIGN_IN_MAX,
        is_again,
        provider.issuer()
    )
    .fetch_one(&accounts.ctx.pool)
    .await
    .map_err(Fault::from)?;
    let mut response = redirect(&begun.url);
    add_cookie(&mut response, &web.set_cookie("sign-in", &browser, Some(SIGN_IN_MAX)))?;
    Ok(response)
}

#[derive(Template)]
#[template(path = "choose.html")]
struct Choose {
    page: Page,
    /// Name and address of each.
    providers: Vec<(String, String)>,
}

/// Asks where somebody has her account.
fn choose(visitor: &Visitor, providers: &Providers, asked: &Begin) -> Response {
    let ways = providers.all().enumerate().map(|(place, provider)| {
        let mut query = url::form_urlencoded::Serializer::new(String::new());
        query.append_pair("return_to", &asked.return_to).append_pair("again", &asked.again);
        let query = query.append_pair("at", &place.to_string()).finish();
        (provider.name().to_owned(), format!("/sign-in?{query}"))
    });
    let template = Choose { providers: ways.collect(), page: visitor.page("title-sign-in") };
    render(&template, &template.page)
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
    // Of several providers, each must say that it is itself: another's code is not shown to it.
    let providers = &accounts.providers;
    let told = sent.iss.as_deref();
    if told.map_or(providers.are_several(), |issuer| providers.of(issuer).is_none()) {
        return Err(failed());
    }
    let browser = cookie(&headers, &web.cookie_name("sign-in")).unwrap_or_default();
    let begun = sqlx::query!(
        "-- web::sign_in::take
        delete from shared.sign_in where state = $1 and browser = $2 and started_at >= $3
        returning nonce, verifier, return_to, is_again, issuer",
        &sha256(state.as_bytes())[..],
        &sha256(browser.as_bytes())[..],
        accounts.ctx.clock.now() - SIGN_IN_MAX
    )
    .fetch_optional(&accounts.ctx.pool)
    .await
    .map_err(Fault::from)?
    .ok_or_else(failed)?;
    let provider = providers.of(&begun.issuer).ok_or_else(failed)?;
    if told.is_some_and(|issuer| issuer != begun.issuer) {
        return Err(failed());
    }
    let (shown, refresh_token) = match provider.finish(code, begun.nonce, begun.verifier).await {
        Ok(finished) => finished,
        Err(fault) => {
            redress_runtime::incident::report(&fault);
            accounts.note_refusal("the provider's answer does not hold").await?;
            return Err(failed());
        }
    };
    let is_fresh = shown.fresh_until.is_some_and(|until| until > OffsetDateTime::now_utc());
    if begun.is_again && !is_fresh {
        // The provider did not ask: to send her there once more would go on for ever.
        accounts.note_refusal("the provider did not ask for the password").await?;
        return Err(Refusal::status(403, "sign-in-not-fresh").into());
    }
    let program = Program::of(&headers);
    let sealed = sealed(web, &shown, refresh_token.as_deref())?;
    let session = accounts
        .open_session(&shown, &program, sealed.as_deref(), visitor.lang, web.session_max)
        .await?;
    if let Some(old) = &visitor.session {
        web.end_session(old).await?;
    }
    let mut response = redirect(&begun.return_to);
    add_cookie(&mut response, &web.set_cookie("redress", &session, None))?;
    add_cookie(&mut response, &web.set_cookie("sign-in", "", Some(Duration::ZERO)))?;
    Ok(response)
}

/// With what the provider is asked again who she is, sealed.
fn sealed(web: &Web, shown: &Shown, token: Option<&str>) -> Result<Option<Vec<u8>>, Fault> {
    let Some(token) = token else {
        tracing::warn!(
            "the provider gives no refresh token: roles are as at the sign-in until it ends"
        );
        return Ok(None);
    };
    let place = looking_again::place(&shown.identity.issuer, &shown.identity.subject);
    web.page_key.seal(&place, token.as_bytes()).map(Some)
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
    let issuer = desk.accounts.issuer_of(session.actor.actor_id).await?;
    let to = match desk.accounts.providers.of(&issuer) {
        Some(provider) => provider.sign_out_url().await,
        None => None,
    };
    let mut response = redirect(&to.unwrap_or_else(|| "/".into()));
    // Other cookies stay: where the provider is of the same domain, it knows by its own whom to sign out.
    web.wipe(&mut response, "\"cache\", \"storage\"")?;
    Ok(response)
}
