//! `documents.list_papers`: own papers, by claim code or of a claim.

use crate::story::Story;
use redress_kernel::{ClaimCode, Role};

#[tokio::test]
async fn an_advocate_finds_the_papers_of_a_claim_by_its_code() {
    let story = Story::begin().await;
    story.all_papers().await;
    let typed = story.code.compact().to_lowercase();
    let found = story.app.get(&story.amina, &format!("/papers?code={typed}")).await;
    assert_eq!(found.location(), format!("/papers/claim/{}", story.claim));
    let page = story.app.get(&story.amina, &found.location()).await.text();
    for part in ["Receipt", "Decision letter", "Transfer slip", story.code.as_str()] {
        assert!(page.contains(part), "{part}\n{page}");
    }
    assert_eq!(page.matches("Save PDF").count(), 3, "{page}");
}

#[tokio::test]
async fn a_code_that_is_none_and_one_of_somebody_else_are_told_in_words() {
    let story = Story::begin().await;
    let brice = story.world.person("advocate.brice", &[Role::Advocate]).await;
    let wrong = story.app.get(&story.amina, "/papers?code=ABCD").await;
    assert_eq!(wrong.status, 422);
    assert!(wrong.text().contains("This is no claim code."), "{}", wrong.text());
    let unknown = format!("/papers?code={}", ClaimCode::random());
    let other = format!("/papers?code={}", story.code);
    for path in [unknown, other] {
        let reply = story.app.get(&brice, &path).await;
        assert_eq!(reply.status, 422);
        assert!(reply.text().contains("There is no such claim"), "{}", reply.text());
    }
    for path in
        [format!("/papers/claim/{}", story.claim), "/papers/claim/1".into(), "/papers/1".into()]
    {
        assert_eq!(story.app.get(&brice, &path).await.status, 404, "{path}");
    }
}

#[tokio::test]
async fn a_list_holds_what_the_reader_may_read() {
    let story = Story::begin().await;
    story.all_papers().await;
    let farid = story.world.person("finance.farid", &[Role::FinanceOfficer]).await;
    let brice = story.world.person("advocate.brice", &[Role::Advocate]).await;
    let page = story.app.get(&farid, "/papers").await.text();
    assert!(page.contains("Transfer slip") && !page.contains("Decision letter"), "{page}");
    assert!(!page.contains(">Receipt<"), "{page}");
    let page = story.app.get(&brice, "/papers").await.text();
    assert!(page.contains("There are no papers here that you may read."), "{page}");
}

#[tokio::test]
async fn the_pages_are_french_for_who_reads_french_and_their_title_is_neutral() {
    let story = Story::begin().await;
    story.all_papers().await;
    sqlx::query("update shared.session set language = 'fr'")
        .execute(&mut story.others().await)
        .await
        .expect("updates");
    let page = story.app.get(&story.amina, "/papers").await.text();
    assert!(page.contains("<title>Documents"), "{page}");
    assert!(page.contains("Lettre de décision") && !page.contains('['), "{page}");
}
