//! Terms of interest are in force once another person has confirmed them.

use crate::desk::Desk;
use crate::trust::children::{GIRL, TRUST};
use redress_kernel::Uuid;

async fn proposed(desk: &Desk, from: &str, rate: &str) -> String {
    let fields = [("effective_from", from), ("annual_rate", rate), ("method", "x")];
    let path = format!("{TRUST}/terms");
    desk.app.post(&desk.farid, &path, &fields).await.location();
    let id: Uuid = desk
        .one("select terms_id from ledger.trust_terms t order by exists ( select from ledger.trust_terms_answer s where s.terms_id = t.terms_id) limit 1")
        .await;
    format!("{path}/{id}")
}

#[tokio::test]
async fn another_person_confirms_one_for_a_month_that_is_not_over() {
    let desk = Desk::new().await;
    let confirmed = [("step", "confirmed")];
    let first = proposed(&desk, "2026-11-01", "0.03").await;
    assert_eq!(desk.app.post(&desk.farid, &first, &confirmed).await.status, 403);
    Desk::tells(&desk.app.post(&desk.asha, &first, &[("step", "maybe")]).await, "choice-unknown");
    assert_eq!(desk.app.post(&desk.asha, &first, &confirmed).await.location(), TRUST);
    Desk::tells(&desk.app.post(&desk.asha, &first, &confirmed).await, "trust-decided");
    let second = proposed(&desk, "2026-11-01", "0.04").await;
    Desk::tells(&desk.app.post(&desk.asha, &second, &confirmed).await, "trust-terms-exist");
    let late = proposed(&desk, "2026-11-01", "0.05").await;
    desk.days(30).await;
    Desk::tells(&desk.app.post(&desk.asha, &late, &confirmed).await, "trust-terms-past");
    assert_eq!(desk.app.post(&desk.asha, &late, &[("step", "refused")]).await.location(), TRUST);
}

#[tokio::test]
async fn months_without_terms_bear_nothing_and_later_ones_by_their_own() {
    let desk = Desk::new().await;
    desk.fund("80000.00").await;
    desk.child(&GIRL).await;
    desk.terms("2026-12-01", "0.03").await;
    desk.terms("2027-01-01", "0.06").await;
    desk.days(29).await;
    desk.app.react().await;
    assert_eq!(desk.balance("trust_interest").await, "0.00");
    desk.days(63).await;
    desk.app.react().await;
    // 70,569.00 x 0.03 / 365 x 31 = 179.81 (179.8059), then 70,748.81 x 0.06 / 365 x 31 = 360.53.
    assert_eq!(desk.balance("trust_interest").await, "540.34", "two months at once, in order");
    desk.sound().await;
}
