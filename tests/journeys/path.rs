//! One claim goes all the way: filed, decided, paid, reconciled, documented, closed; in both shapes.

use crate::journeys::shape::{Programs, Shape};
use crate::journeys::story;
use reqwest::{Method, StatusCode};

async fn all_the_way(shape: Shape) {
    let mut programs = Programs::start(shape).await;
    programs.introduce_everybody().await;
    let amina = "advocate.amina";
    story::fund(&programs, "100000.00").await;
    let claim = story::file(&programs, amina, "Sample Person One").await;
    story::paper(&programs, amina, &claim, "receipt").await;
    story::triage(&programs, &claim).await;
    story::decide(&programs, &claim).await;
    story::paper(&programs, amina, &claim, "decision_letter").await;
    story::accept(&programs, amina, &claim).await;
    let instalments = story::plan(&programs, &claim).await;
    let (_, file) = story::instruct(&programs, &instalments).await;
    story::stands_at(&programs, amina, &claim, "instructed").await;
    let (report, statement) = story::bank(&file, &[]);
    story::import(&programs, "status-reports", &report).await;
    let imported = story::import(&programs, "statements", &statement).await;
    assert_eq!((imported["settled"].clone(), imported["exceptions"].clone()), (3.into(), 0.into()));
    story::stands_at(&programs, amina, &claim, "closed").await;
    story::paper(&programs, amina, &claim, "remittance_slip").await;

    // The same statement again changes nothing.
    let again = story::import(&programs, "statements", &statement).await;
    assert_eq!((again["was_known"].clone(), again["settled"].clone()), (true.into(), 0.into()));
    nobody_else_learns_of_it(&programs, &claim).await;
    books_balance(&programs).await;
    assert!(programs.end(), "every program ends cleanly");
}

/// To a stranger the claim does not exist, at any service.
async fn nobody_else_learns_of_it(programs: &Programs, claim: &str) {
    for (login, path) in [
        ("advocate.brice", format!("/api/intake/claims/{claim}")),
        ("panel.pia", format!("/api/eligibility/cases/{claim}")),
        ("advocate.brice", format!("/api/documents/claims/{claim}/papers")),
    ] {
        let answer =
            programs.request(login, Method::GET, &path).await.send().await.expect("an answer");
        let status = answer.status();
        let empty = answer.text().await.expect("a body") == "{\"papers\":[]}";
        assert!(status == StatusCode::NOT_FOUND || empty, "{login} {path}: {status}");
    }
}

async fn books_balance(programs: &Programs) {
    let mut db = programs.world.db.superuser().await;
    let unbalanced: i64 = sqlx::query_scalar(
        "select count(*) from (select entry_id, currency from ledger.leg group by 1, 2 having sum(case side when 'debit' then amount else -amount end) <> 0) e",
    )
    .fetch_one(&mut db)
    .await
    .expect("the journal is readable");
    assert_eq!(unbalanced, 0);
    story::nothing_is_stuck(programs).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_claim_goes_all_the_way_through_the_all_in_one() {
    all_the_way(Shape::AllInOne).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_claim_goes_all_the_way_through_four_programs() {
    all_the_way(Shape::Separate).await;
}
