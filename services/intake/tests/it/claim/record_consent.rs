use crate::story::Story;

#[tokio::test]
async fn a_consent_is_taken_back_and_given_again_and_every_row_stays() {
    let story = Story::begin().await;
    let claim = story.open().await;
    let path = format!("/claims/{claim}/consent");
    assert_eq!(story.consents(&path, &["P1", "P2"]).await.status, 303);
    assert_eq!(story.consents(&path, &["P1", "P2", "P8"]).await.status, 303);
    let changes = format!(
        "select string_agg(change, ' ' order by seq) from intake.consent where claim_id = '{claim}' and purpose = 'P8'"
    );
    assert_eq!(story.value(changes).await.as_deref(), Some("given withdrawn given"));
    let page = story.app.get(&story.amina, &path).await.page();
    assert!(page.has("[value=P8][checked]"), "what lives is ticked");
    assert!(page.has("[value=P3]:not([checked])"), "{page}");
}

#[tokio::test]
async fn rows_of_consent_never_change() {
    let story = Story::begin().await;
    let claim = story.open().await;
    let mut db = story.world.db.superuser().await;
    let sql = "update intake.consent set change = 'refused' where claim_id = $1";
    let error = sqlx::query(sql).bind(claim.0).execute(&mut db).await.expect_err("refused");
    let constraint = error.as_database_error().and_then(|error| error.constraint());
    assert_eq!(constraint, Some("append_only"));
}

#[tokio::test]
async fn a_stranger_finds_no_claim_to_consent_for() {
    let story = Story::begin().await;
    let claim = story.open().await;
    let brice = story.world.person("advocate.brice", &[redress_kernel::Role::Advocate]).await;
    let fields = [("by", "survivor"), ("language", "fr"), ("how", "spoken"), ("purposes", "P1")];
    let reply = story.app.post(&brice, &format!("/claims/{claim}/consent"), &fields).await;
    assert_eq!(reply.status, 404);
}

#[tokio::test]
async fn a_claim_rests_while_the_consent_to_it_is_taken_back() {
    let story = Story::begin().await;
    let check = [("plan_read", "yes"), ("danger", "no")];
    for left in [&["P2"][..], &["P1"], &[]] {
        let claim = story.submitted().await;
        let (consent, triage) =
            (format!("/claims/{claim}/consent"), format!("/claims/{claim}/triage"));
        assert_eq!(story.consents(&consent, left).await.status, 303);
        let refused = story.app.post(&story.ines, &triage, &check).await;
        assert_eq!(refused.status, 409, "{left:?}");
        refused.page().refuses("consent-taken-back", &[]);
        assert_eq!(story.world.stage(claim).await, "submitted");
        // Her advocate is told.
        let page = story.app.get(&story.amina, &format!("/claims/{claim}")).await.page();
        page.says("refusal-consent-taken-back", &[]);
        assert_eq!(story.consents(&consent, &["P1", "P2"]).await.status, 303);
        let page = story.app.get(&story.ines, &triage).await.page();
        page.leaves_out("refusal-consent-taken-back", &[]);
        assert_eq!(story.app.post(&story.ines, &triage, &check).await.status, 303, "{left:?}");
    }
}

#[tokio::test]
async fn a_claim_that_rests_can_be_withdrawn_and_other_consents_freeze_nothing() {
    let story = Story::begin().await;
    let claim = story.submitted().await;
    let consent = format!("/claims/{claim}/consent");
    assert_eq!(story.consents(&consent, &["P1", "P2"]).await.status, 303);
    let frozen = format!("select frozen_since::text from shared.claim where claim_id = '{claim}'");
    assert_eq!(story.value(frozen.clone()).await, None, "P3 to P10 are hers to take back");
    assert_eq!(story.consents(&consent, &[]).await.status, 303);
    assert!(story.value(frozen).await.is_some());
    let withdraw = format!("/claims/{claim}/withdraw");
    let reply = story.app.post(&story.amina, &withdraw, &[("confirm", "yes")]).await;
    assert_eq!(reply.status, 303, "{}", reply.text());
    assert_eq!(story.world.stage(claim).await, "withdrawn");
}
