//! The ledger hears that an award was decided, and reserves money for it until it is answered.

use crate::desk::{Desk, PLAIN, Wish};
use time::Duration;

#[tokio::test]
async fn money_reserved_at_the_decision_pays_her_though_others_came_between() {
    let desk = Desk::new().await;
    desk.fund("35000.00").await;
    let award = desk.offered(&PLAIN).await;
    desk.say_decided(&award).await;
    desk.app.react().await;
    assert_eq!(desk.balance("reserved_awards").await, "34460.00");
    desk.accepted(&Wish { net: "2000.00", ..PLAIN }).await;
    assert_eq!(desk.balance("awards_payable").await, "0.00", "it is reserved for another");
    desk.say_accepted(&award).await;
    desk.app.react().await;
    assert_eq!(desk.balance("reserved_awards").await, "0.00");
    assert_eq!(desk.balance("awards_payable").await, "34460.00");
    desk.planned(&award).await;
}

#[tokio::test]
async fn a_declined_offer_gives_the_money_back_to_those_who_wait() {
    let desk = Desk::new().await;
    desk.fund("35000.00").await;
    let award = desk.offered(&PLAIN).await;
    desk.say_decided(&award).await;
    desk.app.react().await;
    desk.accepted(&Wish { net: "2000.00", ..PLAIN }).await;
    desk.say_declined(&award).await;
    desk.app.react().await;
    assert_eq!(desk.balance("reserved_awards").await, "0.00");
    assert_eq!(desk.balance("awards_payable").await, "2000.00");
}

#[tokio::test]
async fn an_offer_that_nobody_answered_expires_after_its_last_day() {
    let desk = Desk::new().await;
    desk.fund("35000.00").await;
    let award = desk.offered(&PLAIN).await;
    desk.say_decided(&award).await;
    desk.app.react().await;
    desk.world.clock.advance(Duration::days(170));
    desk.app.react().await;
    assert_eq!(desk.balance("reserved_awards").await, "34460.00", "it is still open");
    desk.world.clock.advance(Duration::days(20));
    desk.app.react().await;
    assert_eq!(desk.balance("reserved_awards").await, "0.00");
    // Accepted late all the same: it takes its place in line.
    desk.say_accepted(&award).await;
    desk.app.react().await;
    assert_eq!(desk.balance("awards_payable").await, "34460.00");
}

#[tokio::test]
async fn who_waits_is_not_passed_over_by_a_reservation() {
    let desk = Desk::new().await;
    desk.fund("20000.00").await;
    desk.accepted(&PLAIN).await;
    let award = desk.offered(&Wish { net: "5000.00", ..PLAIN }).await;
    desk.say_decided(&award).await;
    desk.app.react().await;
    assert_eq!(desk.balance("reserved_awards").await, "3000.00", "its first part, and no more");
}
