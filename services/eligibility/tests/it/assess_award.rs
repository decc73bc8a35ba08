//! The award is computed from the facts of the day, kept with every line, and shown with its
//! arithmetic.

use crate::bench::{Bench, INTERIM, facts};
use redress_kernel::Decimal;
use serde_json::json;

#[tokio::test]
async fn case_c01_comes_out_to_the_cent() {
    let bench = Bench::new().await;
    let claim = bench.eligible(&facts()).await;
    bench.done(&bench.petra, claim, "fact", &INTERIM).await;
    bench.done(&bench.petra, claim, "award", &[]).await;
    assert_eq!(bench.world.stage(claim).await, "assessed");
    let net: Decimal =
        bench.one("select net from eligibility.award where claim_id = $1", claim).await;
    assert_eq!(net.to_string(), "34460.0000");
    let page = bench.page(&bench.paul, claim).await.text();
    for shown in [
        "30,000.00 × (1 + 0.05) = 31,500.00",
        "24 × 40.00 = 960.00",
        "34,460.00\u{a0}USD",
        "S-ILL-1",
    ] {
        assert!(page.contains(shown), "{shown}: {page}");
    }
    assert!(!page.contains('['), "every text exists: {page}");
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
    let share = |share| {
        [
            ("what", "earnings"),
            ("earnings.months", "10"),
            ("earnings.monthly_wage", "100001"),
            ("earnings.monthly_wage.currency", "CDF"),
            ("earnings.causation", share),
        ]
    };
    bench.refused(&bench.paul, claim, "fact", &share("0.8"), "Choose one of").await;
    bench.done(&bench.paul, claim, "award", &[]).await;
    let page = bench.page(&bench.paul, claim).await.text();
    assert!(page.contains("= 500.01") && page.contains("rounded to the nearest cent"), "{page}");
    bench.done(&bench.paul, claim, "fact", &share("0.5")).await;
    let page = bench.page(&bench.paul, claim).await.text();
    assert!(page.contains("= 250.00"), "{page}");
}

#[tokio::test]
async fn months_without_a_wage_are_no_guess() {
    let bench = Bench::new().await;
    let mut wage = facts();
    wage["losses"] = json!({ "months_without_work": "10" });
    let claim = bench.eligible(&wage).await;
    bench.refused(&bench.paul, claim, "award", &[], "no wage is proved").await;
    let none = [("what", "earnings"), ("earnings.months", "0")];
    bench.done(&bench.paul, claim, "fact", &none).await;
    bench.done(&bench.paul, claim, "award", &[]).await;
}
