use crate::story::Story;
use time::macros::date;

#[tokio::test]
async fn the_survivor_declines_and_keeps_every_right() {
    let story = Story::begin().await;
    let claim = story.submitted().await;
    story.offered(claim, date!(2027 - 05 - 01)).await;
    let fields = [
        ("understood-amount", "yes"),
        ("understood-no-waiver", "yes"),
        ("understood-review", "yes"),
        ("language", "fr"),
        ("answer", "decline"),
    ];
    let reply = story.app.post(&story.amina, &format!("/claims/{claim}/offer"), &fields).await;
    assert_eq!(reply.status, 303, "{}", reply.text());
    assert_eq!(story.world.stage(claim).await, "declined");
    assert_eq!(story.world.events(claim).await, ["claim_submitted", "offer_declined"]);
    assert!(story.world.audited(claim).await.contains(&"intake.decline_offer".to_owned()));
}
