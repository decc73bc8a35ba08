//! What is open of a recourse is given up by another person.

use crate::desk::Desk;

#[tokio::test]
async fn an_approver_gives_up_what_an_officer_recorded() {
    let desk = Desk::new().await;
    let fields = [
        ("liable", "perpetrator"),
        ("amount", "900.00"),
        ("asked_on", "2026-11-02"),
        ("reference", "L-8"),
    ];
    desk.app.post(&desk.farid, "/finance/fund/recourse", &fields).await.location();
    let id = desk.one::<sqlx::types::Uuid>("select recourse_id from ledger.recourse").await;
    let path = format!("/finance/fund/recourse/{id}/give-up");
    assert_eq!(desk.app.post(&desk.farid, &path, &[]).await.status, 403);
    assert_eq!(desk.app.post(&desk.asha, &path, &[]).await.location(), "/finance/fund/recourse");
    assert_eq!(desk.balance("recourse_receivable").await, "0.00");
    Desk::tells(&desk.app.post(&desk.asha, &path, &[]).await, "recourse-has-less");
}
