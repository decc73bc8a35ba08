//! A batch is cancelled before it is released.

use crate::desk::{Desk, PLAIN};

#[tokio::test]
async fn what_was_cancelled_can_be_prepared_again_under_a_new_reference() {
    let desk = Desk::new().await;
    desk.fund("50000.00").await;
    let award = desk.accepted(&PLAIN).await;
    desk.planned(&award).await;
    let listed = desk.instalments(&award).await;
    let batch = desk.prepared(&listed).await;
    assert_eq!(desk.step(&desk.ola, &batch, "cancel").await.status, 403);
    assert_eq!(desk.step(&desk.farid, &batch, "cancel").await.location(), batch);
    Desk::tells(&desk.step(&desk.asha, &batch, "approve").await, "batch-step");
    let again = desk.released(&award).await;
    let text = String::from_utf8(desk.file(&again).await).expect("UTF-8");
    assert!(
        text.contains(&format!("<EndToEndId>{}-1-2</EndToEndId>", award.code.compact())),
        "{text}"
    );
    Desk::tells(&desk.step(&desk.farid, &again, "cancel").await, "batch-step");
    assert_eq!(desk.balance("payment_clearing").await, "34460.00");
}
