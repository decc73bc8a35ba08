//! What the database itself refuses, whoever writes the SQL.

use crate::desk::{Desk, PLAIN};
use sqlx::{Connection, PgConnection};

async fn as_officer(desk: &Desk) -> PgConnection {
    let mut db =
        PgConnection::connect(&desk.world.db.url("redress_ledger")).await.expect("the role");
    sqlx::query("select set_config('redress.actor', $1, false), set_config('redress.roles', 'finance_officer', false)")
        .bind(desk.farid.actor.actor_id.0.to_string())
        .execute(&mut db)
        .await
        .expect("an actor");
    db
}

async fn refused(db: &mut PgConnection, sql: &'static str) -> String {
    let error = sqlx::raw_sql(sql).execute(db).await.expect_err("refused");
    let error = error.as_database_error().expect("by the database");
    error.constraint().map_or_else(|| error.message().to_owned(), str::to_owned)
}

const AUDIT: &str = "insert into shared.audit (actor_id, roles, action)
  values (shared.actor_id(), 'finance_officer', 'test');";

#[tokio::test]
async fn an_entry_that_does_not_balance_never_commits() {
    let desk = Desk::new().await;
    let mut db = as_officer(&desk).await;
    let sql = format!(
        "begin; {AUDIT}
         insert into ledger.entry (entry_id, kind, occurred_on, made_by, made_at)
           values ('019ab000-0000-7000-8000-000000000001', 'contribution', '2026-11-02', shared.actor_id(), now());
         insert into ledger.leg (entry_id, ordinal, account, side, amount, currency) values
           ('019ab000-0000-7000-8000-000000000001', 1, 'fund_cash', 'debit', 10, 'USD'),
           ('019ab000-0000-7000-8000-000000000001', 2, 'contributions', 'credit', 10, 'EUR'); commit;"
    );
    assert_eq!(refused(&mut db, Box::leak(sql.into_boxed_str())).await, "entry_balances");
}

#[tokio::test]
async fn money_that_is_not_there_is_not_set_aside() {
    let desk = Desk::new().await;
    desk.fund("100.00").await;
    let mut db = as_officer(&desk).await;
    let sql = format!(
        "begin; {AUDIT}
         insert into ledger.entry (entry_id, kind, occurred_on, made_by, made_at)
           values ('019ab000-0000-7000-8000-000000000001', 'payable', '2026-11-02', shared.actor_id(), now());
         insert into ledger.leg (entry_id, ordinal, account, side, amount, currency) values
           ('019ab000-0000-7000-8000-000000000001', 1, 'award_commitments', 'debit', 100.01, 'USD'),
           ('019ab000-0000-7000-8000-000000000001', 2, 'awards_payable', 'credit', 100.01, 'USD'); commit;"
    );
    assert_eq!(refused(&mut db, Box::leak(sql.into_boxed_str())).await, "fund_covers_commitments");
}

#[tokio::test]
async fn the_journal_is_append_only_even_for_the_owner() {
    let desk = Desk::new().await;
    desk.fund("100.00").await;
    let mut officer = as_officer(&desk).await;
    for sql in ["update ledger.leg set amount = 1", "delete from ledger.entry"] {
        assert!(refused(&mut officer, sql).await.starts_with("permission denied"));
    }
    let mut owner = desk.world.db.superuser().await;
    for sql in [
        "update ledger.leg set amount = 1",
        "delete from ledger.entry",
        "truncate ledger.leg",
        "update shared.rate set per_usd = 1",
        "delete from ledger.contribution",
    ] {
        assert_eq!(refused(&mut owner, sql).await, "append_only", "{sql}");
    }
}

#[tokio::test]
async fn an_entry_is_taken_back_once() {
    let desk = Desk::new().await;
    desk.fund("100.00").await;
    let mut db = as_officer(&desk).await;
    let reversal = |id: u8| {
        let sql = format!(
            "begin; {AUDIT}
             insert into ledger.entry (entry_id, kind, occurred_on, reverses, made_by, made_at)
               select '019ab000-0000-7000-8000-00000000000{id}', 'reversal', '2026-11-02', entry_id,
                 shared.actor_id(), now() from ledger.entry where kind = 'contribution';
             insert into ledger.leg (entry_id, ordinal, account, side, amount, currency) values
               ('019ab000-0000-7000-8000-00000000000{id}', 1, 'contributions', 'debit', 100, 'USD'),
               ('019ab000-0000-7000-8000-00000000000{id}', 2, 'fund_cash', 'credit', 100, 'USD'); commit;"
        );
        &*Box::leak(sql.into_boxed_str())
    };
    sqlx::raw_sql(reversal(1)).execute(&mut db).await.expect("once");
    assert_eq!(refused(&mut db, reversal(2)).await, "one_reversal_per_entry");
    assert_eq!(desk.balance("fund_cash").await, "0.00");
}

#[tokio::test]
async fn nobody_writes_without_an_audit_row_or_as_auditor() {
    let desk = Desk::new().await;
    let award = desk.accepted(&PLAIN).await;
    let mut db = as_officer(&desk).await;
    let sql = "insert into ledger.status_report (report_id, file_digest, batch_id, bank_message_id, imported_by,
      imported_at) values (gen_random_uuid(), sha256(''), gen_random_uuid(), 'x', shared.actor_id(), now())";
    assert_eq!(refused(&mut db, sql).await, "status_report_batch_id_fkey");
    sqlx::raw_sql("set redress.roles = 'auditor'").execute(&mut db).await.expect("a role");
    assert!(refused(&mut db, sql).await.contains("row-level security"));
    sqlx::raw_sql("set redress.roles = 'advocate'").execute(&mut db).await.expect("a role");
    let seen: i64 = sqlx::query_scalar("select count(*) from ledger.award where claim_id = $1")
        .bind(award.claim.0)
        .fetch_one(&mut db)
        .await
        .expect("readable");
    assert_eq!(seen, 0, "an advocate sees no award through this role");
}
