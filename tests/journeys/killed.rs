//! Programs that are killed and started again in the middle: nothing is lost, nothing is done twice.

use crate::journeys::shape::{Programs, Shape};
use crate::journeys::story;

#[tokio::test(flavor = "multi_thread")]
async fn a_service_killed_in_the_middle_loses_and_repeats_nothing() {
    let mut programs = Programs::start(Shape::Separate).await;
    programs.introduce_everybody().await;
    let amina = "advocate.amina";
    story::fund(&programs, "100000.00").await;

    // Papers are due while their service is down, and while it is being killed again and again.
    let down = programs.kill("documents");
    let mut claims = Vec::new();
    for number in 0..6 {
        claims.push(story::file(&programs, amina, &format!("Sample Person {number}")).await);
    }
    programs.launch(down).await;
    for service in ["documents", "eligibility", "documents"] {
        let down = programs.kill(service);
        programs.launch(down).await;
    }
    let claim = claims.remove(0);
    let down = programs.kill("eligibility");
    story::triage(&programs, &claim).await;
    programs.launch(down).await;
    story::decide(&programs, &claim).await;

    let down = programs.kill("ledger");
    story::accept(&programs, amina, &claim).await;
    programs.launch(down).await;
    let instalments = story::plan(&programs, &claim).await;
    let (_, file) = story::instruct(&programs, &instalments).await;
    let (_, statement) = story::bank(&file, &[]);

    // Intake is down while the last payment settles: it closes the claim when it is back.
    let down = programs.kill("intake");
    story::import(&programs, "statements", &statement).await;
    programs.launch(down).await;
    story::stands_at(&programs, amina, &claim, "closed").await;

    for waiting in claims.iter().chain([&claim]) {
        story::paper(&programs, amina, waiting, "receipt").await;
    }
    nothing_was_done_twice(&programs).await;
}

async fn nothing_was_done_twice(programs: &Programs) {
    let mut db = programs.world.db.superuser().await;
    let doubled: Vec<String> = sqlx::query_scalar(
        "select kind || ' ' || claim_id from shared.event
         where kind in ('claim_submitted', 'claim_triaged', 'decision_issued', 'award_settled', 'claim_closed')
         group by kind, claim_id having count(*) > 1
         union all
         select 'paper ' || kind || ' ' || claim_id from documents.paper where kind in ('receipt', 'decision_letter')
         group by kind, claim_id having count(*) > 1
         union all
         select 'entry ' || kind || ' ' || claim_id from ledger.entry where kind in ('commitment', 'payable')
         group by kind, claim_id having count(*) > 1",
    )
    .fetch_all(&mut db)
    .await
    .expect("readable");
    assert_eq!(doubled, Vec::<String>::new());
    story::nothing_is_stuck(programs).await;
}
