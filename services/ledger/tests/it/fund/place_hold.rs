//! Money is kept for what is coming.

use crate::desk::{Desk, PLAIN};

const PATH: &str = "/finance/fund/holds";

#[tokio::test]
async fn what_is_kept_is_for_nobody_else() {
    let desk = Desk::new().await;
    desk.fund("35000.00").await;
    let fields = [("amount", "1000.00"), ("reason", "translation"), ("expires_on", "2026-12-31")];
    assert_eq!(desk.app.post(&desk.farid, PATH, &fields).await.location(), PATH);
    desk.accepted(&PLAIN).await;
    assert_eq!(desk.balance("awards_payable").await, "3000.00", "34,000.00 are free");
    let too_much = [("amount", "31000.01"), ("reason", "x"), ("expires_on", "2026-12-31")];
    Desk::tells(&desk.app.post(&desk.farid, PATH, &too_much).await, "fund-short");
    assert_eq!(desk.app.post(&desk.asha, PATH, &fields).await.status, 403);
}

#[tokio::test]
async fn a_hold_names_what_for_and_until_when() {
    let desk = Desk::new().await;
    let fields = [("amount", "0"), ("reason", ""), ("expires_on", "2028-01-01")];
    let reply = desk.app.post(&desk.farid, PATH, &fields).await;
    for field in ["amount", "reason", "expires_on"] {
        Desk::tells(&reply, &format!("#{field}"));
    }
}
