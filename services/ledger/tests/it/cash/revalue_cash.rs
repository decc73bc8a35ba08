//! Foreign cash is revalued at the end of a month, once.

use crate::desk::Desk;
use crate::exchange::abroad::{
    account, answer, as_person, broken, exchanged, later, prepare, refused, sum,
};
use redress_testkit::Reply;

async fn revalue(desk: &Desk, month: &str) -> Reply {
    desk.app.post(&desk.farid, "/finance/cash/revalue", &[("month", month)]).await
}

async fn rate(desk: &Desk, currency: &str, per_usd: &str, from: &str) {
    let fields = [
        ("currency", currency),
        ("per_usd", per_usd),
        ("effective_from", from),
        ("source", "UNORE"),
    ];
    let reply = desk.app.post(&desk.farid, "/finance/rates", &fields).await;
    assert_eq!(reply.location(), "/finance/rates");
}

#[tokio::test]
async fn the_month_shows_the_value_and_the_next_begins_at_cost() {
    let desk = Desk::new().await;
    desk.fund("50000.00").await;
    account(&desk, "eur-main", "EUR").await;
    account(&desk, "eur-idle", "EUR").await;
    exchanged(&desk, ("", "1100", "eur-main", "1000", "2026-11-02")).await;
    rate(&desk, "EUR", "0.9", "2026-11-30").await;
    rate(&desk, "EUR", "0.8", "2026-12-01").await;
    Desk::tells(&revalue(&desk, "2026-11").await, "month-not-over");
    later(&desk, 30).await;
    // An exchange of December that is booked before November is revalued changes nothing of it.
    exchanged(&desk, ("eur-main", "600", "", "700", "2026-12-02")).await;
    assert_eq!(revalue(&desk, "2026-11").await.location(), "/finance/cash");
    // 1000 / 0.9 = 1111.11.
    let day = |day| Some(day);
    let carried = async |on| sum(&desk, "currency_exchange", "USD", "eur-main", on).await;
    assert_eq!(carried(day("2026-11-29")).await, "1100");
    assert_eq!(carried(day("2026-11-30")).await, "1111.11");
    assert_eq!(carried(day("2026-12-01")).await, "1100");
    assert_eq!(carried(None).await, "440");
    let lost = async |on| sum(&desk, "exchange_difference", "USD", "", on).await;
    assert_eq!(lost(day("2026-11-30")).await, "-11.11", "a gain of November");
    assert_eq!(lost(None).await, "-40", "what was really won");
    let page = desk.app.get(&desk.ola, "/finance/cash").await.page();
    assert!(page.row("1,111.11\u{a0}USD").shows("November 2026"), "{page}");
    Desk::tells(&revalue(&desk, "2026-11").await, "nothing-to-revalue");
    // Nothing more is booked into a month that was revalued.
    prepare(&desk, ("eur-main", "1", "", "1", "2026-11-30")).await.location();
    Desk::tells(&answer(&desk, "confirmed").await, "cash-order");
    assert_eq!(broken(&desk).await, []);
}

#[tokio::test]
async fn a_missing_rate_stops_the_whole_month() {
    let desk = Desk::new().await;
    desk.fund("50000.00").await;
    account(&desk, "eur-main", "EUR").await;
    account(&desk, "syp-main", "SYP").await;
    exchanged(&desk, ("", "1100", "eur-main", "1000", "2026-11-02")).await;
    exchanged(&desk, ("", "100", "syp-main", "1300000", "2026-11-02")).await;
    rate(&desk, "SYP", "13000", "2026-12-01").await;
    later(&desk, 30).await;
    Desk::tells(&revalue(&desk, "2026-11").await, "rate-missing");
    let done: i64 = desk.one("select count(*) from ledger.revaluation").await;
    assert_eq!(done, 0, "all, or none");
    for wrong in ["2026-13", "soon", ""] {
        Desk::tells(&revalue(&desk, wrong).await, "#month");
    }
    for who in [&desk.asha, &desk.ola] {
        let reply = desk.app.post(who, "/finance/cash/revalue", &[("month", "2026-11")]).await;
        assert_eq!(reply.status, 403);
    }
}

#[tokio::test]
async fn the_database_takes_no_other_rate_and_no_other_cash() {
    let desk = Desk::new().await;
    desk.fund("50000.00").await;
    account(&desk, "eur-main", "EUR").await;
    exchanged(&desk, ("", "1100", "eur-main", "1000", "2026-11-02")).await;
    rate(&desk, "EUR", "0.9", "2026-11-10").await;
    let mut db = as_person(&desk, &desk.farid, "finance_officer").await;
    let insert = |cash: &str, per_usd: &str| {
        format!(
            "insert into ledger.revaluation (code, month, rate_id, cash, cost, value, made_by, made_at)
             select 'eur-main', '2026-11-01', rate_id, {cash}, 1100, 1100, shared.actor_id(), now()
             from shared.rate where currency = 'EUR' and per_usd = {per_usd}"
        )
    };
    assert_eq!(refused(&mut db, &insert("999", "0.9")).await, "revaluation_of_what_was_there");
    let old = refused(&mut db, &insert("1000", "0.925")).await;
    assert_eq!(old, "revaluation_at_rate_of_last_day");
}
