//! What children's money bears is proposed for this month or a later one.

use crate::desk::Desk;
use crate::trust::children::TRUST;

#[tokio::test]
async fn terms_are_for_months_that_are_not_over() {
    let desk = Desk::new().await;
    let path = format!("{TRUST}/terms");
    let send = async |from: &str, rate: &str, method: &str| {
        let fields = [("effective_from", from), ("annual_rate", rate), ("method", method)];
        desk.app.post(&desk.farid, &path, &fields).await
    };
    Desk::tells(&send("2026-10-01", "0.02", "x").await, "This day is in the past");
    Desk::tells(&send("2026-12-02", "0.02", "x").await, "first day of a month");
    // A share above one, or a percentage: it is asked back.
    Desk::tells(&send("2026-12-01", "1.01", "x").await, "Do you mean 1.01% (one point zero one)?");
    Desk::tells(&send("2026-12-01", "0.0000001", "x").await, "Write a rate from 0 to 1");
    Desk::tells(&send("2026-12-01", "much", "x").await, "Write a part of one, such as 0.65");
    assert_eq!(send("2026-12-01", "0.02", " ").await.status, 422, "it says where it comes from");
    assert_eq!(send("2026-12-01", "0,02", "Deposit account").await.location(), TRUST);
    let page = desk.app.get(&desk.ola, TRUST).await.text();
    assert!(page.contains("2%") && page.contains("Deposit account"), "{page}");
    let fields = [("effective_from", "2026-12-01"), ("annual_rate", "0.02"), ("method", "x")];
    assert_eq!(desk.app.post(&desk.asha, &path, &fields).await.status, 403);
}
