//! The page of one's sessions, and the administrator's of everybody's.

use crate::desk::{Desk, TEXTS};
use axum::http::StatusCode;
use redress_kernel::{Role, Uuid};
use redress_testkit::{App, World};

#[tokio::test]
async fn a_person_sees_her_sessions_and_ends_the_others() {
    let world = World::new().await;
    let app = App::start::<Desk>(&world).await.with_texts(&TEXTS);
    let amina = world.person("advocate.amina", &[Role::Advocate]).await;
    let brice = world.person("advocate.brice", &[Role::Advocate]).await;
    let alone = app.get(&amina, "/sessions").await.page();
    alone.says("sessions-only-this", &[]);
    assert!(alone.forms("/sessions/end-others").is_empty());
    let elsewhere = world.elsewhere(&amina).await;
    let both = app.get(&amina, "/sessions").await.page();
    assert_eq!(both.forms("/sessions/end-others").len(), 1, "{both}");
    assert_eq!(app.post(&amina, "/sessions/end-others", &[]).await.location(), "/sessions");
    assert_eq!(app.get(&amina, "/desk").await.status, StatusCode::OK, "this one goes on");
    assert_eq!(app.get(&elsewhere, "/desk").await.status, StatusCode::SEE_OTHER, "felt at once");
    assert_eq!(app.get(&brice, "/desk").await.status, StatusCode::OK, "nobody else's");
    let again = app.post(&amina, "/sessions/end-others", &[]).await;
    assert_eq!(again.location(), "/sessions", "twice is once");
    let stranger = app.get_as_stranger("/sessions").await;
    assert_eq!(stranger.location(), "/sign-in?return_to=%2Fsessions");
}

#[tokio::test]
async fn an_administrator_ends_all_sessions_of_somebody_and_nobody_else_can() {
    let world = World::new().await;
    let app = App::start::<Desk>(&world).await.with_texts(&TEXTS);
    let amina = world.person("advocate.amina", &[Role::Advocate]).await;
    let elsewhere = world.elsewhere(&amina).await;
    let ada = world.person("admin.ada", &[Role::Administrator]).await;
    let end = format!("/sessions/people/{}", amina.actor.actor_id);
    assert_eq!(app.get(&amina, "/sessions/people").await.status, StatusCode::FORBIDDEN);
    assert_eq!(app.post(&amina, &end, &[]).await.status, StatusCode::FORBIDDEN);
    assert_eq!(app.get(&ada, "/sessions/people").await.page().forms(&end).len(), 1);
    assert_eq!(app.post(&ada, &end, &[]).await.location(), "/sessions/people");
    for ended in [&amina, &elsewhere] {
        assert_eq!(app.get(ended, "/desk").await.status, StatusCode::SEE_OTHER);
    }
    assert!(app.get(&ada, "/sessions/people").await.page().forms(&end).is_empty());
    assert_eq!(app.post(&ada, &end, &[]).await.status, StatusCode::NOT_FOUND, "none is left");
    let nobody = format!("/sessions/people/{}", world.fresh::<Uuid>());
    assert_eq!(app.post(&ada, &nobody, &[]).await.status, StatusCode::NOT_FOUND);
    let rows: Vec<(String, Option<String>)> = sqlx::query_as(
        "select action, subject from shared.audit where action <> 'web.refused' order by audit_id",
    )
    .fetch_all(&mut world.db.superuser().await)
    .await
    .expect("readable");
    let subject = format!("person {}", amina.actor.actor_id);
    assert_eq!(rows, [("sign_in.end_all_sessions".to_owned(), Some(subject))]);
}
