//! `ledger.read_log`: auditors see who did what, by claim, person, action and day, page by page.

use crate::desk::{Desk, PLAIN};
use sqlx::AssertSqlSafe;

const HERE: &str = "/finance/log";

#[tokio::test]
async fn auditors_read_the_log_and_that_is_in_it_too() {
    let desk = Desk::new().await;
    desk.fund("100.00").await;
    let page = desk.app.get(&desk.ola, HERE).await.page();
    page.shows("ledger.record_contribution");
    page.hides("ledger.read_log");
    desk.app.get(&desk.ola, HERE).await.page().shows("ledger.read_log");
    desk.app.get(&desk.ola, "/finance/audits").await.page().says("log-way", &[]);
    for who in [&desk.farid, &desk.asha, &desk.amina] {
        assert_eq!(desk.app.get(who, HERE).await.status, 403);
    }
    desk.app.get(&desk.farid, "/finance/audits").await.page().leaves_out("log-way", &[]);
}

#[tokio::test]
async fn the_log_is_narrowed_by_claim_person_action_and_day() {
    let desk = Desk::new().await;
    desk.fund("50000.00").await;
    let award = desk.accepted(&PLAIN).await;
    desk.planned(&award).await;
    let farid = desk
        .one::<String>("select label from shared.actor where 'finance_officer' = any (roles)")
        .await;
    let asked = [
        (format!("code={}", award.code), "ledger.plan_payment", "ledger.record_contribution"),
        (format!("person={farid}"), "ledger.record_contribution", "ledger.read_log"),
        (
            "action=ledger.record_contribution".to_owned(),
            "ledger.record_contribution",
            "ledger.plan_payment",
        ),
    ];
    for (query, shown, hidden) in asked {
        let page = desk.app.get(&desk.ola, &format!("{HERE}?{query}")).await.page();
        let actions = page.texts_of("td .code");
        assert!(actions.iter().any(|action| action == shown), "{query}: {actions:?}");
        assert!(actions.iter().all(|action| action != hidden), "{query}: {actions:?}");
    }
    let old = desk.app.get(&desk.ola, &format!("{HERE}?day=2020-01-01")).await.page();
    old.says("log-none", &[]);
    for (query, code) in [
        ("code=0000-0000-0000-0000", "log-code-unknown"),
        ("code=x", "log-code-unknown"),
        ("person=nobody", "log-person-unknown"),
        ("day=yesterday", "date-impossible"),
    ] {
        desk.app.get(&desk.ola, &format!("{HERE}?{query}")).await.page().refuses(code, &[]);
    }
}

#[tokio::test]
async fn a_long_log_goes_on_page_by_page_and_by_index() {
    let desk = Desk::new().await;
    let long = "insert into shared.audit (actor_id, roles, action, claim_id)
                select md5((n % 1000)::text)::uuid, 'x', 'test.many', md5((n % 5000)::text)::uuid from generate_series(1, 100000) n;
                analyze shared.audit";
    desk.world.db.tamper(long).await;
    let first = desk.app.get(&desk.ola, &format!("{HERE}?action=test.many")).await.page();
    assert_eq!(first.count("tbody tr"), 50);
    let next = first.next_page().expect("it goes on");
    assert!(next.contains("action=test.many"), "{next}");
    assert_eq!(desk.app.get(&desk.ola, &next).await.page().count("tbody tr"), 50);

    let mut db = desk.world.db.superuser().await;
    for (one, index) in [("claim_id", "audit_claim_idx"), ("actor_id", "audit_actor_idx")] {
        let plan: Vec<String> = sqlx::query_scalar(AssertSqlSafe(format!(
            "explain select * from shared.audit where {one} = md5('7')::uuid and audit_id < 90000
             order by audit_id desc limit 51"
        )))
        .fetch_all(&mut db)
        .await
        .expect("planned");
        assert!(plan.join("\n").contains(index), "{plan:#?}");
    }
}

#[tokio::test]
async fn what_was_refused_is_in_the_log_with_who_and_where_and_nothing_that_was_sent() {
    let desk = Desk::new().await;
    assert_eq!(desk.app.get(&desk.farid, HERE).await.status, 403);
    let sent = [("amount", "987654.32")];
    assert_eq!(desk.app.post(&desk.ola, "/finance/fund/income", &sent).await.status, 403);
    let rows: Vec<(sqlx::types::Uuid, String)> = sqlx::query_as(
        "select actor_id, subject from shared.audit where action = 'web.refused' order by audit_id",
    )
    .fetch_all(&mut desk.world.db.superuser().await)
    .await
    .expect("readable");
    let (farid, ola) = (desk.farid.actor.actor_id.0, desk.ola.actor.actor_id.0);
    assert_eq!(
        rows,
        [(farid, format!("GET {HERE}")), (ola, "POST /finance/fund/income".to_owned())]
    );
}
