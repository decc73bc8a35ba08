use crate::story::Story;
use redress_kernel::Role;

#[tokio::test]
async fn an_advocate_sees_her_own_and_the_desk_sees_what_was_sent() {
    let story = Story::begin().await;
    let sent = story.submitted().await;
    let draft = story.open().await;
    let brice = story.world.person("advocate.brice", &[Role::Advocate]).await;
    let own = story.app.get(&story.amina, "/claims").await.page();
    for claim in [sent, draft] {
        assert!(own.links_to(&format!("/claims/{claim}")), "{own}");
    }
    own.says("claims-next", &[]);
    let other = story.app.get(&brice, "/claims").await.page();
    other.hides(&sent.to_string());
    other.says("claims-none", &[]);
    let desk = story.app.get(&story.ines, "/claims/triage").await.page();
    assert!(desk.links_to(&format!("/claims/{sent}/triage")), "{desk}");
    desk.hides(&draft.to_string());
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
    let page = story.app.get(&story.amina, "/claims").await.page();
    page.hides(&first.to_string());
    let further = page.attributes("a[href^='/claims?before=']", "href");
    let next = story.app.get(&story.amina, &further[0]).await.page();
    assert!(next.links_to(&format!("/claims/{first}")), "{next}");
}

#[tokio::test]
async fn the_longest_waiting_is_looked_at_first_however_many_wait() {
    let story = Story::begin().await;
    let mut sent = Vec::new();
    for _ in 0..53 {
        sent.push(story.open().await);
        story.world.clock.advance(time::Duration::seconds(1));
    }
    // What was opened last is sent first.
    sent.reverse();
    for (minute, claim) in sent.iter().enumerate() {
        story
            .sql(format!(
                "begin; select shared.act_as('{}', 'advocate', '', '');
                 insert into shared.audit (actor_id, roles, action) values ('{0}', 'advocate', 'test.sent');
                 update shared.claim set stage = 'submitted',
                   stage_since = timestamptz '2026-11-02 12:00Z' + {minute} * interval '1 minute'
                 where claim_id = '{claim}'; commit",
                story.amina.actor.actor_id
            ))
            .await;
    }
    let shown = async |path: &str| {
        let page = story.app.get(&story.ines, path).await.page();
        (
            page.attributes(
                "a[href^='/claims/'][href$='/triage']:not([href='/claims/triage'])",
                "href",
            ),
            page.next_page(),
        )
    };
    let sent: Vec<String> = sent.iter().map(|claim| format!("/claims/{claim}/triage")).collect();
    let (first, next) = shown("/claims/triage").await;
    assert_eq!(first, sent[..50]);
    assert_eq!(shown(&next.expect("a second page")).await, (sent[50..].to_vec(), None));
}
