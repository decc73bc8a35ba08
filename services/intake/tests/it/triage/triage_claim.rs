use crate::story::Story;
use redress_kernel::Role;

#[tokio::test]
async fn a_checked_claim_goes_to_the_review() {
    let story = Story::begin().await;
    let claim = story.submitted().await;
    let path = format!("/claims/{claim}/triage");
    let hasty = story.app.post(&story.ines, &path, &[]).await;
    assert_eq!(hasty.status, 422);
    hasty.page().refuses("plan-not-read", &[]);
    let fields = [("plan_read", "yes"), ("danger", "no")];
    let reply = story.app.post(&story.ines, &path, &fields).await;
    assert_eq!(reply.location(), "/claims/triage");
    assert_eq!(story.world.stage(claim).await, "triaged");
    assert_eq!(story.world.events(claim).await, ["claim_submitted", "claim_triaged"]);
    let filing = format!(
        "select n.result || ' ' || t.danger || ' ' || i.capacity from intake.match_note n
         join intake.triage t using (claim_id) join shared.involvement i on i.claim_id = n.claim_id
         and i.actor_id = t.triaged_by where n.claim_id = '{claim}'"
    );
    assert_eq!(story.value(filing).await.as_deref(), Some("none no intake"));
    let again = story.app.post(&story.ines, &path, &fields).await;
    assert_eq!(again.status, 409);
}

#[tokio::test]
async fn a_possible_match_is_judged_before_the_claim_goes_on() {
    let story = Story::begin().await;
    let mut claims = Vec::new();
    for _ in 0..2 {
        let claim = story.open().await;
        story.minimum(claim).await;
        story.filled(claim, "number", &[("number", "072001122")]).await;
        story.app.post(&story.amina, &format!("/claims/{claim}/check"), &[]).await;
        claims.push(claim);
    }
    let path = format!("/claims/{}/triage", claims[1]);
    let fields = [("plan_read", "yes"), ("danger", "unknown")];
    assert_eq!(story.app.post(&story.ines, &path, &fields).await.status, 422);
    let judged = [("plan_read", "yes"), ("danger", "unknown"), ("judged", "merged")];
    assert_eq!(story.app.post(&story.ines, &path, &judged).await.status, 303);
    let note = format!(
        "select result || possible::text from intake.match_note where claim_id = '{}'",
        claims[1]
    );
    assert_eq!(story.value(note).await, Some(format!("merged{{{}}}", claims[0])));
}

#[tokio::test]
async fn who_sits_on_the_panel_does_not_triage() {
    let story = Story::begin().await;
    let claim = story.submitted().await;
    let both = story.world.person("both", &[Role::IntakeOfficer, Role::PanelMember]).await;
    story.world.involve(claim, &both, "panel").await;
    let fields = [("plan_read", "yes"), ("danger", "no")];
    let reply = story.app.post(&both, &format!("/claims/{claim}/triage"), &fields).await;
    assert_eq!(reply.status, 409);
    assert_eq!(story.world.stage(claim).await, "submitted");
    assert_eq!(
        story.app.post(&story.amina, &format!("/claims/{claim}/triage"), &fields).await.status,
        403
    );
}
