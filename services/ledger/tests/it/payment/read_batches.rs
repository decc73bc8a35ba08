//! Batches as they are listed, step by step.

use crate::desk::{Desk, PLAIN};
use redress_iso20022::sim::Options;

#[tokio::test]
async fn a_batch_tells_where_it_stands() {
    let desk = Desk::new().await;
    desk.fund("50000.00").await;
    let award = desk.accepted(&PLAIN).await;
    desk.planned(&award).await;
    let stands = async |state: &str| {
        let page = desk.app.get(&desk.ola, "/finance/batches").await.page();
        assert_eq!(page.texts_of(".tag")[0], page.worded(&format!("batch-{state}"), &[]));
    };
    let batch = desk.prepared(&desk.instalments(&award).await).await;
    stands("prepared").await;
    desk.step(&desk.asha, &batch, "approve").await;
    stands("approved").await;
    desk.step(&desk.asha, &batch, "release").await;
    stands("released").await;
    let answer = desk.bank(&batch, &Options::default()).await;
    desk.upload(&desk.farid, &answer.statement).await;
    stands("done").await;
    let nobody = "/finance/batches/019ab000-0000-7000-8000-00000000beef";
    assert_eq!(desk.app.get(&desk.farid, nobody).await.status, 404);
}
