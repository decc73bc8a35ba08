//! Accounts, exchanges and what waits, for all of finance and for auditors.

use crate::desk::Desk;
use crate::exchange::abroad::{account, broken, exchanged, prepare};

#[tokio::test]
async fn everybody_here_sees_and_nobody_else() {
    let desk = Desk::new().await;
    desk.fund("5000.00").await;
    account(&desk, "syp-main", "SYP").await;
    exchanged(&desk, ("", "100", "syp-main", "1300000", "2026-11-02")).await;
    prepare(&desk, ("", "1", "syp-main", "13000", "2026-11-02")).await.location();
    for who in [&desk.farid, &desk.asha, &desk.ola] {
        let page = desk.app.get(who, "/finance/cash").await.page();
        page.shows("1,300,000.00\u{a0}SYP");
        // No rate, no value: nothing is guessed.
        page.shows("100.00\u{a0}USD");
        page.hides("NaN");
        let page = desk.app.get(who, "/finance/cash/exchanges").await.page();
        page.says("exchange-confirmed", &[]);
        page.says("exchange-waiting", &[]);
        let buttons = page.count("[name=answer]");
        assert_eq!(buttons, if who.login == desk.asha.login { 2 } else { 0 });
    }
    let stranger = desk.world.person("advocate.zoe", &[redress_kernel::Role::Advocate]).await;
    for path in ["/finance/cash", "/finance/cash/exchanges", "/finance/rates", "/finance/bookings"]
    {
        assert_eq!(desk.app.get(&stranger, path).await.status, 403, "{path}");
    }
    let id = stranger.actor.actor_id;
    let mut db = desk.world.db.begin_as("redress_ledger", id, "advocate").await;
    for table in ["bank_account", "exchange", "foreign_cash", "rate_import", "booking_request"] {
        let sql = sqlx::AssertSqlSafe(format!("select count(*) from ledger.{table}"));
        let seen: i64 = sqlx::query_scalar(sql).fetch_one(&mut db).await.expect("readable");
        assert_eq!(seen, 0, "{table}");
    }
}

#[tokio::test]
async fn the_audit_names_what_does_not_agree() {
    let desk = Desk::new().await;
    desk.world.db.breaks(&[
        "foreign_cash_equals_books",
        "foreign_cash_follows",
        "exchanges_are_booked",
        "revaluations_are_booked",
        "lines_are_booked_by_two",
        "cost_is_never_negative",
        "exchange_mirrors_cash",
        "transfers_are_exchanges",
        "closed_accounts_are_empty",
        "rates_are_prospective",
    ]);
    desk.fund("5000.00").await;
    account(&desk, "eur-main", "EUR").await;
    exchanged(&desk, ("", "1100", "eur-main", "1000", "2026-11-02")).await;
    assert_eq!(broken(&desk).await, []);
    // As somebody with the whole machine in hand could do it.
    for sql in [
        "update ledger.foreign_cash set cost_after = 1099",
        "update ledger.exchange set arrived_amount = 999",
        "insert into ledger.exchange (exchange_id, to_code, left_amount, left_currency, arrived_amount, arrived_currency,
           day, bank_reference, asked_by, asked_at)
         select gen_random_uuid(), 'eur-main', 1, 'USD', 1, 'EUR', '2026-11-02', 'x', asked_by, now() from ledger.exchange",
        "insert into ledger.exchange_answer (exchange_id, outcome, entry_id, answered_by, answered_at)
         select exchange_id, 'confirmed', gen_random_uuid(), asked_by, now() from ledger.exchange where bank_reference = 'x'",
        "insert into ledger.revaluation (code, month, rate_id, cash, cost, value, entry_id, reversal_id, made_by, made_at)
         select 'eur-main', '2026-11-01', rate_id, 1000, 1100, 1200, gen_random_uuid(), gen_random_uuid(), asked_by, now()
         from shared.rate, ledger.bank_account where shared.rate.currency = 'EUR'",
    ] {
        desk.world.db.tamper(sql).await;
    }
    let found: Vec<String> = broken(&desk).await.into_iter().map(|(promise, _)| promise).collect();
    for promise in [
        "foreign_cash_equals_books",
        "foreign_cash_follows",
        "exchanges_are_booked",
        "revaluations_are_booked",
    ] {
        assert!(found.iter().any(|one| one == promise), "{promise}: {found:?}");
    }
}
