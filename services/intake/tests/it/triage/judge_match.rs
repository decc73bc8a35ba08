use crate::story::Story;
use redress_kernel::ClaimId;

/// Two claims with one telephone; the second is triaged with this judgement.
async fn triaged(story: &Story, judged: &str) -> ClaimId {
    let mut last = None;
    for _ in 0..2 {
        let claim = story.open().await;
        story.minimum(claim).await;
        story.filled(claim, "number", &[("number", "072001122")]).await;
        story.app.post(&story.amina, &format!("/claims/{claim}/check"), &[]).await;
        last = Some(claim);
    }
    let claim = last.expect("two claims");
    let fields = [("plan_read", "yes"), ("danger", "no"), ("judged", judged)];
    let reply = story.app.post(&story.ines, &format!("/claims/{claim}/triage"), &fields).await;
    assert_eq!(reply.status, 303, "{}", reply.text());
    claim
}

#[tokio::test]
async fn what_was_not_clear_at_triage_is_judged_later_and_both_notes_stay() {
    let story = Story::begin().await;
    let claim = triaged(&story, "possible").await;
    let path = format!("/claims/{claim}/match");
    let page = story.app.get(&story.ines, &format!("/claims/{claim}/triage")).await.page();
    assert_eq!(page.forms(&path).len(), 1, "{page}");
    assert_eq!(story.app.post(&story.ines, &path, &[("judged", "possible")]).await.status, 422);
    assert_eq!(story.app.post(&story.ines, &path, &[("judged", "merged")]).await.status, 303);
    let notes = format!(
        "select string_agg(result, ' ' order by seq) from intake.match_note where claim_id = '{claim}'"
    );
    assert_eq!(story.value(notes).await.as_deref(), Some("possible merged"));
    let again = story.app.post(&story.ines, &path, &[("judged", "distinct")]).await;
    assert_eq!(again.status, 409, "nothing is left to judge");
}

#[tokio::test]
async fn only_officers_judge_and_only_what_is_open() {
    let story = Story::begin().await;
    let claim = triaged(&story, "distinct").await;
    let path = format!("/claims/{claim}/match");
    assert_eq!(story.app.post(&story.amina, &path, &[("judged", "merged")]).await.status, 403);
    assert_eq!(story.app.post(&story.ines, &path, &[("judged", "merged")]).await.status, 409);
}
