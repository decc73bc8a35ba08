//! Events: each acted on once, none passed over, a stubborn one set aside.

use crate::{OPEN, ctx, draft};
use redress_contract::{Event, Heard};
use redress_kernel::{ClaimId, Fault, Outcome, Stage};
use redress_runtime::reaction::react_once;
use redress_runtime::{BoxFuture, Ctx, Reactor, Tx};
use redress_testkit::World;
use std::sync::Mutex;

/// Notes what it hears; fails while `failing`.
#[derive(Default)]
struct Listener {
    heard: Mutex<Vec<ClaimId>>,
    failing: Mutex<bool>,
}

impl Reactor for Listener {
    fn react<'a>(&'a self, _: &'a mut Tx, heard: &'a Heard) -> BoxFuture<'a, Outcome<()>> {
        Box::pin(async move {
            if *self.failing.lock().expect("unbroken") {
                return Err(Fault::new("on purpose").into());
            }
            let claim = heard.event.claim_id().expect("of a claim");
            self.heard.lock().expect("unbroken").push(claim);
            Ok(())
        })
    }
}

async fn say(intake: &Ctx, world: &World) -> ClaimId {
    let (amina, claim_id) = draft(world, intake).await;
    let event = Event::ClaimSubmitted { claim_id };
    intake.act(&amina, OPEN, async |tx| tx.emit(&event).await).await.expect("says");
    claim_id
}

/// Reacts until `count` are heard; other tests on the cluster may hold the horizon back for moments.
async fn listen(ctx: &Ctx, listener: &Listener, count: usize) {
    while listener.heard.lock().expect("unbroken").len() < count {
        react_once(ctx, listener).await.expect("reacts");
        tokio::task::yield_now().await;
    }
}

#[tokio::test]
async fn a_slow_writers_event_is_not_passed_over() {
    let world = World::new().await;
    let (intake, documents) = (ctx(&world, "intake"), ctx(&world, "documents"));
    let listener = Listener::default();
    let (amina, slow_claim) = draft(&world, &intake).await;
    let slow = intake.act(&amina, OPEN, async |slow| {
        slow.emit(&Event::ClaimSubmitted { claim_id: slow_claim }).await?;
        let quick = say(&intake, &world).await;
        // The quick one is committed with a higher number: it must wait, or the slow one would be lost.
        assert!(!react_once(&documents, &listener).await.expect("reacts"));
        Ok(quick)
    });
    let quick = slow.await.expect("commits at last");
    listen(&documents, &listener, 2).await;
    assert_eq!(*listener.heard.lock().expect("unbroken"), [slow_claim, quick]);
}

#[tokio::test]
async fn an_event_does_not_wait_for_who_moves_its_claim() {
    let world = World::new().await;
    let intake = ctx(&world, "intake");
    let (amina, claim_id) = draft(&world, &intake).await;
    let event = Event::ClaimSubmitted { claim_id };
    let moved = intake.act(&amina, OPEN, async |mover| {
        mover.advance(claim_id, Stage::Submitted).await?;
        // Were it to wait, holding the claim's chain, the mover's own event would wait for it in turn, for ever.
        let told = intake.act(&amina, OPEN, async |teller| {
            sqlx::query("set local lock_timeout = '3s'").execute(teller.conn()).await?;
            teller.emit(&event).await
        });
        told.await.expect("says meanwhile");
        mover.emit(&event).await
    });
    moved.await.expect("says after it");
}

#[tokio::test]
async fn two_instances_of_a_service_act_on_an_event_once() {
    let world = World::new().await;
    let (intake, one, two) =
        (ctx(&world, "intake"), ctx(&world, "documents"), ctx(&world, "documents"));
    let listener = Listener::default();
    for _ in 0..10 {
        say(&intake, &world).await;
    }
    tokio::join!(listen(&one, &listener, 10), listen(&two, &listener, 10));
    let mut heard = listener.heard.lock().expect("unbroken").clone();
    heard.sort();
    heard.dedup();
    assert_eq!(heard.len(), 10);
    assert_eq!(listener.heard.lock().expect("unbroken").len(), 10, "none twice");
}

#[tokio::test]
async fn an_event_that_can_not_be_acted_on_is_set_aside_and_the_next_is_heard() {
    let world = World::new().await;
    let (intake, documents) = (ctx(&world, "intake"), ctx(&world, "documents"));
    let listener = Listener { failing: Mutex::new(true), ..Listener::default() };
    say(&intake, &world).await;
    let mut owner = world.db.superuser().await;
    let parked = async |owner: &mut sqlx::PgConnection| -> i64 {
        sqlx::query_scalar("select count(*) from shared.parked where consumer = 'redress_documents' and attempts = 8")
            .fetch_one(owner)
            .await
            .expect("counts")
    };
    while parked(&mut owner).await == 0 {
        // The waiting between attempts is the database's clock; here it is taken away.
        sqlx::query("update shared.cursor set retry_at = null")
            .execute(&mut owner)
            .await
            .expect("updates");
        react_once(&documents, &listener).await.expect("the failure is noted, not passed on");
    }
    *listener.failing.lock().expect("unbroken") = false;
    let next = say(&intake, &world).await;
    listen(&documents, &listener, 1).await;
    assert_eq!(*listener.heard.lock().expect("unbroken"), [next]);
}
