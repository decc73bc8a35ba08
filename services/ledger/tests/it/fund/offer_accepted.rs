//! The ledger hears that an offer was accepted.

use crate::desk::{Desk, PLAIN};
use crate::trust::children::{Child, GIRL, TRUST};

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
    let page = desk.app.get(&desk.farid, "/finance/payments").await.page();
    assert!(page.row(award.code.as_str()).shows("34,460.00"), "{page}");
    assert_eq!(desk.world.audited(award.claim).await, ["runtime.react", "runtime.react"]);
}

#[tokio::test]
async fn lack_of_money_delays_payment_never_the_debt() {
    let desk = Desk::new().await;
    desk.accepted(&PLAIN).await;
    assert_eq!(desk.balance("award_commitments").await, "34460.00");
    assert_eq!(desk.balance("awards_payable").await, "0.00");
    desk.app.get(&desk.farid, "/finance/payments").await.page().says("payment-waits-money", &[]);
}

#[tokio::test]
async fn of_a_childs_award_a_tenth_is_paid_and_the_rest_is_held_as_case_three_says() {
    let desk = Desk::new().await;
    desk.fund("80000.00").await;
    let award = desk.child(&GIRL).await;
    assert_eq!(desk.balance("awards_payable").await, "7841.00");
    assert_eq!(desk.balance("minors_trust").await, "70569.00");
    desk.planned(&award).await;
    let planned: rust_decimal::Decimal =
        desk.one("select sum(amount) from ledger.instalment").await;
    assert_eq!(planned.to_string(), "7841.0000", "a plan pays what is paid out, and no more");
    let page = desk.app.get(&desk.ola, &format!("/finance/payments/{}", award.claim)).await.page();
    page.shows("78,410.00");
    page.shows("70,569.00");
    desk.sound().await;
}

#[tokio::test]
async fn upkeep_goes_to_the_carer_before_anything_is_held() {
    let desk = Desk::new().await;
    desk.fund("80000.00").await;
    let child = Child { net: "11250.10", upkeep: "9250.10", ..GIRL };
    desk.child(&child).await;
    assert_eq!(desk.balance("awards_payable").await, "9450.10");
    assert_eq!(desk.balance("minors_trust").await, "1800.00");
    desk.sound().await;
}

#[tokio::test]
async fn parts_under_a_factor_end_with_what_the_whole_has() {
    let desk = Desk::new().await;
    desk.fund("3000.05").await;
    desk.child(&Child { upkeep: "1000.00", ..GIRL }).await;
    assert_eq!(desk.balance("awards_payable").await, "1200.00", "1,000.00 and a tenth of 2,000.00");
    for amount in ["777.77", "0.07", "33333.33", "60000.00"] {
        desk.fund(amount).await;
        desk.sound().await;
    }
    assert_eq!(desk.balance("award_commitments").await, "0.00");
    assert_eq!(desk.balance("awards_payable").await, "8741.00");
    assert_eq!(desk.balance("minors_trust").await, "69669.00");
}

#[tokio::test]
async fn what_only_a_pledge_covers_is_held_once_its_money_has_come() {
    let desk = Desk::new().await;
    desk.fund("10000.00").await;
    desk.funder("north").await;
    desk.pledged("north", "70000.00", "2026-12-15").await;
    let award = desk.child(&GIRL).await;
    assert_eq!(desk.balance("minors_trust").await, "0.00");
    assert_eq!(desk.balance("awards_payable").await, "78410.00");
    let statement = desk.app.get(&desk.ola, &format!("{TRUST}/{}", award.claim)).await.page();
    // It waits for cash.
    statement.shows("70,569.00");
    desk.sound().await;
    desk.fund("61000.00").await;
    assert_eq!(desk.balance("minors_trust").await, "70569.00");
    assert_eq!(desk.balance("awards_payable").await, "7841.00");
    desk.sound().await;
}

#[tokio::test]
async fn a_part_that_comes_after_her_day_of_age_is_paid_whole() {
    let desk = Desk::new().await;
    desk.fund("3000.00").await;
    desk.child(&Child { of_age_on: "2026-11-05", ..GIRL }).await;
    assert_eq!(desk.balance("minors_trust").await, "2700.00");
    desk.days(3).await;
    desk.fund("76000.00").await;
    assert_eq!(desk.balance("minors_trust").await, "2700.00");
    assert_eq!(desk.balance("awards_payable").await, "75710.00");
    desk.sound().await;
}

#[tokio::test]
async fn money_reserved_for_a_child_is_split_as_well() {
    let desk = Desk::new().await;
    desk.fund("80000.00").await;
    let award = desk.child_offered(&GIRL).await;
    desk.say_decided(&award).await;
    desk.app.react().await;
    assert_eq!(desk.balance("reserved_awards").await, "78410.00");
    desk.say_accepted(&award).await;
    desk.app.react().await;
    assert_eq!(desk.balance("minors_trust").await, "70569.00");
    assert_eq!(desk.balance("awards_payable").await, "7841.00");
    desk.sound().await;
}

#[tokio::test]
async fn nothing_now_and_upkeep_later_is_an_award_all_the_same() {
    let desk = Desk::new().await;
    desk.fund("1000.00").await;
    let later = &[("2026-11-20", "180.00")];
    let award = desk.child(&Child { net: "0", later, ..GIRL }).await;
    assert_eq!(desk.balance("award_commitments").await, "0.00");
    desk.days(18).await;
    desk.app.react().await;
    assert_eq!(desk.balance("awards_payable").await, "180.00");
    desk.planned(&award).await;
    desk.sound().await;
}
