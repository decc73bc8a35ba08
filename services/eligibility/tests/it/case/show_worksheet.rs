//! One worksheet by itself: an earlier one, on paper, without a name, to those who may open the file.

use crate::bench::{Bench, INTERIM, facts};

#[tokio::test]
async fn an_earlier_worksheet_can_be_opened_and_says_so() {
    let bench = Bench::new().await;
    let claim = bench.seated(&facts()).await;
    let first = bench.sheet(claim).await;
    bench.done(&bench.paul, claim, "fact", &INTERIM).await;
    let latest = bench.sheet(claim).await;
    let open = async |who, sheet: &str| {
        bench.app.get(who, &format!("/panel/{claim}/worksheet/{sheet}")).await
    };
    let reply = open(&bench.petra, &first).await;
    assert_eq!(reply.status, 200);
    let page = reply.page();
    page.says("sheet-earlier", &[]);
    page.leaves_out("field-interim-paid", &[]);
    page.has_every_text();
    let page = open(&bench.petra, &latest).await.page();
    let paid = page.row(&page.worded("field-interim-paid", &[]));
    assert!(paid.shows("3,000.00"), "{paid:?}");
    let source = format!("{}, 2 November 2026", page.worded("source-fund", &[]));
    assert!(paid.shows(&source), "{paid:?}");
    // Nobody is named on paper.
    page.hides("panel.paul");
    bench.page(&bench.petra, claim).await.page().shows("panel.paul");
    assert_eq!(open(&bench.pia, &latest).await.status, 404);
    let other = bench.seated(&facts()).await;
    let elsewhere = format!("/panel/{other}/worksheet/{latest}");
    assert_eq!(bench.app.get(&bench.petra, &elsewhere).await.status, 404, "of another claim");
    assert!(bench.world.audited(claim).await.contains(&"eligibility.show_worksheet".to_owned()));
}

#[tokio::test]
async fn the_result_is_kept_byte_by_byte_and_comes_out_the_same_again() {
    let bench = Bench::new().await;
    let claim = bench.in_review(&facts()).await;
    let same: bool = bench
        .one(
            "select digest = sha256(convert_to(result, 'UTF8')) from eligibility.worksheet
             where claim_id = $1",
            claim,
        )
        .await;
    assert!(same);
    let kept: String =
        bench.one("select result from eligibility.worksheet where claim_id = $1", claim).await;
    let sheet: sqlx::types::Json<redress_mechanism::Facts> =
        bench.one("select document from eligibility.fact_sheet where claim_id = $1", claim).await;
    let shipped = redress_mechanism::Mechanism::shipped();
    let again = redress_mechanism::versions::assess_better(&shipped, &shipped, &sheet.0);
    assert_eq!(serde_json::to_string(&again).expect("JSON"), kept);
}
