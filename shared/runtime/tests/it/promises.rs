//! What the database refuses, whatever a program does.

use crate::{OPEN, ctx, draft};
use redress_contract::claim::{self, Capacity};
use redress_contract::{Event, GateOutcome};
use redress_kernel::{ClaimId, Role, Stage, Stop};
use redress_runtime::Tx;
use redress_testkit::{Claim, World};

fn refused_with(stop: &Stop) -> String {
    match stop {
        Stop::Refused(refusals) => refusals[0].code.to_owned(),
        Stop::Missing => "missing".into(),
        Stop::Forbidden => "forbidden".into(),
        Stop::SignInAgain => "sign in again".into(),
        Stop::Fault(fault) => fault.constraint().unwrap_or("fault").to_owned(),
    }
}

#[tokio::test]
async fn a_write_without_its_audit_row_does_not_commit() {
    let world = World::new().await;
    let ctx = ctx(&world, "intake");
    let amina = world.person("advocate.amina", &[Role::Advocate]).await.actor;
    let mut raw = ctx.pool.begin().await.expect("begins");
    world.db.prove(&mut raw, amina.actor_id, "advocate").await;
    let inserted = Claim::put_draft(&mut raw, world.fresh(), amina.actor_id).await;
    inserted.expect("the insert itself is allowed");
    let refused = raw.commit().await.expect_err("not without audit");
    assert_eq!(
        refused.as_database_error().and_then(|e| e.constraint()),
        Some("audit_in_same_transaction")
    );
}

#[tokio::test]
async fn an_audit_row_about_another_claim_does_not_do() {
    let world = World::new().await;
    let ctx = ctx(&world, "intake");
    let (amina, claim) = draft(&world, &ctx).await;
    let other: ClaimId = world.fresh();
    let moved = async |named: Option<ClaimId>| {
        let moved = ctx.act(&amina, OPEN, async |tx| {
            tx.advance(claim, Stage::Submitted).await?;
            if let Some(named) = named {
                tx.about(named);
            }
            Ok(())
        });
        moved.await
    };
    let refused = moved(Some(other)).await.expect_err("the trace leads elsewhere");
    assert_eq!(refused_with(&refused), "audit_in_same_transaction");
    moved(None).await.expect("the claim itself is named by the move");
}

#[tokio::test]
async fn a_claim_moves_only_where_the_table_of_moves_leads() {
    let world = World::new().await;
    let ctx = ctx(&world, "intake");
    let (amina, claim) = draft(&world, &ctx).await;
    for (to, wanted) in [(Stage::Offered, "stage-move"), (Stage::Triaged, "stage-move")] {
        let moved = ctx.act(&amina, OPEN, async |tx| tx.advance(claim, to).await).await;
        assert_eq!(refused_with(&moved.expect_err("refused")), wanted);
    }
    // The same move by another service is refused too.
    let ledger = crate::ctx(&world, "ledger");
    let submit = async |tx: &mut Tx| tx.advance(claim, Stage::Submitted).await;
    let moved = ledger.act(&amina, OPEN, submit).await;
    assert_eq!(refused_with(&moved.expect_err("refused")), "stage-move");
    ctx.act(&amina, OPEN, submit).await.expect("legal");
    assert_eq!(world.stage(claim).await, "submitted");
}

#[tokio::test]
async fn a_stranger_is_told_that_there_is_no_such_claim() {
    let world = World::new().await;
    let ctx = ctx(&world, "intake");
    let (_, claim) = draft(&world, &ctx).await;
    let brice = world.person("advocate.brice", &[Role::Advocate]).await.actor;
    let ines = world.person("intake.ines", &[Role::IntakeOfficer]).await.actor;
    for stranger in [brice, ines] {
        let move_it = async |tx: &mut Tx| {
            assert!(matches!(tx.standing(claim).await, Err(Stop::Missing)));
            tx.advance(claim, Stage::Submitted).await
        };
        assert!(matches!(ctx.act(&stranger, OPEN, move_it).await, Err(Stop::Missing)));
        let none: ClaimId = world.fresh();
        let find = async |tx: &mut Tx| tx.standing(none).await;
        assert!(
            matches!(ctx.read(&stranger, OPEN, find).await, Err(Stop::Missing)),
            "an absent one looks the same"
        );
    }
}

#[tokio::test]
async fn nobody_opens_a_claim_in_anothers_name() {
    let world = World::new().await;
    let ctx = ctx(&world, "intake");
    let amina = world.person("advocate.amina", &[Role::Advocate]).await.actor;
    let brice = world.person("advocate.brice", &[Role::Advocate]).await.actor;
    let claim: ClaimId = world.fresh();
    let own = ctx
        .read(&amina, OPEN, async |tx| {
            Claim::put_draft(tx.conn(), claim, amina.actor_id).await.expect("inserts");
            Ok(())
        })
        .await;
    own.expect("inserts");
    let forge = ctx.read(&amina, OPEN, async |tx| {
        let forged = Claim::put_draft(tx.conn(), world.fresh(), brice.actor_id).await;
        Ok(forged.expect_err("refused"))
    });
    let refused = forge.await.expect("begins");
    assert!(refused.to_string().contains("row-level security"), "{refused}");
}

#[tokio::test]
async fn one_person_has_one_capacity_on_a_claim() {
    let world = World::new().await;
    let ctx = ctx(&world, "intake");
    let (amina, claim) = draft(&world, &ctx).await;
    let submit = async |tx: &mut Tx| tx.advance(claim, Stage::Submitted).await;
    ctx.act(&amina, OPEN, submit).await.expect("submitted");
    let ines = world.person("intake.ines", &[Role::IntakeOfficer]).await.actor;
    let twice = ctx.act(&ines, OPEN, async |tx| {
        claim::involve(tx.conn(), claim, Capacity::Intake).await?;
        claim::involve(tx.conn(), claim, Capacity::Intake).await
    });
    twice.await.expect("as often as she likes");
    // Not in a capacity of another role, and not on a claim that she doesn't see.
    let as_advocate =
        ctx.act(&ines, OPEN, async |tx| claim::involve(tx.conn(), claim, Capacity::Advocate).await);
    assert!(matches!(as_advocate.await, Err(Stop::Missing)));
    let brice = world.person("advocate.brice", &[Role::Advocate]).await.actor;
    let stranger = ctx
        .act(&brice, OPEN, async |tx| claim::involve(tx.conn(), claim, Capacity::Advocate).await);
    assert!(matches!(stranger.await, Err(Stop::Missing)));
    let part = "select shared.take_part($1, $2, 'finance')";
    let other = sqlx::query(part).bind(claim.0).bind(ines.actor_id.0);
    let other = other.execute(&mut world.db.superuser().await).await.expect_err("another capacity");
    let constraint = other.as_database_error().and_then(|error| error.constraint());
    assert_eq!(constraint, Some("one_capacity"));
}

#[tokio::test]
async fn a_service_says_only_its_own_events() {
    let world = World::new().await;
    let ctx = ctx(&world, "intake");
    let (amina, claim_id) = draft(&world, &ctx).await;
    let foreign = Event::GateConfirmed { claim_id, outcome: GateOutcome::Eligible };
    let said = ctx.act(&amina, OPEN, async |tx| tx.emit(&foreign).await).await;
    assert_eq!(refused_with(&said.expect_err("refused")), "event_of_service");
}

#[tokio::test]
async fn the_events_of_a_claim_are_a_chain() {
    let world = World::new().await;
    let ctx = ctx(&world, "intake");
    let (amina, claim_id) = draft(&world, &ctx).await;
    for event in [Event::ClaimSubmitted { claim_id }, Event::ClaimWithdrawn { claim_id }] {
        ctx.act(&amina, OPEN, async |tx| tx.emit(&event).await).await.expect("says");
    }
    let linked: bool = sqlx::query_scalar(
        "select bool_and(previous_hash is not distinct from before)
         from (select previous_hash, lag(hash) over (order by seq) as before from shared.event) e",
    )
    .fetch_one(&mut world.db.superuser().await)
    .await
    .expect("readable");
    assert!(linked);
}

#[tokio::test]
async fn a_connection_left_inside_a_transaction_is_not_handed_out_again() {
    let world = World::new().await;
    let pool = redress_runtime::pool::pool(&world.db.url("redress_intake"), 1).expect("a pool");
    let mut lost = pool.acquire().await.expect("a connection");
    let first: i32 = backend(&mut lost).await;
    drop(lost);
    let mut lost = pool.acquire().await.expect("a connection");
    let again: i32 = backend(&mut lost).await;
    assert_eq!(first, again, "a connection that was given back in order is used again");
    // As a dropped `begin` leaves it: the server is in a transaction, the pool doesn't know.
    sqlx::raw_sql("begin").execute(&mut *lost).await.expect("begins");
    drop(lost);
    let next: i32 = backend(&mut pool.acquire().await.expect("a connection")).await;
    assert_ne!(first, next);
}

async fn backend(connection: &mut sqlx::PgConnection) -> i32 {
    let number = sqlx::query_scalar("select pg_backend_pid()").fetch_one(connection).await;
    number.expect("a number")
}

#[tokio::test]
async fn money_stops_while_the_clock_differs_from_the_databases() {
    let world = World::new().await;
    let there: redress_kernel::Timestamp = sqlx::query_scalar("select clock_timestamp()")
        .fetch_one(&mut world.db.superuser().await)
        .await
        .expect("a moment");
    let set = |by: time::Duration| redress_kernel::Clock::from_fn(move || there + by);
    let officer = world.person("finance.odile", &[Role::FinanceOfficer]).await;
    let work = redress_kernel::action!("test.work", [FinanceOfficer]);
    for (service, off, is_done) in [
        ("ledger", time::Duration::ZERO, true),
        ("ledger", time::Duration::minutes(2), false),
        ("ledger", time::Duration::minutes(-2), false),
        ("intake", time::Duration::minutes(2), true),
    ] {
        let mut ctx = ctx(&world, service);
        ctx.clock = set(off);
        ctx.compare_clocks().await.expect("compared");
        let done = ctx.act(&officer.actor, work, async |_| Ok(())).await;
        assert_eq!(done.is_ok(), is_done, "{service}, {off}: {done:?}");
        assert!(ctx.read(&officer.actor, work, async |_| Ok(())).await.is_ok(), "looking goes on");
    }
}
