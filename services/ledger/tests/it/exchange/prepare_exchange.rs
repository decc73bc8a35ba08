//! An exchange is prepared: nothing is booked yet.

use crate::desk::Desk;
use crate::exchange::abroad::{account, as_person, prepare, refused};

#[tokio::test]
async fn it_waits_for_another_person_and_is_prepared_once() {
    let desk = Desk::new().await;
    desk.fund("5000.00").await;
    account(&desk, "eur-main", "EUR").await;
    let moved = ("", "1100", "eur-main", "1000,00", "2026-11-02");
    assert_eq!(prepare(&desk, moved).await.location(), "/finance/cash/exchanges");
    let twice = prepare(&desk, moved).await;
    twice.page().refuses("exchange-exists", &[]);
    assert_eq!(desk.balance("currency_exchange").await, "0.00");
    let page = desk.app.get(&desk.farid, "/finance/cash/exchanges").await.page();
    let general = page.worded("account-general", &[]);
    let said = [
        ("left", "1,100.00\u{a0}USD (one thousand one hundred)"),
        ("from", &general),
        ("day", "2 November 2026"),
    ];
    page.says("exchange-text", &said);
    page.says("exchange-waits-for-another", &[]);
    assert!(!page.has("[name=answer]"), "the officer has no button");
    let wait = desk.app.get(&desk.asha, "/finance").await.page();
    assert_eq!(wait.beside("wait-exchange"), "1");
}

#[tokio::test]
async fn what_can_not_have_been_is_told() {
    let desk = Desk::new().await;
    desk.fund("5000.00").await;
    account(&desk, "eur-main", "EUR").await;
    account(&desk, "usd-two", "USD").await;
    for (moved, told) in [
        (("", "100", "", "100", "2026-11-02"), "#to"),
        (("", "100", "usd-two", "100.01", "2026-11-02"), "exchange-arrives-more"),
        (("", "100", "eur-main", "90", "2026-11-03"), "#day"),
        (("", "100", "eur-main", "90.001", "2026-11-02"), "#arrived"),
        (("", "0", "eur-main", "90", "2026-11-02"), "#left"),
        (("", "100", "gone", "90", "2026-11-02"), "bank-account-unknown"),
    ] {
        Desk::tells(&prepare(&desk, moved).await, told);
    }
    let fields = [
        ("from", ""),
        ("left", "1"),
        ("to", "eur-main"),
        ("arrived", "1"),
        ("day", "2026-11-02"),
        ("bank_reference", "x"),
    ];
    for who in [&desk.asha, &desk.ola] {
        assert_eq!(desk.app.post(who, "/finance/cash/exchanges", &fields).await.status, 403);
    }
    let mut db = as_person(&desk, &desk.farid, "finance_officer").await;
    let sql = "insert into ledger.exchange (exchange_id, from_code, to_code, left_amount, left_currency, arrived_amount,
        arrived_currency, day, bank_reference, asked_by, asked_at)
      values (gen_random_uuid(), null, 'eur-main', 100, 'USD', 90, 'GBP', '2026-11-02', 'x', shared.actor_id(), now())";
    assert_eq!(refused(&mut db, sql).await, "exchange_malformed__currencies");
}
