//! Events heard and acted on, each once; and work that a service does by itself.

use crate::ctx::{Ctx, Tx, scoped_request};
use crate::incident;
use redress_contract::{Heard, event};
use redress_kernel::{Action, Actor, Fault, Outcome, Role, Stop};
use sqlx::postgres::PgListener;
use std::pin::Pin;
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::watch;
use tracing::Instrument;

/// A future in a box, so that reactors and workers can be kept as values.
pub type BoxFuture<'a, T> = Pin<Box<dyn Future<Output = T> + Send + 'a>>;

/// What a service does when it hears an event. What it listens to stands in `shared.hearing`.
pub trait Reactor: Send + Sync {
    /// Acts on one event inside `tx`; the cursor moves in the same transaction. An error undoes both.
    fn react<'a>(&'a self, tx: &'a mut Tx, heard: &'a Heard) -> BoxFuture<'a, Outcome<()>>;
}

/// What a service does by itself when there is work, e.g. typesetting queued papers.
pub trait Worker: Send + Sync {
    /// Does one piece of work; false when there is none.
    fn work(&self) -> BoxFuture<'_, Outcome<bool>>;
}

/// After this many failed attempts an event is parked for a person to look at.
const ATTEMPTS_MAX: i32 = 8;
/// The poll is the truth, the notification only shortens the wait. An event that was just behind the horizon
/// is found within this time.
const POLL: Duration = Duration::from_millis(300);

/// Every reaction is done by the service itself.
const REACT: Action = Action { name: "runtime.react", roles: &[Role::System] };

/// Listens and reacts until `stop` turns true.
pub async fn run(
    ctx: Ctx,
    reactor: Option<Arc<dyn Reactor>>,
    worker: Option<Arc<dyn Worker>>,
    mut stop: watch::Receiver<bool>,
) {
    let mut bell = Bell::new(&ctx).await;
    while !*stop.borrow() {
        if let Some(reactor) = &reactor {
            drain(&ctx, reactor.as_ref(), &stop).await;
        }
        if let Some(worker) = &worker {
            work_off(&ctx, worker.as_ref(), &stop).await;
        }
        tokio::select! {
            () = bell.rung(&ctx) => {}
            () = tokio::time::sleep(POLL) => {}
            _ = stop.changed() => {}
        }
    }
}

/// Between two looks whether a chore is due.
const CHORE_PAUSE: Duration = Duration::from_secs(10);

/// Does a chore whenever it is due, until `stop` turns true. What is under way then is given up: its transaction leaves
/// nothing behind, and it is due again at the next start.
pub async fn run_chore(ctx: Ctx, chore: Arc<dyn Worker>, mut stop: watch::Receiver<bool>) {
    let mut ended = stop.clone();
    while !*stop.borrow() {
        tokio::select! {
            () = work_off(&ctx, chore.as_ref(), &stop) => {}
            // An error means that the sender is gone: that is an end too.
            _ = ended.wait_for(|stop| *stop) => return,
        }
        tokio::select! {
            () = tokio::time::sleep(CHORE_PAUSE) => {}
            _ = stop.changed() => {}
        }
    }
}

/// Reacts until nothing is left to read.
async fn drain(ctx: &Ctx, reactor: &dyn Reactor, stop: &watch::Receiver<bool>) {
    while !*stop.borrow() && ctx.is_on_time().is_ok() {
        match react_once(ctx, reactor).await {
            Ok(true) => {}
            Ok(false) => return,
            Err(fault) => {
                incident::report(&fault);
                return;
            }
        }
    }
}

async fn work_off(ctx: &Ctx, worker: &dyn Worker, stop: &watch::Receiver<bool>) {
    while !*stop.borrow() && ctx.is_on_time().is_ok() {
        match worker.work().await {
            Ok(true) => {}
            Ok(false) => return,
            Err(stopped) => {
                incident::report(&fault_of(stopped));
                return;
            }
        }
    }
}

/// Reacts to the next event, if there is one. Tests call it instead of waiting.
pub async fn react_once(ctx: &Ctx, reactor: &dyn Reactor) -> Result<bool, Fault> {
    let Some(heard) = event::next(&ctx.pool).await? else { return Ok(false) };
    let consumer = format!("redress_{}", ctx.service);
    let actor = Actor::hearing(ctx.service, heard.event_id);
    let request = heard.request_id.clone().unwrap_or_default();
    let span = tracing::info_span!("reaction", request.id = %request, event.id = %heard.event_id);
    let react = async {
        let mut is_ours = false;
        let done = ctx
            .act(&actor, REACT, async |tx| {
                is_ours = true;
                if let Some(claim) = heard.event.claim_id() {
                    tx.about(claim);
                }
                tx.subject(format!("event {}", heard.event_id));
                reactor.react(tx, &heard).await?;
                event::move_cursor(tx.conn(), &consumer, &heard.place).await?;
                Ok(())
            })
            .await;
        match done {
            Ok(()) => {
                tracing::info!(event = ?heard.event, "reacted");
                metrics::counter!("redress_events_handled_total", "service" => ctx.service)
                    .increment(1);
                Ok(true)
            }
            // Another instance of the service is at it, or was.
            Err(Stop::Missing) if !is_ours => Ok(false),
            Err(stopped) => retry_later(ctx, &actor, &consumer, &heard, stopped).await,
        }
    };
    scoped_request(request, react.instrument(span)).await
}

/// Notes the failure in a transaction of its own; after the last attempt the event is parked and the cursor goes on.
async fn retry_later(
    ctx: &Ctx,
    actor: &Actor,
    consumer: &str,
    heard: &Heard,
    stopped: Stop,
) -> Result<bool, Fault> {
    let incident = incident::report(&fault_of(stopped));
    let noted = ctx.act(actor, REACT, async |tx| {
        let attempts = event::note_failure(tx.conn(), consumer).await?;
        let is_parked = attempts >= ATTEMPTS_MAX;
        if is_parked {
            event::park(tx.conn(), consumer, heard, attempts, &incident).await?;
            metrics::counter!("redress_events_parked_total", "service" => ctx.service).increment(1);
        }
        Ok(is_parked)
    });
    match noted.await {
        // Another instance of the service has acted on it meanwhile.
        Err(Stop::Missing) => Ok(false),
        noted => noted.map_err(fault_of),
    }
}

/// A reaction has nobody to refuse to: whatever stops it is a fault.
fn fault_of(stopped: Stop) -> Fault {
    match stopped {
        Stop::Fault(fault) => fault,
        other => Fault::new(format!("a service was stopped: {other:?}")),
    }
}

/// Wakes the loop when an event is said. Lost bells don't matter: the poll comes.
struct Bell(Option<PgListener>);

impl Bell {
    async fn new(ctx: &Ctx) -> Self {
        let mut listener = PgListener::connect_with(&ctx.pool).await.ok();
        if let Some(open) = &mut listener
            && open.listen("redress_event").await.is_err()
        {
            listener = None;
        }
        Self(listener)
    }

    async fn rung(&mut self, ctx: &Ctx) {
        match &mut self.0 {
            Some(listener) => {
                if listener.recv().await.is_err() {
                    self.0 = None;
                }
            }
            None => {
                tokio::time::sleep(Duration::from_secs(5)).await;
                *self = Bell::new(ctx).await;
            }
        }
    }
}
