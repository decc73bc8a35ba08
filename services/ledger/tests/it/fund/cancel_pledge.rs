//! A pledge that will not come is cancelled.

use crate::desk::{Desk, PLAIN};

#[tokio::test]
async fn what_was_set_aside_on_it_stays_and_nothing_new_is() {
    let desk = Desk::new().await;
    desk.funder("north").await;
    desk.pledged("north", "35000.00", "2026-12-01").await;
    desk.accepted(&PLAIN).await;
    let id = desk.one::<sqlx::types::Uuid>("select pledge_id from ledger.pledge").await;
    let path = format!("/finance/fund/income/{id}/cancel");
    assert_eq!(desk.app.post(&desk.farid, &path, &[]).await.status, 403);
    let page = desk.app.get(&desk.asha, "/finance/fund/income").await.text();
    assert!(page.contains(&path), "{page}");
    assert_eq!(desk.app.post(&desk.asha, &path, &[]).await.location(), "/finance/fund/income");
    assert_eq!(desk.app.post(&desk.asha, &path, &[]).await.status, 404, "nothing is open any more");
    assert_eq!(desk.balance("contributions_receivable").await, "0.00");
    assert_eq!(desk.balance("awards_payable").await, "34460.00");
    // The hole is filled before anybody new has more.
    desk.accepted(&PLAIN).await;
    desk.fund("34460.00").await;
    assert_eq!(desk.balance("awards_payable").await, "34460.00");
    desk.fund("3000.00").await;
    assert_eq!(desk.balance("awards_payable").await, "37460.00");
}
