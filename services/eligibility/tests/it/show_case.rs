//! The file: worksheet and reasons in words, in both languages, and every look leaves a trace.

use crate::bench::{Bench, facts, id};
use serde_json::json;

#[tokio::test]
async fn the_file_shows_rules_with_reasons_and_facts() {
    let bench = Bench::new().await;
    let claim = bench.seated(&facts()).await;
    let page = bench.page(&bench.paul, claim).await;
    assert_eq!(page.status, 200);
    let text = page.text();
    for shown in
        ["R-01", "R-14", "happened at a time when MINUSCA was working there", "DMR-1", "2021-06-01"]
    {
        assert!(text.contains(shown), "{shown}");
    }
    assert!(!text.contains("Maison Espoir"), "not even whose client she is");
    assert!(!text.contains('['), "every text exists: {text}");
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
    let text = bench.page(&bench.chandra, claim).await.text();
    assert!(text.contains("Il manque quelque chose") && text.contains("<html lang=\"fr\">"));
    assert!(!text.contains('['), "every text exists: {text}");
}

#[tokio::test]
async fn no_panel_sees_a_claim_that_rests() {
    let bench = Bench::new().await;
    let claim = bench.seated(&facts()).await;
    let code: String =
        bench.one("select claim_code from shared.claim where claim_id = $1", claim).await;
    let consent = async |change: &str| {
        let mut db = bench.world.db.superuser().await;
        let (at, by) = (bench.world.clock.clock().now(), id(&bench.amina));
        let sql = format!(
            "begin; select shared.act_as('{by}', 'advocate', '');
             insert into intake.consent (consent_id, claim_id, purpose, change, given_by, language,
               manner, given_at, recorded_by)
             values (gen_random_uuid(), '{claim}', 'P1', '{change}', 'survivor', 'fr', 'spoken', '{at}', '{by}');
             insert into shared.audit (actor_id, roles, action) values ('{by}', 'advocate', 'test.consent');
             commit"
        );
        sqlx::raw_sql(sqlx::AssertSqlSafe(sql)).execute(&mut db).await.expect("what intake does");
    };
    let path = format!("/panel/{claim}/worksheet/{}", bench.sheet(claim).await);
    for (change, status) in [("withdrawn", 404), ("given", 200)] {
        consent(change).await;
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
        "begin; select shared.act_as('{0}', 'system', '');
         insert into eligibility.worksheet overriding user value
         select (jsonb_populate_record(w, jsonb_build_object('worksheet_id', gen_random_uuid()))).*
         from eligibility.worksheet w, generate_series(1, 59) where w.claim_id = '{claim}';
         insert into shared.audit (actor_id, roles, action) values ('{0}', 'system', 'test.many');
         commit",
        id(&bench.amina)
    );
    sqlx::raw_sql(sqlx::AssertSqlSafe(sql)).execute(&mut db).await.expect("sixty worksheets");
    let listed = |page: &str| {
        let history = page.split("<ol reversed").nth(1).and_then(|rest| rest.split("</ol>").next());
        history.expect("a history").matches("/worksheet/").count()
    };
    let first = bench.page(&bench.paul, claim).await.text();
    assert_eq!(listed(&first), 50);
    assert!(first.contains("<ol reversed start=\"60\">"));
    let next = first.split("rel=\"next\" href=\"").nth(1).and_then(|rest| rest.split('"').next());
    let last = bench.app.get(&bench.paul, next.expect("a next page")).await.text();
    assert_eq!(listed(&last), 10);
    assert!(last.contains("<ol reversed start=\"10\">") && !last.contains("rel=\"next\""));
}
