//! `documents.render_paper`: from what was heard to a file, once, and to a person when it can't be.

use crate::story::{Story, met, said, text};
use redress_contract::Event;
use redress_documents::Documents;
use redress_testkit::{App, Filing, World};
use serde_json::json;
use sqlx::AssertSqlSafe;
use time::Duration;

#[tokio::test]
async fn a_receipt_is_made_once_however_often_its_event_is_heard() {
    let story = Story::begin().await;
    story.submitted().await;
    story.app.react().await;
    story.submitted().await;
    story.app.react().await;
    assert_eq!(story.papers().await, [("receipt".to_owned(), true)]);
    let said = story.world.events(story.claim).await;
    assert_eq!(said, ["claim_submitted", "paper_ready", "claim_submitted"]);
    let audited = story.world.audited(story.claim).await;
    assert!(audited.contains(&"documents.render_paper".to_owned()), "{audited:?}");
}

#[tokio::test]
async fn each_kind_says_what_its_service_tells() {
    let story = Story::begin().await;
    story.all_papers().await;
    for (kind, parts) in [
        ("receipt", vec![said("receipt-heading", &[]), "2 November 2026".into()]),
        (
            "decision_letter",
            vec![
                said("letter-awarded", &[("net", "32,960.00 USD")]),
                "30,000.00 × 1 = 30,000.00".into(),
                said("reason-r01-met", &[("operation", "MINUSCA")]),
                "The account is coherent.".into(),
                said("letter-no-waiver", &[]),
            ],
        ),
        (
            "remittance_slip",
            ["11,486.67 USD", "6,949,435 XAF", "1 USD = 605 XAF", "N1120-7"].map(Into::into).into(),
        ),
    ] {
        let path = format!("/papers/{}", story.document(kind).await);
        let words = text(&story.app.get(&story.amina, &path).await.bytes);
        assert!(words.contains(story.code.as_str()), "{kind}: {words}");
        for part in parts {
            assert!(words.contains(&part), "{kind} lacks “{part}”: {words}");
        }
    }
}

#[tokio::test]
async fn who_reads_a_language_without_papers_gets_english() {
    let story = Story::on(World::new().await, "sw").await;
    story.submitted().await;
    story.app.react().await;
    let path = format!("/papers/{}", story.document("receipt").await);
    let words = text(&story.app.get(&story.amina, &path).await.bytes);
    assert!(words.contains(&said("receipt-next", &[])) && words.contains("English"), "{words}");
}

#[tokio::test]
async fn a_paper_that_cannot_be_worded_is_tried_again_then_shown_to_a_person() {
    let story = Story::begin().await;
    let unknown = json!([{"rule": "R-01", "outcome": "met", "reason": "reason-nobody-wrote"}]);
    story.decided(unknown).await;
    for attempt in 1..=5 {
        story.app.react().await;
        let parked = parked(&story).await;
        assert_eq!(parked, (attempt, attempt == 5), "attempt {attempt}");
        story.world.clock.advance(Duration::seconds(40));
    }
    // The others are not held up.
    story.submitted().await;
    story.app.react().await;
    let papers = story.papers().await;
    assert!(papers.contains(&("receipt".to_owned(), true)), "{papers:?}");
    let list = story.app.get(&story.amina, &format!("/papers/claim/{}", story.claim)).await.page();
    let incident: String =
        sqlx::query_scalar("select incident from documents.paper where incident is not null")
            .fetch_one(&mut story.world.db.superuser().await)
            .await
            .expect("a number");
    list.says("paper-parked", &[("incident", &incident)]);
    let path = format!("/papers/{}", story.document("decision_letter").await);
    assert_eq!(story.app.get(&story.amina, &path).await.status, 409);
}

#[tokio::test]
async fn a_parked_paper_is_made_by_a_program_that_begins_after_the_mending() {
    let story = Story::begin().await;
    let unknown = json!([{"rule": "R-01", "outcome": "met", "reason": "reason-nobody-wrote"}]);
    story.decided(unknown).await;
    for _ in 0..6 {
        story.app.react().await;
        story.world.clock.advance(Duration::seconds(40));
    }
    assert_eq!(parked(&story).await, (5, true), "the program that parked it leaves it");
    // One more that isn't mended tries once, and parks it again.
    let other = App::start::<Documents>(&story.world).await;
    for _ in 0..3 {
        other.react().await;
        story.world.clock.advance(Duration::seconds(40));
    }
    assert_eq!(parked(&story).await, (6, true));
    // Stands for a program that has the words: what it leases says what it can word.
    let mut owner = story.world.db.superuser().await;
    let words = format!(
        "create function public.mended() returns trigger language plpgsql as $$ begin
           new.content := jsonb_set(new.content, '{{rules}}', '{}'); return new; end $$",
        met()
    );
    sqlx::raw_sql(AssertSqlSafe(words)).execute(&mut owner).await.expect("a function");
    sqlx::raw_sql(
        "create trigger mended before update on documents.paper for each row execute function public.mended()",
    )
    .execute(&mut owner)
    .await
    .expect("a trigger");
    story.app.react().await;
    assert_eq!(parked(&story).await, (6, true));
    let mended = App::start::<Documents>(&story.world).await;
    mended.react().await;
    assert_eq!(story.papers().await, [("decision_letter".to_owned(), true)]);
    let said = story.world.events(story.claim).await;
    assert_eq!(said.last().map(String::as_str), Some("paper_ready"), "{said:?}");
}

async fn parked(story: &Story) -> (i32, bool) {
    sqlx::query_as(
        "select attempts, parked_at is not null and incident is not null from documents.paper",
    )
    .fetch_one(&mut story.world.db.superuser().await)
    .await
    .expect("one paper")
}

#[tokio::test]
async fn a_worker_that_died_is_followed_by_another_when_its_lease_ends() {
    let story = Story::begin().await;
    // The lease of the dead one.
    story.decided(met()).await;
    sqlx::query(
        "create function public.dead() returns trigger language plpgsql as $$ begin
           new.lease_token := new.document_id; new.lease_until := new.queued_at + interval '60 s';
           return new; end $$",
    )
    .execute(&mut story.world.db.superuser().await)
    .await
    .expect("a function");
    sqlx::query(
        "create trigger dead before insert on documents.paper for each row execute function public.dead()",
    )
    .execute(&mut story.world.db.superuser().await)
    .await
    .expect("a trigger");
    story.app.react().await;
    assert_eq!(story.papers().await, [("decision_letter".to_owned(), false)]);
    story.world.clock.advance(Duration::seconds(60));
    story.app.react().await;
    assert_eq!(story.papers().await, [("decision_letter".to_owned(), true)]);
}

#[tokio::test]
async fn several_workers_at_once_make_each_paper_once() {
    let story = Story::begin().await;
    let mut claims = vec![story.claim];
    for _ in 0..2 {
        let filing = Filing { language: "en", ..Filing::default() };
        claims.push(story.world.submitted_claim(&story.amina, &filing).await.claim);
    }
    for claim_id in claims.clone() {
        story.world.say("intake", &Event::ClaimSubmitted { claim_id }).await;
    }
    let ctx = &story.app.ctx;
    // Events into the queue, then three workers over it.
    let listener = redress_documents::reactions::Listener;
    while redress_runtime::reaction::react_once(ctx, &listener).await.expect("reacts") {}
    let work = || redress_documents::actions::render_paper::render_paper(ctx, ctx.clock.now());
    let (one, two, three) = tokio::join!(work(), work(), work());
    for made in [one, two, three] {
        assert!(made.expect("works"), "each has one");
    }
    story.app.react().await;
    for claim in claims {
        let said = story.world.events(claim).await;
        assert_eq!(said, ["claim_submitted", "paper_ready"]);
    }
}

#[tokio::test]
async fn who_learned_to_read_in_french_gets_french() {
    for language in ["ht", "ln", "sg"] {
        let story = Story::on(World::new().await, language).await;
        story.submitted().await;
        story.app.react().await;
        let path = format!("/papers/{}", story.document("receipt").await);
        let words = text(&story.app.get(&story.amina, &path).await.bytes);
        assert!(
            words.contains("français") && !words.contains(&said("receipt-next", &[])),
            "{words}"
        );
    }
}
