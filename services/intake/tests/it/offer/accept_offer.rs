use crate::story::Story;
use axum::http::Method;
use redress_kernel::Role;
use redress_testkit::World;
use serde_json::json;
use time::macros::date;

const UNDERSTOOD: [(&str, &str); 5] = [
    ("understood-amount", "yes"),
    ("understood-no-waiver", "yes"),
    ("understood-review", "yes"),
    ("language", "sg"),
    ("answer", "accept"),
];

#[tokio::test]
async fn the_survivor_accepts_after_the_understanding_check() {
    let story = Story::begin().await;
    let claim = story.submitted().await;
    let decision = story.offered(claim, date!(2027 - 05 - 01)).await;
    let path = format!("/claims/{claim}/offer");
    let page = story.app.get(&story.amina, &path).await.page();
    assert_eq!(page.beside("offer-net"), "34,460.00\u{a0}USD");
    assert_eq!(page.beside("offer-until"), "1 May 2027");
    let partly = [("understood-amount", "yes"), ("language", "sg"), ("answer", "accept")];
    let reply = story.app.post(&story.amina, &path, &partly).await;
    assert_eq!(reply.status, 422);
    assert!(reply.page().links_to("#understood-no-waiver"), "{}", reply.text());
    let reply = story.app.post(&story.amina, &path, &UNDERSTOOD).await;
    assert_eq!(reply.status, 303, "{}", reply.text());
    assert_eq!(story.world.stage(claim).await, "accepted");
    assert_eq!(story.world.events(claim).await, ["claim_submitted", "offer_accepted"]);
    let kept = format!(
        "select decision_id || ' ' || answer || ' ' || language from intake.acceptance where claim_id = '{claim}'"
    );
    assert_eq!(story.value(kept).await, Some(format!("{decision} accepted sg")));
    assert_eq!(
        story.app.post(&story.amina, &path, &UNDERSTOOD).await.status,
        409,
        "an answer counts once"
    );
}

#[tokio::test]
async fn an_offer_stays_open_to_the_end_of_its_last_day() {
    let story = Story::begin().await;
    let offered = async |until| {
        let claim = story.submitted().await;
        story.offered(claim, until).await;
        format!("/claims/{claim}/offer")
    };
    let path = offered(date!(2026 - 11 - 01)).await;
    let late = story.app.post(&story.amina, &path, &UNDERSTOOD).await;
    assert_eq!(late.status, 409);
    late.page().refuses("offer-lapsed", &[("until", "2026-11-01")]);
    let path = offered(date!(2026 - 11 - 02)).await;
    assert_eq!(story.app.post(&story.amina, &path, &UNDERSTOOD).await.status, 303);
}

#[tokio::test]
async fn nobody_answers_for_another_advocates_survivor() {
    let story = Story::begin().await;
    let claim = story.submitted().await;
    story.offered(claim, date!(2027 - 05 - 01)).await;
    let brice = story.world.person("advocate.brice", &[Role::Advocate]).await;
    let path = format!("/claims/{claim}/offer");
    assert_eq!(story.app.get(&brice, &path).await.status, 404);
    assert_eq!(story.app.post(&brice, &path, &UNDERSTOOD).await.status, 404);
    assert_eq!(story.app.post(&story.ines, &path, &UNDERSTOOD).await.status, 403);
    let none = story.open().await;
    assert_eq!(story.app.get(&story.amina, &format!("/claims/{none}/offer")).await.status, 404);
}

#[tokio::test]
async fn no_offer_is_accepted_before_its_letter_is_made() {
    let story = Story::on(World::with_provider().await).await;
    let claim = story.submitted().await;
    let decision = story.decided(claim, date!(2027 - 05 - 01)).await;
    let path = format!("/claims/{claim}/offer");
    let page = story.app.get(&story.amina, &path).await.page();
    page.says("refusal-letter-not-made", &[]);
    assert_eq!(page.count("button[value=accept]"), 0, "{page}");
    assert_eq!(page.count("button[value=decline]"), 1, "{page}");
    // By the page, whoever has it open from before.
    let early = story.app.post(&story.amina, &path, &UNDERSTOOD).await;
    assert_eq!(early.status, 409);
    early.page().refuses("letter-not-made", &[]);
    // Over the API.
    let api = format!("/api/intake/claims/{claim}/offer/accept");
    let body = json!({"understood_amount": true, "understood_no_waiver": true,
        "understood_review": true, "language": "fr"});
    let asked =
        async || story.app.call("advocate.amina", Method::POST, &api, Some(&body), &[]).await;
    let early = asked().await;
    assert_eq!(early.status, 409, "{}", early.text());
    assert_eq!(early.json()["code"], "letter-not-made", "{}", early.text());
    // By whoever has the service's login.
    let mut intake = story.world.acting("intake", &story.amina.actor).await;
    let moved = sqlx::query("select shared.advance($1, 'accepted')").bind(claim.0);
    let refused = moved.execute(&mut intake.db).await.expect_err("the letter is not made");
    let refused = refused.into_database_error().expect("an answer of the database");
    assert_eq!(refused.constraint(), Some("letter_not_made"));
    assert_eq!(story.world.stage(claim).await, "offered");
    story.world.make_letter(claim, decision).await;
    let page = story.app.get(&story.amina, &path).await.page();
    assert_eq!(page.count("button[value=accept]"), 1, "{page}");
    let made = asked().await;
    assert_eq!(made.status, 200, "{}", made.text());
    assert_eq!(story.world.stage(claim).await, "accepted");
}
