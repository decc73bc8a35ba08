//! `intake.read_looks`: her advocate sees in which roles the file was opened, and when; nobody else does.

use crate::story::Story;
use redress_kernel::Role;

#[tokio::test]
async fn her_advocate_sees_who_opened_the_file_and_no_name() {
    let story = Story::begin().await;
    let claim = story.submitted().await;
    let path = format!("/claims/{claim}/looks");
    story.app.get(&story.ines, &format!("/claims/{claim}")).await;
    story.app.post(&story.amina, &format!("/claims/{claim}/contact"), &[]).await;
    let page = story.app.get(&story.amina, &format!("/claims/{claim}")).await.page();
    assert_eq!(page.count(&format!("a[href='{path}']")), 1, "{page}");
    let page = story.app.get(&story.amina, &path).await.page();
    for key in ["looks-you", "looks-intake", "looks-at-contact", "looks-at-claim"] {
        page.says(key, &[]);
    }
    page.hides(&story.ines.actor.actor_id.to_string());
    page.hides("intake.ines");

    let brice = story.world.person("advocate.brice", &[Role::Advocate]).await;
    assert_eq!(story.app.get(&brice, &path).await.status, 404, "not her client");
    assert_eq!(story.app.get(&story.ines, &path).await.status, 403);
}

#[tokio::test]
async fn the_database_tells_it_to_her_advocate_alone() {
    let story = Story::begin().await;
    let claim = story.submitted().await;
    story.app.get(&story.ines, &format!("/claims/{claim}")).await;
    for (who, roles, sees) in
        [(&story.amina, "advocate", true), (&story.ines, "intake_officer", false)]
    {
        let mut tx = story.app.ctx.pool.begin().await.expect("a transaction");
        story.world.db.prove(&mut tx, who.actor.actor_id, roles).await;
        let looks: i64 =
            sqlx::query_scalar("select count(*) from intake.looks_at($1, 9000000000, 100)")
                .bind(claim.0)
                .fetch_one(&mut *tx)
                .await
                .expect("asked");
        assert_eq!(looks > 0, sees, "{roles}");
    }
}
