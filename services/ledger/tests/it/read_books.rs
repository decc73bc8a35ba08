//! The books on the page are the books.

use crate::desk::{Desk, PLAIN};

#[tokio::test]
async fn debits_and_credits_are_shown_to_be_equal() {
    let desk = Desk::new().await;
    desk.fund("50000.00").await;
    desk.accepted(&PLAIN).await;
    let page = desk.app.get(&desk.ola, "/finance/books").await.text();
    assert!(
        page.contains("All debits 153,380.00\u{a0}USD, all credits 153,380.00\u{a0}USD."),
        "{page}"
    );
    for name in ["Fund cash", "Awards payable", "Payment clearing", "Bank charges"] {
        assert!(page.contains(name), "{name}");
    }
    let older = desk.app.get(&desk.ola, "/finance/books?before=2").await.text();
    assert!(older.contains("1 Contribution") && !older.contains("Award accepted"), "{older}");
}
