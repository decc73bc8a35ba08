//! A rate of exchange is recorded, for the days to come.

use crate::desk::{Desk, PLAIN, Wish};

#[tokio::test]
async fn without_a_rate_nothing_is_converted() {
    let desk = Desk::new().await;
    desk.fund("50000.00").await;
    let award = desk.accepted(&Wish { currency: "SYP", ..PLAIN }).await;
    let path = format!("/finance/payments/{}", award.claim);
    Desk::tells(&desk.app.post(&desk.farid, &path, &[]).await, "rate-missing");
    let fields = [
        ("currency", "syp"),
        ("per_usd", "13000,5"),
        ("effective_from", "2026-11-02"),
        ("source", "UNORE"),
    ];
    assert_eq!(
        desk.app.post(&desk.farid, "/finance/rates", &fields).await.location(),
        "/finance/rates"
    );
    desk.planned(&award).await;
    Desk::tells(&desk.app.post(&desk.farid, "/finance/rates", &fields).await, "rate-exists");
}

#[tokio::test]
async fn a_rate_never_reaches_into_the_past() {
    let desk = Desk::new().await;
    let fields = [
        ("currency", "XAF"),
        ("per_usd", "600"),
        ("effective_from", "2026-11-01"),
        ("source", "UNORE"),
    ];
    Desk::tells(&desk.app.post(&desk.farid, "/finance/rates", &fields).await, "rate-in-past");
    let fields = [
        ("currency", "USD"),
        ("per_usd", "0"),
        ("effective_from", "2026-11-02"),
        ("source", "UNORE"),
    ];
    let reply = desk.app.post(&desk.farid, "/finance/rates", &fields).await;
    Desk::tells(&reply, "rate-of-dollar");
    Desk::tells(&reply, "#per_usd");
    assert_eq!(desk.app.post(&desk.asha, "/finance/rates", &fields).await.status, 403);
}
