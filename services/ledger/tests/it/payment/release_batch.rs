//! An approved batch goes to the bank.

use crate::desk::{Desk, PLAIN};
use redress_kernel::Role;
use time::Duration;

#[tokio::test]
async fn a_release_books_the_money_and_moves_the_claim() {
    let desk = Desk::new().await;
    desk.fund("50000.00").await;
    let award = desk.accepted(&PLAIN).await;
    desk.planned(&award).await;
    let batch = desk.prepared(&desk.instalments(&award).await).await;
    Desk::tells(&desk.step(&desk.asha, &batch, "release").await, "batch-step");
    desk.step(&desk.asha, &batch, "approve").await;
    assert_eq!(desk.step(&desk.farid, &batch, "release").await.status, 403);
    assert_eq!(desk.step(&desk.asha, &batch, "release").await.location(), batch);
    assert_eq!(desk.world.stage(award.claim).await, "instructed");
    assert_eq!(desk.balance("awards_payable").await, "0.00");
    assert_eq!(desk.balance("payment_clearing").await, "34460.00");
    let said: i64 =
        sqlx::query_scalar("select count(*) from shared.event where kind = 'batch_released'")
            .fetch_one(&mut desk.world.db.superuser().await)
            .await
            .expect("readable");
    assert_eq!(said, 1);
    Desk::tells(&desk.step(&desk.asha, &batch, "release").await, "batch-step");
}

#[tokio::test]
async fn a_day_that_has_passed_has_no_rate_any_more() {
    let desk = Desk::new().await;
    desk.fund("50000.00").await;
    let award = desk.accepted(&PLAIN).await;
    desk.planned(&award).await;
    let batch = desk.prepared(&desk.instalments(&award).await).await;
    desk.step(&desk.asha, &batch, "approve").await;
    desk.world.clock.advance(Duration::days(2));
    // Sessions have ended by then.
    let approver = desk.world.person("approver.two", &[Role::FinanceApprover]).await;
    let officer = desk.world.person("finance.two", &[Role::FinanceOfficer]).await;
    Desk::tells(&desk.step(&approver, &batch, "release").await, "execution-date-passed");
    desk.step(&officer, &batch, "cancel").await;
    let fresh = desk.app.get(&officer, "/finance/batches/new").await.text();
    assert_eq!(fresh.matches("type=\"checkbox\"").count(), 3);
}
