//! The fund asks from who is liable; it counts when it comes.

use crate::desk::{Desk, PLAIN};

#[tokio::test]
async fn a_recourse_is_the_funds_only_when_it_comes() {
    let desk = Desk::new().await;
    let award = desk.accepted(&PLAIN).await;
    let fields = [
        ("liable", "contractor"),
        ("claim_code", award.code.as_str()),
        ("amount", "3000.00"),
        ("asked_on", "2026-11-02"),
        ("reference", "L-7"),
    ];
    let path = "/finance/fund/recourse";
    assert_eq!(desk.app.post(&desk.farid, path, &fields).await.location(), path);
    assert_eq!(desk.balance("recourse_receivable").await, "3000.00");
    assert_eq!(desk.balance("awards_payable").await, "0.00", "nobody spends it before it comes");
    let id = desk.one::<sqlx::types::Uuid>("select recourse_id from ledger.recourse").await;
    let came =
        |amount| [("came", amount), ("received_on", "2026-11-02"), ("bank_reference", "B-9")];
    let received = format!("{path}/{id}");
    Desk::tells(
        &desk.app.post(&desk.farid, &received, &came("3000.01")).await,
        "recourse-has-less",
    );
    assert_eq!(desk.app.post(&desk.farid, &received, &came("3000.00")).await.location(), path);
    assert_eq!(desk.balance("recourse_receivable").await, "0.00");
    assert_eq!(desk.balance("recourse_deferred").await, "0.00");
    assert_eq!(desk.balance("awards_payable").await, "3000.00");
}

#[tokio::test]
async fn what_can_not_be_asked_is_told() {
    let desk = Desk::new().await;
    let fields =
        [("liable", "her"), ("amount", "-1"), ("asked_on", "2026-11-02"), ("reference", "L-7")];
    let reply = desk.app.post(&desk.farid, "/finance/fund/recourse", &fields).await;
    Desk::tells(&reply, "#amount");
    let fields = [
        ("liable", "her"),
        ("claim_code", "AAAA"),
        ("amount", "1"),
        ("asked_on", "2026-11-03"),
        ("reference", "L-7"),
    ];
    let reply = desk.app.post(&desk.farid, "/finance/fund/recourse", &fields).await;
    Desk::tells(&reply, "#liable");
    Desk::tells(&reply, "#asked_on");
}
