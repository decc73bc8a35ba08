//! Money comes to accounts in other currencies, at its value of that day.

use crate::desk::{Desk, PLAIN, Wish};
use crate::exchange::abroad::{
    account, answer, as_person, broken, exchanged, later, prepare, refused, sum,
};
use redress_kernel::Uuid;
use redress_testkit::{Reply, World};
use rust_decimal_macros::dec;
use serde_json::json;

const INCOME: &str = "/finance/fund/income";

/// Fields of a contribution: account, sum, day.
pub async fn gives(desk: &Desk, of: (&str, &str, &str), more: &[(&str, &str)]) -> Reply {
    let fields = [
        ("kind", "voluntary"),
        ("bank_account", of.0),
        ("amount", of.1),
        ("received_on", of.2),
        ("reference", "EU-1"),
    ];
    desk.app.post(&desk.farid, INCOME, &[&fields[..], more].concat()).await
}

#[tokio::test]
async fn euros_have_the_value_of_their_day_and_cover_awards_once_they_are_dollars() {
    let desk = Desk::new().await;
    desk.funder("north").await;
    account(&desk, "eur-main", "EUR").await;
    let of_north = [("funder", "north"), ("purpose", "awards")];
    let reply = gives(&desk, ("eur-main", "1 000.00", "2026-11-02"), &of_north).await;
    assert_eq!(reply.location(), INCOME);
    // 1000 / 0.925 = 1081.0810...
    assert_eq!(sum(&desk, "fund_cash", "EUR", "eur-main", None).await, "1000");
    assert_eq!(sum(&desk, "currency_exchange", "EUR", "eur-main", None).await, "-1000");
    assert_eq!(sum(&desk, "currency_exchange", "USD", "eur-main", None).await, "1081.08");
    assert_eq!(sum(&desk, "contributions", "USD", "north:awards", None).await, "-1081.08");
    let page = desk.app.get(&desk.ola, INCOME).await.page();
    for shown in ["eur-main", "1,000.00\u{a0}EUR", "1,081.08\u{a0}USD"] {
        page.shows(shown);
    }
    desk.accepted(&Wish { net: "1000.00", ..PLAIN }).await;
    assert_eq!(desk.uncommitted().await, dec!(0), "euros pay no award");
    assert_eq!(desk.balance("awards_payable").await, "0.00");
    exchanged(&desk, ("eur-main", "1000", "", "1078", "2026-11-02")).await;
    assert_eq!(desk.balance("awards_payable").await, "1000.00");
    // 1081.08 was its value, 1078 came of it.
    assert_eq!(sum(&desk, "exchange_difference", "USD", "", None).await, "3.08");
    assert_eq!(broken(&desk).await, []);
}

#[tokio::test]
async fn what_can_not_be_taken_is_told_and_changes_nothing() {
    let desk = Desk::new().await;
    account(&desk, "eur-main", "EUR").await;
    account(&desk, "syp-main", "SYP").await;
    account(&desk, "xaf-main", "XAF").await;
    let refusals = [
        (("eur-none", "10", "2026-11-02"), "bank-account-unknown"),
        (("syp-main", "1000", "2026-11-02"), "rate-missing"),
        (("eur-main", "10.001", "2026-11-02"), "#amount"),
        (("eur-main", "-1", "2026-11-02"), "#amount"),
        (("eur-main", "10", "2026-11-03"), "#received_on"),
        (("xaf-main", "1", "2026-11-02"), "amount-worth-nothing"),
    ];
    for (of, told) in refusals {
        let reply = gives(&desk, of, &[]).await;
        assert!(reply.status == 422 || reply.status == 409, "{told}: {}", reply.status);
        Desk::refuses(&reply, told);
    }
    gives(&desk, ("eur-main", "10", "2026-11-02"), &[]).await.location();
    let late = gives(&desk, ("eur-main", "10", "2026-11-01"), &[]).await;
    late.page().refuses("cash-order", &[("account", "eur-main")]);
    let other = json!({ "kind": "voluntary", "bank_account": "eur-main", "received_on": "2026-11-02",
        "amount": { "amount": "5.00", "currency": "USD" }, "reference": "x" });
    let desk = Desk::on(World::with_provider().await).await;
    account(&desk, "eur-main", "EUR").await;
    let call = async |body: &serde_json::Value| {
        let path = "/api/ledger/contributions";
        desk.app.call("finance.farid", axum::http::Method::POST, path, Some(body), &[]).await
    };
    let reply = call(&other).await;
    assert_eq!(reply.status, 422);
    assert_eq!(reply.json()["errors"][0]["code"], "exchange-currency");
    let mut right = other;
    right["amount"]["currency"] = "EUR".into();
    assert_eq!(call(&right).await.status, 200);
    let path = "/api/ledger/contributions";
    let listed =
        desk.app.call("auditor.ola", axum::http::Method::GET, path, None, &[]).await.json();
    assert_eq!(listed[0]["came"], json!({ "amount": "5.00", "currency": "EUR" }));
    assert_eq!(listed[0]["amount"], json!({ "amount": "5.41", "currency": "USD" }));
    assert_eq!(broken(&desk).await, []);
}

#[tokio::test]
async fn dollars_may_come_to_a_second_account() {
    let desk = Desk::new().await;
    account(&desk, "usd-two", "USD").await;
    gives(&desk, ("usd-two", "2500.00", "2026-11-02"), &[]).await.location();
    assert_eq!(sum(&desk, "fund_cash", "USD", "usd-two", None).await, "2500");
    desk.accepted(&Wish { net: "2000.00", ..PLAIN }).await;
    assert_eq!(desk.balance("awards_payable").await, "2000.00");
    assert_eq!(broken(&desk).await, []);
}

#[tokio::test]
async fn the_value_counts_on_a_pledge_and_what_is_above_it_is_given_too() {
    let desk = Desk::new().await;
    desk.funder("north").await;
    account(&desk, "eur-main", "EUR").await;
    desk.pledged("north", "1100.00", "2026-12-01").await;
    assert_eq!(desk.uncommitted().await, dec!(1100));
    let pledge = desk.one::<Uuid>("select pledge_id from ledger.pledge").await.to_string();
    let on_it = [("pledge_id", pledge.as_str())];
    gives(&desk, ("eur-main", "1000", "2026-11-02"), &on_it).await.location();
    assert_eq!(desk.balance("contributions_receivable").await, "18.92");
    assert_eq!(desk.uncommitted().await, dec!(18.92), "what came no longer counts as promised");
    gives(&desk, ("eur-main", "20", "2026-11-02"), &on_it).await.location();
    // 20 / 0.925 = 21.62: 2.70 more than was open.
    assert_eq!(desk.balance("contributions_receivable").await, "0.00");
    assert_eq!(desk.balance("contributions").await, "1102.70");
    assert_eq!(broken(&desk).await, []);
}

#[tokio::test]
async fn an_award_set_aside_on_a_promise_waits_when_the_promise_comes_in_euros() {
    let desk = Desk::new().await;
    desk.funder("north").await;
    account(&desk, "eur-main", "EUR").await;
    desk.pledged("north", "1000.00", "2026-12-01").await;
    let award = desk.accepted(&Wish { net: "1000.00", instalments: 1, ..PLAIN }).await;
    assert_eq!(desk.balance("awards_payable").await, "1000.00");
    desk.planned(&award).await;
    let batch = desk.prepared(&desk.instalments(&award).await).await;
    desk.step(&desk.asha, &batch, "approve").await.location();
    let pledge = desk.one::<Uuid>("select pledge_id from ledger.pledge").await.to_string();
    let on_it = [("pledge_id", pledge.as_str())];
    gives(&desk, ("eur-main", "925", "2026-11-02"), &on_it).await.location();
    assert_eq!(desk.uncommitted().await, dec!(-1000), "euros cover nothing, and it is said");
    let page = desk.app.get(&desk.ola, "/finance/fund").await.page();
    page.shows("-1,000.00\u{a0}USD");
    page.says("fund-foreign-cash", &[]);
    Desk::tells(&desk.step(&desk.asha, &batch, "release").await, "cash-short");
    exchanged(&desk, ("eur-main", "925", "", "1001", "2026-11-02")).await;
    assert_eq!(desk.uncommitted().await, dec!(1));
    assert_eq!(desk.step(&desk.asha, &batch, "release").await.location(), batch);
    assert_eq!(broken(&desk).await, []);
}

#[tokio::test]
async fn the_fund_and_its_foreign_cash_agree_whatever_came_moved_and_was_revalued() {
    let desk = Desk::new().await;
    desk.fund("5000.00").await;
    account(&desk, "eur-main", "EUR").await;
    account(&desk, "xaf-main", "XAF").await;
    gives(&desk, ("eur-main", "999.99", "2026-11-02"), &[]).await.location();
    exchanged(&desk, ("", "1100", "eur-main", "1000", "2026-11-02")).await;
    gives(&desk, ("xaf-main", "65001", "2026-11-02"), &[]).await.location();
    exchanged(&desk, ("eur-main", "333.33", "xaf-main", "200000", "2026-11-02")).await;
    later(&desk, 30).await;
    let month = [("month", "2026-11")];
    desk.app.post(&desk.farid, "/finance/cash/revalue", &month).await.location();
    gives(&desk, ("eur-main", "10", "2026-12-01"), &[]).await.location();
    exchanged(&desk, ("xaf-main", "265001", "", "430", "2026-12-02")).await;
    assert_eq!(broken(&desk).await, []);
    // What it has (foreign cash at cost) is what was given, less what exchanges and charges cost.
    let whole: bool = desk
        .one(
            "select sum(s.debit - s.credit) = 0 from ledger.account a
             cross join lateral ledger.sums(a.account_id, null, null) s
             where a.currency = 'USD' and a.head in ('fund_cash', 'currency_exchange', 'contributions',
               'exchange_difference', 'bank_charges')",
        )
        .await;
    assert!(whole);
    let page = desk.app.get(&desk.ola, "/finance/fund").await.text();
    let has: rust_decimal::Decimal = desk
        .one(
            "select sum(s.debit - s.credit) from ledger.account a
             cross join lateral ledger.sums(a.account_id, null, null) s
             where a.currency = 'USD' and a.head in ('fund_cash', 'currency_exchange')",
        )
        .await;
    let mut shown = format!("{has:.2}");
    shown.insert(shown.len() - 6, ',');
    assert!(page.contains(&shown), "{shown}: {page}");
}

#[tokio::test]
async fn contributions_and_exchanges_at_once_wait_for_each_other() {
    let desk = Desk::new().await;
    desk.fund("5000.00").await;
    account(&desk, "eur-main", "EUR").await;
    gives(&desk, ("eur-main", "100", "2026-11-02"), &[]).await.location();
    prepare(&desk, ("eur-main", "50", "", "55", "2026-11-02")).await.location();
    let euros = ("eur-main", "10", "2026-11-02");
    let dollars = ("", "10", "2026-11-02");
    let replies = tokio::join!(
        gives(&desk, euros, &[]),
        answer(&desk, "confirmed"),
        gives(&desk, dollars, &[]),
        gives(&desk, euros, &[]),
        gives(&desk, dollars, &[]),
    );
    for reply in [replies.0, replies.1, replies.2, replies.3, replies.4] {
        assert_eq!(reply.status, 303, "{}", reply.text());
    }
    assert_eq!(sum(&desk, "fund_cash", "EUR", "eur-main", None).await, "70");
    assert_eq!(broken(&desk).await, []);
}

#[tokio::test]
async fn the_database_takes_no_other_value_account_or_rate() {
    let desk = Desk::new().await;
    account(&desk, "eur-main", "EUR").await;
    let mut db = as_person(&desk, &desk.farid, "finance_officer").await;
    let insert = |account: &str, amount: &str, came: &str| {
        format!(
            "insert into ledger.contribution (contribution_id, kind, amount, received_on, reference, entry_id,
               recorded_by, recorded_at, bank_account, came_amount, came_currency, rate_id)
             select gen_random_uuid(), 'voluntary', {amount}, '2026-11-02', 'x', gen_random_uuid(),
               shared.actor_id(), now(), {account}, {came}
             from shared.rate r where r.currency = 'EUR' order by r.effective_from limit 1"
        )
    };
    let whole = "1000, 'EUR', r.rate_id";
    let cases = [
        (insert("'eur-main'", "1081.09", whole), "contribution_malformed__rate"),
        (insert("'eur-main'", "1081.08", "null, null, null"), "contribution_malformed__currency"),
        (insert("null", "1081.08", whole), "contribution_came"),
        (insert("'eur-main'", "1081.08", "1000, 'EUR', null"), "contribution_came"),
    ];
    for (sql, name) in cases {
        assert_eq!(refused(&mut db, &sql).await, name, "{sql}");
    }
}
