//! What funders promise counts from ninety days before it is expected.

use crate::desk::{Desk, PLAIN};
use time::Duration;

#[tokio::test]
async fn a_pledge_within_ninety_days_covers_an_award_but_does_not_pay_it() {
    let desk = Desk::new().await;
    desk.funder("north").await;
    desk.pledged("north", "40000.00", "2027-01-31").await;
    assert_eq!(desk.balance("contributions_receivable").await, "40000.00");
    let award = desk.accepted(&PLAIN).await;
    assert_eq!(desk.balance("awards_payable").await, "34460.00");
    desk.planned(&award).await;
    let batch = desk.prepared(&desk.instalments(&award).await).await;
    assert_eq!(desk.step(&desk.asha, &batch, "approve").await.location(), batch);
    Desk::tells(&desk.step(&desk.asha, &batch, "release").await, "cash-short");
    let paid = [
        ("kind", "voluntary"),
        ("amount", "34460.00"),
        ("received_on", "2026-11-02"),
        ("reference", "B-1"),
        (
            "pledge_id",
            &desk.one::<sqlx::types::Uuid>("select pledge_id from ledger.pledge").await.to_string(),
        ),
    ];
    desk.app.post(&desk.farid, "/finance/fund/income", &paid).await.location();
    assert_eq!(desk.balance("contributions_receivable").await, "5540.00");
    assert_eq!(desk.balance("contributions").await, "5540.00", "promised once, counted once");
    assert_eq!(desk.step(&desk.asha, &batch, "release").await.location(), batch);
}

#[tokio::test]
async fn a_later_pledge_counts_when_its_time_comes_and_not_when_it_is_overdue() {
    let desk = Desk::new().await;
    desk.funder("north").await;
    desk.pledged("north", "4000.00", "2027-02-10").await;
    assert_eq!(desk.balance("contributions_due_later").await, "4000.00");
    desk.accepted(&PLAIN).await;
    assert_eq!(desk.balance("awards_payable").await, "0.00");
    desk.world.clock.advance(Duration::days(10));
    desk.app.react().await;
    assert_eq!(desk.balance("contributions_receivable").await, "4000.00");
    assert_eq!(desk.balance("awards_payable").await, "3000.00");
    desk.world.clock.advance(Duration::days(95));
    desk.app.react().await;
    assert_eq!(desk.balance("contributions_receivable").await, "0.00");
    assert_eq!(desk.balance("contributions_due_later").await, "4000.00");
    assert_eq!(desk.balance("awards_payable").await, "3000.00", "what is set aside stays so");
}

#[tokio::test]
async fn more_than_was_promised_is_no_payment_on_it() {
    let desk = Desk::new().await;
    desk.funder("north").await;
    desk.pledged("north", "100.00", "2026-12-01").await;
    let id = desk.one::<sqlx::types::Uuid>("select pledge_id from ledger.pledge").await.to_string();
    let paid = |kind, amount| {
        [
            ("kind", kind),
            ("amount", amount),
            ("received_on", "2026-11-02"),
            ("reference", "B-1"),
            ("pledge_id", id.as_str()),
        ]
    };
    let path = "/finance/fund/income";
    Desk::tells(
        &desk.app.post(&desk.farid, path, &paid("voluntary", "100.01")).await,
        "pledge-has-less",
    );
    Desk::tells(
        &desk.app.post(&desk.farid, path, &paid("assessed", "100.00")).await,
        "pledge-not-this-kind",
    );
    assert_eq!(desk.balance("fund_cash").await, "0.00");
}

#[tokio::test]
async fn what_can_not_be_promised_is_told_field_by_field() {
    let desk = Desk::new().await;
    let fields = [
        ("kind", "recovery"),
        ("amount", "1.00"),
        ("expected_on", "2026-11-01"),
        ("reference", ""),
    ];
    let reply = desk.app.post(&desk.farid, "/finance/fund/income/pledge", &fields).await;
    for field in ["kind", "funder", "expected_on", "reference"] {
        Desk::tells(&reply, &format!("#{field}"));
    }
    assert_eq!(desk.app.post(&desk.ola, "/finance/fund/income/pledge", &fields).await.status, 403);
}
