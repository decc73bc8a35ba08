//! What the panel finds is evaluated at once; it settles open rules and overrules none.

use crate::bench::{Bench, act_id, facts};
use serde_json::json;

async fn gate(bench: &Bench, claim: redress_kernel::ClaimId) -> String {
    bench
        .one(
            "select gate from eligibility.worksheet where claim_id = $1 order by seq desc limit 1",
            claim,
        )
        .await
}

#[tokio::test]
async fn a_late_filing_is_asked_about_and_accepted_on_a_ground() {
    let bench = Bench::new().await;
    let mut late = facts();
    late["acts"][0]["when"] = json!({ "earliest": "2015-01-01", "latest": "2015-12-31" });
    let claim = bench.seated(&late).await;
    assert_eq!(gate(&bench, claim).await, "info");
    let wrong = [("what", "ruling"), ("rule", "R-09"), ("outcome", "met"), ("ground", "dna")];
    bench.refused(&bench.petra, claim, "finding", &wrong, "Choose one of the answers").await;
    let fled =
        [("what", "ruling"), ("rule", "R-09"), ("outcome", "met"), ("ground", "displacement")];
    bench.done(&bench.petra, claim, "finding", &fled).await;
    assert_eq!(gate(&bench, claim).await, "eligible");
    assert!(bench.page(&bench.paul, claim).await.text().contains("You had to flee"));
}

#[tokio::test]
async fn an_unknown_person_is_recognised() {
    let bench = Bench::new().await;
    let mut unknown = facts();
    unknown["category"] = json!("UNK");
    let claim = bench.seated(&unknown).await;
    let soldier = [("what", "category"), ("category", "MIL_CON")];
    bench.done(&bench.paul, claim, "finding", &soldier).await;
    assert_eq!(gate(&bench, claim).await, "referred");
    bench.done(&bench.paul, claim, "finding", &[("what", "category"), ("category", "CORP")]).await;
    assert_eq!(gate(&bench, claim).await, "eligible");
    let kept: i64 =
        bench.one("select count(*) from eligibility.worksheet where claim_id = $1", claim).await;
    assert_eq!(kept, 3, "every evaluation stays");
}

#[tokio::test]
async fn an_act_against_a_child_over_a_period_counts_as_repeated_abuse() {
    let bench = Bench::new().await;
    let mut child = facts();
    child["under_18"] = json!("yes");
    child["acts"][0]["act"] = json!("A4");
    let claim = bench.seated(&child).await;
    let act = act_id(1).to_string();
    bench.done(&bench.paul, claim, "finding", &[("what", "period"), ("act_id", &act)]).await;
    let counts: String = bench
        .one(
            "select content #>> '{pairs,0,counts_as}' from eligibility.worksheet
            where claim_id = $1 order by seq desc limit 1",
            claim,
        )
        .await;
    assert_eq!(counts, "A6");
}
