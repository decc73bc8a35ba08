//! Just before a payment is approved, and again before it is released, the claim is looked at with the
//! facts of the moment. What stands against it holds the payment and takes nothing away.

use crate::bench::{Bench, facts};
use redress_contract::PaymentStep;
use redress_kernel::{ClaimId, Decimal, Uuid};

/// A claim whose offer was accepted and whose payment is planned.
async fn scheduled(bench: &Bench) -> ClaimId {
    let claim = bench.assessed(&facts()).await;
    bench.viewed(claim, ["awarded", "awarded", "awarded"]).await;
    let decision = [("outcome", "awarded"), ("reasons", "We believe you.")];
    bench.done(&bench.chandra, claim, "decision", &decision).await;
    bench.world.change_consent(claim, &bench.amina, "P8", "given").await;
    let issued: redress_kernel::DecisionId =
        bench.one("select decision_id from eligibility.decision where claim_id = $1", claim).await;
    bench.world.make_letter(claim, issued).await;
    bench.world.bring(claim, "scheduled").await;
    claim
}

/// Looks so far: step, outcome, and what holds.
async fn looks(bench: &Bench, claim: ClaimId) -> Vec<String> {
    bench
        .one(
            "select coalesce(array_agg(step || ' ' || outcome || ' ' || array_to_string(held_by, ',')
               order by seq), '{}') from eligibility.clearance where claim_id = $1",
            claim,
        )
        .await
}

async fn is_cleared(bench: &Bench, claim: ClaimId, batch: Uuid, step: &str) -> bool {
    let mut db = bench.world.db.superuser().await;
    sqlx::query_scalar("select shared.payment_cleared($1, $2, $3)")
        .bind(claim.0)
        .bind(batch)
        .bind(step)
        .fetch_one(&mut db)
        .await
        .expect("the function answers")
}

#[tokio::test]
async fn a_claim_as_it_was_decided_is_clear_for_that_step_of_that_batch() {
    let bench = Bench::new().await;
    let claim = scheduled(&bench).await;
    let batch: Uuid = bench.world.fresh();
    bench.asked_to_look(claim, batch, PaymentStep::Approval).await;
    assert_eq!(looks(&bench, claim).await, ["approval clear "]);
    assert!(is_cleared(&bench, claim, batch, "approval").await);
    assert!(!is_cleared(&bench, claim, batch, "payment").await);
    assert!(!is_cleared(&bench, claim, bench.world.fresh(), "approval").await);
    let causes: Vec<String> = bench
        .one(
            "select array_agg(cause order by seq) from eligibility.worksheet where claim_id = $1",
            claim,
        )
        .await;
    assert_eq!(causes.last().map(String::as_str), Some("approval"));
}

#[tokio::test]
async fn consent_taken_back_holds_until_it_is_looked_at_again() {
    let bench = Bench::new().await;
    let claim = scheduled(&bench).await;
    let batch: Uuid = bench.world.fresh();
    bench.asked_to_look(claim, batch, PaymentStep::Approval).await;
    bench.world.clock.advance(time::Duration::minutes(5));
    bench.world.change_consent(claim, &bench.amina, "P1", "withdrawn").await;
    assert!(
        !is_cleared(&bench, claim, batch, "approval").await,
        "something changed since the look"
    );
    bench.asked_to_look(claim, batch, PaymentStep::Approval).await;
    assert_eq!(looks(&bench, claim).await[1], "approval held R-06");
    let page = bench.page(&bench.paul, claim).await.page();
    page.says("clearance-heading", &[]);
    page.shows("R-06");
    bench.world.clock.advance(time::Duration::minutes(5));
    bench.world.change_consent(claim, &bench.amina, "P1", "given").await;
    bench.asked_to_look(claim, batch, PaymentStep::Approval).await;
    assert!(is_cleared(&bench, claim, batch, "approval").await);
    bench.page(&bench.paul, claim).await.page().leaves_out("clearance-heading", &[]);
}

#[tokio::test]
async fn what_the_panel_learns_meanwhile_holds_and_takes_nothing_away() {
    let bench = Bench::new().await;
    let claim = scheduled(&bench).await;
    let batch: Uuid = bench.world.fresh();
    bench.asked_to_look(claim, batch, PaymentStep::Approval).await;
    let who =
        |code| [("what", "category"), ("category.perpetrator", "p-1"), ("category.category", code)];
    bench.done(&bench.paul, claim, "fact", &who("MIL_CON")).await;
    assert_eq!(looks(&bench, claim).await[1], "fact held R-02");
    assert!(!is_cleared(&bench, claim, batch, "approval").await);
    let net: Decimal =
        bench.one("select net from eligibility.decision where claim_id = $1", claim).await;
    assert_eq!(net.to_string(), "34460.0000");
    assert_eq!(bench.world.stage(claim).await, "scheduled");
    bench.done(&bench.paul, claim, "fact", &who("CIV_NAT")).await;
    assert_eq!(looks(&bench, claim).await.len(), 2, "a fact never clears by itself");
    bench.asked_to_look(claim, batch, PaymentStep::Approval).await;
    assert!(is_cleared(&bench, claim, batch, "approval").await);
}

#[tokio::test]
async fn nobody_clears_a_claim_by_hand() {
    let bench = Bench::new().await;
    let claim = scheduled(&bench).await;
    let by_hand = "insert into eligibility.clearance
          (clearance_id, claim_id, worksheet_id, step, batch_id, outcome, held_by, made_at)
        select gen_random_uuid(), $1, w.worksheet_id, 'approval', gen_random_uuid(), 'clear', '{}', now()
        from eligibility.worksheet w where w.claim_id = $1 and $2::uuid is not null limit 1";
    let refused = crate::database::by(&bench, &bench.chandra, by_hand, claim).await;
    assert!(refused.is_err_and(|error| error.contains("row-level security")));
}
