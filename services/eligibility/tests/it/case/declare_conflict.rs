//! Nothing is shown before the declaration, and nothing any more after a conflict.

use crate::bench::{Bench, facts, id};
use redress_kernel::Role;
use redress_testkit::Who;

#[tokio::test]
async fn nothing_is_shown_before_the_declaration() {
    let bench = Bench::new().await;
    let claim = bench.in_review(&facts()).await;
    let (paul, petra) = (id(&bench.paul), id(&bench.petra));
    let fields = [("members", paul.as_str()), ("members", petra.as_str())];
    bench.done(&bench.chandra, claim, "panel", &fields).await;
    for who in [&bench.chandra, &bench.paul] {
        let page = bench.page(who, claim).await.page();
        page.says("declare-question", &[]);
        page.hides("MINUSCA");
        page.leaves_out("sheet-heading", &[]);
    }
    let sheet = bench.sheet(claim).await;
    let fields = [("worksheet_id", sheet.as_str()), ("outcome", "eligible")];
    bench.refused(&bench.paul, claim, "gate", &fields, "declare-first").await;
    bench.refused(&bench.paul, claim, "declaration", &[], "field-required").await;
    bench.done(&bench.paul, claim, "declaration", &[("declaration", "none")]).await;
    let page = bench.page(&bench.paul, claim).await.page();
    page.shows("MINUSCA");
    page.says("sheet-heading", &[]);
    bench
        .refused(&bench.paul, claim, "declaration", &[("declaration", "none")], "declared-already")
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

#[tokio::test]
async fn a_conflict_hides_the_claim_from_every_service() {
    let bench = Bench::new().await;
    let claim = bench.seated(&facts()).await;
    let seen = async |who: &Who, service: &str| {
        let mut db = bench.world.db.superuser().await;
        let mut tx = sqlx::Connection::begin(&mut db).await.expect("the database answers");
        let role = if who.actor.has(Role::PanelChair) { "panel_chair" } else { "panel_member" };
        let sql = format!(
            "select shared.act_as('{}', '{role}', '', '');
             set local session authorization redress_{service}",
            id(who)
        );
        sqlx::raw_sql(sqlx::AssertSqlSafe(sql)).execute(&mut *tx).await.expect("acts");
        let claims = "select count(*) from shared.claim where claim_id = $1";
        sqlx::query_scalar::<_, i64>(claims)
            .bind(claim.0)
            .fetch_one(&mut *tx)
            .await
            .expect("counts")
    };
    for who in [&bench.paul, &bench.chandra] {
        for service in ["intake", "eligibility", "ledger", "documents"] {
            assert_eq!(seen(who, service).await, 1, "{service}");
        }
        bench.done(who, claim, "declaration", &[("declaration", "conflict")]).await;
        for service in ["intake", "eligibility", "ledger", "documents"] {
            assert_eq!(seen(who, service).await, 0, "{service}");
        }
    }
}
