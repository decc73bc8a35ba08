//! A month is closed by typing what the trial balance says, and takes nothing more.

use crate::desk::Desk;
use crate::exchange::abroad::{as_person, refused};
use crate::signed_in::done;
use redress_testkit::World;
use serde_json::json;

/// A desk that has 100 dollars from October, sealed.
pub async fn after_october() -> Desk {
    let desk = Desk::new().await;
    assert_eq!(desk.fund_on("2026-10-15", "100.00").await.location(), "/finance/fund/income");
    desk.seal().await;
    desk
}

const CLOSE: &str = "/finance/periods/2026-10/close";
pub const ANSWER: [(&str, &str); 2] =
    [("total_USD", "100.00"), ("reason", "The bank sends October on 5 November")];

#[tokio::test]
async fn a_month_is_closed_once_all_is_done_and_takes_nothing_more() {
    let desk = after_october().await;
    let page = desk.app.get(&desk.asha, "/finance/periods/2026-10").await.page();
    assert!(page.has("[name=total_USD]"), "{page}");
    page.shows("October 2026");
    // The total is typed, not copied.
    page.hides("100.00");
    let post = async |fields: &[(&str, &str)]| desk.app.post(&desk.asha, CLOSE, fields).await;
    Desk::tells(&post(&[("total_USD", "100.01"), ANSWER[1]]).await, "#total_USD");
    Desk::tells(&post(&[("reason", "none typed")]).await, "#total_USD");
    Desk::tells(&post(&[ANSWER[0], ("total_EUR", "5"), ANSWER[1]]).await, "#total_EUR");
    Desk::tells(&post(&[ANSWER[0], ("total_USD", "100"), ANSWER[1]]).await, "#total_USD");
    // No statement reaches the end of the month: that must be answered for.
    Desk::tells(&post(&ANSWER[..1]).await, "#reason");
    assert_eq!(desk.count("select count(*) from ledger.period_step").await, 0);
    assert_eq!(post(&ANSWER).await.location(), "/finance/periods/2026-10");

    let page = desk.app.get(&desk.ola, "/finance/periods/2026-10").await.page();
    for said in ["period-closed", "check-answered", "checklist-kept-caption"] {
        page.says(said, &[]);
    }
    page.shows(ANSWER[1].1);
    page.shows("100.00\u{a0}USD");
    let text = page.text();
    let place = |item: &str| text.find(&page.worded(&format!("check-{item}"), &[])).expect(item);
    let last = place("sealed");
    assert!(place("month_over") < last && place("audit_clean") < last, "{text}");
    let kept = "select count(*) from ledger.period_check where not is_done and item = 'statements_complete'";
    assert_eq!(desk.count(kept).await, 1);
    Desk::tells(&desk.fund_on("2026-10-31", "1").await, "period-closed");
    assert_eq!(desk.fund_on("2026-11-01", "1").await.location(), "/finance/fund/income");
    Desk::tells(&post(&ANSWER).await, "period-step-order");
}

#[tokio::test]
async fn what_would_be_booked_into_the_month_can_not_be_answered_for() {
    let desk = Desk::new().await;
    desk.fund_on("2026-10-15", "100.00").await;
    let close = async || desk.app.post(&desk.asha, CLOSE, &ANSWER).await;
    Desk::tells(&close().await, "period-not-ready");
    let page = desk.app.get(&desk.asha, "/finance/periods/2026-10").await.page();
    assert!(!page.has("[name=total_USD]"), "no form while something is open: {page}");
    page.says("check-do-sealed", &[]);
    desk.seal().await;
    // September has an entry now, and is open.
    desk.fund_on("2026-09-30", "7").await;
    desk.seal().await;
    let refused = close().await;
    assert_eq!(refused.status, 422);
    assert!(refused.page().links_to("/finance/periods/2026-09"), "{}", refused.text());
    // November is not over.
    let november = "/finance/periods/2026-11/close";
    let early = desk.app.post(&desk.asha, november, &ANSWER).await;
    assert_eq!(early.status, 422);
    early.page().says("check-do-month_over", &[]);
    assert_eq!(desk.count("select count(*) from ledger.period_step").await, 0);
}

#[tokio::test]
async fn an_officer_or_auditor_does_not_close() {
    let desk = after_october().await;
    for who in [&desk.farid, &desk.ola] {
        assert_eq!(desk.app.post(who, CLOSE, &ANSWER).await.status, 403);
        let page = desk.app.get(who, "/finance/periods/2026-10").await.page();
        page.says("period-approver-closes", &[]);
    }
}

#[tokio::test]
async fn sending_it_twice_closes_once_and_the_next_month_follows() {
    let desk = after_october().await;
    for _ in 0..2 {
        let reply = desk.app.post_once(&desk.asha, CLOSE, "key", &ANSWER).await;
        assert_eq!(reply.location(), "/finance/periods/2026-10");
    }
    assert_eq!(desk.count("select count(*) from ledger.period_step").await, 1);
    desk.later(30).await;
    let fields = [("total_USD", "100"), ("reason", "as before")];
    // Nothing moved in November: nothing is to be answered for, and a reason does no harm.
    let reply = desk.app.post(&desk.asha, "/finance/periods/2026-11/close", &fields).await;
    assert_eq!(reply.location(), "/finance/periods/2026-11");
}

#[tokio::test]
async fn money_that_comes_to_a_month_before_the_closed_ones_is_found_by_the_audit() {
    let desk = after_october().await;
    desk.world.db.breaks(&["closed_totals_stand"]);
    desk.app.post(&desk.asha, CLOSE, &ANSWER).await;
    let found =
        "select count(*) from (select shared.act_as(gen_random_uuid(), 'auditor', '', '')) s,
      lateral (select * from ledger.audit_periods() where s is not null) a";
    assert_eq!(desk.count(found).await, 0);
    // September had no entry and was never closed.
    assert_eq!(desk.fund_on("2026-09-30", "7").await.location(), "/finance/fund/income");
    assert_eq!(desk.count(found).await, 1, "October ends with 107 now and was closed with 100");
}

#[tokio::test]
async fn the_json_twin_closes_and_says_why_not() {
    let desk = Desk::on(World::with_provider().await).await;
    desk.fund_on("2026-10-15", "100.00").await;
    let (asha, farid) = ("approver.asha", "finance.farid");
    let (get, post) = (axum::http::Method::GET, axum::http::Method::POST);
    let path = "/api/ledger/periods/2026-10";
    let close = format!("{path}/close");
    let body = json!({ "totals": [{ "amount": "100.00", "currency": "USD" }], "reason": "x" });
    let reply = desk.app.call(asha, post.clone(), &close, Some(&body), &[]).await;
    assert_eq!((reply.status.as_u16(), &reply.json()["code"]), (409, &json!("period-not-ready")));
    desk.seal().await;
    let month = desk.app.call(asha, get.clone(), path, None, &[]).await.json();
    assert_eq!((&month["state"], &month["totals"]), (&json!("open"), &json!([])));
    let open: Vec<_> = month["checks"].as_array().expect("a list").iter().collect();
    let open: Vec<_> = open.iter().filter(|check| check["is_done"] == false).collect();
    assert_eq!(open.len(), 1, "{open:?}");
    assert_eq!(open[0]["item"], "statements_complete");
    let reply = desk.app.call(asha, post.clone(), &close, Some(&body), &[]).await;
    assert_eq!(reply.json(), json!({ "month": "2026-10", "step": "closed" }));
    let month = desk.app.call(asha, get.clone(), path, None, &[]).await.json();
    assert_eq!(month["totals"], body["totals"]);
    let gift = json!({ "kind": "voluntary", "amount": { "amount": "5.00", "currency": "USD" },
        "received_on": "2026-10-31", "reference": "late" });
    let late =
        desk.app.call(farid, post.clone(), "/api/ledger/contributions", Some(&gift), &[]).await;
    assert_eq!((late.status.as_u16(), &late.json()["code"]), (409, &json!("period-closed")));
    let ask = json!({ "reason": "A gift was missed" });
    let asking = format!("{path}/ask-reopening");
    let asked = desk.app.call(farid, post.clone(), &asking, Some(&ask), &[]).await;
    assert_eq!(asked.json()["step"], "asked");
    let reopen = desk.app.call(asha, post, &format!("{path}/reopen"), None, &[]).await;
    assert_eq!(reopen.json()["step"], "reopened");
    let months = desk.app.call(asha, get, "/api/ledger/periods", None, &[]).await.json();
    assert_eq!(months[1], json!({ "month": "2026-10", "state": "open" }));
}

#[tokio::test]
async fn the_database_lets_an_officer_ask_and_nothing_more() {
    let desk = Desk::new().await;
    let step = |step: &str| {
        format!(
            "begin;
             insert into shared.audit (actor_id, roles, action)
               values (shared.actor_id(), array_to_string(shared.actor_roles(), ','), 'test');
             insert into ledger.period_step (period, step, reason) values ('2026-10-01', '{step}', 'x');
             commit"
        )
    };
    let mut officer = as_person(&desk, &desk.farid, "finance_officer").await;
    assert_eq!(refused(&mut officer, &step("closed")).await, "period_by_approver");
    let mut approver = as_person(&desk, &desk.asha, "finance_approver").await;
    done(&mut approver, &step("closed")).await;
    let mut officer = as_person(&desk, &desk.farid, "finance_officer").await;
    done(&mut officer, &step("asked")).await;
    assert_eq!(refused(&mut officer, &step("reopened")).await, "period_by_approver");
}
