//! The bank's statement settles, sends back, charges; the rest is shown with its reason.

use crate::desk::{Award, Desk, PLAIN, Wish};
use crate::signed_in::owner_as;
use redress_iso20022::sim::Options;
use redress_kernel::Uuid;
use rust_decimal_macros::dec;
use std::collections::BTreeMap;

fn one<T>(award: &Award, number: u32, value: T) -> BTreeMap<String, T> {
    BTreeMap::from([(format!("{}-{number}", award.code.compact()), value)])
}

#[tokio::test]
async fn a_plain_day_settles_the_award_to_the_cent() {
    let desk = Desk::new().await;
    desk.fund("50000.00").await;
    let award = desk.accepted(&PLAIN).await;
    desk.planned(&award).await;
    let batch = desk.released(&award).await;
    let answer = desk.bank(&batch, &Options { opening: dec!(50000), ..Options::default() }).await;
    let reply = desk.upload(&desk.farid, &answer.statement).await;
    reply.page().says("import-statement-done", &[]);
    assert_eq!(desk.world.stage(award.claim).await, "settled");
    assert_eq!(
        desk.world.events(award.claim).await[4..],
        ["payment_settled", "payment_settled", "payment_settled", "award_settled"]
    );
    assert_eq!(desk.balance("payment_clearing").await, "0.00");
    assert_eq!(desk.balance("fund_cash").await, "15540.00");
    let slip: serde_json::Value = sqlx::query_scalar(
        "select content from shared.remittance_paper where claim_id = $1 order by content -> 'instalment' limit 1",
    )
    .bind(award.claim.0)
    .fetch_one(&mut owner_as(&desk.world.db, Uuid::from_u128(1), "system").await)
    .await
    .expect("a slip");
    assert_eq!(slip["claim_code"], award.code.as_str());
    assert_eq!(slip["paid"], serde_json::json!({ "amount": "11486.67", "currency": "USD" }));
    let again = desk.upload(&desk.farid, &answer.statement).await;
    again.page().says("import-known", &[]);
    assert_eq!(desk.balance("fund_cash").await, "15540.00");
}

#[tokio::test]
async fn a_bad_day_books_what_matches_and_shows_the_rest() {
    let desk = Desk::new().await;
    desk.fund("50000.00").await;
    let award = desk.accepted(&Wish { currency: "XAF", ..PLAIN }).await;
    desk.planned(&award).await;
    let batch = desk.released(&award).await;
    let options = Options {
        opening: dec!(50000),
        give_back: one(&award, 1, "AC04".to_owned()),
        wrong_amount: one(&award, 2, dec!(6952999)),
        charges: one(&award, 3, dec!(12.50)),
        stray_debit: Some(dec!(77)),
        spread_percent: dec!(1),
        ..Options::default()
    };
    let answer = desk.bank(&batch, &options).await;
    desk.upload(&desk.farid, &answer.statement).await;
    assert_eq!(desk.world.stage(award.claim).await, "returned");
    assert_eq!(desk.balance("returned_payments").await, "11486.67");
    assert_eq!(desk.balance("payment_clearing").await, "11486.67", "the wrong amount stays open");
    assert_eq!(desk.balance("bank_charges").await, "12.50");
    let statements = desk.app.get(&desk.farid, "/finance/statements").await.page();
    let links = statements.attributes("a[href^='/finance/statements/']", "href");
    let page = desk.app.get(&desk.ola, &links[0]).await.page();
    page.says("unmatched-amount_differs", &[]);
    page.says("line-expected", &[("amount", "6,952,307\u{a0}XAF")]);
    page.says("unmatched-no_reference", &[]);
    page.shows("(AC04)");
    let audit: (rust_decimal::Decimal, rust_decimal::Decimal) = sqlx::query_as(
        "select sum(amount) filter (where side = 'debit'), sum(amount) filter (where side = 'credit') from ledger.leg",
    )
    .fetch_one(&mut desk.world.db.superuser().await)
    .await
    .expect("readable");
    assert_eq!(audit.0, audit.1);
}

#[tokio::test]
async fn what_came_back_is_paid_again_by_a_new_choice() {
    let desk = Desk::new().await;
    desk.fund("50000.00").await;
    let award = desk.accepted(&Wish { net: "500.00", instalments: 2, ..PLAIN }).await;
    desk.planned(&award).await;
    let batch = desk.released(&award).await;
    let options = Options {
        opening: dec!(50000),
        give_back: one(&award, 2, "AC04".to_owned()),
        sequence: 1,
        ..Options::default()
    };
    let answer = desk.bank(&batch, &options).await;
    desk.upload(&desk.farid, &answer.statement).await;
    let second = desk.instalments(&award).await[1].clone();
    Desk::tells(&desk.prepare(std::slice::from_ref(&second)).await, "instalment-under-way");
    desk.changes_payee(&award, "Autre Nom").await;
    desk.planned(&award).await;
    assert_eq!(desk.world.stage(award.claim).await, "scheduled");
    assert_eq!(desk.balance("returned_payments").await, "0.00");
    let again = desk.prepared(&[second]).await;
    desk.step(&desk.asha, &again, "approve").await;
    desk.step(&desk.asha, &again, "release").await;
    let options = Options { opening: answer.closing, sequence: 2, ..Options::default() };
    let answer = desk.bank(&again, &options).await;
    let reply = desk.upload(&desk.farid, &answer.statement).await;
    reply.page().says("continuity-follows", &[]);
    assert_eq!(desk.world.stage(award.claim).await, "settled");
    assert_eq!(desk.balance("fund_cash").await, "49500.00");
}

#[tokio::test]
async fn the_same_line_in_another_file_is_not_booked_twice() {
    let desk = Desk::new().await;
    desk.fund("50000.00").await;
    let award = desk.accepted(&PLAIN).await;
    desk.planned(&award).await;
    let batch = desk.released(&award).await;
    let options = Options { opening: dec!(50000), sequence: 4, ..Options::default() };
    let answer = desk.bank(&batch, &options).await;
    desk.upload(&desk.farid, &answer.statement).await;
    // Fetched again: the bank writes other times.
    let text = String::from_utf8(answer.statement).expect("UTF-8");
    let refetched = text.replace("T09:00:00Z", "T10:30:00Z");
    assert_ne!(refetched, text);
    let reply = desk.upload(&desk.farid, refetched.as_bytes()).await;
    assert_eq!(reply.page().beside("import-repeated"), "3");
    assert_eq!(desk.balance("fund_cash").await, "15540.00");
}

#[tokio::test]
async fn strange_files_change_nothing() {
    let desk = Desk::new().await;
    desk.fund("50000.00").await;
    let award = desk.accepted(&PLAIN).await;
    desk.planned(&award).await;
    let batch = desk.released(&award).await;
    let file = desk.file(&batch).await;
    let answer = desk.bank(&batch, &Options { opening: dec!(50000), ..Options::default() }).await;
    let text = String::from_utf8(answer.statement).expect("UTF-8");
    let cases = [
        (
            text.replace("DE89370400440532013000", "GB29NWBK60161331926819"),
            "statement-other-account",
        ),
        (text.replacen(">11486.67<", ">11486.76<", 1), "bank-file"),
        (
            text.replace("<?xml version=\"1.0\" encoding=\"UTF-8\"?>", "<!DOCTYPE x>"),
            "bank-problem-document_type",
        ),
        (String::from_utf8(file).expect("UTF-8"), "bank-problem-other_message"),
        ("no file".to_owned(), "bank-problem-not_xml"),
        (String::new(), "field-required"),
    ];
    for (file, refusal) in cases {
        Desk::tells(&desk.upload(&desk.farid, file.as_bytes()).await, refusal);
    }
    assert_eq!(desk.upload(&desk.asha, text.as_bytes()).await.status, 403);
    assert_eq!(desk.balance("payment_clearing").await, "34460.00");
}
