//! The queue: a chair sees every case by code, a member those of her seats, others nothing.

use crate::bench::{Bench, facts};

#[tokio::test]
async fn each_person_sees_the_cases_of_that_persons_part() {
    let bench = Bench::new().await;
    let claim = bench.in_review(&facts()).await;
    let code: String =
        bench.one("select claim_code from shared.claim where claim_id = $1", claim).await;
    let chair = bench.app.get(&bench.chandra, "/panel").await;
    assert_eq!(chair.status, 200);
    assert!(chair.text().contains(&code) && chair.text().contains("Waits for a chair"));
    assert!(!chair.text().contains("MINUSCA"), "nothing of what the claim is about");
    let member = bench.app.get(&bench.paul, "/panel").await;
    assert!(!member.text().contains(&code), "not a member's before she sits");
    assert_eq!(bench.app.get(&bench.amina, "/panel").await.status, 403);
    assert_eq!(bench.app.get_as_stranger("/panel").await.status, 303);
}

#[tokio::test]
async fn a_conflict_takes_the_case_out_of_the_queue() {
    let bench = Bench::new().await;
    let claim = bench.seated(&facts()).await;
    let code: String =
        bench.one("select claim_code from shared.claim where claim_id = $1", claim).await;
    assert!(bench.app.get(&bench.paul, "/panel").await.text().contains(&code));
    bench.done(&bench.paul, claim, "declaration", &[("declaration", "conflict")]).await;
    assert!(!bench.app.get(&bench.paul, "/panel").await.text().contains(&code));
}
