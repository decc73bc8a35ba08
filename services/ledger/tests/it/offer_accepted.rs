//! The ledger hears that an offer was accepted.

use crate::desk::{Desk, PLAIN};

#[tokio::test]
async fn the_debt_is_booked_and_money_set_aside_once() {
    let desk = Desk::new().await;
    desk.fund("50000.00").await;
    let award = desk.accepted(&PLAIN).await;
    assert_eq!(desk.balance("awards_payable").await, "34460.00");
    assert_eq!(desk.balance("fund_balance").await, "-34460.00");
    desk.say_accepted(&award).await;
    desk.app.react().await;
    assert_eq!(desk.balance("awards_payable").await, "34460.00", "heard twice, booked once");
    let page = desk.app.get(&desk.farid, "/finance/payments").await.text();
    assert!(page.contains(award.code.as_str()) && page.contains("34,460.00"), "{page}");
    assert_eq!(desk.world.audited(award.claim).await, ["runtime.react", "runtime.react"]);
}

#[tokio::test]
async fn lack_of_money_delays_payment_never_the_debt() {
    let desk = Desk::new().await;
    desk.accepted(&PLAIN).await;
    assert_eq!(desk.balance("award_commitments").await, "34460.00");
    assert_eq!(desk.balance("awards_payable").await, "0.00");
    let page = desk.app.get(&desk.farid, "/finance/payments").await.text();
    assert!(page.contains("Waits for money"), "{page}");
}
