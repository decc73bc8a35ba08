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
    let text = reply.text();
    let link = text.split("href=\"/finance/statements/").nth(1).expect("a statement");
    (format!("/finance/statements/{}", link.split('"').next().expect("an id")), reply)
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
    let text = reply.text();
    assert!(text.contains("Contributions seen</dt><dd>1"), "{text}");
    assert!(text.contains("Unexplained</dt><dd>0.00"), "{text}");
    assert!(text.contains("<dd>214.50\u{a0}USD</dd>"), "exceptions are 250 less 35.50: {text}");
    let offered = desk.app.get(&desk.farid, &page).await;
    let text = offered.text();
    let offers: Vec<(String, String)> = text
        .split("name=\"line\" value=\"")
        .skip(1)
        .map(|piece| {
            let kind = piece.split("name=\"kind\" value=\"").nth(1).expect("a kind");
            (
                piece.split('"').next().expect("a line").to_owned(),
                kind.split('"').next().expect("its text").to_owned(),
            )
        })
        .collect();
    assert_eq!(offers.len(), 2, "{text}");
    let wrong = [("line", offers[0].0.as_str()), ("kind", "contribution")];
    Desk::tells(&desk.app.post(&desk.farid, &page, &wrong).await, "can’t be booked like this");
    for (line, kind) in &offers {
        let fields = [("line", line.as_str()), ("kind", kind.as_str())];
        assert_eq!(desk.app.post(&desk.farid, &page, &fields).await.location(), page);
        assert_eq!(desk.app.post(&desk.farid, &page, &fields).await.status, 404, "booked once");
    }
    assert_eq!(desk.balance("bank_charges").await, "35.50");
    assert_eq!(desk.balance("contributions").await, "50150.00");
    assert_eq!(desk.balance("contributions_applied").await, "100.00");
    assert_eq!(desk.balance("fund_cash").await, "50114.50");
    let seen = desk.app.get(&desk.ola, "/finance/statements").await.text();
    assert!(seen.contains("Fund cash in the books</dt><dd>50,114.50"), "{seen}");
    assert!(seen.contains("Unexplained</dt><dd>0.00"), "{seen}");
}

#[tokio::test]
async fn large_fees_and_lines_of_payments_are_not_booked_by_hand() {
    let desk = Desk::new().await;
    desk.fund("50000.00").await;
    let (page, _) = with_lines(&desk, &[(Direction::Debit, dec!(500.01))]).await;
    let offered = desk.app.get(&desk.farid, &page).await;
    assert!(offered.field("line").is_none(), "one person alone is not offered it");
    assert!(offered.text().contains("Ask a second person to book a line"), "{}", offered.text());
    let line = crate::bank::ask_booking::line_of(&desk, "500.01").await;
    let fields = [("line", line.as_str()), ("kind", "charge")];
    Desk::tells(&desk.app.post(&desk.farid, &page, &fields).await, "up to 500 US dollars");
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
    Desk::tells(&desk.app.post(&desk.farid, &page, &fields).await, "No confirmed exchange");
    crate::exchange::abroad::exchanged(&desk, ("", "1100", "eur-main", "1000", "2026-11-02")).await;
    let seen = desk.app.get(&desk.ola, "/finance/statements").await.text();
    let unseen = "Exchanges that no statement has shown yet</dt><dd>-1,100.00";
    assert!(seen.contains(unseen) && seen.contains("Unexplained</dt><dd>0.00"), "{seen}");
    let offered = desk.app.get(&desk.farid, &page).await.text();
    assert!(offered.contains("shows an exchange that is in the books"), "{offered}");
    assert_eq!(desk.app.post(&desk.farid, &page, &fields).await.location(), page);
    let seen = desk.app.get(&desk.ola, "/finance/statements").await.text();
    assert!(seen.contains("not shown yet</dt><dd>0.00") || seen.contains("shown yet</dt><dd>0.00"));
    assert!(seen.contains("Unexplained</dt><dd>0.00"), "{seen}");
    assert_eq!(desk.balance("bank_charges").await, "0.00", "nothing is booked twice");
    assert_eq!(crate::exchange::abroad::broken(&desk).await, []);
}
