//! How the fund stands: what it has is what is spoken for and what is free, to the cent.

use crate::desk::{Desk, PLAIN};

#[tokio::test]
async fn the_position_balances_and_names_its_time_basis() {
    let desk = Desk::new().await;
    desk.funder("north").await;
    desk.fund("20000.00").await;
    desk.pledged("north", "1000.00", "2026-12-15").await;
    desk.pledged("north", "500.00", "2027-09-15").await;
    let award = desk.accepted(&PLAIN).await;
    desk.planned(&award).await;
    let page = desk.app.get(&desk.ola, "/finance/fund").await.page();
    // Cash, promises; owed; free = 21,500.00 - 34,460.00.
    for amount in ["20,000.00", "1,000.00", "500.00", "21,500.00", "34,460.00", "-12,960.00"] {
        page.shows(&format!("{amount}\u{a0}USD"));
    }
    page.says("fund-basis-now", &[]);
    // A year of months.
    page.shows("December 2026");
    page.shows("October 2027");
}

#[tokio::test]
async fn the_projection_counts_what_is_planned_and_promised_by_month() {
    let desk = Desk::new().await;
    desk.fund("34460.00").await;
    let award = desk.accepted(&PLAIN).await;
    desk.planned(&award).await;
    let months: Vec<(String, String)> = sqlx::query_as(
        "select to_char(month, 'YYYY-MM'), goes::text from ledger.fund_projection('2026-11-02')",
    )
    .fetch_all(&mut desk.auditor().await)
    .await
    .expect("readable");
    let of = |n: usize| (months[n].0.as_str(), months[n].1.as_str());
    assert_eq!(of(0), ("2026-11", "11486.6700"));
    assert_eq!(of(2), ("2027-01", "11486.6600"));
    assert_eq!(of(3), ("2027-02", "0"));
}
