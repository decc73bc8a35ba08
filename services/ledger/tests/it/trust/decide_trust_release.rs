//! An approver grants what a liaison asked for; a plan pays it like any other part.

use crate::desk::Desk;
use crate::trust::children::{GIRL, TRUST};

#[tokio::test]
async fn what_is_granted_leaves_the_trust_and_is_paid() {
    let desk = Desk::new().await;
    desk.fund("80000.00").await;
    let award = desk.child(&GIRL).await;
    let lena = desk.lena().await;
    desk.ask(&lena, &award, "500.00").await.location();
    let page = format!("{TRUST}/{}", award.claim);
    assert_eq!(desk.answer(&desk.farid, &award, "approved").await.status, 403);
    assert_eq!(desk.answer(&lena, &award, "approved").await.status, 403);
    assert_eq!(desk.answer(&desk.asha, &award, "approved").await.location(), page);
    Desk::tells(&desk.answer(&desk.asha, &award, "approved").await, "trust-decided");
    assert_eq!(desk.balance("minors_trust").await, "70069.00");
    assert_eq!(desk.balance("awards_payable").await, "8341.00");
    desk.planned(&award).await;
    desk.paid(&award, 1).await;
    assert_eq!(desk.balance("awards_payable").await, "0.00");
    assert_eq!(desk.world.stage(award.claim).await, "instructed", "something is still held");
    desk.sound().await;
    let shown = desk.app.get(&lena, &page).await.page();
    shown.says("trust-request-approved", &[]);
    shown.shows("70,069.00");
}

#[tokio::test]
async fn interest_is_used_before_what_was_awarded_and_a_refusal_moves_nothing() {
    let desk = Desk::new().await;
    desk.fund("80000.00").await;
    desk.terms("2026-11-01", "0.03").await;
    let award = desk.child(&GIRL).await;
    desk.days(29).await;
    desk.app.react().await;
    let lena = desk.lena().await;
    desk.ask(&lena, &award, "300.00").await.location();
    desk.answer(&desk.asha, &award, "refused").await.location();
    assert_eq!(desk.balance("trust_interest").await, "168.21");
    desk.ask(&lena, &award, "300.00").await.location();
    desk.answer(&desk.asha, &award, "approved").await.location();
    assert_eq!(desk.balance("trust_interest").await, "0.00");
    assert_eq!(desk.balance("minors_trust").await, "70437.21");
    desk.sound().await;
    desk.days(31).await;
    desk.app.react().await;
    // The day on which it left counts without it: 70,437.21 x 0.03 / 365 x 31.
    assert_eq!(desk.balance("trust_interest").await, "179.47");
    desk.sound().await;
}

#[tokio::test]
async fn two_requests_take_no_more_than_there_is() {
    let desk = Desk::new().await;
    desk.fund("80000.00").await;
    let award = desk.child(&GIRL).await;
    let lena = desk.lena().await;
    desk.ask(&lena, &award, "40000.00").await.location();
    desk.answer(&desk.asha, &award, "approved").await.location();
    Desk::tells(&desk.ask(&lena, &award, "30569.01").await, "trust-has-less");
    desk.ask(&lena, &award, "30569.00").await.location();
    desk.ask(&lena, &award, "30569.00").await.location();
    desk.answer(&desk.asha, &award, "approved").await.location();
    let open: redress_kernel::Uuid = desk
        .one("select r.request_id from ledger.trust_request r
              where not exists (select from ledger.trust_request_answer s where s.request_id = r.request_id)")
        .await;
    let path = format!("{TRUST}/{}/{open}", award.claim);
    let reply = desk.app.post(&desk.asha, &path, &[("step", "approved")]).await;
    Desk::tells(&reply, "trust-has-less");
    assert_eq!(desk.balance("minors_trust").await, "0.00");
    desk.sound().await;
}

#[tokio::test]
async fn who_sat_on_the_panel_grants_nothing() {
    let desk = Desk::new().await;
    desk.fund("80000.00").await;
    let award = desk.child(&GIRL).await;
    desk.ask(&desk.lena().await, &award, "500.00").await.location();
    desk.seat_on_panel(&desk.asha, &award).await;
    assert_eq!(desk.answer(&desk.asha, &award, "approved").await.status, 404);
    assert_eq!(desk.balance("minors_trust").await, "70569.00");
}
