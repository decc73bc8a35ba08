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
    assert!(twice.text().contains("was prepared before"), "{}", twice.text());
    assert_eq!(desk.balance("currency_exchange").await, "0.00");
    let text = desk.app.get(&desk.farid, "/finance/cash/exchanges").await.text();
    assert!(
        text.contains(
            "1,100.00\u{a0}USD (one thousand one hundred) left General account on 2 November 2026"
        ),
        "{text}"
    );
    assert!(text.contains("A finance approver who did not prepare it"), "{text}");
    assert!(!text.contains("name=\"answer\""), "the officer has no button");
    let wait = desk.app.get(&desk.asha, "/finance").await.text();
    assert!(wait.contains("Exchanges to confirm</a></dt><dd>1"), "{wait}");
}

#[tokio::test]
async fn what_can_not_have_been_is_told() {
    let desk = Desk::new().await;
    desk.fund("5000.00").await;
    account(&desk, "eur-main", "EUR").await;
    account(&desk, "usd-two", "USD").await;
    for (moved, told) in [
        (("", "100", "", "100", "2026-11-02"), "href=\"#to\""),
        (("", "100", "usd-two", "100.01", "2026-11-02"), "no more can arrive than left"),
        (("", "100", "eur-main", "90", "2026-11-03"), "href=\"#day\""),
        (("", "100", "eur-main", "90.001", "2026-11-02"), "href=\"#arrived\""),
        (("", "0", "eur-main", "90", "2026-11-02"), "href=\"#left\""),
        (("", "100", "gone", "90", "2026-11-02"), "Choose an account that is open"),
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
        arrived_currency, day, bank_reference, prepared_by, prepared_at)
      values (gen_random_uuid(), null, 'eur-main', 100, 'USD', 90, 'GBP', '2026-11-02', 'x', shared.actor_id(), now())";
    assert_eq!(refused(&mut db, sql).await, "exchange_malformed__currencies");
}
