use crate::story::Story;
use redress_kernel::{Proof, Role};

#[tokio::test]
async fn her_advocate_looks_and_the_look_is_written_down() {
    let story = Story::begin().await;
    let claim = story.open().await;
    story.filled(claim, "name", &[("name", "Grâce Mbeka")]).await;
    story.filled(claim, "birth-year", &[("birth-year", "1994")]).await;
    story.filled(claim, "channel", &[("channel", "message")]).await;
    story.filled(claim, "number", &[("number", "072 00 11 22")]).await;
    let path = format!("/claims/{claim}/contact");
    let shown = story.app.post(&story.amina, &path, &[]).await;
    assert_eq!(shown.status, 200);
    let page = shown.page();
    for (key, value) in [("name", "Grâce Mbeka"), ("birth-year", "1994"), ("number", "072001122")]
    {
        assert_eq!(page.beside(&format!("reveal-{key}")), value);
    }
    assert_eq!(page.beside("reveal-channel"), page.worded("channel-message", &[]));
    assert!(story.world.audited(claim).await.contains(&"intake.reveal_contact".to_owned()));
    assert_eq!(story.app.get(&story.amina, &path).await.status, 405, "no link opens it");
}

#[tokio::test]
async fn nobody_else_opens_the_vault() {
    let story = Story::begin().await;
    let claim = story.submitted().await;
    let brice = story.world.person("advocate.brice", &[Role::Advocate]).await;
    let path = format!("/claims/{claim}/contact");
    assert_eq!(story.app.post(&brice, &path, &[]).await.status, 404);
    assert_eq!(story.app.post(&story.ines, &path, &[]).await.status, 403);
    // Not even the role of the service, with an officer as actor, finds a sealed row.
    let mut tx = story.app.ctx.pool.begin().await.expect("a transaction");
    story.world.db.prove(&mut tx, story.ines.actor.actor_id, "intake_officer").await;
    for table in ["claimant_key", "identity", "contact", "payee"] {
        let sql = format!("select count(*) from vault.{table}");
        let rows: i64 =
            sqlx::query_scalar(sqlx::AssertSqlSafe(sql)).fetch_one(&mut *tx).await.expect(table);
        assert_eq!(rows, 0, "{table}");
    }
}

#[tokio::test]
async fn a_filed_claim_opens_to_a_young_sign_in_only_for_the_service_too() {
    let story = Story::begin().await;
    let draft = story.open().await;
    story.filled(draft, "name", &[("name", "Grâce Mbeka")]).await;
    let claim = story.submitted().await;
    story.world.grow_old(&story.amina).await;
    let path = format!("/claims/{claim}/contact");
    let asked = story.app.post(&story.amina, &path, &[]).await;
    assert!(asked.location().starts_with("/sign-in?return_to=%2Fheld%2F"));
    assert!(asked.location().ends_with("&again=yes"));
    assert_eq!(story.app.get(&story.amina, &format!("/claims/{claim}")).await.status, 200);
    // What she is writing she goes on writing.
    let own = story.app.post(&story.amina, &format!("/claims/{draft}/contact"), &[]).await;
    assert_eq!(own.status, 200);
    story.filled(draft, "birth-year", &[("birth-year", "1994")]).await;
    // The service itself can't open it, either.
    let Proof::Session(shown) = story.amina.actor.proof else { panic!("she has a session") };
    let mut tx = story.app.ctx.pool.begin().await.expect("a transaction");
    sqlx::query("select shared.enter($1, '')")
        .bind(&shown[..])
        .execute(&mut *tx)
        .await
        .expect("hers");
    let keys = sqlx::query("select wrapped from vault.claimant_key").fetch_all(&mut *tx).await;
    let refused = keys.expect_err("refused");
    let refused = refused.as_database_error().and_then(|error| error.constraint());
    assert_eq!(refused, Some("sign_in_fresh"));
}

#[tokio::test]
async fn a_destroyed_key_opens_nothing_again() {
    let story = Story::begin().await;
    let claim = story.open().await;
    story.filled(claim, "name", &[("name", "Grâce Mbeka")]).await;
    story
        .sql(
            "begin; insert into shared.audit (actor_id, roles, action) values (gen_random_uuid(), 'system', 'test');
             update vault.claimant_key set wrapped = null, destroyed_at = now(); commit"
                .into(),
        )
        .await;
    let reply = story.app.post(&story.amina, &format!("/claims/{claim}/contact"), &[]).await;
    assert_eq!(reply.status, 404);
}

#[tokio::test]
async fn an_older_seal_put_back_does_not_open() {
    let story = Story::begin().await;
    let claim = story.open().await;
    story.filled(claim, "name", &[("name", "Grâce")]).await;
    let old = story
        .value("select encode(sealed, 'hex') from vault.identity".into())
        .await
        .expect("sealed");
    story.filled(claim, "name", &[("name", "Grâce Mbeka")]).await;
    story
        .sql(format!(
            "begin; insert into shared.audit (actor_id, roles, action) values (gen_random_uuid(), 'system', 'test');
             update vault.identity set sealed = '\\x{old}'; commit"
        ))
        .await;
    let reply = story.app.post(&story.amina, &format!("/claims/{claim}/contact"), &[]).await;
    assert_eq!(reply.status, 500, "tampering is our fault to find, with a number");
    reply.page().hides("Grâce");
}
