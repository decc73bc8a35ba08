//! Audits are made by themselves, kept, shown, and told loudly when they find something.

use crate::desk::{Desk, PLAIN};
use redress_kernel::Role;
use sqlx::AssertSqlSafe;
use time::Duration;

async fn runs(desk: &Desk) -> Vec<i32> {
    sqlx::query_scalar("select findings from ledger.audit_run order by begun_at, run_id")
        .fetch_all(&mut desk.world.db.superuser().await)
        .await
        .expect("readable")
}

/// Somebody with every right on the server.
async fn owner(desk: &Desk, sql: &str) {
    desk.world.db.tamper(sql).await;
}

#[tokio::test]
async fn the_service_audits_once_a_day() {
    let desk = Desk::new().await;
    desk.fund("50000.00").await;
    desk.accepted(&PLAIN).await;
    assert_eq!(runs(&desk).await, [0], "at its start, since there was none");
    desk.world.clock.advance(Duration::hours(23));
    desk.app.react().await;
    assert_eq!(runs(&desk).await, [0]);
    desk.world.clock.advance(Duration::hours(1));
    desk.app.react().await;
    assert_eq!(runs(&desk).await, [0, 0]);
    // The sessions of yesterday have ended.
    let bea = desk.world.person("approver.bea", &[Role::FinanceApprover]).await;
    let page = desk.app.get(&bea, "/finance").await.page();
    page.says("overview-audit-whole", &[("moment", "3 November 2026, 09:00 UTC")]);
}

#[tokio::test]
async fn a_broken_promise_is_kept_and_told_with_what_to_do() {
    let desk = Desk::new().await;
    desk.world.db.breaks(&[
        "balances_equal_sums",
        "contributions_are_booked",
        "contributions_come_to_accounts",
        "funds_equal_books",
    ]);
    desk.fund("100.00").await;
    owner(&desk, "update ledger.entry set amounts = array[amounts[1] + 1, amounts[2] - 1]").await;
    owner(&desk, "select ledger.take_moment()").await;
    owner(&desk, "update ledger.entry set amounts = array[amounts[1] + 1, amounts[2] - 1]").await;
    desk.app.react().await;
    let made = runs(&desk).await;
    assert!(made.len() == 1 && made[0] > 1, "{made:?}");
    for who in [&desk.farid, &desk.asha, &desk.ola] {
        desk.app.get(who, "/finance").await.page().says("overview-audit-broken", &[]);
        let list = desk.app.get(who, "/finance/audits").await.page();
        list.says("audit-broken", &[]);
        let path = list.attributes("a[href^='/finance/audits/']", "href")[0].clone();
        let page = desk.app.get(who, &path).await.page();
        for key in [
            "promise-balances_equal_sums",
            "promise-contributions_are_booked",
            "advice-books",
            "audit-broken-lead",
        ] {
            page.says(key, &[]);
        }
    }
    let mut db = desk.world.db.superuser().await;
    for table in ["audit_run", "audit_finding"] {
        let sql = AssertSqlSafe(format!("delete from ledger.{table}"));
        sqlx::raw_sql(sql).execute(&mut db).await.expect_err("append-only");
    }
}

#[tokio::test]
async fn a_check_is_run_as_soon_as_it_is_there() {
    let desk = Desk::new().await;
    desk.world.db.breaks(&["roof_is_tight"]);
    owner(
        &desk,
        "set role redress_owner; create function ledger.audit_roof() returns table (promise text, what text)
         language sql stable as $$ select 'roof_is_tight', 'north side' $$",
    )
    .await;
    let reply = desk.app.post(&desk.ola, "/finance/audits", &[]).await;
    let page = desk.app.get(&desk.ola, &reply.location()).await.page();
    page.says("promise-unnamed", &[("name", "roof_is_tight")]);
    page.shows("north side");
    assert_eq!(runs(&desk).await, [1]);
}

#[tokio::test]
async fn auditors_audit_when_they_like_and_nobody_else() {
    let desk = Desk::new().await;
    let page = desk.app.get(&desk.ola, "/finance/audits").await.page();
    assert!(page.has_button("audit-send"), "{page}");
    let reply = desk.app.post(&desk.ola, "/finance/audits", &[]).await;
    desk.app.get(&desk.ola, &reply.location()).await.page().says("audit-whole-lead", &[]);
    desk.app.get(&desk.farid, "/finance/audits").await.page().leaves_out("audit-send", &[]);
    assert_eq!(desk.app.post(&desk.farid, "/finance/audits", &[]).await.status, 403);
    let panel = desk.world.person("panel.paul", &[Role::PanelMember]).await;
    assert_eq!(desk.app.get(&panel, "/finance/audits").await.status, 403);
    // While one is under way, another is not begun.
    let mut other = desk.world.db.superuser().await;
    sqlx::raw_sql("begin; select ledger.begin_audit()").execute(&mut other).await.expect("held");
    let reply = desk.app.post(&desk.ola, "/finance/audits", &[]).await;
    Desk::tells(&reply, "audit-under-way");
    assert_eq!(runs(&desk).await, [0]);
}
