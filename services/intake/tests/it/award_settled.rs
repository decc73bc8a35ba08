use crate::story::Story;

#[tokio::test]
async fn a_settled_award_closes_the_claim() {
    let story = Story::begin().await;
    let claim = story.submitted().await;
    story.stands(claim, "settled").await;
    story
        .sql(format!(
            "alter table shared.event disable trigger event_before_insert;
             insert into shared.event (event_id, kind, claim_id, payload, actor_id, occurred_at, hash)
             values (gen_random_uuid(), 'award_settled', '{claim}',
               '{{\"kind\":\"award_settled\",\"claim_id\":\"{claim}\"}}', gen_random_uuid(), now(), '');
             alter table shared.event enable trigger event_before_insert"
        ))
        .await;
    story.app.react().await;
    assert_eq!(story.world.stage(claim).await, "closed");
    assert_eq!(
        story.world.events(claim).await,
        ["claim_submitted", "award_settled", "claim_closed"]
    );
}
