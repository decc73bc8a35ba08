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
    Desk::tells(&send("2026-10-01", "0.02", "x").await, "date-past");
    Desk::tells(&send("2026-12-02", "0.02", "x").await, "month-first");
    // A share above one, or a percentage: it is asked back.
    let asked = send("2026-12-01", "1.01", "x").await;
    assert_eq!(asked.status, 422);
    asked.page().refuses("share-unclear", &[("first", "1.01% (one point zero one)")]);
    Desk::tells(&send("2026-12-01", "0.0000001", "x").await, "trust-rate-range");
    Desk::tells(&send("2026-12-01", "much", "x").await, "share-malformed");
    assert_eq!(send("2026-12-01", "0.02", " ").await.status, 422, "it says where it comes from");
    assert_eq!(send("2026-12-01", "0,02", "Deposit account").await.location(), TRUST);
    let page = desk.app.get(&desk.ola, TRUST).await.page();
    page.shows("2%");
    page.shows("Deposit account");
    let fields = [("effective_from", "2026-12-01"), ("annual_rate", "0.02"), ("method", "x")];
    assert_eq!(desk.app.post(&desk.asha, &path, &fields).await.status, 403);
}
