//! A fund factor is proposed, with the sums that it stands on.

use crate::desk::{Desk, PLAIN, Wish};

const PATH: &str = "/finance/fund/factor";

#[tokio::test]
async fn the_fund_says_which_factor_it_can_keep() {
    let desk = Desk::new().await;
    desk.fund("48768.58").await;
    desk.accepted(&Wish { net: "73413.20", ..PLAIN }).await;
    assert_eq!(desk.balance("awards_payable").await, "3000.00");
    let reply = desk.app.post(&desk.farid, PATH, &[("starts_on", "2026-11-01")]).await;
    assert_eq!(reply.location(), PATH);
    // 45,768.58 of 70,413.20 above the first part, cut at six places.
    let factor: rust_decimal::Decimal = desk.one("select factor from ledger.fund_factor").await;
    assert_eq!(factor.to_string(), "0.650000");
    let page = desk.app.get(&desk.ola, PATH).await.page();
    page.says("factor-proposed", &[]);
    page.shows("70,413.20");
    assert_eq!(
        desk.balance("awards_payable").await,
        "3000.00",
        "nothing moves before it is confirmed"
    );
}

#[tokio::test]
async fn what_can_be_no_factor_is_told() {
    let desk = Desk::new().await;
    for (day, factor) in [("2026-10-01", "0.5"), ("2026-11-02", "0.5")] {
        let fields = [("starts_on", day), ("factor", factor)];
        Desk::tells(&desk.app.post(&desk.farid, PATH, &fields).await, "#starts_on");
    }
    for factor in ["0", "1.1", "-0.5", "0.1234567", "x"] {
        let fields = [("starts_on", "2026-12-01"), ("factor", factor)];
        Desk::tells(&desk.app.post(&desk.farid, PATH, &fields).await, "#factor");
    }
    desk.accepted(&PLAIN).await;
    let reply = desk.app.post(&desk.farid, PATH, &[("starts_on", "2026-12-01")]).await;
    Desk::tells(&reply, "factor-none");
    assert_eq!(desk.app.post(&desk.asha, PATH, &[("starts_on", "2026-12-01")]).await.status, 403);
}
