//! Asking to reopen a closed month.

use crate::desk::Desk;
use crate::period::close_period::{ANSWER, after_october};

const OCTOBER: &str = "/finance/periods/2026-10";
const ASK: &str = "/finance/periods/2026-10/ask";
const REASON: [(&str, &str); 1] = [("reason", "A contribution was missed")];

#[tokio::test]
async fn a_closed_month_stays_closed_while_somebody_asks() {
    let desk = after_october().await;
    Desk::tells(
        &desk.app.post(&desk.farid, ASK, &REASON).await,
        "This can’t be done with the month",
    );
    desk.app.post(&desk.asha, "/finance/periods/2026-10/close", &ANSWER).await;
    Desk::tells(&desk.app.post(&desk.farid, ASK, &[]).await, "href=\"#reason\"");
    let long = "x".repeat(201);
    Desk::tells(&desk.app.post(&desk.farid, ASK, &[("reason", &long)]).await, "href=\"#reason\"");
    assert_eq!(desk.app.post(&desk.ola, ASK, &REASON).await.status, 403);
    assert_eq!(desk.app.post(&desk.farid, ASK, &REASON).await.location(), OCTOBER);
    let page = desk.app.get(&desk.ola, OCTOBER).await.text();
    assert!(page.contains("reopening asked") && page.contains(REASON[0].1), "{page}");
    Desk::tells(&desk.fund_on("2026-10-31", "1").await, "The month of this entry is closed.");
    let waits = desk.app.get(&desk.asha, "/finance").await.text();
    assert!(waits.contains("Months that somebody asks to reopen</a></dt><dd>1"), "{waits}");
}

#[tokio::test]
async fn a_month_is_not_reopened_under_a_later_one() {
    let desk = after_october().await;
    desk.app.post(&desk.asha, "/finance/periods/2026-10/close", &ANSWER).await;
    desk.later(30).await;
    let reply = desk.app.post(&desk.asha, "/finance/periods/2026-11/close", &ANSWER).await;
    assert_eq!(reply.location(), "/finance/periods/2026-11");
    let reply = desk.app.post(&desk.farid, ASK, &REASON).await;
    Desk::tells(&reply, "2026-11 is closed and begins with what this month ends with.");
    let later = "/finance/periods/2026-11/ask";
    assert_eq!(
        desk.app.post(&desk.farid, later, &REASON).await.location(),
        "/finance/periods/2026-11"
    );
}
