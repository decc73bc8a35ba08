//! A bank account is opened, and waits for another person.

use crate::desk::Desk;
use crate::exchange::abroad::{account, as_person, refused};

const FIELDS: [(&str, &str); 4] =
    [("code", "eur-main"), ("currency", "EUR"), ("name", "Operations"), ("last_four", "0001")];

#[tokio::test]
async fn it_shows_four_characters_and_waits() {
    let desk = Desk::new().await;
    for _ in 0..2 {
        let reply = desk.app.post_once(&desk.farid, "/finance/cash", "key", &FIELDS).await;
        assert_eq!(reply.location(), "/finance/cash");
    }
    let cash = desk.app.get(&desk.ola, "/finance/cash").await.page();
    cash.shows("•••• 0001");
    cash.says("account-waiting", &[]);
    let wait = desk.app.get(&desk.asha, "/finance").await.page();
    assert_eq!(wait.beside("wait-account"), "1");
    let reply = desk.app.post(&desk.farid, "/finance/cash", &FIELDS).await;
    reply.page().refuses("bank-account-exists", &[]);
    for who in [&desk.asha, &desk.ola] {
        assert_eq!(desk.app.post(who, "/finance/cash", &FIELDS).await.status, 403);
    }
}

#[tokio::test]
async fn what_can_not_be_is_told_field_by_field() {
    let desk = Desk::new().await;
    let fields = [
        ("code", "Eur"),
        ("currency", "EUR"),
        ("name", "Survivors fund"),
        ("last_four", "DE89 3704"),
    ];
    let reply = desk.app.post(&desk.farid, "/finance/cash", &fields).await;
    for told in ["#code", "#last_four", "bank-account-telling"] {
        Desk::tells(&reply, told);
    }
    let fields = [("code", "abc"), ("currency", "ABC"), ("name", ""), ("last_four", "0001")];
    let reply = desk.app.post(&desk.farid, "/finance/cash", &fields).await;
    Desk::tells(&reply, "#currency");
}

#[tokio::test]
async fn no_row_is_changed_and_none_is_written_without_audit_or_as_auditor() {
    let desk = Desk::new().await;
    account(&desk, "eur-main", "EUR").await;
    let sql =
        "insert into ledger.bank_account (code, currency, name, last_four, asked_by, asked_at)
      values ('xx', 'EUR', 'x', '0001', shared.actor_id(), now())";
    let mut db = as_person(&desk, &desk.farid, "finance_officer").await;
    assert_eq!(refused(&mut db, sql).await, "audit_in_same_transaction");
    let mut db = as_person(&desk, &desk.ola, "auditor").await;
    assert!(refused(&mut db, sql).await.contains("row-level security"));
    let mut owner = desk.world.db.superuser().await;
    for sql in [
        "update ledger.bank_account set last_four = '9999'",
        "delete from ledger.bank_account_step",
        "truncate ledger.foreign_cash",
    ] {
        assert_eq!(refused(&mut owner, sql).await, "append_only", "{sql}");
    }
}
