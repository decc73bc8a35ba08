//! What the panel records is evaluated at once; it settles open rules and overrules none, and nothing
//! of it is lost when the filing changes.

use crate::bench::{Bench, INTERIM, act_id, facts};
use redress_kernel::{ClaimId, Decimal};
use serde_json::{Value, json};

async fn gate(bench: &Bench, claim: ClaimId) -> String {
    let sql =
        "select gate from eligibility.worksheet where claim_id = $1 order by seq desc limit 1";
    bench.one(sql, claim).await
}

async fn result(bench: &Bench, claim: ClaimId) -> Value {
    let sql = "select result::jsonb from eligibility.worksheet where claim_id = $1 order by seq desc limit 1";
    bench.one(sql, claim).await
}

#[tokio::test]
async fn a_late_filing_is_asked_about_and_accepted_on_a_ground() {
    let bench = Bench::new().await;
    let mut late = facts();
    late["acts"][0]["when"] = json!({ "earliest": "2015-01-01", "latest": "2015-12-31" });
    let claim = bench.seated(&late).await;
    assert_eq!(gate(&bench, claim).await, "info");
    let wrong = [("what", "ruling"), ("rule", "R-09"), ("outcome", "met"), ("ground", "dna")];
    bench.refused(&bench.petra, claim, "fact", &wrong, "choice-unknown").await;
    let fled =
        [("what", "ruling"), ("rule", "R-09"), ("outcome", "met"), ("ground", "displacement")];
    bench.done(&bench.petra, claim, "fact", &fled).await;
    assert_eq!(gate(&bench, claim).await, "eligible");
    let page = bench.app.get(&bench.paul, &format!("/panel/{claim}?show=changed")).await.page();
    let text = page.text();
    let place = |key: &str| text.find(&page.worded(key, &[])).expect(key);
    assert!(
        place("changed-caption") < place("sheet-rules-gate"),
        "what changed comes first: {text}"
    );
    for (sign, outcome) in [("?", "undetermined"), ("✓", "met")] {
        page.shows(&format!("{sign} {}", page.worded(&format!("code-outcome-{outcome}"), &[])));
    }
}

#[tokio::test]
async fn an_unknown_person_is_recognised() {
    let bench = Bench::new().await;
    let mut unknown = facts();
    unknown["category"] = json!("UNK");
    let claim = bench.seated(&unknown).await;
    let who =
        |code| [("what", "category"), ("category.perpetrator", "p-1"), ("category.category", code)];
    bench.done(&bench.paul, claim, "fact", &who("MIL_CON")).await;
    assert_eq!(gate(&bench, claim).await, "referred");
    bench.done(&bench.paul, claim, "fact", &who("CORP")).await;
    assert_eq!(gate(&bench, claim).await, "eligible");
    let kept: i64 =
        bench.one("select count(*) from eligibility.worksheet where claim_id = $1", claim).await;
    assert_eq!(kept, 3, "every evaluation stays");
    let difference: Value = bench
        .one(
            "select difference from eligibility.worksheet where claim_id = $1 order by seq desc limit 1",
            claim,
        )
        .await;
    assert_eq!(difference["gate"], json!({ "before": "referred", "after": "eligible" }));
    assert_eq!(difference["facts"][0]["path"], "perpetrators[p-1].category");
}

#[tokio::test]
async fn an_act_against_a_child_over_a_period_counts_as_repeated_abuse() {
    let bench = Bench::new().await;
    let mut child = facts();
    child["under_18"] = json!("yes");
    child["acts"][0]["act"] = json!("A4");
    let claim = bench.seated(&child).await;
    let act = act_id(1).to_string();
    let period = [("what", "period"), ("period.act", act.as_str()), ("period.period", "yes")];
    bench.done(&bench.paul, claim, "fact", &period).await;
    assert_eq!(result(&bench, claim).await["pairs"][0]["counts_as"], "A6");
}

#[tokio::test]
async fn facts_that_contradict_themselves_are_refused_at_their_field() {
    let bench = Bench::new().await;
    let claim = bench.seated(&facts()).await;
    let ahead = [("what", "unit"), ("unit.status", "pending"), ("unit.asked_on", "2031-01-01")];
    let reply = bench.send(&bench.paul, claim, "fact", &ahead).await;
    assert_eq!(reply.status, 422);
    let page = reply.page();
    assert!(page.links_to("#unit.asked_on"), "{page}");
    assert_eq!(page.value("unit.asked_on").as_deref(), Some("2031-01-01"));
    let none = [("what", "unit"), ("unit.status", "")];
    bench.refused(&bench.paul, claim, "fact", &none, "field-required").await;
    let kept: i64 =
        bench.one("select count(*) from eligibility.fact_sheet where claim_id = $1", claim).await;
    assert_eq!(kept, 1, "nothing was kept");
}

#[tokio::test]
async fn what_was_recorded_outlives_an_answer_of_the_advocate() {
    let bench = Bench::new().await;
    let mut asked = facts();
    asked["category"] = json!("UNK");
    let claim = bench.seated(&asked).await;
    let unit = [("what", "unit"), ("unit.status", "substantiated"), ("source", "unit")];
    bench.done(&bench.paul, claim, "fact", &unit).await;
    bench.world.bring(claim, "info_requested").await;
    bench.answered(claim, &json!({ "impact": "I3" })).await;
    let sql = "select jsonb_build_object('facts', document, 'sources', sources)
        from eligibility.fact_sheet where claim_id = $1 order by seq desc limit 1";
    let sheet: Value = bench.one(sql, claim).await;
    assert_eq!(sheet["facts"]["unit"]["status"], "substantiated");
    assert_eq!(sheet["sources"]["unit"]["by"], bench.paul.actor.actor_id.to_string());
    assert_eq!(sheet["sources"]["impact"]["source"], "advocate_answer");
    assert_eq!(sheet["sources"]["claimant.under_18"]["source"], "filing");
}

#[tokio::test]
async fn a_fact_after_the_award_replaces_it_and_the_views_of_it() {
    let bench = Bench::new().await;
    let claim = bench.assessed(&facts()).await;
    bench.viewed(claim, ["awarded", "awarded", "awarded"]).await;
    let graver = [("what", "impact"), ("impact.impact", "I3"), ("source", "paper")];
    bench.done(&bench.paul, claim, "fact", &graver).await;
    assert_eq!(bench.world.stage(claim).await, "assessed");
    let nets: Vec<Decimal> = bench
        .one("select array_agg(net order by seq) from eligibility.award where claim_id = $1", claim)
        .await;
    assert_eq!(
        nets.iter().map(ToString::to_string).collect::<Vec<_>>(),
        ["34460.0000", "39460.0000"]
    );
    let decision = [("outcome", "awarded"), ("reasons", "We believe you.")];
    bench.refused(&bench.chandra, claim, "decision", &decision, "view-first").await;
    bench.viewed(claim, ["awarded", "awarded", "awarded"]).await;
    bench.done(&bench.chandra, claim, "decision", &decision).await;
}

#[tokio::test]
async fn a_gate_that_turns_after_it_was_confirmed_is_confirmed_anew() {
    let bench = Bench::new().await;
    let claim = bench.assessed(&facts()).await;
    let soldier =
        [("what", "category"), ("category.perpetrator", "p-1"), ("category.category", "MIL_CON")];
    bench.done(&bench.paul, claim, "fact", &soldier).await;
    assert_eq!(bench.world.stage(claim).await, "in_review");
    let staff =
        [("what", "category"), ("category.perpetrator", "p-1"), ("category.category", "CIV_NAT")];
    bench.done(&bench.paul, claim, "fact", &staff).await;
    let sheet = bench.sheet(claim).await;
    let eligible = [("worksheet_id", sheet.as_str()), ("outcome", "eligible")];
    bench.done(&bench.paul, claim, "gate", &eligible).await;
    assert_eq!(bench.world.stage(claim).await, "eligible");
}

#[tokio::test]
async fn a_fact_after_the_decision_is_kept_and_takes_nothing_away() {
    let bench = Bench::new().await;
    let claim = bench.assessed(&facts()).await;
    bench.viewed(claim, ["awarded", "awarded", "awarded"]).await;
    let decision = [("outcome", "awarded"), ("reasons", "We believe you.")];
    bench.done(&bench.chandra, claim, "decision", &decision).await;
    let lighter = [("what", "impact"), ("impact.impact", "I0")];
    bench.done(&bench.paul, claim, "fact", &lighter).await;
    assert_eq!(bench.world.stage(claim).await, "offered");
    let net: Decimal =
        bench.one("select net from eligibility.decision where claim_id = $1", claim).await;
    assert_eq!(net.to_string(), "34460.0000");
    let awards: i64 =
        bench.one("select count(*) from eligibility.award where claim_id = $1", claim).await;
    assert_eq!(awards, 1);
}

#[tokio::test]
async fn a_fact_between_the_decision_and_its_offer_is_taken_on_the_page_that_offers_the_form() {
    let bench = Bench::new().await;
    let claim = bench.assessed(&facts()).await;
    let at = async |stage: &str| {
        bench.world.bring(claim, stage).await;
        bench.page(&bench.paul, claim).await.page()
    };
    let died = [("what", "death"), ("death.died_on", "2026-01-05"), ("source", "paper")];
    for (stage, is_taken) in [("decided", true), ("offered", true), ("settled", false)] {
        let form = at(stage).await.has("[name='death.died_on']");
        assert_eq!(form, is_taken, "the form at {stage}");
        let reply = bench.send(&bench.paul, claim, "fact", &died).await;
        assert_eq!(reply.status, if is_taken { 303 } else { 422 }, "{stage}: {}", reply.text());
        assert_eq!(bench.world.stage(claim).await, stage, "nothing moves");
    }
}

#[tokio::test]
async fn nobody_records_for_a_claim_that_is_not_open_to_them() {
    let bench = Bench::new().await;
    let claim = bench.seated(&facts()).await;
    assert_eq!(bench.send(&bench.pia, claim, "fact", &INTERIM).await.status, 404);
    assert_eq!(bench.send(&bench.amina, claim, "fact", &INTERIM).await.status, 403);
}
