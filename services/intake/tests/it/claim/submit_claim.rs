use crate::story::Story;

#[tokio::test]
async fn four_answers_and_two_consents_are_enough() {
    let story = Story::begin().await;
    let claim = story.submitted().await;
    assert_eq!(story.world.stage(claim).await, "submitted");
    assert_eq!(story.world.events(claim).await, ["claim_submitted"]);
    let page = story.app.get(&story.amina, &format!("/claims/{claim}/sent")).await.page();
    page.says("claim-sent-title", &[]);
    let papers = format!("a[href$='/papers/claim/{claim}']");
    assert!(page.has(&papers), "the way to the receipt: {page}");
    let code = story
        .value(format!("select claim_code from shared.claim where claim_id = '{claim}'"))
        .await;
    page.shows(&code.expect("a code"));
    let check = story.app.get(&story.amina, &format!("/claims/{claim}/check")).await.page();
    check.hides("/q/acts?from=check");
    let payment = format!("/claims/{claim}/q/pay-method?from=check");
    assert!(check.links_to(&payment), "how to be paid may still change: {check}");
    let officer = story.app.get(&story.ines, &format!("/claims/{claim}/check")).await.page();
    officer.shows("MINUSCA");
    officer.hides("?from=check");
}

#[tokio::test]
async fn what_is_missing_is_told_all_at_once_with_the_way_there() {
    let story = Story::begin().await;
    let claim = story.open().await;
    let reply = story.app.post(&story.amina, &format!("/claims/{claim}/check"), &[]).await;
    assert_eq!(reply.status, 422);
    for key in ["claimant", "operation", "acts", "channel"] {
        assert!(reply.page().links_to(&format!("/claims/{claim}/q/{key}?from=check")), "{key}");
    }
    assert_eq!(story.world.stage(claim).await, "draft");
    assert!(story.world.events(claim).await.is_empty());
}

#[tokio::test]
async fn sending_twice_sends_once() {
    let story = Story::begin().await;
    let claim = story.open().await;
    story.minimum(claim).await;
    let path = format!("/claims/{claim}/check");
    let first = story.app.post_once(&story.amina, &path, "same", &[]).await;
    let again = story.app.post_once(&story.amina, &path, "same", &[]).await;
    assert_eq!((first.status.as_u16(), again.status.as_u16()), (303, 303));
    let other = story.app.post(&story.amina, &path, &[]).await;
    assert_eq!(other.status, 409, "a second sending is told that it was sent");
    assert_eq!(story.world.events(claim).await, ["claim_submitted"]);
}

#[tokio::test]
async fn without_the_consent_to_be_read_it_waits() {
    let story = Story::begin().await;
    let claim = story.open().await;
    story.minimum(claim).await;
    story.consents(&format!("/claims/{claim}/consent"), &["P1"]).await;
    let reply = story.app.post(&story.amina, &format!("/claims/{claim}/check"), &[]).await;
    assert_eq!(reply.status, 422);
    assert!(reply.page().links_to(&format!("/claims/{claim}/consent")), "{}", reply.text());
}
