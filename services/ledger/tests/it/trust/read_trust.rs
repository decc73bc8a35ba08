//! What is held for children is read by claim code; of the day of age month and year alone.

use crate::desk::{Desk, PLAIN};
use crate::trust::children::{Child, GIRL, TRUST};
use axum::http::Method;
use redress_kernel::Role;
use redress_testkit::World;
use serde_json::json;

#[tokio::test]
async fn the_list_has_balances_by_code_and_nobody_sees_a_day_of_birth() {
    let desk = Desk::new().await;
    desk.fund("80000.00").await;
    let award = desk.child(&Child { of_age_on: "2031-05-17", ..GIRL }).await;
    let page = format!("{TRUST}/{}", award.claim);
    let paper = format!("{page}/print");
    for who in [&desk.farid, &desk.asha, &desk.ola] {
        for path in [TRUST, &page, &paper] {
            let page = desk.app.get(who, path).await.page();
            for shown in [award.code.as_str(), "70,569.00", "May 2031"] {
                page.shows(shown);
            }
            page.hides("2031-05-17");
            page.hides("17 May");
            page.says(if path == TRUST { "fund-basis-now" } else { "trust-basis" }, &[]);
        }
    }
    let print = desk.app.get(&desk.farid, &paper).await.page();
    assert!(!print.has("button.quiet"), "{print}");
}

#[tokio::test]
async fn a_liaison_finds_one_statement_by_its_code_and_no_list() {
    let desk = Desk::new().await;
    desk.fund("90000.00").await;
    let award = desk.child(&GIRL).await;
    let adult = desk.accepted(&PLAIN).await;
    let lena = desk.lena().await;
    let start = desk.app.get(&lena, TRUST).await.page();
    start.says("trust-code", &[]);
    start.hides(award.code.as_str());
    let find = format!("{TRUST}/find");
    let found = desk.app.post(&lena, &find, &[("code", award.code.as_str())]).await;
    let page = format!("{TRUST}/{}", award.claim);
    assert_eq!(found.location(), page);
    let statement = desk.app.get(&lena, &page).await.page();
    statement.shows("70,569.00");
    statement.says("trust-ask-heading", &[]);
    for code in [adult.code.as_str(), "nonsense"] {
        let reply = desk.app.post(&lena, &find, &[("code", code)]).await;
        Desk::tells(&reply, "trust-code-unknown");
    }
    assert_eq!(desk.app.get(&lena, &format!("{TRUST}/{}", adult.claim)).await.status, 404);
    assert_eq!(desk.app.get(&lena, "/finance").await.status, 403);
    for role in [Role::Advocate, Role::IntakeOfficer, Role::PanelMember, Role::Administrator] {
        let who = desk.world.person(role.as_str(), &[role]).await;
        assert_eq!(desk.app.get(&who, TRUST).await.status, 403, "{}", role.as_str());
        assert_eq!(desk.app.get(&who, &page).await.status, 403, "{}", role.as_str());
    }
    let audited = desk.world.audited(award.claim).await;
    assert!(audited.iter().any(|one| one == "ledger.read_trust"), "{audited:?}");
}

#[tokio::test]
async fn the_json_twins_tell_the_same() {
    let desk = Desk::on(World::with_provider().await).await;
    desk.fund("80000.00").await;
    desk.terms("2026-11-01", "0.03").await;
    let award = desk.child(&GIRL).await;
    desk.days(29).await;
    desk.app.react().await;
    let get = async |path: String| {
        desk.app.call("auditor.ola", Method::GET, &path, None, &[]).await.json()
    };
    let listed = get("/api/ledger/trust".to_owned()).await;
    assert_eq!(listed["total"], json!({ "amount": "70737.21", "currency": "USD" }));
    assert_eq!(listed["held"][0]["of_age_month"], "2027-11");
    let one = get(format!("/api/ledger/trust/{}", award.claim)).await;
    assert_eq!(one["lines"][1]["amount"]["amount"], "168.21");
    assert_eq!(one["lines"][1]["annual_rate"], "0.03");
    assert_eq!(one["years"][0]["closing"]["amount"], "70737.21");
    assert!(!one.to_string().contains("2027-11-20"), "{one}");
    let terms = json!({ "effective_from": "2027-01-01", "annual_rate": "0.02", "method": "x" });
    let path = "/api/ledger/trust-terms";
    let done = desk.app.call("finance.farid", Method::POST, path, Some(&terms), &[]).await.json();
    let path = format!("{path}/{}", done["terms_id"].as_str().expect("an id"));
    let step = json!({ "step": "confirmed" });
    let done = desk.app.call("approver.asha", Method::POST, &path, Some(&step), &[]).await;
    assert_eq!(done.status, 200, "{}", done.text());
}

#[tokio::test]
async fn the_database_tells_a_liaison_nothing_of_a_child_whom_she_serves_otherwise() {
    let desk = Desk::new().await;
    desk.fund("80000.00").await;
    desk.terms("2026-11-01", "0.03").await;
    let award = desk.child(&GIRL).await;
    desk.days(29).await;
    desk.app.react().await;
    let lena = desk.lena().await;
    let id = lena.actor.actor_id;
    let mut db = desk.world.db.begin_as("redress_ledger", id, "liaison").await;
    let mut told = async || -> Vec<i64> {
        sqlx::query_scalar(
            "select count(*) from ledger.trust_files($1) union all select count(*) from ledger.trust_moves($1)
             union all select count(*) from ledger.trust_interest_of($1)
             union all select count(ledger.trust_claim($2))",
        )
        .bind(award.claim.0)
        .bind(award.code.as_str())
        .fetch_all(&mut db)
        .await
        .expect("an answer")
    };
    assert_eq!(
        told().await,
        [1, 2, 1, 1],
        "the file, its deposit and interest, the terms, the claim"
    );
    desk.seat_on_panel(&lena, &award).await;
    assert_eq!(told().await, [0, 0, 0, 0]);
}
