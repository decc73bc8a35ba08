//! Batches as they are listed, step by step.

use crate::desk::{Desk, PLAIN};
use redress_iso20022::sim::Options;

#[tokio::test]
async fn a_batch_tells_where_it_stands() {
    let desk = Desk::new().await;
    desk.fund("50000.00").await;
    let award = desk.accepted(&PLAIN).await;
    desk.planned(&award).await;
    let state = async || {
        let page = desk.app.get(&desk.ola, "/finance/batches").await.text();
        let tag = page.split("<span class=\"tag\">").nth(1).expect("a state").to_owned();
        tag.split('<').next().expect("its text").to_owned()
    };
    let batch = desk.prepared(&desk.instalments(&award).await).await;
    assert_eq!(state().await, "To approve");
    desk.step(&desk.asha, &batch, "approve").await;
    assert_eq!(state().await, "To release");
    desk.step(&desk.asha, &batch, "release").await;
    assert_eq!(state().await, "At the bank");
    let answer = desk.bank(&batch, &Options::default()).await;
    desk.upload(&desk.farid, &answer.statement).await;
    assert_eq!(state().await, "Done");
    let nobody = "/finance/batches/019ab000-0000-7000-8000-00000000beef";
    assert_eq!(desk.app.get(&desk.farid, nobody).await.status, 404);
}
