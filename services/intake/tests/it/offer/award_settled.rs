use crate::story::Story;
use redress_contract::Event;

#[tokio::test]
async fn a_settled_award_closes_the_claim() {
    let story = Story::begin().await;
    let claim = story.submitted().await;
    story.world.bring(claim, "settled").await;
    story.world.say("ledger", &Event::AwardSettled { claim_id: claim }).await;
    story.app.react().await;
    assert_eq!(story.world.stage(claim).await, "closed");
    assert_eq!(
        story.world.events(claim).await,
        ["claim_submitted", "award_settled", "claim_closed"]
    );
}
