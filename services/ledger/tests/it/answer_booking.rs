//! Another person confirms the booking of a line, or refuses it.

use crate::abroad::{as_person, broken, refused};
use crate::ask_booking::{ask, line_of};
use crate::book_line::with_lines;
use crate::desk::{Award, Desk, PLAIN, Wish};
use redress_kernel::Role;
use redress_ledger::bank::camt053::{self, Direction};
use redress_ledger::bank::sim::Options;
use redress_testkit::{Reply, Who};
use rust_decimal_macros::dec;

async fn answer(desk: &Desk, who: &Who, said: &str) -> Reply {
    let id: redress_kernel::Uuid = desk
        .one(
            "select request_id from ledger.booking_request r
             where not exists (select from ledger.booking_answer a where a.request_id = r.request_id)",
        )
        .await;
    desk.app.post(who, &format!("/finance/bookings/{id}"), &[("answer", said)]).await
}

async fn confirmed(desk: &Desk) {
    assert_eq!(answer(desk, &desk.asha, "confirmed").await.location(), "/finance/bookings");
}

async fn award(desk: &Desk) -> Award {
    desk.accepted(&Wish { net: "200.00", ..PLAIN }).await
}

#[tokio::test]
async fn costs_errors_and_large_charges_are_booked_by_two() {
    let desk = Desk::new().await;
    desk.fund("50000.00").await;
    let claim = award(&desk).await;
    let lines = [
        (Direction::Debit, dec!(300)),
        (Direction::Debit, dec!(45.5)),
        (Direction::Debit, dec!(700)),
    ];
    let (page, _) = with_lines(&desk, &lines).await;
    let code = claim.code.as_str();
    ask(&desk, &page, "300", &[("kind", "claim_cost"), ("claim_code", code)]).await.location();
    let text = desk.app.get(&desk.asha, "/finance/bookings").await.text();
    assert!(
        text.contains(code) && text.contains("Invoice 12") && text.contains("300.00"),
        "{text}"
    );
    confirmed(&desk).await;
    ask(&desk, &page, "45.5", &[("kind", "own_error")]).await.location();
    confirmed(&desk).await;
    ask(&desk, &page, "700", &[("kind", "charge")]).await.location();
    confirmed(&desk).await;
    assert_eq!(desk.balance("claim_costs").await, "300.00");
    assert_eq!(desk.balance("own_error").await, "45.50");
    assert_eq!(desk.balance("bank_charges").await, "700.00");
    let of_claim: i64 = desk
        .one("select count(*) from ledger.entry where kind = 'cost_paid' and claim_id is not null")
        .await;
    assert_eq!(of_claim, 1);
    let audited = desk.world.audited(claim.claim).await;
    assert!(audited.contains(&"ledger.answer_booking".to_owned()), "{audited:?}");
    let text = desk.app.get(&desk.ola, &page).await.text();
    for shown in ["Cost of a claim", "Own error", "Bank charge"] {
        assert!(text.contains(&format!("{shown} (booked by hand)")), "{shown}: {text}");
    }
    assert_eq!(broken(&desk).await, []);
}

#[tokio::test]
async fn what_the_bank_has_done_is_booked_though_all_money_is_set_aside() {
    let desk = Desk::new().await;
    desk.fund("34560.00").await;
    let (page, _) = with_lines(&desk, &[(Direction::Debit, dec!(300))]).await;
    desk.accepted(&PLAIN).await;
    assert_eq!(desk.balance("awards_payable").await, "34460.00", "nothing is free");
    ask(&desk, &page, "300", &[("kind", "claim_cost")]).await.location();
    confirmed(&desk).await;
    assert_eq!(desk.balance("claim_costs").await, "300.00");
    assert_eq!(broken(&desk).await, []);
}

#[tokio::test]
async fn refused_it_is_open_again_and_nobody_confirms_an_own_request() {
    let desk = Desk::new().await;
    desk.fund("50000.00").await;
    let (page, _) = with_lines(&desk, &[(Direction::Debit, dec!(300))]).await;
    ask(&desk, &page, "300", &[("kind", "own_error")]).await.location();
    for who in [&desk.farid, &desk.ola] {
        assert_eq!(answer(&desk, who, "confirmed").await.status, 403);
    }
    Desk::tells(&answer(&desk, &desk.asha, "maybe").await, "");
    answer(&desk, &desk.asha, "refused").await.location();
    assert_eq!(desk.balance("own_error").await, "0.00");
    let both = [Role::FinanceOfficer, Role::FinanceApprover];
    let bo = desk.world.person("finance.bo", &both).await;
    let line = line_of(&desk, "300").await;
    let fields = [("ask_line", line.as_str()), ("kind", "claim_cost"), ("note", "x")];
    desk.app.post(&bo, &format!("{page}/ask"), &fields).await.location();
    let own = answer(&desk, &bo, "confirmed").await;
    assert!(own.text().contains("did not ask for this booking"), "{}", own.text());
    let mut db = as_person(&desk, &bo, "finance_officer,finance_approver").await;
    let sql = "insert into ledger.booking_answer (request_id, answer, answered_by, answered_at)
      select request_id, 'confirmed', gen_random_uuid(), now() from ledger.booking_request r
      where not exists (select from ledger.booking_answer a where a.request_id = r.request_id)";
    assert_eq!(refused(&mut db, sql).await, "booking_confirmed_by_another");
    confirmed(&desk).await;
    assert_eq!(desk.balance("claim_costs").await, "300.00");
    assert_eq!(broken(&desk).await, []);
}

#[tokio::test]
async fn a_line_of_our_payment_is_booked_as_our_own_error_only() {
    let desk = Desk::new().await;
    desk.fund("50000.00").await;
    let award = desk.accepted(&Wish { net: "100.00", ..PLAIN }).await;
    desk.planned(&award).await;
    let batch = desk.released(&award).await;
    let answered = desk.bank(&batch, &Options { opening: dec!(50000), ..Options::default() }).await;
    // The bank says the payment twice: the second time it is a loss of ours.
    let mut statement = camt053::read(&answered.statement).expect("readable").remove(0);
    let mut again = statement.entries[0].clone();
    again.servicer_reference = Some("AGAIN".to_owned());
    statement.closing = statement.closing.checked_sub(again.amount).expect("in range");
    statement.entries.push(again);
    let now = desk.world.clock.clock().now();
    desk.upload(&desk.farid, &camt053::write("M", now, &[statement])).await;
    let line: redress_kernel::Uuid =
        desk.one("select line_id from ledger.line_match where reason = 'already_settled'").await;
    let id: redress_kernel::Uuid = desk.one("select statement_id from ledger.statement").await;
    let path = format!("/finance/statements/{id}/ask");
    let line = line.to_string();
    let fields = |kind| [("ask_line", line.as_str()), ("kind", kind), ("note", "paid twice")];
    for kind in ["claim_cost", "charge"] {
        let reply = desk.app.post(&desk.farid, &path, &fields(kind)).await;
        Desk::tells(&reply, "can’t be booked like this");
    }
    desk.app.post(&desk.farid, &path, &fields("own_error")).await.location();
    confirmed(&desk).await;
    assert_eq!(desk.balance("own_error").await, "100.00");
    assert_eq!(broken(&desk).await, []);
}
