//! The award is computed from the facts of the day, kept with every line, and shown with its
//! arithmetic.

use crate::bench::{Bench, INTERIM, facts};
use redress_kernel::Decimal;
use serde_json::json;
use time::macros::date;

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
    let page = bench.page(&bench.paul, claim).await.page();
    for shown in ["30,000.00 × (1 + 0.05) = 31,500.00", "24 × 40.00 = 960.00", "S-ILL-1"] {
        page.shows(shown);
    }
    assert_eq!(page.beside("award-net"), "34,460.00\u{a0}USD");
    page.has_every_text();
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
    // Nobody has entered a rate.
    bench.world.db.tamper("delete from shared.rate where currency = 'CDF'").await;
    let refused = bench.send(&bench.paul, claim, "award", &[]).await;
    assert_eq!(refused.status, 422);
    refused.page().refuses("rate-missing", &[("currency", "CDF"), ("day", "2026-11-02")]);
    bench.world.record_rate("CDF", 2000, date!(2026 - 11 - 01)).await;
    bench.world.record_rate("CDF", 1, date!(2026 - 11 - 03)).await;
    let share = |share| {
        [
            ("what", "earnings"),
            ("earnings.months", "10"),
            ("earnings.monthly_wage", "100001"),
            ("earnings.monthly_wage.currency", "CDF"),
            ("earnings.causation", share),
        ]
    };
    bench.refused(&bench.paul, claim, "fact", &share("0.8"), "choice-unknown").await;
    bench.done(&bench.paul, claim, "award", &[]).await;
    let page = bench.page(&bench.paul, claim).await.page();
    page.shows("= 500.01");
    page.says("rounding-round2", &[]);
    bench.done(&bench.paul, claim, "fact", &share("0.5")).await;
    bench.page(&bench.paul, claim).await.page().shows("= 250.00");
}

#[tokio::test]
async fn months_without_a_wage_are_no_guess() {
    let bench = Bench::new().await;
    let mut wage = facts();
    wage["losses"] = json!({ "months_without_work": "10" });
    let claim = bench.eligible(&wage).await;
    bench.refused(&bench.paul, claim, "award", &[], "wage-missing").await;
    let none = [("what", "earnings"), ("earnings.months", "0")];
    bench.done(&bench.paul, claim, "fact", &none).await;
    bench.done(&bench.paul, claim, "award", &[]).await;
}

#[tokio::test]
async fn a_childs_award_tells_how_it_is_held_and_what_falls_due_later() {
    let bench = Bench::new().await;
    let claim = bench.seated(&facts()).await;
    // Of case C06, on the day of this test: the 172nd month begins on 30 November 2026.
    for known in [
        [("what", "authority"), ("authority.authority", "verified")],
        [("what", "assent"), ("assent.assent", "yes")],
        [("what", "child"), ("child.born_on", "2012-08-31")],
    ] {
        bench.done(&bench.petra, claim, "fact", &known).await;
    }
    let sheet = bench.sheet(claim).await;
    let gate = [("worksheet_id", sheet.as_str()), ("outcome", "eligible")];
    bench.done(&bench.paul, claim, "gate", &gate).await;
    bench.done(&bench.petra, claim, "award", &[]).await;
    bench.viewed(claim, ["awarded", "awarded", "awarded"]).await;
    let decision = [("outcome", "awarded"), ("reasons", "We believe you.")];
    bench.done(&bench.chandra, claim, "decision", &decision).await;
    let mut db = bench.world.db.superuser().await;
    let mut tx = sqlx::Connection::begin(&mut db).await.expect("the database answers");
    sqlx::query("select shared.act_as($1, 'system', '*', '')")
        .bind(redress_kernel::Uuid::nil())
        .execute(&mut *tx)
        .await
        .expect("the actor is set");
    let (released, upkeep, of_age_on): (String, String, String) = sqlx::query_as(
        "select released::text, upkeep::text, of_age_on::text from shared.offer_child where claim_id = $1",
    )
    .bind(claim.0)
    .fetch_one(&mut *tx)
    .await
    .expect("a child's");
    assert_eq!((released.as_str(), of_age_on.as_str()), ("0.100000", "2030-08-31"));
    assert_eq!(upkeep, "10260.0000", "171 months");
    let later: Vec<(i32, String, String)> = sqlx::query_as(
        "select number, due_on::text, amount::text from shared.offer_later where claim_id = $1 order by number",
    )
    .bind(claim.0)
    .fetch_all(&mut *tx)
    .await
    .expect("upkeep");
    assert_eq!(later.len(), 15);
    assert_eq!(later[0], (1, "2026-11-30".to_owned(), "180.0000".to_owned()));
    assert_eq!(later[14].1, "2030-05-31");
}

#[tokio::test]
async fn an_adults_award_is_held_by_nobody() {
    let bench = Bench::new().await;
    let claim = bench.eligible(&facts()).await;
    bench.done(&bench.petra, claim, "award", &[]).await;
    let held: i64 =
        bench.one("select count(*) from eligibility.award_child where claim_id = $1", claim).await;
    assert_eq!(held, 0);
}
