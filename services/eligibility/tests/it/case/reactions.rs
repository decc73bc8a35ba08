//! A triaged claim is evaluated once; an answer is evaluated again.

use crate::bench::{Bench, facts};
use redress_contract::Event;
use serde_json::{Value, json};

#[tokio::test]
async fn a_triaged_claim_gets_its_worksheet_and_comes_to_review() {
    let bench = Bench::new().await;
    let claim = bench.in_review(&facts()).await;
    assert_eq!(bench.world.stage(claim).await, "in_review");
    let sheet: Value = bench
        .one("select result::jsonb from eligibility.worksheet where claim_id = $1", claim)
        .await;
    assert_eq!((&sheet["gate"], &sheet["rules_version"]), (&json!("eligible"), &json!("DMR-1")));
    let operation = sheet["rules"]
        .as_array()
        .and_then(|rules| rules.iter().find(|rule| rule["rule"] == "R-01"));
    let operation = operation.expect("R-01 was evaluated");
    assert_eq!(operation["reason"]["key"], "reason-r01-met");
    let facts: Value = bench
        .one(
            "select jsonb_build_object('facts', document, 'sources', sources)
             from eligibility.fact_sheet where claim_id = $1",
            claim,
        )
        .await;
    assert_eq!(facts["facts"]["acts"][0]["act"], "A5");
    assert_eq!(facts["sources"]["matched"]["source"], "match");
    let text = facts.to_string();
    assert!(!text.contains("Maison Espoir") && !text.contains(&bench.amina.login), "{text}");
    assert!(bench.world.audited(claim).await.contains(&"runtime.react".to_owned()));
}

#[tokio::test]
async fn an_answer_is_evaluated_again_beside_the_first_worksheet() {
    let bench = Bench::new().await;
    let mut asked = facts();
    asked["category"] = json!("UNK");
    let claim = bench.seated(&asked).await;
    bench.done(&bench.paul, claim, "request", &[("questions", "uniform")]).await;
    bench.answered(claim, &json!({ "category": "CORP" })).await;
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
    bench.world.bring(claim, "withdrawn").await;
    bench.app.react().await;
    assert_eq!(bench.world.stage(claim).await, "withdrawn");
    let sheets: i64 =
        bench.one("select count(*) from eligibility.worksheet where claim_id = $1", claim).await;
    assert_eq!(sheets, 0);
}

#[tokio::test]
async fn a_match_that_was_judged_later_is_evaluated_wherever_the_claim_stands() {
    let bench = Bench::new().await;
    let claim = bench.triaged(&facts()).await;
    bench.world.note_match(claim, "possible").await;
    bench.app.react().await;
    let gates = "select array_agg(gate || ' ' || cause order by seq) from eligibility.worksheet
        where claim_id = $1";
    assert_eq!(bench.one::<Vec<String>>(gates, claim).await, ["info triaged"]);
    bench.world.note_match(claim, "merged").await;
    bench.world.say("intake", &Event::MatchJudged { claim_id: claim }).await;
    bench.app.react().await;
    assert_eq!(bench.one::<Vec<String>>(gates, claim).await, ["info triaged", "eligible match"]);
}
