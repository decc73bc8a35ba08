//! A factor is confirmed by another person; then it holds for all, and what stays owed comes first
//!

use crate::desk::{Desk, PLAIN, Wish};
use time::Duration;

const PATH: &str = "/finance/fund/factor";

async fn proposed(desk: &Desk, starts_on: &str, factor: &str) -> String {
    let fields = [("starts_on", starts_on), ("factor", factor)];
    assert_eq!(desk.app.post(&desk.farid, PATH, &fields).await.location(), PATH);
    let value: rust_decimal::Decimal = factor.parse().expect("a number");
    let id: sqlx::types::Uuid =
        sqlx::query_scalar("select factor_id from ledger.fund_factor where factor = $1")
            .bind(value)
            .fetch_one(&mut desk.world.db.superuser().await)
            .await
            .expect("one");
    format!("{PATH}/{id}")
}

const CONFIRMED: [(&str, &str); 1] = [("step", "confirmed")];

#[tokio::test]
async fn under_a_factor_of_65_percent_an_award_has_what_case_eleven_says() {
    let desk = Desk::new().await;
    desk.fund("60000.00").await;
    let factor = proposed(&desk, "2026-11-01", "0.65").await;
    assert_eq!(desk.app.post(&desk.farid, &factor, &CONFIRMED).await.status, 403);
    assert_eq!(desk.app.post(&desk.asha, &factor, &CONFIRMED).await.location(), PATH);
    Desk::tells(&desk.app.post(&desk.asha, &factor, &CONFIRMED).await, "factor-decided");
    let award = desk.accepted(&Wish { net: "73413.20", instalments: 1, ..PLAIN }).await;
    assert_eq!(desk.balance("awards_payable").await, "48768.58");
    assert_eq!(desk.balance("award_commitments").await, "24644.62");
    let page =
        desk.app.get(&desk.farid, &format!("/finance/payments/{}", award.claim)).await.page();
    page.shows("48,768.58");
    page.shows("0.65");
}

#[tokio::test]
async fn the_next_month_tops_up_earlier_awards_before_anybody_new() {
    let desk = Desk::new().await;
    desk.fund("20000.00").await;
    let half = proposed(&desk, "2026-11-01", "0.5").await;
    desk.app.post(&desk.asha, &half, &CONFIRMED).await.location();
    let earlier = desk.accepted(&Wish { net: "23000.00", instalments: 1, ..PLAIN }).await;
    assert_eq!(desk.balance("awards_payable").await, "13000.00");
    desk.accepted(&Wish { net: "23000.00", ..PLAIN }).await;
    assert_eq!(desk.balance("awards_payable").await, "16000.00", "its first part");
    let more = proposed(&desk, "2026-12-01", "0.7").await;
    desk.app.post(&desk.asha, &more, &CONFIRMED).await.location();
    assert_eq!(desk.balance("awards_payable").await, "16000.00", "in force from its month on");
    desk.world.clock.advance(Duration::days(30));
    desk.app.react().await;
    // 4,000.00 is left: it goes to the earlier award, up to 70 percent.
    assert_eq!(desk.balance("awards_payable").await, "20000.00");
    let topped: Vec<(sqlx::types::Uuid, String)> =
        sqlx::query_as("select claim_id, amount::text from ledger.funding where kind = 'top_up'")
            .fetch_all(&mut desk.world.db.superuser().await)
            .await
            .expect("readable");
    assert_eq!(topped, [(earlier.claim.0, "4000.0000".to_owned())]);
}

#[tokio::test]
async fn a_month_has_one_factor_and_a_refused_one_counts_for_nothing() {
    let desk = Desk::new().await;
    desk.fund("23000.00").await;
    let refused = proposed(&desk, "2026-11-01", "0.1").await;
    desk.app.post(&desk.asha, &refused, &[("step", "refused")]).await.location();
    desk.accepted(&Wish { net: "13000.00", ..PLAIN }).await;
    assert_eq!(desk.balance("awards_payable").await, "13000.00");
    for factor in ["0.2", "0.3"] {
        let one = proposed(&desk, "2026-12-01", factor).await;
        let reply = desk.app.post(&desk.asha, &one, &CONFIRMED).await;
        if factor == "0.2" {
            assert_eq!(reply.location(), PATH);
        } else {
            Desk::tells(&reply, "factor-exists");
        }
    }
}
