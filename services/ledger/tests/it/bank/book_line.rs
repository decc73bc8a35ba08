//! A line that matched nothing is booked by a person, within limits.

use crate::desk::{Desk, PLAIN, Wish};
use redress_iso20022::camt053;
use redress_iso20022::camt053::{Direction, Entry};
use redress_iso20022::sim::Options;
use redress_kernel::{Currency, Decimal, Money};
use redress_testkit::Reply;
use rust_decimal_macros::dec;

/// A statement with one settled payment and these further movements; returns the page of the
/// statement.
pub async fn with_lines(desk: &Desk, lines: &[(Direction, Decimal)]) -> (String, Reply) {
    let award = desk.accepted(&Wish { net: "100.00", ..PLAIN }).await;
    desk.planned(&award).await;
    let batch = desk.released(&award).await;
    let answer = desk.bank(&batch, &Options { opening: dec!(0), ..Options::default() }).await;
    let mut statement = camt053::read(&answer.statement).expect("readable").remove(0);
    let usd = |amount| Money::new(amount, Currency::USD).expect("an amount");
    for (direction, amount) in lines {
        let signed = if *direction == Direction::Credit { *amount } else { -*amount };
        statement.closing = statement.closing.checked_add(usd(signed)).expect("in range");
        let model = statement.entries[0].clone();
        statement.entries.push(Entry {
            amount: usd(*amount),
            direction: *direction,
            servicer_reference: Some(format!("REF{amount}")),
            details: Vec::new(),
            code: "PMNT/OTHR".to_owned(),
            ..model
        });
    }
    let now = desk.world.clock.clock().now();
    let reply = desk.upload(&desk.farid, &camt053::write("M", now, &[statement])).await;
    let links = reply.page().attributes("a[href^='/finance/statements/']", "href");
    (links.into_iter().next().expect("a statement"), reply)
}

#[tokio::test]
async fn the_books_and_the_bank_come_to_agree_line_by_line() {
    let desk = Desk::new().await;
    desk.fund("50000.00").await;
    let lines = [
        (Direction::Credit, dec!(50000)),
        (Direction::Debit, dec!(35.5)),
        (Direction::Credit, dec!(250)),
    ];
    let (page, reply) = with_lines(&desk, &lines).await;
    let taken = reply.page();
    assert_eq!(taken.beside("import-contributions"), "1");
    assert!(taken.beside("reconcile-unexplained").starts_with("0.00"), "{taken}");
    let sums = taken.texts_of("dd");
    assert!(
        sums.contains(&"214.50\u{a0}USD".to_owned()),
        "exceptions are 250 less 35.50: {sums:?}"
    );
    let offered = desk.app.get(&desk.farid, &page).await.page();
    let lines = offered.attributes("[name=line]", "value");
    let kinds = offered.attributes("[name=line] ~ [name=kind]", "value");
    let offers: Vec<(String, String)> = lines.into_iter().zip(kinds).collect();
    assert_eq!(offers.len(), 2, "{offered}");
    let wrong = [("line", offers[0].0.as_str()), ("kind", "contribution")];
    Desk::tells(&desk.app.post(&desk.farid, &page, &wrong).await, "line-not-bookable");
    for (line, kind) in &offers {
        let fields = [("line", line.as_str()), ("kind", kind.as_str())];
        assert_eq!(desk.app.post(&desk.farid, &page, &fields).await.location(), page);
        assert_eq!(desk.app.post(&desk.farid, &page, &fields).await.status, 404, "booked once");
    }
    assert_eq!(desk.balance("bank_charges").await, "35.50");
    assert_eq!(desk.balance("contributions").await, "50150.00");
    assert_eq!(desk.balance("contributions_applied").await, "100.00");
    assert_eq!(desk.balance("fund_cash").await, "50114.50");
    let seen = desk.app.get(&desk.ola, "/finance/statements").await.page();
    assert!(seen.beside("reconcile-books").starts_with("50,114.50"), "{seen}");
    assert!(seen.beside("reconcile-unexplained").starts_with("0.00"), "{seen}");
}

#[tokio::test]
async fn large_fees_and_lines_of_payments_are_not_booked_by_hand() {
    let desk = Desk::new().await;
    desk.fund("50000.00").await;
    let (page, _) = with_lines(&desk, &[(Direction::Debit, dec!(500.01))]).await;
    let offered = desk.app.get(&desk.farid, &page).await;
    assert!(offered.field("line").is_none(), "one person alone is not offered it");
    offered.page().says("ask-heading", &[]);
    let line = crate::bank::ask_booking::line_of(&desk, "500.01").await;
    let fields = [("line", line.as_str()), ("kind", "charge")];
    Desk::tells(&desk.app.post(&desk.farid, &page, &fields).await, "charge-too-large");
    for who in [&desk.asha, &desk.ola] {
        assert_eq!(desk.app.post(who, &page, &fields).await.status, 403);
    }
    assert!(desk.app.get(&desk.asha, &page).await.field("line").is_none(), "nothing is offered");
}

#[tokio::test]
async fn a_transfer_that_is_in_the_books_explains_its_line() {
    let desk = Desk::new().await;
    desk.fund("50000.00").await;
    crate::exchange::abroad::account(&desk, "eur-main", "EUR").await;
    let lines = [(Direction::Credit, dec!(50000)), (Direction::Debit, dec!(1100))];
    let (page, _) = with_lines(&desk, &lines).await;
    let line = crate::bank::ask_booking::line_of(&desk, "1100").await;
    let fields = [("line", line.as_str()), ("kind", "transfer")];
    Desk::tells(&desk.app.post(&desk.farid, &page, &fields).await, "transfer-unknown");
    crate::exchange::abroad::exchanged(&desk, ("", "1100", "eur-main", "1000", "2026-11-02")).await;
    let seen = desk.app.get(&desk.ola, "/finance/statements").await.page();
    assert!(seen.beside("reconcile-transfers").starts_with("-1,100.00"), "{seen}");
    assert!(seen.beside("reconcile-unexplained").starts_with("0.00"), "{seen}");
    desk.app.get(&desk.farid, &page).await.page().says("book-transfer", &[]);
    assert_eq!(desk.app.post(&desk.farid, &page, &fields).await.location(), page);
    let seen = desk.app.get(&desk.ola, "/finance/statements").await.page();
    assert!(seen.beside("reconcile-transfers").starts_with("0.00"), "{seen}");
    assert!(seen.beside("reconcile-unexplained").starts_with("0.00"), "{seen}");
    assert_eq!(desk.balance("bank_charges").await, "0.00", "nothing is booked twice");
    assert_eq!(crate::exchange::abroad::broken(&desk).await, []);
}
