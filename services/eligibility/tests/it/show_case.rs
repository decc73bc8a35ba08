//! The file: worksheet and reasons in words, in both languages, and every look leaves a trace.

use crate::bench::{Bench, facts};
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
