//! Reopening a month takes two people.

use crate::desk::Desk;
use crate::period::close_period::{ANSWER, after_october};

const OCTOBER: &str = "/finance/periods/2026-10";
const REASON: [(&str, &str); 1] = [("reason", "A contribution was missed")];

#[tokio::test]
async fn another_person_than_the_one_who_asked_reopens() {
    let desk = after_october().await;
    let post = async |who, step: &str, fields: &[(&str, &str)]| {
        desk.app.post(who, &format!("{OCTOBER}/{step}"), fields).await
    };
    assert_eq!(post(&desk.asha, "close", &ANSWER).await.location(), OCTOBER);
    Desk::tells(&post(&desk.asha, "reopen", &[]).await, "period-step-order");
    assert_eq!(post(&desk.asha, "ask", &REASON).await.location(), OCTOBER);
    // She asked: she can't be the other person.
    Desk::tells(&post(&desk.asha, "reopen", &[]).await, "reopened-by-another");
    assert_eq!(post(&desk.farid, "reopen", &[]).await.status, 403);
    let second =
        desk.world.person("approver.bashir", &[redress_kernel::Role::FinanceApprover]).await;
    assert_eq!(post(&second, "reopen", &[]).await.location(), OCTOBER);
    assert_eq!(desk.fund_on("2026-10-20", "50").await.location(), "/finance/fund/income");
    desk.seal().await;
    // Closed again with what it has now; the first closing stays in its history.
    Desk::tells(&post(&desk.asha, "close", &ANSWER).await, "#total_USD");
    let again = [("total_USD", "150"), ANSWER[1]];
    assert_eq!(post(&desk.asha, "close", &again).await.location(), OCTOBER);
    let steps = "select count(*) from ledger.period_step where period = '2026-10-01'";
    assert_eq!(desk.count(steps).await, 4);
    let page = desk.app.get(&desk.ola, OCTOBER).await.page();
    page.shows("150.00\u{a0}USD");
    page.shows(REASON[0].1);
}
