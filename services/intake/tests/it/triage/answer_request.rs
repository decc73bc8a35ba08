use crate::story::Story;

#[tokio::test]
async fn facts_can_be_mended_while_the_review_asks_and_then_go_back() {
    let story = Story::begin().await;
    let claim = story.submitted().await;
    let path = format!("/claims/{claim}/answered");
    assert_eq!(story.app.post(&story.amina, &path, &[]).await.status, 409, "nobody has asked");
    story.world.bring(claim, "info_requested").await;
    let page = story.app.get(&story.amina, &format!("/claims/{claim}")).await.page();
    assert!(page.has_button("claim-answer-send"), "{page}");
    story.filled(claim, "role", &[("role", "CIV_INT")]).await;
    assert_eq!(story.app.post(&story.amina, &path, &[]).await.status, 303);
    assert_eq!(story.world.stage(claim).await, "in_review");
    assert_eq!(story.world.events(claim).await, ["claim_submitted", "information_received"]);
    let fact = format!("select facts ->> 'category' from intake.claim where claim_id = '{claim}'");
    assert_eq!(story.value(fact).await.as_deref(), Some("CIV_INT"));
}
