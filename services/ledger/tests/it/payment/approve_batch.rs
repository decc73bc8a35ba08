//! A second person approves.

use crate::desk::{Desk, PLAIN};
use redress_kernel::Role;

#[tokio::test]
async fn another_person_approves_and_the_claim_moves() {
    let desk = Desk::new().await;
    desk.fund("50000.00").await;
    let award = desk.accepted(&PLAIN).await;
    desk.planned(&award).await;
    let batch = desk.prepared(&desk.instalments(&award).await).await;
    assert_eq!(desk.step(&desk.farid, &batch, "approve").await.status, 403);
    assert_eq!(desk.step(&desk.ola, &batch, "approve").await.status, 403);
    assert_eq!(desk.step(&desk.asha, &batch, "approve").await.location(), batch);
    assert_eq!(desk.world.stage(award.claim).await, "approved");
    Desk::tells(&desk.step(&desk.asha, &batch, "approve").await, "batch-step");
}

#[tokio::test]
async fn who_prepared_does_not_approve_whatever_the_roles() {
    let desk = Desk::new().await;
    desk.fund("50000.00").await;
    let award = desk.accepted(&PLAIN).await;
    desk.planned(&award).await;
    let both = [Role::FinanceOfficer, Role::FinanceApprover];
    let two_hats = desk.world.person("finance.both", &both).await;
    let instalment = &desk.instalments(&award).await[0];
    let fields = [("execution_date", "2026-11-03"), ("instalments", instalment.as_str())];
    let batch = desk.app.post(&two_hats, "/finance/batches/new", &fields).await.location();
    let page = desk.app.get(&two_hats, &batch).await.page();
    page.says("batch-own", &[]);
    assert!(page.forms(&format!("{batch}/approve")).is_empty(), "{page}");
    Desk::tells(&desk.step(&two_hats, &batch, "approve").await, "own-batch");
}

#[tokio::test]
async fn who_sat_on_the_panel_does_not_approve() {
    let desk = Desk::new().await;
    desk.fund("50000.00").await;
    let award = desk.accepted(&PLAIN).await;
    desk.planned(&award).await;
    let batch = desk.prepared(&desk.instalments(&award).await).await;
    desk.seat_on_panel(&desk.asha, &award).await;
    Desk::tells(&desk.step(&desk.asha, &batch, "approve").await, "one-capacity");
    assert_eq!(desk.world.stage(award.claim).await, "scheduled");
}

#[tokio::test]
async fn changed_details_or_a_consent_taken_back_stop_the_batch() {
    let desk = Desk::new().await;
    desk.fund("90000.00").await;
    for change in ["payee", "consent"] {
        let award = desk.accepted(&PLAIN).await;
        desk.planned(&award).await;
        let batch = desk.prepared(&desk.instalments(&award).await).await;
        if change == "payee" {
            desk.changes_payee(&award, "Autre Nom").await;
        } else {
            desk.withdraws_consent(&award).await;
        }
        Desk::names(&desk.step(&desk.asha, &batch, "approve").await, &award);
    }
}
