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
    let page = story.app.get(&story.amina, &path).await.text();
    assert!(page.contains(r#"value="P8" checked"#), "what lives is ticked");
    assert!(!page.contains(r#"value="P3" checked"#));
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
