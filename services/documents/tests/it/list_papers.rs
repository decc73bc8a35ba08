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
    let page = story.app.get(&story.amina, &found.location()).await.page();
    for kind in ["receipt", "decision_letter", "remittance_slip"] {
        page.says(&format!("paper-kind-{kind}"), &[]);
    }
    page.shows(story.code.as_str());
    assert_eq!(page.count("main td a[href^='/papers/']:not([href$='/proof'])"), 3, "{page}");
}

#[tokio::test]
async fn a_code_that_is_none_and_one_of_somebody_else_are_told_in_words() {
    let story = Story::begin().await;
    let brice = story.world.person("advocate.brice", &[Role::Advocate]).await;
    let wrong = story.app.get(&story.amina, "/papers?code=ABCD").await;
    assert_eq!(wrong.status, 422);
    wrong.page().refuses("claim-code-malformed", &[]);
    let unknown = format!("/papers?code={}", ClaimCode::random());
    let other = format!("/papers?code={}", story.code);
    for path in [unknown, other] {
        let reply = story.app.get(&brice, &path).await;
        assert_eq!(reply.status, 422);
        reply.page().refuses("claim-code-unknown", &[]);
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
    let page = story.app.get(&farid, "/papers").await.page();
    page.says("paper-kind-remittance_slip", &[]);
    page.leaves_out("paper-kind-decision_letter", &[]);
    page.leaves_out("paper-kind-receipt", &[]);
    story.app.get(&brice, "/papers").await.page().says("papers-none", &[]);
}

#[tokio::test]
async fn the_pages_are_french_for_who_reads_french_and_their_title_is_neutral() {
    let story = Story::begin().await;
    story.all_papers().await;
    sqlx::query("update shared.session set language = 'fr'")
        .execute(&mut story.world.db.superuser().await)
        .await
        .expect("updates");
    let page = story.app.get(&story.amina, "/papers").await.page();
    assert!(page.has("html[lang=fr]"));
    assert!(page.texts_of("title")[0].starts_with(&page.worded("title-papers", &[])));
    page.says("paper-kind-decision_letter", &[]);
    page.has_every_text();
}
