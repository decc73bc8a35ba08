//! What the database refuses, whatever a program does.

use crate::{OPEN, ctx, draft, insert};
use redress_contract::claim::{self, Capacity};
use redress_contract::{Event, GateOutcome};
use redress_kernel::{ClaimId, Role, Stage, Stop};
use redress_testkit::World;

fn refused_with(stop: &Stop) -> String {
    match stop {
        Stop::Refused(refusals) => refusals[0].code.to_owned(),
        Stop::Missing => "missing".into(),
        Stop::Forbidden => "forbidden".into(),
        Stop::Fault(fault) => fault.constraint().unwrap_or("fault").to_owned(),
    }
}

#[tokio::test]
async fn a_write_without_its_audit_row_does_not_commit() {
    let world = World::new().await;
    let ctx = ctx(&world, "intake");
    let amina = world.person("advocate.amina", &[Role::Advocate]).await.actor;
    let mut raw = ctx.pool.begin().await.expect("begins");
    sqlx::query("select shared.act_as($1, 'advocate', '')")
        .bind(amina.actor_id.0)
        .execute(&mut *raw)
        .await
        .expect("acts");
    sqlx::query(
        "insert into shared.claim (claim_id, claim_code, claimant_id, advocate_id, organisation, language, stage_since)
         values (gen_random_uuid(), '0000-0000-0000-0000', gen_random_uuid(), $1, 'x', 'en', now())",
    )
    .bind(amina.actor_id.0)
    .execute(&mut *raw)
    .await
    .expect("the insert itself is allowed");
    let refused = raw.commit().await.expect_err("not without audit");
    assert_eq!(
        refused.as_database_error().and_then(|e| e.constraint()),
        Some("audit_in_same_transaction")
    );
}

#[tokio::test]
async fn a_claim_moves_only_where_the_table_of_moves_leads() {
    let world = World::new().await;
    let ctx = ctx(&world, "intake");
    let (amina, claim) = draft(&world, &ctx).await;
    for (to, wanted) in [(Stage::Offered, "stage-move"), (Stage::Triaged, "stage-move")] {
        let mut tx = ctx.begin(&amina, OPEN, None).await.expect("begins");
        assert_eq!(refused_with(&tx.advance(claim, to).await.expect_err("refused")), wanted);
    }
    // The same move by another service is refused too.
    let ledger = crate::ctx(&world, "ledger");
    let mut tx = ledger.begin(&amina, OPEN, None).await.expect("begins");
    assert_eq!(
        refused_with(&tx.advance(claim, Stage::Submitted).await.expect_err("refused")),
        "stage-move"
    );
    let mut tx = ctx.begin(&amina, OPEN, None).await.expect("begins");
    tx.advance(claim, Stage::Submitted).await.expect("legal");
    tx.commit(()).await.expect("commits");
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
        let mut tx = ctx.begin(&stranger, OPEN, None).await.expect("begins");
        assert!(matches!(tx.standing(claim).await, Err(Stop::Missing)));
        assert!(matches!(tx.advance(claim, Stage::Submitted).await, Err(Stop::Missing)));
        let mut tx = ctx.begin(&stranger, OPEN, None).await.expect("begins");
        let none: ClaimId = world.fresh();
        assert!(
            matches!(tx.standing(none).await, Err(Stop::Missing)),
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
    let mut tx = ctx.begin(&amina, OPEN, None).await.expect("begins");
    let claim: ClaimId = world.fresh();
    insert(&mut tx, claim, &amina).await;
    let mut forged = ctx.begin(&amina, OPEN, None).await.expect("begins");
    let refused = sqlx::query(
        "insert into shared.claim (claim_id, claim_code, claimant_id, advocate_id, organisation, language, stage_since)
         values (gen_random_uuid(), '0000-0000-0000-0001', gen_random_uuid(), $1, 'x', 'en', now())",
    )
    .bind(brice.actor_id.0)
    .execute(forged.conn())
    .await
    .expect_err("refused");
    assert!(refused.to_string().contains("row-level security"), "{refused}");
}

#[tokio::test]
async fn one_person_has_one_capacity_on_a_claim() {
    let world = World::new().await;
    let ctx = ctx(&world, "eligibility");
    let (_, claim) = draft(&world, &crate::ctx(&world, "intake")).await;
    let paul = world.person("panel.paul", &[Role::PanelMember]).await.actor;
    let system = redress_kernel::Actor::system("eligibility");
    let mut tx = ctx.begin(&system, OPEN, None).await.expect("begins");
    claim::involve(tx.conn(), claim, paul.actor_id, Capacity::Panel).await.expect("first");
    claim::involve(tx.conn(), claim, paul.actor_id, Capacity::Panel).await.expect("again the same");
    let other = claim::involve(tx.conn(), claim, paul.actor_id, Capacity::Finance)
        .await
        .expect_err("another");
    assert_eq!(refused_with(&other), "one-capacity");
}

#[tokio::test]
async fn a_service_says_only_its_own_events() {
    let world = World::new().await;
    let ctx = ctx(&world, "intake");
    let (amina, claim_id) = draft(&world, &ctx).await;
    let mut tx = ctx.begin(&amina, OPEN, None).await.expect("begins");
    let foreign = Event::GateConfirmed { claim_id, outcome: GateOutcome::Eligible };
    assert_eq!(refused_with(&tx.emit(&foreign).await.expect_err("refused")), "event_of_service");
}

#[tokio::test]
async fn the_events_of_a_claim_are_a_chain() {
    let world = World::new().await;
    let ctx = ctx(&world, "intake");
    let (amina, claim_id) = draft(&world, &ctx).await;
    for event in [Event::ClaimSubmitted { claim_id }, Event::ClaimWithdrawn { claim_id }] {
        let mut tx = ctx.begin(&amina, OPEN, None).await.expect("begins");
        tx.emit(&event).await.expect("says");
        tx.commit(()).await.expect("commits");
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
