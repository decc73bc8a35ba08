//! The advocate is asked for what is open, two times at most.

use crate::bench::{Bench, facts};
use redress_kernel::ClaimId;
use serde_json::json;

async fn back(bench: &Bench, claim: ClaimId) {
    bench.answered(claim, &json!({})).await;
}

#[tokio::test]
async fn open_questions_go_to_the_advocate_two_times_at_most() {
    let bench = Bench::new().await;
    let mut unknown = facts();
    unknown["category"] = json!("UNK");
    let claim = bench.seated(&unknown).await;
    let questions = [("questions", "vehicle"), ("questions", "uniform")];
    bench.refused(&bench.paul, claim, "request", &[("questions", "dna")], "choice-unknown").await;
    bench.done(&bench.paul, claim, "request", &questions).await;
    assert_eq!(bench.world.stage(claim).await, "info_requested");
    assert_eq!(
        bench.world.events(claim).await.last().map(String::as_str),
        Some("information_requested")
    );
    bench.refused(&bench.paul, claim, "request", &questions, "stage-move").await;
    back(&bench, claim).await;
    bench.done(&bench.petra, claim, "request", &questions).await;
    back(&bench, claim).await;
    bench.refused(&bench.petra, claim, "request", &questions, "asked-twice").await;
    // Now the panel decides on the file, and doubt goes to the claimant.
    let sheet = bench.sheet(claim).await;
    let fields = [("worksheet_id", sheet.as_str()), ("outcome", "eligible")];
    bench.done(&bench.petra, claim, "gate", &fields).await;
    assert_eq!(bench.world.stage(claim).await, "eligible");
    bench.done(&bench.petra, claim, "award", &[]).await;
    assert_eq!(bench.world.stage(claim).await, "assessed");
}

#[tokio::test]
async fn where_nothing_is_open_nothing_is_asked() {
    let bench = Bench::new().await;
    let claim = bench.seated(&facts()).await;
    bench
        .refused(&bench.paul, claim, "request", &[("questions", "uniform")], "nothing-to-ask")
        .await;
}
