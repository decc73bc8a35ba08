//! Two claims at once, paid in one batch: neither gets what is the other's.

use crate::journeys::shape::{Programs, Shape};
use crate::journeys::story;

/// From triaged to a plan.
async fn planned(programs: &Programs, advocate: &str, claim: &str) -> Vec<serde_json::Value> {
    story::decide(programs, claim).await;
    story::accept(programs, advocate, claim).await;
    story::plan(programs, claim).await
}

#[tokio::test(flavor = "multi_thread")]
async fn two_claims_at_once_are_paid_in_one_batch() {
    let programs = Programs::start(Shape::AllInOne).await;
    programs.introduce_everybody().await;
    story::fund(&programs, "100000.00").await;
    let (one, two) = tokio::join!(
        story::file(&programs, "advocate.amina", "Sample Person Two"),
        story::file(&programs, "advocate.brice", "Sample Person Three"),
    );
    // Both name one account, and what a look at both files shows has to be said once both are there.
    story::triage(&programs, &one).await;
    story::triage(&programs, &two).await;
    let (parts_of_one, parts_of_two) = tokio::join!(
        planned(&programs, "advocate.amina", &one),
        planned(&programs, "advocate.brice", &two),
    );
    let instalments = [parts_of_one, parts_of_two].concat();
    let (_, file) = story::instruct(&programs, &instalments).await;
    // The bank sends one of the six back.
    let xml = String::from_utf8(file.clone()).expect("text");
    let id =
        xml.split("<EndToEndId>").nth(2).and_then(|rest| rest.split('<').next()).expect("an id");
    let (report, statement) = story::bank(&file, &["--return", id]);
    story::import(&programs, "status-reports", &report).await;
    let imported = story::import(&programs, "statements", &statement).await;
    assert_eq!(imported["returned"], 1, "{imported}");

    // The claim whose payment came back waits for a new choice, the other is closed.
    let mut stages = Vec::new();
    for (advocate, claim) in [("advocate.amina", &one), ("advocate.brice", &two)] {
        let stage = programs
            .wait_for("both to move on", async |programs: &Programs| {
                let shown = programs.get(advocate, &format!("/api/intake/claims/{claim}")).await;
                let stage = story::text(&shown["stage"]);
                matches!(stage.as_str(), "closed" | "returned").then_some(stage)
            })
            .await;
        stages.push(stage);
    }
    stages.sort();
    assert_eq!(stages, ["closed", "returned"]);
    story::nothing_is_stuck(&programs).await;
}
