//! The books themselves: each refusal, a model they must agree with, and a bank that is killed.

mod audit_books;
mod bank;
mod days;
mod export_journal;
mod model;
mod read_books;
mod refusals;
mod seal_books;

use crate::signed_in::{ENTER, entered, shows, signs_in};
use redress_kernel::Uuid;
use redress_testkit::Database;
use rust_decimal::Decimal;
use sqlx::{AssertSqlSafe, PgConnection};
use std::sync::atomic::{AtomicU64, Ordering};
use time::Date;

/// A leg as it is sent: nothing is checked before the database sees it.
#[derive(Debug, Clone, PartialEq)]
pub struct SentLeg {
    pub head: &'static str,
    pub holder: &'static str,
    pub side: &'static str,
    pub amount: String,
    pub currency: &'static str,
}

/// An entry as it is sent.
#[derive(Debug, Clone, PartialEq)]
pub struct Sent {
    pub id: Uuid,
    pub kind: &'static str,
    pub day: Date,
    pub claim: Option<Uuid>,
    pub undoes: Option<Uuid>,
    pub legs: Vec<SentLeg>,
}

/// Debit and credit of one amount in US dollars on general accounts.
pub fn legs(debit: &'static str, credit: &'static str, amount: &str) -> Vec<SentLeg> {
    [(debit, "debit"), (credit, "credit")]
        .map(|(head, side)| SentLeg {
            head,
            holder: "",
            side,
            amount: amount.to_owned(),
            currency: "USD",
        })
        .to_vec()
}

/// An identifier that no other entry of this run has.
pub fn fresh() -> Uuid {
    static NEXT: AtomicU64 = AtomicU64::new(1);
    Uuid::from_u128(0xE << 100 | u128::from(NEXT.fetch_add(1, Ordering::Relaxed)))
}

/// An entry of two legs, without a claim.
pub fn sent(kind: &'static str, debit: &'static str, credit: &'static str, amount: &str) -> Sent {
    Sent {
        id: fresh(),
        kind,
        day: time::macros::date!(2026 - 11 - 02),
        claim: None,
        undoes: None,
        legs: legs(debit, credit, amount),
    }
}

/// What the database answered for an entry, or the name of what it refused.
pub type Answer = Result<Vec<(Uuid, String, i64)>, String>;

/// Roles of whoever posts by hand.
pub const OFFICER: &str = "finance_officer,finance_approver";

/// A connection of the service in a person's name.
pub async fn officer(db: &Database, who: Uuid) -> PgConnection {
    // What is posted by hand is in the books alone, in no list of contributions, pledges or exchanges.
    db.breaks(&[
        "funds_equal_books",
        "holds_equal_books",
        "foreign_cash_equals_books",
        "exchange_mirrors_cash",
    ]);
    let shown = signs_in(&mut db.superuser().await, who, OFFICER).await;
    shows(&db.url("redress_ledger"), &shown).await.expect("the role signs in")
}

/// Claims that exist, and no more of them.
pub async fn claims(db: &Database, number: u128) -> Vec<Uuid> {
    // They have no awards, so that what is booked of them is never what awards and payments say.
    db.breaks(&["books_equal_claims"]);
    let ids: Vec<Uuid> = (1..=number).map(|n| Uuid::from_u128(0xC0 << 64 | n)).collect();
    db.bare_claims(&ids).await;
    ids
}

/// Runs a statement that must be allowed.
pub async fn run(db: &mut PgConnection, sql: &str) {
    sqlx::raw_sql(AssertSqlSafe(sql.to_owned()))
        .execute(db)
        .await
        .unwrap_or_else(|error| panic!("{sql}: {error}"));
}

/// The row that every transaction that posts must have.
pub const AUDIT: &str = "insert into shared.audit (actor_id, roles, action)
  values (shared.actor_id(), array_to_string(shared.actor_roles(), ','), 'test')";

/// Begins a transaction that is to post.
pub async fn begin(db: &mut PgConnection) {
    run(db, &format!("begin; {ENTER}; {AUDIT}")).await;
}

/// Sends entries in the transaction that is open on the connection.
pub async fn send(db: &mut PgConnection, entries: &[Sent]) -> Answer {
    let flat = || entries.iter().flat_map(|entry| entry.legs.iter());
    let of_leg: Vec<i32> = entries
        .iter()
        .zip(1..)
        .flat_map(|(entry, place)| std::iter::repeat_n(place, entry.legs.len()))
        .collect();
    let rows: Result<Vec<(Uuid, String, i64)>, sqlx::Error> = sqlx::query_as(
        "select entry_id, outcome, seq
         from ledger.post($1, $2, $3, $4, $5, $6, $7, $8, $9, $10::text[]::numeric[], $11)",
    )
    .bind(entries.iter().map(|entry| entry.id).collect::<Vec<_>>())
    .bind(entries.iter().map(|entry| entry.kind).collect::<Vec<_>>())
    .bind(entries.iter().map(|entry| entry.day).collect::<Vec<_>>())
    .bind(entries.iter().map(|entry| entry.claim).collect::<Vec<_>>())
    .bind(entries.iter().map(|entry| entry.undoes).collect::<Vec<_>>())
    .bind(of_leg)
    .bind(flat().map(|leg| leg.head).collect::<Vec<_>>())
    .bind(flat().map(|leg| leg.holder).collect::<Vec<_>>())
    .bind(flat().map(|leg| leg.side).collect::<Vec<_>>())
    .bind(flat().map(|leg| leg.amount.as_str()).collect::<Vec<_>>())
    .bind(flat().map(|leg| leg.currency).collect::<Vec<_>>())
    .fetch_all(db)
    .await;
    rows.map_err(|error| {
        let error = error.as_database_error().expect("by the database");
        error.constraint().map_or_else(|| error.message().to_owned(), str::to_owned)
    })
}

/// Sends entries in a transaction of their own, which ends with them.
pub async fn post(db: &mut PgConnection, entries: &[Sent]) -> Answer {
    begin(db).await;
    let answer = send(db, entries).await;
    run(db, if answer.is_ok() { "commit" } else { "rollback" }).await;
    answer
}

/// Debits and credits of every account, by head, currency and holder.
pub async fn balances(
    db: &mut PgConnection,
    day: Option<Date>,
    known: Option<time::OffsetDateTime>,
) -> Vec<(String, String, String, Decimal, Decimal)> {
    sqlx::query_as("select head, currency, holder, debit, credit from ledger.balance($1, $2)")
        .bind(day)
        .bind(known)
        .fetch_all(&mut *entered(db).await)
        .await
        .expect("readable")
}

/// What `ledger.audit_books` finds broken.
pub async fn audited(db: &mut PgConnection) -> Vec<(String, String)> {
    sqlx::query_as("select promise, what from ledger.audit_books()")
        .fetch_all(&mut *entered(db).await)
        .await
        .expect("audited")
}
