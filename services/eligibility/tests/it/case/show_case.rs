//! The file: worksheet and reasons in words, in both languages, and every look leaves a trace.

use crate::bench::{Bench, facts, id};
use serde_json::json;

#[tokio::test]
async fn the_file_shows_rules_with_reasons_and_facts() {
    let bench = Bench::new().await;
    let claim = bench.seated(&facts()).await;
    let reply = bench.page(&bench.paul, claim).await;
    assert_eq!(reply.status, 200);
    let page = reply.page();
    for shown in ["R-01", "R-14", "DMR-1"] {
        page.shows(shown);
    }
    assert!(page.has("[value='2021-06-01']"), "what is known is filled in");
    page.says("reason-r01-met", &[("operation", "MINUSCA")]);
    // Not even whose client she is.
    page.hides("Maison Espoir");
    page.has_every_text();
    let looks = bench.world.audited(claim).await;
    assert!(looks.contains(&"eligibility.show_case".to_owned()));
}

#[tokio::test]
async fn the_file_reads_in_french_too() {
    let bench = Bench::new().await;
    let mut open = facts();
    open["category"] = json!("UNK");
    open["serving"] = json!("unknown");
    let claim = bench.seated(&open).await;
    let mut db = bench.world.db.superuser().await;
    sqlx::query("update shared.session set language = 'fr'").execute(&mut db).await.expect("fr");
    let page = bench.page(&bench.chandra, claim).await.page();
    assert!(page.has("html[lang=fr]"));
    page.says("gate-info", &[]);
    page.has_every_text();
}

#[tokio::test]
async fn no_panel_sees_a_claim_that_rests() {
    let bench = Bench::new().await;
    let claim = bench.seated(&facts()).await;
    let code: String =
        bench.one("select claim_code from shared.claim where claim_id = $1", claim).await;
    let path = format!("/panel/{claim}/worksheet/{}", bench.sheet(claim).await);
    for (change, status) in [("withdrawn", 404), ("given", 200)] {
        bench.world.change_consent(claim, &bench.amina, "P1", change).await;
        for who in [&bench.chandra, &bench.paul] {
            assert_eq!(bench.page(who, claim).await.status, status, "{change}");
            assert_eq!(bench.app.get(who, &path).await.status, status, "{change}");
            let queue = bench.app.get(who, "/panel").await.text();
            assert_eq!(queue.contains(&code), status == 200, "{change}");
        }
        let step = bench.send(&bench.paul, claim, "fact", &crate::bench::INTERIM).await;
        assert_eq!(step.status, if status == 404 { 404 } else { 303 }, "{change}");
    }
}

#[tokio::test]
async fn a_long_history_goes_on_page_by_page() {
    let bench = Bench::new().await;
    let claim = bench.seated(&facts()).await;
    let mut db = bench.world.db.superuser().await;
    let sql = format!(
        "begin; select shared.act_as('{0}', 'system', '*', '');
         insert into eligibility.worksheet overriding user value
         select (jsonb_populate_record(w, jsonb_build_object('worksheet_id', gen_random_uuid()))).*
         from eligibility.worksheet w, generate_series(1, 59) where w.claim_id = '{claim}';
         insert into shared.audit (actor_id, roles, action) values ('{0}', 'system', 'test.many');
         commit",
        id(&bench.amina)
    );
    sqlx::raw_sql(sqlx::AssertSqlSafe(sql)).execute(&mut db).await.expect("sixty worksheets");
    let first = bench.page(&bench.paul, claim).await.page();
    assert_eq!(first.count("ol[reversed] a[href*='/worksheet/']"), 50);
    assert!(first.has("ol[reversed][start='60']"));
    let next = first.next_page().expect("a next page");
    let last = bench.app.get(&bench.paul, &next).await.page();
    assert_eq!(last.count("ol[reversed] a[href*='/worksheet/']"), 10);
    assert!(last.has("ol[reversed][start='10']") && last.next_page().is_none());
}
