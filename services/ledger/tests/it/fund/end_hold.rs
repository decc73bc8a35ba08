//! A hold is released in parts, voided or expires; each end comes once.

use crate::desk::{Desk, PLAIN};
use time::Duration;

const PATH: &str = "/finance/fund/holds";

async fn held(desk: &Desk) -> String {
    desk.fund("5000.00").await;
    let fields = [("amount", "1000.00"), ("reason", "translation"), ("expires_on", "2026-12-31")];
    assert_eq!(desk.app.post(&desk.farid, PATH, &fields).await.location(), PATH);
    let id: sqlx::types::Uuid = desk.one("select hold_id from ledger.hold").await;
    format!("{PATH}/{id}")
}

#[tokio::test]
async fn a_part_is_released_and_the_rest_voided() {
    let desk = Desk::new().await;
    let hold = held(&desk).await;
    let end = |kind, part| [("kind", kind), ("part", part)];
    Desk::tells(
        &desk.app.post(&desk.farid, &hold, &end("released", "1000.01")).await,
        "hold-has-less",
    );
    assert_eq!(desk.app.post(&desk.farid, &hold, &end("released", "400")).await.location(), PATH);
    assert_eq!(desk.balance("held_money").await, "600.00");
    assert_eq!(desk.app.post(&desk.asha, &hold, &end("voided", "")).await.status, 403);
    assert_eq!(desk.app.post(&desk.farid, &hold, &end("voided", "")).await.location(), PATH);
    assert_eq!(desk.balance("held_money").await, "0.00");
    Desk::tells(&desk.app.post(&desk.farid, &hold, &end("released", "1")).await, "hold-ended");
    desk.app.get(&desk.ola, PATH).await.page().says("hold-voided", &[]);
}

#[tokio::test]
async fn it_expires_by_itself_once() {
    let desk = Desk::new().await;
    held(&desk).await;
    desk.world.clock.advance(Duration::days(60));
    desk.app.react().await;
    desk.app.react().await;
    assert_eq!(desk.balance("held_money").await, "0.00");
    assert_eq!(desk.one::<i64>("select count(*) from ledger.hold_end").await, 1);
}

#[tokio::test]
async fn what_is_freed_covers_an_award_that_waits() {
    let desk = Desk::new().await;
    let hold = held(&desk).await;
    desk.accepted(&crate::desk::Wish { net: "5000.00", ..PLAIN }).await;
    assert_eq!(desk.balance("awards_payable").await, "3000.00");
    desk.app.post(&desk.farid, &hold, &[("kind", "voided")]).await.location();
    assert_eq!(desk.balance("awards_payable").await, "5000.00");
}
