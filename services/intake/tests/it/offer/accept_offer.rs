use crate::story::Story;
use redress_kernel::Role;
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
