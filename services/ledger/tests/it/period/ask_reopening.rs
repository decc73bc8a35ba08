//! Asking to reopen a closed month.

use crate::desk::Desk;
use crate::period::close_period::{ANSWER, after_october};

const OCTOBER: &str = "/finance/periods/2026-10";
const ASK: &str = "/finance/periods/2026-10/ask";
const REASON: [(&str, &str); 1] = [("reason", "A contribution was missed")];

#[tokio::test]
async fn a_closed_month_stays_closed_while_somebody_asks() {
    let desk = after_october().await;
    Desk::tells(&desk.app.post(&desk.farid, ASK, &REASON).await, "period-step-order");
    desk.app.post(&desk.asha, "/finance/periods/2026-10/close", &ANSWER).await;
    Desk::tells(&desk.app.post(&desk.farid, ASK, &[]).await, "#reason");
    let long = "x".repeat(201);
    Desk::tells(&desk.app.post(&desk.farid, ASK, &[("reason", &long)]).await, "#reason");
    assert_eq!(desk.app.post(&desk.ola, ASK, &REASON).await.status, 403);
    assert_eq!(desk.app.post(&desk.farid, ASK, &REASON).await.location(), OCTOBER);
    let page = desk.app.get(&desk.ola, OCTOBER).await.page();
    page.says("period-asked", &[]);
    page.shows(REASON[0].1);
    Desk::tells(&desk.fund_on("2026-10-31", "1").await, "period-closed");
    let waits = desk.app.get(&desk.asha, "/finance").await.page();
    assert_eq!(waits.beside("wait-reopen"), "1");
}

#[tokio::test]
async fn a_month_is_not_reopened_under_a_later_one() {
    let desk = after_october().await;
    desk.app.post(&desk.asha, "/finance/periods/2026-10/close", &ANSWER).await;
    desk.later(30).await;
    let reply = desk.app.post(&desk.asha, "/finance/periods/2026-11/close", &ANSWER).await;
    assert_eq!(reply.location(), "/finance/periods/2026-11");
    let reply = desk.app.post(&desk.farid, ASK, &REASON).await;
    Desk::tells(&reply, "later-period-closed");
    reply.page().refuses("later-period-closed", &[("month", "2026-11")]);
    let later = "/finance/periods/2026-11/ask";
    assert_eq!(
        desk.app.post(&desk.farid, later, &REASON).await.location(),
        "/finance/periods/2026-11"
    );
}
