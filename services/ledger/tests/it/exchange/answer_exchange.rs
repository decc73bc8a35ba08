//! An exchange is confirmed by another person, and booked at average cost.

use crate::desk::{Desk, PLAIN};
use crate::exchange::abroad::{
    account, answer, as_person, broken, exchanged, later, prepare, refused, sum,
};
use crate::signed_in::done;
use redress_kernel::Role;
use redress_testkit::World;
use serde_json::json;

#[tokio::test]
async fn foreign_cash_goes_at_average_cost_and_all_back_leaves_what_was_won() {
    let desk = Desk::new().await;
    desk.fund("50000.00").await;
    account(&desk, "eur-main", "EUR").await;
    exchanged(&desk, ("", "1100", "eur-main", "1000", "2026-11-02")).await;
    exchanged(&desk, ("", "545", "eur-main", "500", "2026-11-02")).await;
    assert_eq!(sum(&desk, "currency_exchange", "USD", "eur-main", None).await, "1645");
    assert_eq!(sum(&desk, "currency_exchange", "EUR", "eur-main", None).await, "-1500");
    // 1645 x 333.33 / 1500 = 365.5519.
    exchanged(&desk, ("eur-main", "333.33", "", "380", "2026-11-02")).await;
    assert_eq!(sum(&desk, "currency_exchange", "USD", "eur-main", None).await, "1279.45");
    assert_eq!(sum(&desk, "exchange_difference", "USD", "", None).await, "-14.45");
    let cash = desk.app.get(&desk.ola, "/finance/cash").await.page();
    // 1166.67 / 0.925 = 1261.26, and it cost 1279.45.
    for shown in ["1,166.67\u{a0}EUR", "1,279.45\u{a0}USD", "1,261.26\u{a0}USD", "-18.19\u{a0}USD"]
    {
        cash.shows(shown);
    }
    // What it has, foreign cash at cost.
    desk.app.get(&desk.ola, "/finance/fund").await.page().shows("50,014.45");
    exchanged(&desk, ("eur-main", "1166.67", "", "1200", "2026-11-02")).await;
    for (head, currency) in
        [("fund_cash", "EUR"), ("currency_exchange", "EUR"), ("currency_exchange", "USD")]
    {
        assert_eq!(sum(&desk, head, currency, "eur-main", None).await, "0", "{head} {currency}");
    }
    // 380 + 1200 - 1645.
    assert_eq!(sum(&desk, "exchange_difference", "USD", "", None).await, "65");
    assert_eq!(broken(&desk).await, []);
}

#[tokio::test]
async fn nobody_confirms_an_own_exchange_and_none_is_answered_twice() {
    let desk = Desk::new().await;
    desk.fund("5000.00").await;
    account(&desk, "eur-main", "EUR").await;
    let both = [Role::FinanceOfficer, Role::FinanceApprover];
    let bo = desk.world.person("finance.bo", &both).await;
    let fields = [
        ("from", ""),
        ("left", "110"),
        ("to", "eur-main"),
        ("arrived", "100"),
        ("day", "2026-11-02"),
        ("bank_reference", "FX 2"),
    ];
    desk.app.post(&bo, "/finance/cash/exchanges", &fields).await.location();
    let id: redress_kernel::Uuid = desk.one("select exchange_id from ledger.exchange").await;
    let path = format!("/finance/cash/exchanges/{id}");
    let confirmed = [("answer", "confirmed")];
    let own = desk.app.post(&bo, &path, &confirmed).await;
    own.page().refuses("own-exchange", &[]);
    let sql = format!(
        "insert into ledger.exchange_answer (exchange_id, outcome, entry_id, answered_by, answered_at)
         values ('{id}', 'confirmed', gen_random_uuid(), gen_random_uuid(), now())"
    );
    let mut db = as_person(&desk, &bo, "finance_officer,finance_approver").await;
    assert_eq!(refused(&mut db, &sql).await, "own_exchange");
    for who in [&desk.farid, &desk.ola] {
        assert_eq!(desk.app.post(who, &path, &confirmed).await.status, 403);
    }
    Desk::tells(&desk.app.post(&desk.asha, &path, &[("answer", "maybe")]).await, "choice-unknown");
    let replies = tokio::join!(
        desk.app.post(&desk.asha, &path, &confirmed),
        desk.app.post(&desk.asha, &path, &confirmed)
    );
    let done = [&replies.0, &replies.1].iter().filter(|reply| reply.status == 303).count();
    assert_eq!((done, sum(&desk, "fund_cash", "EUR", "eur-main", None).await.as_str()), (1, "100"));
    let late = desk.app.post(&desk.asha, &path, &[("answer", "refused")]).await;
    late.page().refuses("exchange-answered", &[]);
    // Refused, another may be prepared.
    let moved = ("eur-main", "50", "", "55", "2026-11-02");
    prepare(&desk, moved).await.location();
    assert_eq!(answer(&desk, "refused").await.location(), "/finance/cash/exchanges");
    exchanged(&desk, moved).await;
    assert_eq!(broken(&desk).await, []);
}

#[tokio::test]
async fn more_than_is_there_or_out_of_order_is_not_booked() {
    let desk = Desk::new().await;
    desk.fund("1000.00").await;
    account(&desk, "eur-main", "EUR").await;
    prepare(&desk, ("", "1000.01", "eur-main", "900", "2026-11-02")).await.location();
    Desk::tells(&answer(&desk, "confirmed").await, "cash-overdrawn");
    answer(&desk, "refused").await.location();
    exchanged(&desk, ("", "550", "eur-main", "500", "2026-11-02")).await;
    prepare(&desk, ("eur-main", "500.01", "", "1", "2026-11-02")).await.location();
    Desk::tells(&answer(&desk, "confirmed").await, "cash-overdrawn");
    answer(&desk, "refused").await.location();
    prepare(&desk, ("eur-main", "100", "", "110", "2026-11-01")).await.location();
    let reply = answer(&desk, "confirmed").await;
    Desk::tells(&reply, "cash-order");
    let told = reply.page().texts_of("[role=alert] li").concat();
    assert!(told.contains("eur-main") && told.contains("2026-11-02"), "{told}");
    assert_eq!(sum(&desk, "fund_cash", "EUR", "eur-main", None).await, "500");
    assert_eq!(broken(&desk).await, []);
}

#[tokio::test]
async fn between_two_foreign_currencies_a_missing_rate_stops() {
    let desk = Desk::new().await;
    desk.fund("5000.00").await;
    account(&desk, "eur-main", "EUR").await;
    account(&desk, "syp-main", "SYP").await;
    account(&desk, "xaf-main", "XAF").await;
    exchanged(&desk, ("", "1100", "eur-main", "1000", "2026-11-02")).await;
    prepare(&desk, ("eur-main", "100", "syp-main", "1400000", "2026-11-02")).await.location();
    Desk::tells(&answer(&desk, "confirmed").await, "rate-missing");
    answer(&desk, "refused").await.location();
    exchanged(&desk, ("eur-main", "100", "xaf-main", "65000", "2026-11-02")).await;
    // 65000 / 605.25 = 107.39, and 100 euros cost 110.
    assert_eq!(sum(&desk, "currency_exchange", "USD", "xaf-main", None).await, "107.39");
    assert_eq!(sum(&desk, "exchange_difference", "USD", "", None).await, "2.61");
    let rate: String = desk
        .one("select r.currency from ledger.exchange_answer a join shared.rate r using (rate_id)")
        .await;
    assert_eq!(rate, "XAF", "the rate that was used is kept");
    assert_eq!(broken(&desk).await, []);
}

#[tokio::test]
async fn dollars_that_come_back_cover_awards_that_waited() {
    let desk = Desk::new().await;
    desk.fund("5000.00").await;
    account(&desk, "eur-main", "EUR").await;
    account(&desk, "usd-two", "USD").await;
    exchanged(&desk, ("", "4400", "eur-main", "4000", "2026-11-02")).await;
    exchanged(&desk, ("", "500", "usd-two", "485", "2026-11-02")).await;
    assert_eq!(desk.balance("bank_charges").await, "15.00");
    let wish = crate::desk::Wish { net: "2000.00", ..PLAIN };
    desk.accepted(&wish).await;
    assert_eq!(desk.balance("awards_payable").await, "0.00", "euros are no dollars (R-26)");
    exchanged(&desk, ("eur-main", "4000", "", "4300", "2026-11-02")).await;
    assert_eq!(desk.balance("awards_payable").await, "2000.00");
    assert_eq!(broken(&desk).await, []);
}

/// The service, in the name of a person, posts an exchange that nobody prepared.
fn posted(kind: &str, amount: &str, more: &str) -> String {
    format!(
        "begin;
         insert into shared.audit (actor_id, roles, action)
           values (shared.actor_id(), array_to_string(shared.actor_roles(), ','), 'test');
         select ledger.post(array['00000000-0000-0000-0000-0000000000e1']::uuid[], '{{{kind}}}', '{{2026-11-02}}', '{{null}}',
           '{{null}}', '{{1,1}}', '{{fund_cash,fund_cash}}', '{{usd-two,\"\"}}', '{{debit,credit}}',
           array[{amount}, {amount}]::numeric[], '{{USD,USD}}');
         {more}
         commit"
    )
}

#[tokio::test]
async fn the_database_takes_no_exchange_without_two_people_nor_beyond_what_is_there() {
    let desk = Desk::new().await;
    desk.fund("1000.00").await;
    account(&desk, "usd-two", "USD").await;
    for kind in ["exchange", "transfer"] {
        let mut db = as_person(&desk, &desk.farid, "finance_officer").await;
        assert_eq!(refused(&mut db, &posted(kind, "100", "")).await, "exchange_by_two", "{kind}");
        let mut db = as_person(&desk, &desk.farid, "finance_officer").await;
        let over = refused(&mut db, &posted(kind, "1000.01", "")).await;
        assert_eq!(over, "cash_overdrawn", "{kind}");
    }
    // One that was prepared stands on its answer, and is of its kind.
    prepare(&desk, ("", "100", "usd-two", "100", "2026-11-02")).await.location();
    let answer = "insert into ledger.exchange_answer (exchange_id, outcome, entry_id, answered_by, answered_at)
      select exchange_id, 'confirmed', '00000000-0000-0000-0000-0000000000e1', shared.actor_id(), now() from ledger.exchange;";
    let mut db = as_person(&desk, &desk.asha, "finance_approver").await;
    assert_eq!(refused(&mut db, &posted("exchange", "100", answer)).await, "exchange_by_two");
    let mut db = as_person(&desk, &desk.asha, "finance_approver").await;
    done(&mut db, &posted("transfer", "100", answer)).await;
    assert_eq!(broken(&desk).await, []);
}

#[tokio::test]
async fn a_closed_month_takes_no_exchange() {
    let desk = Desk::new().await;
    desk.fund("5000.00").await;
    account(&desk, "eur-main", "EUR").await;
    prepare(&desk, ("", "1100", "eur-main", "1000", "2026-11-02")).await.location();
    let mut db = as_person(&desk, &desk.asha, "finance_approver").await;
    done(
        &mut db,
        "begin; insert into shared.audit (actor_id, roles, action) values (shared.actor_id(), 'finance_approver', 'test');
         insert into ledger.period_step (period, step, reason) values ('2026-11-01', 'closed', 'end'); commit",
    )
    .await;
    later(&desk, 30).await;
    Desk::tells(&answer(&desk, "confirmed").await, "period-closed");
    assert_eq!(sum(&desk, "fund_cash", "EUR", "eur-main", None).await, "0");
}

#[tokio::test]
async fn the_api_does_the_same() {
    use axum::http::Method;
    let desk = Desk::on(World::with_provider().await).await;
    desk.fund("5000.00").await;
    let (farid, asha) = ("finance.farid", "approver.asha");
    let api = async |who: &str, path: &str, body: serde_json::Value| {
        let path = format!("/api/ledger/{path}");
        let reply = desk.app.call(who, Method::POST, &path, Some(&body), &[]).await;
        assert_eq!(reply.status, 200, "{path}: {}", reply.text());
        reply.json()
    };
    let new =
        json!({ "code": "eur-main", "currency": "EUR", "name": "Operations", "last_four": "0001" });
    api(farid, "bank-accounts", new).await;
    api(asha, "bank-accounts/eur-main/confirm", json!({})).await;
    let moved = json!({ "to": "eur-main", "left": { "amount": "1100.00", "currency": "USD" },
        "arrived": { "amount": "1000.00", "currency": "EUR" }, "day": "2026-11-02", "bank_reference": "FX" });
    let made = api(farid, "exchanges", moved).await;
    let id = made["exchange_id"].as_str().expect("an id");
    api(asha, &format!("exchanges/{id}/answer"), json!({ "answer": "confirmed" })).await;
    let get = async |path: &str| {
        desk.app
            .call("auditor.ola", Method::GET, &format!("/api/ledger/{path}"), None, &[])
            .await
            .json()
    };
    let cash = get("bank-accounts").await;
    assert_eq!(cash["general"]["amount"], "3900.00");
    assert_eq!(cash["accounts"][0]["unrealised"]["amount"], "-18.92", "{cash}");
    assert!(!cash.to_string().contains("opened_by"), "{cash}");
    assert_eq!(get("exchanges").await[0]["state"], "confirmed");
    assert_eq!(get("rates/EUR").await[0]["currency"], "EUR");
    for path in ["revaluations", "bookings"] {
        assert_eq!(get(path).await, json!([]), "{path}");
    }
}
