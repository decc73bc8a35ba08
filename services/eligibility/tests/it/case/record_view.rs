//! Each member records an own view before reading the others'.

use crate::bench::{Bench, facts};

#[tokio::test]
async fn the_others_views_are_shown_after_an_own_one() {
    let bench = Bench::new().await;
    let claim = bench.assessed(&facts()).await;
    let note = [("verdict", "awarded"), ("note", "The account is coherent")];
    bench.done(&bench.paul, claim, "view", &note).await;
    let petra = bench.page(&bench.petra, claim).await.page();
    petra.says("views-count", &[("count", "1")]);
    petra.hides("The account is coherent");
    bench.refused(&bench.petra, claim, "view", &[("note", "typed")], "field-required").await;
    bench.done(&bench.petra, claim, "view", &[("verdict", "not_awarded")]).await;
    bench.page(&bench.petra, claim).await.page().shows("The account is coherent");
    bench.refused(&bench.paul, claim, "view", &note, "view-recorded").await;
    assert_eq!(bench.send(&bench.pia, claim, "view", &note).await.status, 404);
}

#[tokio::test]
async fn views_come_after_the_award() {
    let bench = Bench::new().await;
    let claim = bench.eligible(&facts()).await;
    bench.refused(&bench.paul, claim, "view", &[("verdict", "awarded")], "stage-move").await;
}

#[tokio::test]
async fn a_form_sent_twice_counts_once() {
    let bench = Bench::new().await;
    let claim = bench.assessed(&facts()).await;
    let path = format!("/panel/{claim}/view");
    for _ in 0..2 {
        let reply =
            bench.app.post_once(&bench.paul, &path, "one-key", &[("verdict", "awarded")]).await;
        assert_eq!(reply.status, 303);
    }
}
