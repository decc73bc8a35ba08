use crate::story::Story;

#[tokio::test]
async fn she_withdraws_without_a_reason_and_the_consent_goes_with_it() {
    let story = Story::begin().await;
    let claim = story.submitted().await;
    let path = format!("/claims/{claim}/withdraw");
    assert_eq!(story.app.get(&story.amina, &path).await.status, 200);
    assert_eq!(story.app.post(&story.amina, &path, &[]).await.status, 422, "asked once more");
    assert_eq!(story.app.post(&story.amina, &path, &[("confirm", "yes")]).await.status, 303);
    assert_eq!(story.world.stage(claim).await, "withdrawn");
    assert_eq!(story.world.events(claim).await, ["claim_submitted", "claim_withdrawn"]);
    let consent = format!(
        "select change from intake.consent where claim_id = '{claim}' and purpose = 'P1' order by seq desc limit 1"
    );
    assert_eq!(story.value(consent).await.as_deref(), Some("withdrawn"));
    assert_eq!(story.app.get(&story.amina, &format!("/claims/{claim}")).await.status, 200);
}

#[tokio::test]
async fn an_accepted_claim_goes_its_way() {
    let story = Story::begin().await;
    let claim = story.submitted().await;
    story.world.bring(claim, "accepted").await;
    let path = format!("/claims/{claim}/withdraw");
    assert_eq!(story.app.post(&story.amina, &path, &[("confirm", "yes")]).await.status, 409);
    assert_eq!(story.world.stage(claim).await, "accepted");
}
