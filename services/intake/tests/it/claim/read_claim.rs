use crate::story::Story;
use redress_kernel::Role;

#[tokio::test]
async fn the_draft_shows_what_is_left_to_do() {
    let story = Story::begin().await;
    let claim = story.open().await;
    story.filled(claim, "acts", &[("acts", "A1")]).await;
    let page = story.app.get(&story.amina, &format!("/claims/{claim}")).await.page();
    for said in ["section-events", "status-in-progress", "status-not-started"] {
        page.says(said, &[]);
    }
    let next = format!("/claims/{claim}/q/act-1");
    assert!(page.links_to(&next), "the first page not saved yet: {page}");
    let french = story.app.get(&story.amina, "/language?lang=fr&return_to=/claims").await;
    assert_eq!(french.location(), "/claims");
}

#[tokio::test]
async fn staff_read_what_was_sent_and_every_look_is_written_down() {
    let story = Story::begin().await;
    let claim = story.submitted().await;
    let ola = story.world.person("auditor.ola", &[Role::Auditor]).await;
    for who in [&story.ines, &ola] {
        let page = story.app.get(who, &format!("/claims/{claim}")).await;
        assert_eq!(page.status, 200, "{}", who.login);
        page.page().leaves_out("reveal", &[]);
    }
    let looks = format!(
        "select count(*)::text from shared.audit where claim_id = '{claim}' and action = 'intake.read_claim'
         and roles in ('intake_officer', 'auditor')"
    );
    assert_eq!(story.value(looks).await.as_deref(), Some("2"));
    let farid = story.world.person("finance.farid", &[Role::FinanceOfficer]).await;
    assert_eq!(story.app.get(&farid, &format!("/claims/{claim}")).await.status, 403);
}
