//! A service of one counter: enough to try the shared parts on.

use axum::extract::{FromRef, State};
use axum::response::Response;
use axum::routing::{get, post};
use axum::{Json, Router};
use redress_kernel::{Action, Fault, Refusal, Stop, action};
use redress_runtime::{BoxFuture, Config, Ctx, Parts, Service};
use redress_texts::Texts;
use redress_web::{
    Body, Caller, Failure, Form, IdempotencyKey, IfMatch, Person, Tagged, Web, redirect,
};
use serde::{Deserialize, Serialize};
use std::sync::LazyLock;

/// The service.
pub struct Desk;

/// Its texts: those that all services share.
pub static TEXTS: LazyLock<Texts> = LazyLock::new(|| Texts::of(&[redress_web::TEXTS]));
const NOTE: Action = action!("desk.note", [Advocate, IntakeOfficer]);

#[derive(Clone)]
struct App {
    web: Web,
}

impl FromRef<App> for Web {
    fn from_ref(app: &App) -> Web {
        app.web.clone()
    }
}

/// A command of the API.
#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Note {
    amount: u8,
}

impl Service for Desk {
    const NAME: &'static str = "intake";
    fn parts(
        ctx: Ctx,
        config: &Config,
        public_url: &str,
    ) -> BoxFuture<'static, Result<Parts, Fault>> {
        let web = Web::new(ctx, config, public_url, &TEXTS);
        Box::pin(async move {
            let web = web?;
            let routes = Router::new()
                .route("/desk", get(show).post(note))
                .route("/desk/panic", get(panics))
                .route("/desk/step", post(step))
                .route("/api/desk/step", post(step_by_api))
                .route("/api/desk", post(note_by_api).put(change_by_api))
                .with_state(App { web: web.clone() });
            let common = redress_web::common::routes(&web);
            Ok(Parts { routes: web.wrap(routes), common, reactor: None, worker: None, chore: None })
        })
    }
}

async fn show(person: Person) -> String {
    format!("{} in {}", person.actor.label, person.visitor.lang.as_str())
}

async fn panics() -> String {
    panic!("on purpose")
}

async fn keep(
    app: &App,
    actor: &redress_kernel::Actor,
    amount: u8,
    once: &redress_runtime::Once,
) -> Result<u8, Failure> {
    let kept = app.web.ctx.once(actor, NOTE, Some(once), async |tx| {
        if amount > 9 {
            return Err(Refusal::field("amount", "amount-too-large").into());
        }
        tx.subject("note");
        Ok(amount)
    });
    Ok(kept.await?)
}

async fn note(State(app): State<App>, form: Form) -> Result<Response, Failure> {
    form.fields.only(&["amount"])?;
    let amount = form
        .fields
        .get("amount")
        .parse()
        .map_err(|_| Refusal::field("amount", "amount-malformed"))?;
    keep(&app, form.actor(), amount, &form.once().expect("our pages send one")).await?;
    Ok(redirect("/desk"))
}

/// What asks for a young sign-in, as triggers and policies do.
async fn take_step(app: &App, actor: &redress_kernel::Actor) -> Result<u8, Failure> {
    let taken = app.web.ctx.act(actor, NOTE, async |tx| {
        let fresh = "select split_part(shared.acting(), '|', 4) = 'fresh'";
        let is_fresh: bool = sqlx::query_scalar(fresh).fetch_one(tx.conn()).await?;
        if is_fresh { Ok(1) } else { Err(Stop::SignInAgain) }
    });
    Ok(taken.await?)
}

async fn step(State(app): State<App>, form: Form) -> Result<Response, Failure> {
    take_step(&app, form.actor()).await?;
    Ok(redirect("/desk"))
}

async fn step_by_api(State(app): State<App>, caller: Caller) -> Result<Json<u8>, Failure> {
    Ok(Json(take_step(&app, &caller.actor).await?))
}

async fn note_by_api(
    State(app): State<App>,
    caller: Caller,
    key: IdempotencyKey,
    body: Body<Note>,
) -> Result<Json<u8>, Failure> {
    Ok(Json(keep(&app, &caller.actor, body.value.amount, &body.once(&key)).await?))
}

async fn change_by_api(_: Caller, IfMatch(revision): IfMatch) -> Result<Tagged<i32>, Failure> {
    if revision == 7 { Ok(Tagged(8, 8)) } else { Err(Refusal::status(412, "stale").into()) }
}
