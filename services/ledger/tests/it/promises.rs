//! What the database itself refuses, whoever writes the SQL.

use crate::desk::{Desk, PLAIN};
use crate::exchange::abroad::{as_person, refused};
use crate::signed_in::done;
use sqlx::PgConnection;

async fn as_officer(desk: &Desk) -> PgConnection {
    as_person(desk, &desk.farid, "finance_officer").await
}

const AUDIT: &str = "insert into shared.audit (actor_id, roles, action)
  values (shared.actor_id(), 'finance_officer', 'test');";

/// One entry of two legs of one amount, as SQL.
fn post(id: u8, kind: &str, debit: &str, credit: &str, amount: &str, undoes: &str) -> String {
    format!(
        "begin; {AUDIT} select * from ledger.post(array['{}']::uuid[], '{{{kind}}}', '{{2026-11-02}}',
           '{{null}}', array[{undoes}]::uuid[], '{{1,1}}', '{{{debit},{credit}}}', '{{null,null}}',
           '{{debit,credit}}', '{{{amount},{amount}}}', '{{USD,USD}}'); commit;",
        entry(id)
    )
}

fn entry(id: u8) -> String {
    format!("019ab000-0000-7000-8000-00000000000{id}")
}

#[tokio::test]
async fn an_entry_that_does_not_balance_is_refused_even_from_the_owner() {
    let desk = Desk::new().await;
    let mut owner = desk.world.db.superuser().await;
    for (accounts, amounts) in [
        ("array[c.id, g.id]", "{10, -9}"),
        ("array[c.id, g.id]", "{10, -10, 0}"),
        ("array[c.id, g.id]", "{10.001, -10.001}"),
        ("array[c.id, g.id]", "{NaN, NaN}"),
        ("array[c.id]", "{0}"),
        ("array[c.id, g.id + 1]", "{10, -10}"),
        ("array[null, null]::int[]", "{10, -10}"),
    ] {
        let sql = format!(
            "insert into ledger.entry (entry_id, seq, kind, occurred_on, made_by, made_at, call_size, accounts, amounts)
             select gen_random_uuid(), nextval('ledger.entry_seq'), 'contribution', '2026-11-02', gen_random_uuid(),
               now(), 1, {accounts}, '{amounts}'
             from (select account_id as id from ledger.account where head = 'fund_cash') c,
               (select account_id as id from ledger.account where head = 'contributions') g"
        );
        assert_eq!(refused(&mut owner, &sql).await, "entry_unbalanced", "{accounts} {amounts}");
    }
}

#[tokio::test]
async fn the_service_writes_entries_through_the_one_function_only() {
    let desk = Desk::new().await;
    let mut db = as_officer(&desk).await;
    for table in ["entry", "moment", "checkpoint", "day_sum", "account", "guarded"] {
        let sql = format!("insert into ledger.{table} default values");
        let said = refused(&mut db, &sql).await;
        assert!(said.starts_with("permission denied"), "{table}: {said}");
    }
    let sql =
        post(1, "contribution", "fund_cash", "contributions", "10", "null").replace(AUDIT, "");
    assert_eq!(refused(&mut db, &sql).await, "audit_in_same_transaction");
}

#[tokio::test]
async fn money_that_is_not_there_is_not_set_aside() {
    let desk = Desk::new().await;
    desk.world.db.breaks(&["books_equal_claims"]); // A commitment by hand, without its award.
    desk.fund("100.00").await;
    let award = desk.offered(&PLAIN).await;
    let mut db = as_officer(&desk).await;
    let of_claim = |sql: String| {
        sql.replace("'{null}', array", &format!("array['{}']::uuid[], array", award.claim))
    };
    let commitment = post(1, "commitment", "fund_balance", "award_commitments", "100.01", "null");
    done(&mut db, &of_claim(commitment)).await;
    let payable = post(2, "payable", "award_commitments", "awards_payable", "100.01", "null");
    assert_eq!(refused(&mut db, &of_claim(payable)).await, "fund_short");
}

#[tokio::test]
async fn the_journal_is_append_only_even_for_the_owner() {
    let desk = Desk::new().await;
    desk.fund("100.00").await;
    let mut officer = as_officer(&desk).await;
    for sql in ["update ledger.entry set kind = 'charge'", "delete from ledger.entry"] {
        assert!(refused(&mut officer, sql).await.starts_with("permission denied"));
    }
    let mut owner = desk.world.db.superuser().await;
    for sql in [
        "update ledger.entry set amounts = '{1, -1}'",
        "delete from ledger.entry",
        "truncate ledger.entry cascade",
        "delete from ledger.moment",
        "update ledger.checkpoint set debit = 0",
        "update ledger.account set holder = 'x'",
        "update shared.rate set per_usd = 1",
        "delete from ledger.contribution",
    ] {
        let sql = if sql.contains("checkpoint") {
            sqlx::raw_sql("select ledger.take_moment()").execute(&mut owner).await.expect("taken");
            sql
        } else {
            sql
        };
        assert_eq!(refused(&mut owner, sql).await, "append_only", "{sql}");
    }
}

#[tokio::test]
async fn an_entry_is_taken_back_once_by_its_mirror_image() {
    let desk = Desk::new().await;
    desk.world.db.breaks(&["funds_equal_books"]);
    desk.fund("100.00").await;
    let mut db = as_officer(&desk).await;
    let undone = "(select entry_id from ledger.entry where kind = 'contribution')";
    let reversal = |id, amount| {
        post(id, "reversal", "fund_cash", "contributions", amount, undone)
            .replace("'{debit,credit}'", "'{credit,debit}'")
    };
    assert_eq!(refused(&mut db, &reversal(1, "99")).await, "reversal_differs");
    sqlx::raw_sql("rollback").execute(&mut db).await.expect("begins anew");
    done(&mut db, &reversal(1, "100")).await;
    assert_eq!(refused(&mut db, &reversal(2, "100")).await, "already_reversed");
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
    let mut db = as_person(&desk, &desk.farid, "auditor").await;
    assert!(refused(&mut db, sql).await.contains("row-level security"));
    let amina = desk.amina.actor.actor_id;
    let mut db = desk.world.db.begin_as("redress_ledger", amina, "advocate").await;
    let seen: i64 = sqlx::query_scalar("select count(*) from ledger.award where claim_id = $1")
        .bind(award.claim.0)
        .fetch_one(&mut db)
        .await
        .expect("readable");
    assert_eq!(seen, 0, "an advocate sees no award through this role");
}
