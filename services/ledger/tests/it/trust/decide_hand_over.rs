//! Another person confirms the hand-over: all that is held, with its interest, and then nothing is held.

use crate::desk::{Award, Desk};
use crate::trust::children::{Child, GIRL, TRUST};
use redress_kernel::Uuid;
use redress_testkit::{Reply, Who};

async fn started(desk: &Desk, award: &Award) {
    let path = format!("{TRUST}/{}/hand-over", award.claim);
    desk.app.post(&desk.farid, &path, &[]).await.location();
}

async fn decided(desk: &Desk, who: &Who, award: &Award, step: &str) -> Reply {
    let id: Uuid = desk
        .one("select hand_over_id from ledger.hand_over h order by exists (select from ledger.hand_over_answer s where s.hand_over_id = h.hand_over_id) limit 1")
        .await;
    let path = format!("{TRUST}/{}/hand-over/{id}", award.claim);
    desk.app.post(who, &path, &[("step", step)]).await
}

#[tokio::test]
async fn the_whole_balance_goes_with_interest_to_the_day_before() {
    let desk = Desk::new().await;
    desk.fund("80000.00").await;
    desk.terms("2026-11-01", "0.03").await;
    let award = desk.child(&Child { of_age_on: "2026-12-11", ..GIRL }).await;
    desk.days(39).await;
    started(&desk, &award).await;
    assert_eq!(decided(&desk, &desk.farid, &award, "confirmed").await.status, 403);
    decided(&desk, &desk.asha, &award, "refused").await.location();
    assert_eq!(desk.balance("minors_trust").await, "70569.00");
    started(&desk, &award).await;
    decided(&desk, &desk.asha, &award, "confirmed").await.location();
    // November 168.21; 70,737.21 x 0.03 / 365 x 10 days of December = 58.14.
    assert_eq!(desk.balance("trust_interest_paid").await, "226.35");
    assert_eq!(desk.balance("minors_trust").await, "0.00");
    assert_eq!(desk.balance("trust_interest").await, "0.00");
    assert_eq!(desk.balance("awards_payable").await, "78636.35");
    let page = desk.app.get(&desk.ola, &format!("{TRUST}/{}", award.claim)).await.page();
    page.shows("70,795.35");
    page.says("trust-state-ended", &[]);
    desk.days(40).await;
    desk.app.react().await;
    assert_eq!(desk.balance("trust_interest_paid").await, "226.35", "nothing is borne any more");
    let path = format!("{TRUST}/{}/hand-over", award.claim);
    Desk::tells(&desk.app.post(&desk.farid, &path, &[]).await, "trust-not-open");
    desk.sound().await;
}

#[tokio::test]
async fn a_claim_is_settled_when_nothing_is_held_for_it_any_more() {
    let desk = Desk::new().await;
    desk.fund("80000.00").await;
    let award = desk.child(&Child { of_age_on: "2026-11-03", ..GIRL }).await;
    desk.planned(&award).await;
    desk.paid(&award, 1).await;
    assert_eq!(desk.world.stage(award.claim).await, "instructed");
    desk.days(1).await;
    started(&desk, &award).await;
    decided(&desk, &desk.asha, &award, "confirmed").await.location();
    desk.planned(&award).await;
    desk.paid(&award, 2).await;
    assert_eq!(desk.balance("awards_payable").await, "0.00");
    assert_eq!(desk.world.stage(award.claim).await, "settled");
    let events = desk.world.events(award.claim).await;
    assert_eq!(events.iter().filter(|kind| *kind == "award_settled").count(), 1, "{events:?}");
    desk.sound().await;
}

#[tokio::test]
async fn a_claim_with_upkeep_to_come_is_not_settled() {
    let desk = Desk::new().await;
    desk.fund("10000.00").await;
    let later = &[("2026-11-03", "180.00")];
    let award = desk.child(&Child { net: "600.00", upkeep: "600.00", later, ..GIRL }).await;
    desk.planned(&award).await;
    desk.paid(&award, 1).await;
    assert_eq!(desk.world.stage(award.claim).await, "instructed");
    desk.days(1).await;
    desk.app.react().await;
    desk.planned(&award).await;
    desk.paid(&award, 2).await;
    assert_eq!(desk.world.stage(award.claim).await, "settled");
    desk.sound().await;
}

#[tokio::test]
async fn what_waits_for_cash_is_held_before_it_is_handed_over() {
    let desk = Desk::new().await;
    desk.fund("10000.00").await;
    desk.funder("north").await;
    desk.pledged("north", "70000.00", "2026-12-15").await;
    let award = desk.child(&Child { of_age_on: "2026-11-03", ..GIRL }).await;
    desk.days(1).await;
    started(&desk, &award).await;
    let reply = decided(&desk, &desk.asha, &award, "confirmed").await;
    Desk::tells(&reply, "trust-waits-cash");
    desk.fund("70000.00").await;
    decided(&desk, &desk.asha, &award, "confirmed").await.location();
    assert_eq!(desk.balance("awards_payable").await, "78410.00");
    desk.sound().await;
}
