//! Another person confirms the booking of a line, or refuses it.

use crate::bank::ask_booking::{ask, line_of};
use crate::bank::book_line::with_lines;
use crate::desk::{Award, Desk, PLAIN, Wish};
use crate::exchange::abroad::{as_person, broken, refused};
use redress_iso20022::camt053;
use redress_iso20022::camt053::Direction;
use redress_iso20022::sim::Options;
use redress_kernel::Role;
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

/// The approver confirms what waits.
pub async fn confirmed(desk: &Desk) {
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
    let page_of_bookings = desk.app.get(&desk.asha, "/finance/bookings").await.page();
    for shown in [code, "Invoice 12", "300.00"] {
        page_of_bookings.shows(shown);
    }
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
    let seen = desk.app.get(&desk.ola, &page).await.page();
    for kind in ["claim_cost", "own_error", "charge"] {
        let line = seen.worded(&format!("line-{kind}"), &[]);
        seen.shows(&format!("{line} {}", seen.worded("line-by-hand", &[])));
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
    let page = desk.app.get(&desk.ola, "/finance/fund").await.page();
    assert!(page.beside("fund-costs-unallocated").starts_with("300.00"), "{page}");
    assert_eq!(desk.count("select count(*) from ledger.cost_source").await, 0);
    assert_eq!(broken(&desk).await, []);
}

/// Money for a purpose comes from a funder on a day.
pub async fn given(desk: &Desk, funder: &str, purpose: &str, amount: &str, day: &str) {
    let fields = [
        ("kind", "voluntary"),
        ("amount", amount),
        ("received_on", day),
        ("reference", "C-1"),
        ("funder", funder),
        ("purpose", purpose),
    ];
    desk.app.post(&desk.farid, "/finance/fund/income", &fields).await.location();
}

async fn used(desk: &Desk) -> Vec<(String, String)> {
    sqlx::query_as(
        "select source, trim_scale(sum(amount))::text from ledger.cost_source group by source order by source",
    )
    .fetch_all(&mut desk.world.db.superuser().await)
    .await
    .expect("readable")
}

#[tokio::test]
async fn costs_use_money_for_costs_the_oldest_first_then_money_without_a_purpose() {
    let desk = Desk::new().await;
    for funder in ["north", "south", "west"] {
        desk.funder(funder).await;
    }
    given(&desk, "north", "costs", "200", "2026-11-02").await;
    given(&desk, "south", "costs", "100", "2026-10-15").await;
    given(&desk, "south", "awards", "5000", "2026-10-01").await;
    given(&desk, "west", "any", "150", "2026-11-02").await;
    desk.pledged("west", "9000.00", "2026-12-15").await;
    let lines = [
        (Direction::Debit, dec!(130)),
        (Direction::Debit, dec!(190)),
        (Direction::Debit, dec!(400)),
    ];
    // The payment on the statement is of money for awards.
    let (page, _) = with_lines(&desk, &lines).await;
    ask(&desk, &page, "130", &[("kind", "claim_cost")]).await.location();
    confirmed(&desk).await;
    let of = |source: &str, amount: &str| (source.to_owned(), amount.to_owned());
    assert_eq!(used(&desk).await, [of("north:costs", "30"), of("south:costs", "100")]);
    let claim = award(&desk).await;
    ask(&desk, &page, "190", &[("kind", "claim_cost"), ("claim_code", claim.code.as_str())])
        .await
        .location();
    confirmed(&desk).await;
    let all = [of("north:costs", "200"), of("south:costs", "100"), of("west:any", "20")];
    assert_eq!(used(&desk).await, all);
    assert_eq!(desk.balance("contributions_applied").await, "620.00", "300 of it for awards");
    // What is promised pays no cost; the bank has done it all the same.
    ask(&desk, &page, "400", &[("kind", "claim_cost")]).await.location();
    confirmed(&desk).await;
    let all = [of("north:costs", "200"), of("south:costs", "100"), of("west:any", "150")];
    assert_eq!(used(&desk).await, all);
    let page = desk.app.get(&desk.ola, "/finance/fund").await.page();
    // 720 was paid, 450 was there.
    assert!(page.beside("fund-costs-unallocated").starts_with("270.00"), "{page}");
    page.says("col-costs-amount", &[]);
    assert_eq!(broken(&desk).await, []);
}

#[tokio::test]
async fn the_database_takes_no_cost_that_leaves_its_money_unused() {
    let desk = Desk::new().await;
    desk.funder("north").await;
    given(&desk, "north", "costs", "500", "2026-10-15").await;
    given(&desk, "north", "any", "700", "2026-10-15").await;
    let (page, _) = with_lines(&desk, &[(Direction::Debit, dec!(300))]).await;
    ask(&desk, &page, "300", &[("kind", "claim_cost")]).await.location();
    // What the program does, with other draws.
    let booked = |legs: &str, rows: &str| {
        format!(
            "begin;
             insert into shared.audit (actor_id, roles, action) values (shared.actor_id(), 'finance_approver', 'test');
             insert into ledger.booking_answer (request_id, outcome, answered_by, answered_at)
               select request_id, 'confirmed', shared.actor_id(), now() from ledger.booking_request;
             select ledger.post(array['00000000-0000-0000-0000-0000000000c1']::uuid[], '{{cost_paid}}', '{{2026-11-02}}',
               '{{null}}', '{{null}}', array_fill(1, array[cardinality(h)]), h, o, s, a, array_fill('USD'::text, array[cardinality(h)]))
             from (select array_agg(x.h order by i) as h, array_agg(x.o order by i) as o, array_agg(x.s order by i) as s,
                     array_agg(x.a order by i) as a
                   from (values (1, 'claim_costs', '', 'debit', 300.0), (2, 'fund_cash', '', 'credit', 300){legs})
                     as x (i, h, o, s, a)) as l;
             {rows}
             insert into ledger.line_resolution (line_id, kind, entry_id, request_id, resolved_by, resolved_at)
               select line_id, kind, '00000000-0000-0000-0000-0000000000c1', request_id, shared.actor_id(), now()
               from ledger.booking_request;
             commit"
        )
    };
    let legs = |source: &str, amount: &str| {
        format!(
            ", (3, 'contributions', '{source}', 'debit', {amount}),
              (4, 'contributions_applied', '{source}', 'credit', {amount})"
        )
    };
    let row = |source: &str, amount: &str| {
        format!(
            "insert into ledger.cost_source (entry_id, source, amount, noted_at)
             values ('00000000-0000-0000-0000-0000000000c1', '{source}', {amount}, now());"
        )
    };
    let cases = [
        (String::new(), String::new(), "cost_race__allocated"),
        (legs("north:costs", "100"), row("north:costs", "100"), "cost_race__allocated"),
        (legs("north:any", "300"), row("north:any", "300"), "cost_race__allocated"),
        (legs("north:costs", "300"), String::new(), "cost_race__booked"),
        (String::new(), row("north:costs", "300"), "cost_race__booked"),
        (legs("north:costs", "301"), row("north:costs", "301"), "cost_race__booked"),
    ];
    for (legs, rows, name) in cases {
        let mut db = as_person(&desk, &desk.asha, "finance_approver").await;
        assert_eq!(refused(&mut db, &booked(&legs, &rows)).await, name, "{legs} {rows}");
    }
    confirmed(&desk).await;
    assert_eq!(used(&desk).await, [("north:costs".to_owned(), "300".to_owned())]);
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
    Desk::tells(&answer(&desk, &desk.asha, "maybe").await, "choice-unknown");
    answer(&desk, &desk.asha, "refused").await.location();
    assert_eq!(desk.balance("own_error").await, "0.00");
    let both = [Role::FinanceOfficer, Role::FinanceApprover];
    let bo = desk.world.person("finance.bo", &both).await;
    let line = line_of(&desk, "300").await;
    let fields = [("ask_line", line.as_str()), ("kind", "claim_cost"), ("note", "x")];
    desk.app.post(&bo, &format!("{page}/ask"), &fields).await.location();
    let own = answer(&desk, &bo, "confirmed").await;
    own.page().refuses("own-booking", &[]);
    let mut db = as_person(&desk, &bo, "finance_officer,finance_approver").await;
    let sql = "insert into ledger.booking_answer (request_id, outcome, answered_by, answered_at)
      select request_id, 'confirmed', gen_random_uuid(), now() from ledger.booking_request r
      where not exists (select from ledger.booking_answer a where a.request_id = r.request_id)";
    assert_eq!(refused(&mut db, sql).await, "own_booking");
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
        Desk::tells(&reply, "line-not-bookable");
    }
    desk.app.post(&desk.farid, &path, &fields("own_error")).await.location();
    confirmed(&desk).await;
    assert_eq!(desk.balance("own_error").await, "100.00");
    assert_eq!(broken(&desk).await, []);
}
