//! Money comes to the fund.

use crate::desk::{Desk, PLAIN, Wish};
use redress_ledger::fund::domain::codes::Purpose;

const FIELDS: [(&str, &str); 4] = [
    ("kind", "assessed"),
    ("amount", "50 000.00"),
    ("received_on", "2026-11-01"),
    ("reference", "A/RES/1"),
];

#[tokio::test]
async fn an_officer_records_a_contribution_once() {
    let desk = Desk::new().await;
    for _ in 0..2 {
        let reply = desk.app.post_once(&desk.farid, "/finance/fund/income", "key", &FIELDS).await;
        assert_eq!(reply.location(), "/finance/fund/income");
    }
    assert_eq!(desk.balance("fund_cash").await, "50000.00");
    assert_eq!(desk.balance("contributions").await, "50000.00");
    let page = desk.app.get(&desk.ola, "/finance/fund/income").await.page();
    assert!(page.row("A/RES/1").shows("50,000.00\u{a0}USD"), "{page}");
}

#[tokio::test]
async fn what_can_not_be_is_told_field_by_field() {
    let desk = Desk::new().await;
    let fields =
        [("kind", "gift"), ("amount", "10"), ("received_on", "2026-11-03"), ("reference", "")];
    let reply = desk.app.post(&desk.farid, "/finance/fund/income", &fields).await;
    Desk::tells(&reply, "#kind");
    Desk::tells(&reply, "#received_on");
    Desk::tells(&reply, "#reference");
    let fields = [("amount", "-5"), ("received_on", "2026-11-01")];
    Desk::tells(&desk.app.post(&desk.farid, "/finance/fund/income", &fields).await, "#amount");
    assert_eq!(desk.balance("fund_cash").await, "0.00");
}

#[tokio::test]
async fn an_approver_or_auditor_does_not_record() {
    let desk = Desk::new().await;
    for who in [&desk.asha, &desk.ola] {
        assert_eq!(desk.app.post(who, "/finance/fund/income", &FIELDS).await.status, 403);
    }
}

#[tokio::test]
async fn short_money_gives_each_a_first_part_then_goes_in_the_order_of_acceptance() {
    let desk = Desk::new().await;
    desk.fund("30000.00").await;
    let first = desk.accepted(&PLAIN).await;
    let second = desk.accepted(&Wish { net: "5000.00", ..PLAIN }).await;
    assert_eq!(desk.balance("awards_payable").await, "6000.00");
    assert_eq!(desk.balance("award_commitments").await, "33460.00");
    desk.planned(&first).await;
    let path = format!("/finance/payments/{}", first.claim);
    Desk::tells(&desk.app.post(&desk.farid, &path, &[]).await, "nothing-to-plan");
    // The rest of the smaller award would be covered; the first one in line is not passed over.
    desk.fund("7000.00").await;
    assert_eq!(desk.balance("awards_payable").await, "6000.00");
    desk.fund("460.00").await;
    assert_eq!(desk.balance("awards_payable").await, "37460.00");
    desk.fund("2000.00").await;
    assert_eq!(desk.balance("awards_payable").await, "39460.00");
    assert_eq!(desk.balance("award_commitments").await, "0.00");
    desk.planned(&first).await;
    desk.planned(&second).await;
    assert_eq!(desk.instalments(&first).await.len(), 6, "two plans of three instalments");
}

#[tokio::test]
async fn money_of_a_funder_pays_awards_and_each_award_names_it() {
    let desk = Desk::new().await;
    desk.funder("north").await;
    let fields = [&FIELDS[..], &[("funder", "north"), ("purpose", "awards")]].concat();
    let reply = desk.app.post(&desk.farid, "/finance/fund/income", &fields).await;
    assert_eq!(reply.location(), "/finance/fund/income");
    desk.fund("100.00").await;
    let award = desk.accepted(&PLAIN).await;
    let page = desk.app.get(&desk.ola, &format!("/finance/payments/{}", award.claim)).await.page();
    page.shows("north");
    page.says("purpose-awards", &[]);
    desk.app.get(&desk.ola, "/finance/fund").await.page().shows("34,460.00");
    assert_eq!(desk.balance("contributions_applied").await, "34460.00");
    assert_eq!(desk.balance("contributions").await, "15640.00");
}

#[tokio::test]
async fn money_for_costs_of_claims_covers_no_award() {
    let desk = Desk::new().await;
    desk.funder("north").await;
    let fields = [&FIELDS[..], &[("funder", "north"), ("purpose", "costs")]].concat();
    desk.app.post(&desk.farid, "/finance/fund/income", &fields).await.location();
    desk.accepted(&PLAIN).await;
    assert_eq!(desk.balance("awards_payable").await, "0.00");
    let nobody = [&FIELDS[..], &[("purpose", "costs")]].concat();
    let reply = desk.app.post(&desk.farid, "/finance/fund/income", &nobody).await;
    Desk::tells(&reply, "purpose-needs-funder");
    let unknown = [&FIELDS[..], &[("funder", "north"), ("purpose", "gifts")]].concat();
    Desk::tells(&desk.app.post(&desk.farid, "/finance/fund/income", &unknown).await, "#purpose");
}

#[tokio::test]
async fn purposes_are_those_of_the_database_in_their_order() {
    let desk = Desk::new().await;
    let kept: Vec<String> = sqlx::query_scalar("select purpose from ledger.purpose order by rank")
        .fetch_all(&mut desk.world.db.superuser().await)
        .await
        .expect("purposes");
    assert_eq!(kept, Purpose::ALL.iter().map(ToString::to_string).collect::<Vec<_>>());
}
