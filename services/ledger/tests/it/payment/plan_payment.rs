//! Payments are planned by the survivor's wish.

use crate::desk::{Desk, PLAIN, Wish};
use redress_kernel::{ClaimId, Uuid};

#[tokio::test]
async fn a_plan_follows_her_wish_and_pays_the_award() {
    let desk = Desk::new().await;
    desk.fund("50000.00").await;
    let award = desk.accepted(&PLAIN).await;
    let form = desk.app.get(&desk.farid, &format!("/finance/payments/{}", award.claim)).await;
    assert_eq!(form.field("instalments").as_deref(), Some("3"));
    assert_eq!(form.field("pay_currency").as_deref(), Some("USD"));
    desk.planned(&award).await;
    let amounts: Vec<String> = sqlx::query_scalar(
        "select round(amount, 2)::text || ' ' || due_on from ledger.instalment where claim_id = $1 order by number",
    )
    .bind(award.claim.0)
    .fetch_all(&mut desk.world.db.superuser().await)
    .await
    .expect("readable");
    assert_eq!(amounts, ["11486.67 2026-11-02", "11486.67 2026-12-02", "11486.66 2027-01-02"]);
    assert_eq!(desk.world.stage(award.claim).await, "scheduled");
    assert_eq!(desk.world.events(award.claim).await, ["offer_accepted", "plan_made"]);
    let again =
        desk.app.post(&desk.farid, &format!("/finance/payments/{}", award.claim), &[]).await;
    Desk::tells(&again, "nothing-to-plan");
}

#[tokio::test]
async fn she_may_choose_anew_but_small_instalments_are_merged() {
    let desk = Desk::new().await;
    desk.fund("50000.00").await;
    let award = desk.accepted(&Wish { net: "299.99", ..PLAIN }).await;
    let path = format!("/finance/payments/{}", award.claim);
    let fields = [("pay_currency", "xaf"), ("instalments", "5"), ("first_due", "2026-12-01")];
    assert_eq!(desk.app.post(&desk.farid, &path, &fields).await.location(), path);
    assert_eq!(desk.instalments(&award).await.len(), 2);
}

#[tokio::test]
async fn what_can_not_be_planned_is_told() {
    let desk = Desk::new().await;
    desk.fund("50000.00").await;
    let award = desk.accepted(&PLAIN).await;
    let path = format!("/finance/payments/{}", award.claim);
    for (field, value) in [
        ("instalments", "6"),
        ("pay_currency", "ABC"),
        ("first_due", "2026-10-01"),
        ("first_due", "soon"),
    ] {
        let reply = desk.app.post(&desk.farid, &path, &[(field, value)]).await;
        Desk::tells(&reply, &format!("#{field}"));
    }
    desk.withdraws_consent(&award).await;
    Desk::tells(&desk.app.post(&desk.farid, &path, &[]).await, "payee-missing");
    assert_eq!(desk.app.post(&desk.asha, &path, &[]).await.status, 403);
    assert_eq!(desk.app.post(&desk.farid, &path, &[("admin", "1")]).await.status, 422);
}

#[tokio::test]
async fn who_sat_on_the_panel_does_not_know_the_payment() {
    let desk = Desk::new().await;
    desk.fund("50000.00").await;
    let award = desk.accepted(&PLAIN).await;
    desk.seat_on_panel(&desk.farid, &award).await;
    let path = format!("/finance/payments/{}", award.claim);
    assert_eq!(desk.app.post(&desk.farid, &path, &[]).await.status, 404);
    assert_eq!(desk.app.get(&desk.farid, &path).await.status, 404);
    let nobody = format!("/finance/payments/{}", ClaimId(Uuid::nil()));
    assert_eq!(desk.app.get(&desk.farid, &nobody).await.status, 404);
}
