//! Seals, exports and audits over the books of a desk that worked for a while.

use crate::desk::{Desk, PLAIN};
use redress_iso20022::sim::Options;
use redress_kernel::{Actor, Clock};
use redress_ledger::books::actions::audit_books::audit_books;
use redress_ledger::books::actions::export_books::export_books;
use redress_ledger::books::actions::seal_books::{seal_now, seal_when_due};
use redress_proof::{SealKey, Verified, verify};
use redress_runtime::{Ctx, pool};

struct Vault {
    desk: Desk,
    ctx: Ctx,
    key: SealKey,
}

impl Vault {
    /// A desk with awards, payments and a bank's answer in its books.
    async fn after_work() -> Self {
        let desk = Desk::new().await;
        desk.fund("50000.00").await;
        let award = desk.accepted(&PLAIN).await;
        desk.planned(&award).await;
        let batch = desk.released(&award).await;
        let answer = desk.bank(&batch, &Options::default()).await;
        desk.upload(&desk.farid, &answer.statement).await;
        let config = desk.world.config();
        let pool = pool::pool(config.database_url("ledger"), 2).expect("a pool");
        let text = std::fs::read_to_string(&config.secrets.seal_key_file).expect("the key file");
        let key = SealKey::from_key_file(&text).expect("a key");
        let ctx = Ctx::new("ledger", pool, Clock::system());
        Self { desk, ctx, key }
    }

    async fn broken(&self) -> Vec<String> {
        let found =
            audit_books(&self.ctx, &Actor::system("ledger"), Some(&self.key.public())).await;
        let found = found.expect("audited").broken;
        found.into_iter().map(|broken| format!("{}: {}", broken.promise, broken.place)).collect()
    }

    async fn export(&self) -> Vec<u8> {
        let mut bytes = Vec::new();
        export_books(&self.ctx, &Actor::system("ledger"), &self.key, &mut bytes)
            .await
            .expect("exported");
        bytes
    }

    /// Somebody with every right on the server changes the books behind their back.
    async fn tampers(&self, sql: &str) {
        self.desk.world.db.tamper(sql).await;
    }
}

#[tokio::test]
async fn what_was_recorded_is_sealed_once_and_then_there_is_nothing_to_do() {
    let vault = Vault::after_work().await;
    assert!(seal_now(&vault.ctx, &vault.key).await.expect("sealed"));
    assert!(!seal_now(&vault.ctx, &vault.key).await.expect("nothing new"));
    vault.desk.fund("1.00").await;
    assert!(!seal_when_due(&vault.ctx, &vault.key).await.expect("not a minute yet"));
    assert!(seal_now(&vault.ctx, &vault.key).await.expect("sealed"));
    assert_eq!(vault.broken().await, Vec::<String>::new());
    let seals: Vec<(i64, i64)> =
        sqlx::query_as("select entries, total from ledger.seal order by number")
            .fetch_all(&mut vault.desk.world.db.superuser().await)
            .await
            .expect("readable");
    // The service had sealed for itself when the award was accepted.
    assert_eq!(seals, [(3, 3), (6, 9), (1, 10)]);
}

#[tokio::test]
async fn an_export_is_verified_without_the_database() {
    let vault = Vault::after_work().await;
    seal_now(&vault.ctx, &vault.key).await.expect("sealed");
    vault.desk.fund("1.00").await;
    let export = vault.export().await;
    let found = verify(&export[..], &vault.key.public()).expect("readable");
    assert_eq!(found, Ok(Verified { seals: 3, entries: 10 }));
    let line = export.split(|byte| *byte == b'\n').next().expect("a line");
    let line = std::str::from_utf8(line).expect("text");
    let legs = "\"legs\":[{\"account\":\"fund_cash\",\"holder\":\"\",\"side\":\"debit\",\"amount\":\"50000.00\",\"currency\":\"USD\",\"exponent\":2}";
    assert!(line.contains(legs), "amount, currency and exponent travel together: {line}");
}

#[tokio::test]
async fn an_entry_that_commits_late_comes_under_the_next_seal() {
    let vault = Vault::after_work().await;
    let mut late =
        crate::books::officer(&vault.desk.world.db, vault.desk.farid.actor.actor_id.0).await;
    crate::books::begin(&mut late).await;
    let entry = crate::books::sent("contribution", "fund_cash", "contributions", "7");
    crate::books::send(&mut late, &[entry]).await.expect("posted");
    vault.desk.fund("1.00").await;
    seal_now(&vault.ctx, &vault.key).await.expect("sealed without the late one");
    crate::books::run(&mut late, "commit").await;
    assert!(seal_now(&vault.ctx, &vault.key).await.expect("the late one"));
    let found = verify(&vault.export().await[..], &vault.key.public()).expect("readable");
    assert_eq!(found, Ok(Verified { seals: 3, entries: 11 }));
}

#[tokio::test]
async fn an_audit_names_what_was_done_to_the_books() {
    for (deed, named) in [
        (
            "update ledger.entry set amounts = array[amounts[1] + 1, amounts[2]] where kind = 'contribution'",
            vec!["entry_balances", "balances_equal_sums", "contributions_are_booked", "contributions_come_to_accounts", "entries_are_as_sealed", "entries_have_their_audit"],
        ),
        (
            "update ledger.entry set amounts = array[amounts[1] + 1, amounts[2] - 1] where kind = 'contribution'",
            vec!["balances_equal_sums", "contributions_are_booked", "contributions_come_to_accounts", "entries_are_as_sealed", "entries_have_their_audit"],
        ),
        (
            "update ledger.entry set made_by = gen_random_uuid() where kind = 'release'",
            vec!["entries_are_as_sealed", "entries_have_their_audit"],
        ),
        (
            "delete from ledger.entry where kind = 'settlement' and entry_id =
               (select entry_id from ledger.item_outcome order by item_id limit 1)",
            vec!["balances_equal_sums", "books_equal_claims", "bank_is_booked", "seals_follow", "entries_are_as_sealed"],
        ),
        (
            "update ledger.checkpoint set debit = debit + 1",
            vec!["balances_equal_sums", "funds_equal_books"],
        ),
        ("delete from ledger.seal", vec!["rows_are_as_logged"]),
        ("update ledger.seal set signature = decode(repeat('00', 64), 'hex')", vec!["seals_are_signed", "rows_are_as_logged"]),
        (
            "update ledger.seal set statement = replace(statement, 'entries 3', 'entries 2') where number = 1",
            vec!["seals_are_signed", "seals_follow", "entries_are_as_sealed", "rows_are_as_logged"],
        ),
        (
            "update ledger.account set by_claim = true where head = 'bank_charges'",
            vec!["rows_are_as_logged"],
        ),
        (
            "insert into ledger.batch_item select gen_random_uuid(), i.batch_id, i.claim_id, i.instalment_id, 9::smallint,
               'X', i.debt, i.pay_amount, i.pay_currency, i.rate_id, i.rate, i.payee_id from ledger.batch_item i limit 1",
            vec!["books_equal_claims", "rows_are_as_logged"],
        ),
    ] {
        let vault = Vault::after_work().await;
        seal_now(&vault.ctx, &vault.key).await.expect("sealed");
        assert_eq!(vault.broken().await, Vec::<String>::new());
        vault.desk.world.db.breaks(&named);
        vault.tampers(deed).await;
        let broken = vault.broken().await;
        let names: Vec<&str> =
            broken.iter().map(|text| text.split(':').next().expect("a name")).collect();
        for name in &named {
            assert!(names.contains(name), "{deed}: {broken:?}");
        }
        assert!(names.iter().all(|name| named.contains(name)), "{deed}: {broken:?}");
    }
}

#[tokio::test]
async fn books_that_were_never_sealed_are_told_from_books_whose_seals_are_gone() {
    let vault = Vault::after_work().await;
    let export = vault.export().await;
    vault.tampers("delete from ledger.seal").await;
    let again = vault.export().await;
    // The database alone can't tell; whoever kept an earlier export can: the first statements differ.
    let first_seal = |bytes: &[u8]| {
        let text = String::from_utf8(bytes.to_vec()).expect("text");
        text.lines().find(|line| line.starts_with("{\"seal\"")).expect("a seal").to_owned()
    };
    assert_ne!(first_seal(&export), first_seal(&again));
}
