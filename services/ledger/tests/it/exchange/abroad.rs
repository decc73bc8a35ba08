//! Steps with bank accounts and exchanges that several tests take.

use crate::desk::Desk;
use crate::signed_in::{ENTER, shows, signs_in};
use redress_testkit::Reply;
use sqlx::{AssertSqlSafe, PgConnection};
use time::Duration;

/// A bank account that one person opened and another confirmed.
pub async fn account(desk: &Desk, code: &str, currency: &str) {
    let fields =
        [("code", code), ("currency", currency), ("name", "Operations"), ("last_four", "ab12")];
    assert_eq!(
        desk.app.post(&desk.farid, "/finance/cash", &fields).await.location(),
        "/finance/cash"
    );
    let confirm = format!("/finance/cash/{code}/confirm");
    assert_eq!(desk.app.post(&desk.asha, &confirm, &[]).await.location(), "/finance/cash");
}

/// Days go by, and everybody has signed in since.
pub async fn later(desk: &Desk, days: i64) {
    desk.world.clock.advance(Duration::days(days));
    sqlx::query("update shared.session set created_at = $1, seen_at = $1, expires_at = $1 + interval '1 day'")
        .bind(desk.world.clock.clock().now())
        .execute(&mut desk.world.db.superuser().await)
        .await
        .expect("sessions");
}

/// What the bank moved: accounts, sums, day.
pub type Moved<'a> = (&'a str, &'a str, &'a str, &'a str, &'a str);

/// Prepares an exchange.
pub async fn prepare(desk: &Desk, (from, left, to, arrived, day): Moved<'_>) -> Reply {
    let fields = [
        ("from", from),
        ("left", left),
        ("to", to),
        ("arrived", arrived),
        ("day", day),
        ("bank_reference", "FX 1"),
    ];
    desk.app.post(&desk.farid, "/finance/cash/exchanges", &fields).await
}

/// The answer of the approver to the exchange that waits.
pub async fn answer(desk: &Desk, answer: &str) -> Reply {
    let page = desk.app.get(&desk.asha, "/finance/cash/exchanges").await.text();
    let id = page.split("action=\"/finance/cash/exchanges/").nth(1).expect("one waits");
    let path = format!("/finance/cash/exchanges/{}", id.split('"').next().expect("an id"));
    desk.app.post(&desk.asha, &path, &[("answer", answer)]).await
}

/// An exchange that was prepared and confirmed.
pub async fn exchanged(desk: &Desk, moved: Moved<'_>) {
    const HERE: &str = "/finance/cash/exchanges";
    assert_eq!(prepare(desk, moved).await.location(), HERE, "{moved:?}");
    assert_eq!(answer(desk, "confirmed").await.location(), HERE, "{moved:?}");
}

/// Debits less credits of an account, up to a day or on all days.
pub async fn sum(
    desk: &Desk,
    head: &str,
    currency: &str,
    holder: &str,
    day: Option<&str>,
) -> String {
    sqlx::query_scalar(
        "select coalesce((select trim_scale(s.debit - s.credit)::text
           from ledger.account a cross join lateral ledger.sums(a.account_id, $4::date, null) s
           where a.head = $1 and a.currency = $2 and a.holder = $3), 'no account')",
    )
    .bind(head)
    .bind(currency)
    .bind(holder)
    .bind(day.map(|day| day.parse_day()))
    .fetch_one(&mut desk.world.db.superuser().await)
    .await
    .expect("readable")
}

trait ParseDay {
    fn parse_day(&self) -> time::Date;
}

impl ParseDay for &str {
    fn parse_day(&self) -> time::Date {
        let format = time::macros::format_description!("[year]-[month]-[day]");
        time::Date::parse(self, format).expect("a day")
    }
}

/// A connection of the service in the name of a person with these roles.
pub async fn as_person(desk: &Desk, who: &redress_testkit::Who, roles: &str) -> PgConnection {
    let db = &desk.world.db;
    let shown = signs_in(&mut db.superuser().await, who.actor.actor_id.0, roles).await;
    shows(&db.url("redress_ledger"), &shown).await.expect("the role signs in")
}

/// The name of what the database refuses, in one transaction in the name of whose session the connection shows.
pub async fn refused(db: &mut PgConnection, sql: &str) -> String {
    let sql = AssertSqlSafe(format!("{ENTER}; {sql}"));
    let error = sqlx::raw_sql(sql).execute(db).await.expect_err("refused");
    let error = error.as_database_error().expect("by the database");
    error.constraint().map_or_else(|| error.message().to_owned(), str::to_owned)
}

/// What every audit of the books finds broken.
pub async fn broken(desk: &Desk) -> Vec<(String, String)> {
    let ola = desk.ola.actor.actor_id;
    let mut db = desk.world.db.begin_as("redress_ledger", ola, "auditor").await;
    sqlx::query_as(
        "select b.promise, b.what from ledger.checks() as c (name) cross join lateral ledger.run_check(c.name) as b",
    )
    .fetch_all(&mut db)
    .await
    .expect("audited")
}
