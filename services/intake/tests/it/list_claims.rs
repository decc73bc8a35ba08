use crate::story::Story;
use redress_kernel::Role;

#[tokio::test]
async fn an_advocate_sees_her_own_and_the_desk_sees_what_was_sent() {
    let story = Story::begin().await;
    let sent = story.submitted().await;
    let draft = story.open().await;
    let brice = story.world.person("advocate.brice", &[Role::Advocate]).await;
    let own = story.app.get(&story.amina, "/claims").await.text();
    assert!(own.contains(&sent.to_string()) && own.contains(&draft.to_string()));
    assert!(own.contains("What comes next"));
    let other = story.app.get(&brice, "/claims").await.text();
    assert!(!other.contains(&sent.to_string()) && other.contains("There are no claims yet."));
    let desk = story.app.get(&story.ines, "/claims/triage").await.text();
    assert!(desk.contains(&sent.to_string()) && !desk.contains(&draft.to_string()));
    assert_eq!(story.app.get(&story.amina, "/claims/triage").await.status, 403);
}

#[tokio::test]
async fn fifty_fill_a_page_and_the_next_goes_on() {
    let story = Story::begin().await;
    let first = story.open().await;
    for _ in 0..50 {
        story.world.clock.advance(time::Duration::minutes(1));
        story.open().await;
    }
    let page = story.app.get(&story.amina, "/claims").await.text();
    assert!(!page.contains(&first.to_string()));
    let link = page.split("/claims?before=").nth(1).and_then(|rest| rest.split('"').next());
    let next = story
        .app
        .get(&story.amina, &format!("/claims?before={}", link.expect("a link")))
        .await
        .text();
    assert!(next.contains(&first.to_string()));
}
