//! The award is computed once, kept with every line, and shown with its arithmetic.

use crate::bench::{Bench, facts};
use redress_kernel::Decimal;
use serde_json::json;

#[tokio::test]
async fn case_c01_comes_out_to_the_cent() {
    let bench = Bench::new().await;
    let claim = bench.eligible(&facts()).await;
    bench.done(&bench.petra, claim, "award", &[("causation", "1"), ("interim_paid", "3000")]).await;
    assert_eq!(bench.world.stage(claim).await, "assessed");
    let net: Decimal =
        bench.one("select net from eligibility.award where claim_id = $1", claim).await;
    assert_eq!(net.to_string(), "34460.0000");
    let page = bench.page(&bench.paul, claim).await.text();
    for shown in [
        "30,000.00 x (1 + 0.05) = 31,500.00",
        "24 x 40.00 = 960.00",
        "37,460.00 - 3,000.00 = 34,460.00",
        "34,460.00\u{a0}USD",
        "S-ILL-1",
    ] {
        assert!(page.contains(shown), "{shown}");
    }
    assert!(!page.contains('['), "every text exists: {page}");
    bench.refused(&bench.petra, claim, "award", &[], "the claim has moved on").await;
}

#[tokio::test]
async fn a_wage_without_a_rate_stops_the_computation() {
    let bench = Bench::new().await;
    let mut wage = facts();
    wage["acts"][0]["act"] = json!("A4");
    wage["impact"] = json!("I0");
    wage["losses"] = json!({
        "months_without_work": "10", "monthly_wage": { "amount": "100001.00", "currency": "CDF" }
    });
    let claim = bench.eligible(&wage).await;
    let mut db = bench.world.db.superuser().await;
    sqlx::raw_sql(
        "begin; set local session_replication_role = replica;
         delete from shared.rate where currency = 'CDF'; commit",
    )
    .execute(&mut db)
    .await
    .expect("nobody has entered a rate");
    bench.refused(&bench.paul, claim, "award", &[], "no rate for CDF").await;
    sqlx::raw_sql(
        "insert into shared.rate (rate_id, currency, per_usd, effective_from, source) values
           (gen_random_uuid(), 'CDF', 2000, '2026-11-01', 'sample'),
           (gen_random_uuid(), 'CDF', 1, '2026-11-03', 'sample')",
    )
    .execute(&mut db)
    .await
    .expect("finance enters it");
    bench.refused(&bench.paul, claim, "award", &[("causation", "0.8")], "Choose one of").await;
    bench.refused(&bench.paul, claim, "award", &[("past_medical", "x")], "amount in digits").await;
    bench.done(&bench.paul, claim, "award", &[]).await;
    let net: Decimal =
        bench.one("select net from eligibility.award where claim_id = $1", claim).await;
    assert_eq!(net.to_string(), "19210.0100", "case C07, half a cent up, at the rate of the day");
}
