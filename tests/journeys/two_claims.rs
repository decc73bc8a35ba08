//! Two claims at once, paid in one batch: neither gets what is the other's.

use crate::journeys::shape::{Programs, Shape};
use crate::journeys::story;

/// From nothing to a plan.
async fn planned(
    programs: &Programs,
    advocate: &str,
    name: &str,
) -> (String, Vec<serde_json::Value>) {
    let claim = story::file(programs, advocate, name).await;
    story::triage(programs, &claim).await;
    story::decide(programs, &claim).await;
    story::accept(programs, advocate, &claim).await;
    let instalments = story::plan(programs, &claim).await;
    (claim, instalments)
}

#[tokio::test(flavor = "multi_thread")]
async fn two_claims_at_once_are_paid_in_one_batch() {
    let programs = Programs::start(Shape::AllInOne).await;
    programs.introduce_everybody().await;
    story::fund(&programs, "100000.00").await;
    let ((one, parts_of_one), (two, parts_of_two)) = tokio::join!(
        planned(&programs, "advocate.amina", "Sample Person Two"),
        planned(&programs, "advocate.brice", "Sample Person Three"),
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
