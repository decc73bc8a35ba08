//! Statements: whether one follows the other.

use crate::desk::{Desk, PLAIN, Wish};
use redress_iso20022::sim::Options;
use rust_decimal_macros::dec;

#[tokio::test]
async fn a_missing_statement_is_noticed() {
    let desk = Desk::new().await;
    desk.fund("50000.00").await;
    for (sequence, opening, continuity) in
        [(1, dec!(50000), "continuity-first"), (2, dec!(49000), "continuity-gap")]
    {
        let award = desk.accepted(&Wish { net: "900.00", ..PLAIN }).await;
        desk.planned(&award).await;
        let batch = desk.released(&award).await;
        let options = Options { opening, sequence, ..Options::default() };
        let answer = desk.bank(&batch, &options).await;
        let reply = desk.upload(&desk.farid, &answer.statement).await;
        reply.page().says(continuity, &[]);
    }
    let nobody = "/finance/statements/019ab000-0000-7000-8000-00000000beef";
    assert_eq!(desk.app.get(&desk.farid, nobody).await.status, 404);
}
