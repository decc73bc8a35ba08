//! Statements of accounts beside the general one: known by their last four characters, compared with
//! the books, matched with what is there, and booked in their currency.

use crate::bank::answer_booking::{confirmed, given};
use crate::bank::ask_booking::{ask, line_of};
use crate::desk::Desk;
use crate::exchange::abroad::{account, as_person, broken, exchanged, refused, sum};
use crate::fund::foreign_income::gives;
use redress_iso20022::camt053;
use redress_iso20022::camt053::{Direction, Entry, Statement};
use redress_iso20022::party::Account;
use redress_kernel::{Currency, Date, Decimal, Money};
use redress_testkit::{Page, Reply};
use rust_decimal_macros::dec;
use time::macros::date;

const NUMBER: &str = "FR00123400005678AB12";
const FEE: &str = "ACMT/MDOP/CHRG";
const OTHER: &str = "PMNT/OTHR";
use Direction::{Credit, Debit};

/// Direction, sum, the bank's reference, its code.
type Line<'a> = (Direction, Decimal, &'a str, &'a str);

/// A statement that opens with a sum; all on one day.
fn statement(
    number: &str,
    currency: &str,
    opening: Decimal,
    day: Date,
    lines: &[Line<'_>],
) -> Statement {
    let currency: Currency = currency.parse().expect("listed");
    let money = |amount| Money::new(amount, currency).expect("an amount");
    let moved = |(way, amount, ..): &Line<'_>| if *way == Credit { *amount } else { -*amount };
    let entries = lines.iter().map(|(direction, amount, reference, code)| Entry {
        servicer_reference: Some((*reference).to_owned()),
        amount: money(*amount),
        direction: *direction,
        reversal: false,
        booked: true,
        booked_on: day,
        value_on: None,
        code: (*code).to_owned(),
        details: Vec::new(),
    });
    Statement {
        id: format!("{currency}-{opening}-{day}"),
        sequence: None,
        account: Account::from_typed(number),
        currency,
        opening: money(opening),
        opening_on: day,
        closing: money(opening + lines.iter().map(moved).sum::<Decimal>()),
        closing_on: day,
        entries: entries.collect(),
    }
}

async fn take(desk: &Desk, statement: Statement) -> Reply {
    let now = desk.world.clock.clock().now();
    desk.upload(&desk.farid, &camt053::write("M", now, &[statement])).await
}

/// Takes a statement in; what it came to.
async fn taken(desk: &Desk, statement: Statement) -> Page {
    let page = take(desk, statement).await.page();
    page.says("import-statement-done", &[]);
    page
}

/// The page of the newest statement.
async fn newest(desk: &Desk) -> String {
    let sql = "select statement_id from ledger.statement order by seq desc limit 1";
    format!("/finance/statements/{}", desk.one::<redress_kernel::Uuid>(sql).await)
}

async fn book(desk: &Desk, page: &str, sum: &str, kind: &str) -> Reply {
    let line = line_of(desk, sum).await;
    let fields = [("line", line.as_str()), ("kind", kind)];
    desk.app.post(&desk.farid, page, &fields).await
}

const DAY: Date = date!(2026 - 11 - 02);

#[tokio::test]
async fn a_statement_in_euros_shows_what_the_books_have_and_leaves_the_rest_to_a_person() {
    let desk = Desk::new().await;
    desk.fund("5000.00").await;
    account(&desk, "eur-main", "EUR").await;
    gives(&desk, ("eur-main", "1000", "2026-11-02"), &[]).await.location();
    exchanged(&desk, ("eur-main", "300", "", "330", "2026-11-02")).await;
    let lines = [
        (Credit, dec!(1000), "IN 1", OTHER),
        (Debit, dec!(300), "FX 1", OTHER),
        (Debit, dec!(7.5), "FEE 1", FEE),
        (Debit, dec!(12), "CARD 1", OTHER),
    ];
    let seen = taken(&desk, statement(NUMBER, "EUR", dec!(0), DAY, &lines)).await;
    for what in ["contributions", "transfers", "charges"] {
        assert_eq!(seen.beside(&format!("import-{what}")), "1", "{what}");
    }
    // 700 euros cost 756.76; 7.50 of them 8.11.
    assert_eq!(desk.balance("bank_charges").await, "8.11");
    let other = seen.row("680.50\u{a0}EUR");
    for shown in ["692.50\u{a0}EUR", "-12.00\u{a0}EUR", "0.00\u{a0}EUR"] {
        assert!(other.shows(shown), "{shown}: {other:?}");
    }
    let page = newest(&desk).await;
    let shown = desk.app.get(&desk.farid, &page).await.page();
    shown.says("statement-lead", &[("account", "eur-main")]);
    shown.hides(NUMBER);
    shown.says("line-transfer", &[]);
    assert_eq!(book(&desk, &page, "12", "charge").await.location(), page);
    assert_eq!(sum(&desk, "fund_cash", "EUR", "eur-main", None).await, "680.5");
    assert_eq!(desk.balance("bank_charges").await, "21.08");
    let kept: String = desk.one("select account from ledger.statement").await;
    assert_eq!(kept, "•••• AB12");
    // The same exchange on the other account's statement.
    let seen = taken(
        &desk,
        statement(
            "DE89370400440532013000",
            "USD",
            dec!(0),
            DAY,
            &[(Credit, dec!(5000), "G", OTHER), (Credit, dec!(330), "FX 1", OTHER)],
        ),
    )
    .await;
    assert_eq!(seen.beside("import-transfers"), "1");
    assert!(seen.beside("reconcile-unexplained").starts_with("0.00"), "{seen}");
    let again = [(Debit, dec!(300), "FX 1", OTHER)];
    let seen =
        taken(&desk, statement(NUMBER, "EUR", dec!(680.5), date!(2026 - 11 - 01), &again)).await;
    assert_eq!(seen.beside("import-transfers"), "0", "shown once");
    seen.says("continuity-follows", &[]);
    assert_eq!(broken(&desk).await, []);
}

#[tokio::test]
async fn costs_errors_and_large_fees_are_booked_by_two_at_what_the_money_cost() {
    let desk = Desk::new().await;
    desk.funder("north").await;
    given(&desk, "north", "costs", "200", "2026-11-02").await;
    account(&desk, "xaf-main", "XAF").await;
    gives(&desk, ("xaf-main", "605250", "2026-11-02"), &[]).await.location();
    let lines = [
        (Debit, dec!(121050), "INV 7", OTHER),
        (Debit, dec!(30000), "ODD", OTHER),
        (Debit, dec!(1), "TINY", OTHER),
        (Debit, dec!(400000), "BIG", OTHER),
    ];
    taken(&desk, statement(NUMBER, "XAF", dec!(605250), DAY, &lines)).await;
    let page = newest(&desk).await;
    ask(&desk, &page, "121050", &[("kind", "claim_cost")]).await.location();
    confirmed(&desk).await;
    assert_eq!(desk.balance("claim_costs").await, "200.00");
    let used: Decimal =
        desk.one("select amount from ledger.cost_source where source = 'north:costs'").await;
    assert_eq!(used, dec!(200));
    ask(&desk, &page, "30000", &[("kind", "own_error")]).await.location();
    confirmed(&desk).await;
    // 800 x 30000 / 484200.
    assert_eq!(desk.balance("own_error").await, "49.57");
    // Less than a cent cost nothing.
    assert_eq!(book(&desk, &page, "1", "charge").await.location(), page);
    assert_eq!(desk.balance("bank_charges").await, "0.00");
    Desk::tells(&book(&desk, &page, "400000", "charge").await, "charge-too-large");
    ask(&desk, &page, "400000", &[("kind", "charge")]).await.location();
    confirmed(&desk).await;
    assert_eq!(sum(&desk, "fund_cash", "XAF", "xaf-main", None).await, "54199");
    assert_eq!(broken(&desk).await, []);
}

#[tokio::test]
async fn money_that_nobody_recorded_is_taken_at_the_rate_and_movements_keep_their_order() {
    let desk = Desk::new().await;
    desk.fund("5000.00").await;
    account(&desk, "eur-main", "EUR").await;
    exchanged(&desk, ("", "110", "eur-main", "100", "2026-11-02")).await;
    // The fee of the day before comes after an exchange that is booked; 500 more than the books have.
    let lines = [
        (Credit, dec!(46.25), "GIFT", OTHER),
        (Debit, dec!(5), "FEE 1", FEE),
        (Debit, dec!(500), "FEE 2", FEE),
    ];
    let day = date!(2026 - 11 - 01);
    let seen = taken(&desk, statement(NUMBER, "EUR", dec!(1000), day, &lines)).await;
    assert_eq!(seen.beside("import-charges"), "1");
    assert_eq!(seen.beside("import-exceptions"), "2");
    let page = newest(&desk).await;
    assert_eq!(book(&desk, &page, "46.25", "contribution").await.location(), page);
    let days: Vec<(String, Date)> = sqlx::query_as(
        "select kind, occurred_on from ledger.entry where kind in ('charge', 'contribution')
           and occurred_on > '2026-11-01' order by seq",
    )
    .fetch_all(&mut desk.world.db.superuser().await)
    .await
    .expect("readable");
    assert_eq!(days, [("charge".to_owned(), DAY), ("contribution".to_owned(), DAY)]);
    // 46.25 / 0.925.
    assert_eq!(desk.balance("contributions").await, "5050.00");
    let reply = book(&desk, &page, "500", "charge").await;
    reply.page().refuses("cash-overdrawn", &[]);
    assert_eq!(broken(&desk).await, []);
}

#[tokio::test]
async fn a_statement_of_no_account_of_ours_is_refused() {
    let desk = Desk::new().await;
    let gift = [(Credit, dec!(10), "X", OTHER)];
    let read = |number, currency| statement(number, currency, dec!(0), DAY, &gift);
    Desk::tells(&take(&desk, read(NUMBER, "EUR")).await, "statement-other-account");
    let fields =
        [("code", "eur-new"), ("currency", "EUR"), ("name", "Operations"), ("last_four", "ab12")];
    desk.app.post(&desk.farid, "/finance/cash", &fields).await.location();
    Desk::tells(&take(&desk, read(NUMBER, "EUR")).await, "statement-other-account");
    let confirm = "/finance/cash/eur-new/confirm";
    desk.app.post(&desk.asha, confirm, &[]).await.location();
    Desk::tells(&take(&desk, read(NUMBER, "XAF")).await, "statement-other-account");
    taken(&desk, read(NUMBER, "EUR")).await;
    account(&desk, "eur-two", "EUR").await;
    let second = statement(NUMBER, "EUR", dec!(10), DAY, &gift);
    Desk::tells(&take(&desk, second).await, "statement-accounts-alike");
    // Dollars on a second account are dollars as on the first.
    account(&desk, "usd-two", "USD").await;
    taken(&desk, read(NUMBER, "USD")).await;
    let page = newest(&desk).await;
    let line: redress_kernel::Uuid =
        desk.one("select line_id from ledger.statement_line where currency = 'USD'").await;
    let line = line.to_string();
    let fields = [("line", line.as_str()), ("kind", "contribution")];
    assert_eq!(desk.app.post(&desk.farid, &page, &fields).await.location(), page);
    assert_eq!(sum(&desk, "fund_cash", "USD", "usd-two", None).await, "10");
    assert_eq!(broken(&desk).await, []);
}

#[tokio::test]
async fn the_database_takes_no_line_of_another_account() {
    let desk = Desk::new().await;
    desk.fund("5000.00").await;
    account(&desk, "eur-main", "EUR").await;
    account(&desk, "eur-two", "EUR").await;
    exchanged(&desk, ("", "110", "eur-two", "100", "2026-11-02")).await;
    gives(&desk, ("eur-two", "55", "2026-11-02"), &[]).await.location();
    let mut db = as_person(&desk, &desk.farid, "finance_officer").await;
    let line = |code: &str, currency: &str, amount: &str| {
        format!(
            "insert into ledger.statement (statement_id, file_digest, place, bank_statement_id, account, currency, opening,
               opening_on, closing, closing_on, continuity, imported_by, imported_at, bank_account)
             values ('00000000-0000-0000-0000-0000000000a1', sha256('x'), 1, 'S', 'x', '{currency}', 0, '2026-11-02', 0,
               '2026-11-02', 'first', shared.actor_id(), now(), {code});
             insert into ledger.statement_line (line_id, statement_id, line_key, entry_number, part, booked_on, direction,
               amount, currency, code)
             values ('00000000-0000-0000-0000-0000000000b1', '00000000-0000-0000-0000-0000000000a1', sha256('y'), 1, 1,
               '2026-11-02', 'credit', {amount}, '{currency}', 'x');"
        )
    };
    let exchange = "insert into ledger.line_match (line_id, meaning, entry_id, matched_by, matched_at)
      select '00000000-0000-0000-0000-0000000000b1', 'transfer', entry_id, shared.actor_id(), now() from ledger.exchange_answer";
    let gift = "insert into ledger.line_match (line_id, meaning, entry_id, contribution_id, matched_by, matched_at)
      select '00000000-0000-0000-0000-0000000000b1', 'contribution', entry_id, contribution_id, shared.actor_id(), now()
      from ledger.contribution where bank_account is not null";
    let cases = [
        (line("null", "EUR", "1"), String::new(), "statement_of_general"),
        (line("'eur-main'", "XAF", "1"), String::new(), "bank_account_step__statement"),
        (line("'eur-main'", "EUR", "100"), exchange.to_owned(), "transfer_unknown"),
        (line("'eur-two'", "EUR", "101"), exchange.to_owned(), "transfer_unknown"),
        (line("'eur-main'", "EUR", "55"), gift.to_owned(), "line_shows_contribution"),
        (line("'eur-two'", "EUR", "56"), gift.to_owned(), "line_shows_contribution"),
    ];
    for (line, meaning, name) in cases {
        let sql = format!("{line} {meaning}");
        assert_eq!(refused(&mut db, &sql).await, name, "{sql}");
    }
}
