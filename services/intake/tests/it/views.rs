use crate::story::Story;

/// Reads a view as another service does: its own login, its own actor.
async fn seen(story: &Story, role: &str, roles: &str, sql: &str) -> Option<serde_json::Value> {
    use sqlx::Connection;
    let mut db = sqlx::PgConnection::connect(&story.world.db.url(role)).await.expect("a login");
    let mut tx = db.begin().await.expect("a transaction");
    story.world.db.prove(&mut tx, story.world.fresh(), roles).await;
    sqlx::query_scalar(sqlx::AssertSqlSafe(sql.to_owned()))
        .fetch_optional(&mut *tx)
        .await
        .unwrap_or_else(|error| panic!("{sql}: {error}"))
}

#[tokio::test]
async fn the_review_reads_the_filing_and_no_name() {
    let story = Story::begin().await;
    let claim = story.submitted().await;
    let sql = format!("select filing from shared.case_fact where claim_id = '{claim}'");
    let filing = seen(&story, "redress_eligibility", "system", &sql).await.expect("a filing");
    let filing: redress_kernel::facts::Filing = serde_json::from_value(filing).expect("a Filing");
    assert_eq!(filing.filed_on, time::macros::date!(2026 - 11 - 02));
    assert_eq!(filing.consents.len(), 10);
    assert_eq!((filing.matched, filing.facts.acts.len()), (None, 1));
    let fields = [("plan_read", "yes"), ("danger", "no")];
    story.app.post(&story.ines, &format!("/claims/{claim}/triage"), &fields).await;
    let filing = seen(&story, "redress_eligibility", "system", &sql).await.expect("a filing");
    assert_eq!(filing["matched"], "none");
    assert_eq!(
        seen(&story, "redress_eligibility", "panel_member", &sql).await,
        None,
        "not on its panel"
    );
}

#[tokio::test]
async fn the_ledger_reads_the_wish_and_only_with_a_living_consent_the_payee() {
    let story = Story::begin().await;
    let claim = story.open().await;
    story.minimum(claim).await;
    let sql = format!("select to_jsonb(w) from shared.payment_wish w where claim_id = '{claim}'");
    let wish = seen(&story, "redress_ledger", "system", &sql).await.expect("a wish");
    assert_eq!(
        (wish["pay_currency"].as_str(), wish["instalments"].as_i64()),
        (Some("USD"), Some(1))
    );
    assert!(wish["payee_id"].is_null());
    story.filled(claim, "pay-method", &[("pay-method", "cash")]).await;
    story
        .filled(claim, "payee", &[("holder", "Grâce"), ("place", "Bangui"), ("country", "CF")])
        .await;
    story.filled(claim, "pay-currency", &[("pay-currency", "XAF")]).await;
    story.filled(claim, "instalments", &[("instalments", "3")]).await;
    let wish = seen(&story, "redress_ledger", "system", &sql).await.expect("a wish");
    assert_eq!(
        (wish["pay_currency"].as_str(), wish["instalments"].as_i64()),
        (Some("XAF"), Some(3))
    );
    let payee = wish["payee_id"].as_str().expect("a payee").to_owned();
    let sealed = format!("select to_jsonb(p.method) from vault.payee p where payee_id = '{payee}'");
    assert_eq!(
        seen(&story, "redress_ledger", "system", &sealed).await,
        None,
        "the service by itself pays nobody before acceptance"
    );
    story.world.bring(claim, "accepted").await;
    assert_eq!(
        seen(&story, "redress_ledger", "finance_officer", &sealed).await,
        Some("cash".into())
    );
    story.consents(&format!("/claims/{claim}/consent"), &["P1", "P2"]).await;
    let wish = seen(&story, "redress_ledger", "system", &sql).await.expect("a wish");
    assert!(wish["payee_id"].is_null(), "P8 was taken back");
}

#[tokio::test]
async fn the_receipt_says_code_day_and_language() {
    let story = Story::begin().await;
    let claim = story.submitted().await;
    let sql = format!("select content from shared.receipt_paper where claim_id = '{claim}'");
    let receipt = seen(&story, "redress_documents", "system", &sql).await.expect("a receipt");
    assert_eq!(receipt["submitted_on"], "2026-11-02");
    assert_eq!(receipt["language"], "sg");
    assert_eq!(receipt.as_object().map(serde_json::Map::len), Some(3));
}
