//! A triaged claim is evaluated once; an answer is evaluated again.

use crate::bench::{Bench, facts};
use serde_json::{Value, json};

#[tokio::test]
async fn a_triaged_claim_gets_its_worksheet_and_comes_to_review() {
    let bench = Bench::new().await;
    let claim = bench.in_review(&facts()).await;
    assert_eq!(bench.world.stage(claim).await, "in_review");
    let sheet: Value =
        bench.one("select content from eligibility.worksheet where claim_id = $1", claim).await;
    assert_eq!((&sheet["gate"], &sheet["rule_version"]), (&json!("eligible"), &json!("DMR-1")));
    assert_eq!(sheet["filing"]["facts"]["acts"][0]["act"], "A5");
    assert_eq!(sheet["pairs"][0]["results"][0]["reason"]["key"], "reason-r01-met");
    assert_eq!(sheet["pairs"][0]["results"][0]["facts"][0]["value"], "MINUSCA");
    assert!(bench.world.audited(claim).await.contains(&"runtime.react".to_owned()));
}

#[tokio::test]
async fn an_answer_is_evaluated_again_beside_the_first_worksheet() {
    let bench = Bench::new().await;
    let mut asked = facts();
    asked["category"] = json!("UNK");
    let claim = bench.seated(&asked).await;
    bench.done(&bench.paul, claim, "request", &[("questions", "uniform")]).await;
    // Intake takes the answer and gives the claim back.
    let mut db = bench.world.db.superuser().await;
    sqlx::raw_sql(
        "begin; set local session_replication_role = replica;
         update intake.claim set facts = jsonb_set(facts, '{category}', '\"CORP\"');
         update shared.claim set stage = 'in_review'; commit",
    )
    .execute(&mut db)
    .await
    .expect("intake's part");
    bench.say("information_received", claim).await;
    bench.app.react().await;
    let gates: Vec<String> = bench
        .one(
            "select array_agg(gate order by seq) from eligibility.worksheet where claim_id = $1",
            claim,
        )
        .await;
    assert_eq!(gates, ["info", "eligible"]);
}

#[tokio::test]
async fn a_claim_that_was_withdrawn_meanwhile_is_left_alone() {
    let bench = Bench::new().await;
    let claim = bench.triaged(&facts()).await;
    let mut db = bench.world.db.superuser().await;
    sqlx::raw_sql(
        "begin; set local session_replication_role = replica;
         update shared.claim set stage = 'withdrawn'; commit",
    )
    .execute(&mut db)
    .await
    .expect("the survivor withdraws");
    bench.app.react().await;
    assert_eq!(bench.world.stage(claim).await, "withdrawn");
    let sheets: i64 =
        bench.one("select count(*) from eligibility.worksheet where claim_id = $1", claim).await;
    assert_eq!(sheets, 0);
}
