//! Nothing is shown before the declaration, and nothing any more after a conflict.

use crate::bench::{Bench, facts, id};

#[tokio::test]
async fn nothing_is_shown_before_the_declaration() {
    let bench = Bench::new().await;
    let claim = bench.in_review(&facts()).await;
    let (paul, petra) = (id(&bench.paul), id(&bench.petra));
    let fields = [("members", paul.as_str()), ("members", petra.as_str())];
    bench.done(&bench.chandra, claim, "panel", &fields).await;
    for who in [&bench.chandra, &bench.paul] {
        let page = bench.page(who, claim).await.text();
        assert!(page.contains("Do you have a conflict?"));
        assert!(!page.contains("MINUSCA") && !page.contains("Worksheet"));
    }
    let sheet = bench.sheet(claim).await;
    let fields = [("worksheet_id", sheet.as_str()), ("outcome", "eligible")];
    bench.refused(&bench.paul, claim, "gate", &fields, "Declare first").await;
    bench.refused(&bench.paul, claim, "declaration", &[], "Answer this question").await;
    bench.done(&bench.paul, claim, "declaration", &[("declaration", "none")]).await;
    let page = bench.page(&bench.paul, claim).await.text();
    assert!(page.contains("MINUSCA") && page.contains("Worksheet"));
    bench
        .refused(&bench.paul, claim, "declaration", &[("declaration", "none")], "declared already")
        .await;
}

#[tokio::test]
async fn a_conflict_hides_the_claim_for_good() {
    let bench = Bench::new().await;
    let claim = bench.seated(&facts()).await;
    let reply = bench.send(&bench.paul, claim, "declaration", &[("declaration", "conflict")]).await;
    assert_eq!(reply.location(), "/panel");
    assert_eq!(bench.page(&bench.paul, claim).await.status, 404);
    let again = bench.send(&bench.paul, claim, "declaration", &[("declaration", "none")]).await;
    assert_eq!(again.status, 404);
    assert_eq!(bench.page(&bench.pia, claim).await.status, 404, "a stranger is told the same");
    let audited = bench.world.audited(claim).await;
    assert!(audited.contains(&"eligibility.declare_conflict".to_owned()));
}
