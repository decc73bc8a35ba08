//! The bank's report on a payment file.

use crate::desk::{Desk, PLAIN};
use redress_iso20022::sim::Options;
use rust_decimal_macros::dec;
use std::collections::BTreeMap;

#[tokio::test]
async fn what_the_bank_rejects_goes_back_to_her_choice_and_the_rest_settles() {
    let desk = Desk::new().await;
    desk.fund("50000.00").await;
    let award = desk.accepted(&PLAIN).await;
    desk.planned(&award).await;
    let batch = desk.released(&award).await;
    let rejected = format!("{}-2", award.code.compact());
    let options = Options {
        opening: dec!(50000),
        reject: BTreeMap::from([(rejected, "AC01".to_owned())]),
        ..Options::default()
    };
    let answer = desk.bank(&batch, &options).await;
    let page = desk.upload(&desk.farid, &answer.report).await.page();
    assert_eq!(page.beside("import-rejected"), "1");
    assert_eq!(page.beside("import-under-way"), "2");
    assert_eq!(desk.world.stage(award.claim).await, "returned");
    assert_eq!(
        desk.world.events(award.claim).await.last().map(String::as_str),
        Some("payment_returned")
    );
    assert_eq!(desk.balance("returned_payments").await, "11486.67");
    desk.upload(&desk.farid, &answer.statement).await;
    assert_eq!(desk.balance("payment_clearing").await, "0.00");
    desk.upload(&desk.farid, &answer.report).await.page().says("import-known", &[]);
    desk.planned(&award).await;
    let again = desk.app.get(&desk.farid, "/finance/batches/new").await.page();
    let offered = again.count("[type=checkbox]");
    assert_eq!(offered, 1, "only what was rejected is offered again");
}

#[tokio::test]
async fn a_rejected_file_rejects_all_its_payments() {
    let desk = Desk::new().await;
    desk.fund("50000.00").await;
    let award = desk.accepted(&PLAIN).await;
    desk.planned(&award).await;
    let batch = desk.released(&award).await;
    let answer = desk.bank(&batch, &Options::default()).await;
    let text = String::from_utf8(answer.report).expect("UTF-8");
    let start = text.find("<OrgnlPmtInfAndSts>").expect("payments");
    let end = text.find("</OrgnlPmtInfAndSts>").expect("their end") + "</OrgnlPmtInfAndSts>".len();
    let whole = format!("{}{}", &text[..start], &text[end..]).replace("ACSP", "RJCT");
    let reply = desk.upload(&desk.farid, whole.as_bytes()).await;
    assert_eq!(reply.page().beside("import-rejected"), "3");
    assert_eq!(desk.balance("returned_payments").await, "34460.00");
}

#[tokio::test]
async fn a_report_on_an_unknown_file_is_refused() {
    let desk = Desk::new().await;
    desk.fund("50000.00").await;
    let award = desk.accepted(&PLAIN).await;
    desk.planned(&award).await;
    let batch = desk.released(&award).await;
    let answer = desk.bank(&batch, &Options::default()).await;
    let id = batch.rsplit('/').next().expect("an id").replace('-', "");
    let text = String::from_utf8(answer.report).expect("UTF-8");
    let other = text.replace(&id, "019ab00000007000800000000000beef");
    Desk::tells(&desk.upload(&desk.farid, other.as_bytes()).await, "report-unknown-file");
    assert_eq!(desk.upload(&desk.asha, text.as_bytes()).await.status, 403);
}
