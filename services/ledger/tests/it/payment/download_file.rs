//! The payment file is fetched, as often as needed, always the same.

use crate::desk::{Desk, PLAIN, Wish};
use redress_iso20022::pain001;
use redress_kernel::Role;
use redress_web::keys::{hex, sha256};
use time::Duration;

#[tokio::test]
async fn the_file_is_the_same_to_the_byte_and_each_look_is_audited() {
    let desk = Desk::new().await;
    desk.fund("50000.00").await;
    let award = desk.accepted(&Wish { currency: "XAF", ..PLAIN }).await;
    desk.planned(&award).await;
    let batch = desk.released(&award).await;
    let first = desk.file(&batch).await;
    desk.world.clock.advance(Duration::days(30));
    // Sessions have ended by then.
    let officer = desk.world.person("finance.two", &[Role::FinanceOfficer]).await;
    assert_eq!(desk.step(&officer, &batch, "file").await.bytes, first);
    let page = desk.app.get(&officer, &batch).await.text();
    assert!(page.contains(&hex(&sha256(&first))), "the digest is shown");
    let file = pain001::read(&first).expect("readable");
    assert_eq!(file.payments.len(), 3);
    assert_eq!(file.payments[0].creditor_name, "Therese N'Guessan");
    assert_eq!(file.payments[0].remittance, "Support payment 1/3");
    assert_eq!(file.payments[0].amount.to_string(), "6,952,307 XAF");
    let audited = desk.world.audited(award.claim).await;
    // Three payments, opened when prepared, released, and fetched twice.
    assert_eq!(audited.iter().filter(|action| *action == "ledger.open_payee").count(), 12);
}

#[tokio::test]
async fn only_officers_fetch_it_and_only_when_released() {
    let desk = Desk::new().await;
    desk.fund("50000.00").await;
    let award = desk.accepted(&PLAIN).await;
    desk.planned(&award).await;
    let batch = desk.prepared(&desk.instalments(&award).await).await;
    Desk::tells(&desk.step(&desk.farid, &batch, "file").await, "batch-not-released");
    for who in [&desk.asha, &desk.ola] {
        assert_eq!(desk.step(who, &batch, "file").await.status, 403);
    }
}

#[tokio::test]
async fn a_file_that_would_differ_is_not_handed_out() {
    let desk = Desk::new().await;
    desk.fund("50000.00").await;
    let award = desk.accepted(&PLAIN).await;
    desk.planned(&award).await;
    let batch = desk.released(&award).await;
    desk.world.db.tamper("update ledger.batch set debtor_name = 'Another Office'").await;
    assert_eq!(desk.step(&desk.farid, &batch, "file").await.status, 500);
}
