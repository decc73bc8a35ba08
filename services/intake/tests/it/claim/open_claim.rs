use crate::story::Story;
use redress_kernel::Role;

#[tokio::test]
async fn a_claim_opens_with_the_consent_to_file_and_a_key_of_its_own() {
    let story = Story::begin().await;
    let claim = story.open().await;
    assert_eq!(story.world.stage(claim).await, "draft");
    let row = format!(
        "select count(*)::text || k.key_version::text || (octet_length(k.wrapped) > 32)::text
         from intake.consent c join shared.claim s using (claim_id) join vault.claimant_key k using (claimant_id)
         where claim_id = '{claim}' group by k.claimant_id"
    );
    assert_eq!(story.value(row).await.as_deref(), Some("101true"), "ten consents, key version 1");
    assert_eq!(story.world.audited(claim).await, ["intake.open_claim"]);
}

#[tokio::test]
async fn without_the_consent_to_file_nothing_is_opened() {
    let story = Story::begin().await;
    let reply = story.consents("/claims/new", &["P2", "P9"]).await;
    assert_eq!(reply.status, 409);
    reply.page().refuses("consent-missing", &[("purpose", "P1")]);
    assert_eq!(
        story.value("select count(*)::text from shared.claim".into()).await.as_deref(),
        Some("0")
    );
}

#[tokio::test]
async fn a_guardian_says_what_the_child_wants() {
    let story = Story::begin().await;
    let fields = [("by", "guardian"), ("language", "fr"), ("how", "signed"), ("purposes", "P1")];
    let reply = story.app.post(&story.amina, "/claims/new", &fields).await;
    assert_eq!(reply.status, 422);
    reply.page().refuses("assent-missing", &[]);
    assert!(reply.page().links_to("#assent"), "the summary leads to the field");
}

#[tokio::test]
async fn pressing_twice_opens_one_claim() {
    let story = Story::begin().await;
    let fields = [("by", "survivor"), ("language", "fr"), ("how", "spoken"), ("purposes", "P1")];
    let first = story.app.post_once(&story.amina, "/claims/new", "same", &fields).await;
    let second = story.app.post_once(&story.amina, "/claims/new", "same", &fields).await;
    assert_eq!(first.location(), second.location());
    assert_eq!(
        story.value("select count(*)::text from shared.claim".into()).await.as_deref(),
        Some("1")
    );
}

#[tokio::test]
async fn only_advocates_open_claims() {
    let story = Story::begin().await;
    let paul = story.world.person("panel.paul", &[Role::PanelMember]).await;
    let fields = [("by", "survivor"), ("language", "fr"), ("how", "spoken"), ("purposes", "P1")];
    for who in [&story.ines, &paul] {
        assert_eq!(story.app.post(who, "/claims/new", &fields).await.status, 403);
    }
    assert_eq!(story.app.get_as_stranger("/claims").await.status, 303, "strangers sign in first");
}
