//! The service keeps the fund up to the day by itself; see also the pledges, factors and holds that it
//! moves.

use crate::desk::{Desk, PLAIN, Wish};
use crate::trust::children::{Child, GIRL, TRUST};

#[tokio::test]
async fn a_day_is_kept_once_and_leaves_its_trace() {
    let desk = Desk::new().await;
    desk.app.react().await;
    desk.app.react().await;
    let kept: i64 =
        desk.one("select count(*) from shared.audit where action = 'ledger.keep_fund'").await;
    assert_eq!(kept, 1);
}

#[tokio::test]
async fn upkeep_falls_due_on_its_day_in_full_and_before_the_shares_of_others() {
    let desk = Desk::new().await;
    desk.fund("9250.10").await;
    // Case C06: arrears now, then quarters.
    let later = &[("2026-11-30", "180.00"), ("2027-02-28", "180.00"), ("2027-05-31", "120.00")];
    let child = Child { net: "9250.10", upkeep: "9250.10", of_age_on: "2030-08-31", later };
    let award = desk.child(&child).await;
    assert_eq!(desk.balance("awards_payable").await, "9250.10");
    let adult = desk.accepted(&Wish { net: "2000.00", ..PLAIN }).await;
    let months: Vec<(String, String)> = sqlx::query_as(
        "select to_char(month, 'YYYY-MM'), goes::text from ledger.fund_projection('2026-11-02')
         where goes > 0",
    )
    .fetch_all(&mut desk.auditor().await)
    .await
    .expect("readable");
    let months: Vec<(&str, &str)> = months.iter().map(|(m, s)| (&**m, &**s)).collect();
    let seen = [("2026-11", "9430.1000"), ("2027-02", "180.0000"), ("2027-05", "120.0000")];
    assert_eq!(months, seen, "what is payable, and upkeep by its month");
    desk.days(28).await;
    desk.app.react().await;
    assert_eq!(desk.balance("award_commitments").await, "2180.00", "committed on its day");
    desk.sound().await;
    desk.fund("250.00").await;
    assert_eq!(desk.balance("awards_payable").await, "9430.10", "upkeep first, the other waits");
    desk.fund("1930.00").await;
    assert_eq!(desk.balance("awards_payable").await, "11430.10");
    desk.planned(&award).await;
    desk.planned(&adult).await;
    desk.app.react().await;
    desk.sound().await;
}

#[tokio::test]
async fn a_month_bears_interest_once_on_its_last_day_and_the_next_on_top_of_it() {
    let desk = Desk::new().await;
    desk.fund("80000.00").await;
    desk.terms("2026-11-01", "0.03").await;
    let award = desk.child(&GIRL).await;
    desk.days(28).await;
    desk.app.react().await;
    assert_eq!(desk.balance("trust_interest").await, "0.00", "the month has not ended");
    desk.days(1).await;
    desk.app.react().await;
    // 70,569.00 x 0.03 / 365 x 29 days.
    assert_eq!(desk.balance("trust_interest").await, "168.21");
    assert_eq!(desk.balance("trust_interest_paid").await, "168.21");
    let day: String =
        desk.one("select occurred_on::text from ledger.entry where kind = 'trust_interest'").await;
    assert_eq!(day, "2026-11-30");
    desk.days(31).await;
    desk.app.react().await;
    desk.app.react().await;
    // And 70,737.21 x 0.03 / 365 x 31 days = 180.2346...
    assert_eq!(desk.balance("trust_interest").await, "348.44");
    desk.sound().await;
    let page = desk.app.get(&desk.ola, &format!("{TRUST}/{}", award.claim)).await.page();
    for shown in ["168.21", "180.23", "70,917.44", "3%", "letter of 1 October", "/ 365"] {
        page.shows(shown);
    }
}

#[tokio::test]
async fn interest_of_a_month_that_was_closed_is_booked_in_the_next_and_counts_the_same() {
    let desk = Desk::new().await;
    desk.fund("80000.00").await;
    desk.terms("2026-11-01", "0.03").await;
    desk.child(&GIRL).await;
    let closed = "insert into ledger.period_step (period, step, reason, taken_by)
        values ('2026-11-01', 'closed', 'x', gen_random_uuid())";
    desk.world.db.tamper(closed).await;
    desk.days(33).await;
    desk.app.react().await;
    let day: String =
        desk.one("select occurred_on::text from ledger.entry where kind = 'trust_interest'").await;
    assert_eq!(day, "2026-12-05");
    desk.days(31).await;
    desk.app.react().await;
    assert_eq!(desk.balance("trust_interest").await, "348.44");
    desk.sound().await;
}

#[tokio::test]
async fn an_entry_with_an_earlier_day_of_the_month_counts_when_the_month_has_ended() {
    let desk = Desk::new().await;
    desk.fund("80000.00").await;
    desk.terms("2026-11-01", "0.03").await;
    let award = desk.child(&GIRL).await;
    desk.days(20).await;
    desk.world.db.breaks(&["books_equal_claims", "trust_equals_books"]);
    // Put right by hand: 10,000.00 of it has not been held since the 12th.
    let sql = format!(
        "begin; select shared.act_as('{}', 'finance_officer', '', '');
         insert into shared.audit (actor_id, roles, action) values (shared.actor_id(), 'finance_officer', 'test');
         select * from ledger.post(array[gen_random_uuid()], '{{trust}}', '{{2026-11-12}}', array['{}']::uuid[],
           '{{null}}', '{{1,1}}', '{{minors_trust,awards_payable}}', '{{null,null}}', '{{debit,credit}}',
           '{{10000,10000}}', '{{USD,USD}}'); commit;",
        desk.farid.actor.actor_id, award.claim
    );
    sqlx::raw_sql(sqlx::AssertSqlSafe(sql))
        .execute(&mut desk.world.db.superuser().await)
        .await
        .expect("posted");
    desk.days(10).await;
    desk.app.react().await;
    // 168.21 less 19 days of 10,000.00: 70,569 x 10 + 60,569 x 19 dollar-days.
    assert_eq!(desk.balance("trust_interest").await, "152.59");
    let found: Vec<String> = desk.broken().await.into_iter().map(|(promise, _)| promise).collect();
    assert!(found.contains(&"trust_equals_books".to_owned()), "and an audit names it: {found:?}");
    assert!(!found.contains(&"interest_equals_days".to_owned()), "{found:?}");
}
