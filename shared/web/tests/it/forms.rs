//! Forms: only ours, once, and nothing typed is lost.

use crate::desk::{Desk, TEXTS};
use axum::http::StatusCode;
use redress_kernel::Role;
use redress_testkit::{App, World};

#[tokio::test]
async fn a_form_that_is_not_ours_changes_nothing() {
    let world = World::new().await;
    let app = App::start::<Desk>(&world).await.with_texts(&TEXTS);
    let amina = world.person("advocate.amina", &[Role::Advocate]).await;
    let brice = world.person("advocate.brice", &[Role::Advocate]).await;

    let page = app.get(&brice, "/").await;
    let others_token = page.field("_csrf").expect("a token");
    let sent = app.post(&amina, "/desk", &[("amount", "3")]).await;
    assert_eq!(sent.status, StatusCode::SEE_OTHER);
    for token in [others_token.as_str(), "", "00"] {
        let forged =
            app.post_with_token(&amina, "/desk", token, &[("_once", "1"), ("amount", "4")]).await;
        assert_eq!(forged.status, StatusCode::FORBIDDEN, "{token}");
    }
    let unknown = app.post(&amina, "/desk", &[("amount", "3"), ("admin", "1")]).await;
    assert_eq!(unknown.status, StatusCode::UNPROCESSABLE_ENTITY);
    unknown.page().refuses("unknown-field", &[("field", "admin")]);
}

#[tokio::test]
async fn sending_twice_counts_once_and_another_body_under_the_same_key_is_refused() {
    let world = World::new().await;
    let app = App::start::<Desk>(&world).await.with_texts(&TEXTS);
    let amina = world.person("advocate.amina", &[Role::Advocate]).await;
    for _ in 0..2 {
        let sent = app.post_once(&amina, "/desk", "same", &[("amount", "3")]).await;
        assert_eq!(sent.status, StatusCode::SEE_OTHER);
    }
    let other = app.post_once(&amina, "/desk", "same", &[("amount", "4")]).await;
    assert_eq!(other.status, StatusCode::UNPROCESSABLE_ENTITY);
    let notes: i64 =
        sqlx::query_scalar("select count(*) from shared.audit where action = 'desk.note'")
            .fetch_one(&mut world.db.superuser().await)
            .await
            .expect("counts");
    assert_eq!(notes, 1);
}

#[tokio::test]
async fn what_was_typed_in_a_session_that_had_ended_is_sent_after_signing_in_again() {
    let world = World::new().await;
    let app = App::start::<Desk>(&world).await.with_texts(&TEXTS);
    let amina = world.person("advocate.amina", &[Role::Advocate]).await;
    world.clock.advance(time::Duration::hours(2));

    let late = app.post(&amina, "/desk", &[("amount", "5")]).await.location();
    let held =
        late.strip_prefix("/sign-in?return_to=").expect("to the sign-in").replace("%2F", "/");
    assert!(held.starts_with("/held/"), "{held}");

    // Signed in again: a session is opened for the same person.
    sqlx::query("update shared.session set seen_at = $1")
        .bind(world.clock.clock().now())
        .execute(&mut world.db.superuser().await)
        .await
        .expect("updates");
    let page = app.get(&amina, &held).await;
    assert_eq!(page.field("amount").as_deref(), Some("5"));
    let stranger = world.person("advocate.brice", &[Role::Advocate]).await;
    assert_eq!(app.get(&stranger, &held).await.status, StatusCode::NOT_FOUND);

    // What lies in the table is sealed.
    let sealed: Vec<u8> = sqlx::query_scalar("select sealed from shared.held_form")
        .fetch_one(&mut world.db.superuser().await)
        .await
        .expect("one form");
    assert!(!String::from_utf8_lossy(&sealed).contains("amount"));
}

#[tokio::test]
async fn a_page_outlives_its_session_whether_or_not_the_browser_still_has_the_cookie() {
    let world = World::new().await;
    let app = App::start::<Desk>(&world).await.with_texts(&TEXTS);
    let amina = world.person("advocate.amina", &[Role::Advocate]).await;
    let csrf = app.get(&amina, "/").await.field("_csrf").expect("a token");
    let sent = format!("_csrf={csrf}&_once=1&amount=5");
    let post = async |cookie: &str, sent: &str| {
        let request = axum::http::Request::post("/desk")
            .header("content-type", "application/x-www-form-urlencoded")
            .header("cookie", cookie)
            .body(sent.to_owned().into());
        app.send(request.expect("a request")).await
    };
    // The browser was closed: its cookie is gone with it.
    let late = post("lang=en", &sent).await.location();
    let held =
        late.strip_prefix("/sign-in?return_to=").expect("to the sign-in").replace("%2F", "/");
    assert!(held.starts_with("/held/"), "{held}");
    let anew = world.elsewhere(&amina).await;
    let page = app.get(&anew, &held).await;
    assert_eq!(page.field("amount").as_deref(), Some("5"));
    assert_eq!(page.field("_once").as_deref(), Some("1"), "had it arrived, it counts once");
    let brice = world.person("advocate.brice", &[Role::Advocate]).await;
    assert_eq!(app.get(&brice, &held).await.status, StatusCode::NOT_FOUND);

    // She has signed in again in another tab: the old page is still hers,
    let fields = [("_once", "2"), ("amount", "6")];
    let kept = app.post_with_token(&anew, "/desk", &csrf, &fields).await.location();
    assert_eq!(app.get(&anew, &kept).await.field("amount").as_deref(), Some("6"));
    // and nobody else's, whoever has signed in at this browser since.
    let foreign = app.post_with_token(&brice, "/desk", &csrf, &fields).await;
    assert_eq!(foreign.status, StatusCode::FORBIDDEN);
    // A token of no session keeps nothing.
    let lost = post("", &format!("_csrf={}&amount=5", "0".repeat(128))).await;
    assert_eq!(lost.status, StatusCode::UNAUTHORIZED);
    lost.page().says("lost-lead", &[]);
    let kept: i64 = sqlx::query_scalar("select count(*) from shared.held_form")
        .fetch_one(&mut world.db.superuser().await)
        .await
        .expect("counts");
    assert_eq!(kept, 2);
}

#[tokio::test]
async fn whoever_types_without_a_session_is_told_that_it_is_not_kept() {
    let world = World::new().await;
    let app = App::start::<Desk>(&world).await.with_texts(&TEXTS);
    let request = axum::http::Request::post("/desk")
        .header("content-type", "application/x-www-form-urlencoded")
        .body("amount=5".into());
    let reply = app.send(request.expect("a request")).await;
    assert_eq!(reply.status, StatusCode::UNAUTHORIZED);
    let page = reply.page();
    page.says("lost-lead", &[]);
    assert!(page.links_to("/sign-in?return_to=%2Fdesk"), "the way on: {page}");
    let held: i64 = sqlx::query_scalar("select count(*) from shared.held_form")
        .fetch_one(&mut world.db.superuser().await)
        .await
        .expect("counts");
    assert_eq!(held, 0);
}

#[tokio::test]
async fn a_body_that_is_too_long_is_told_so() {
    let world = World::new().await;
    let app = App::start::<Desk>(&world).await.with_texts(&TEXTS);
    let amina = world.person("advocate.amina", &[Role::Advocate]).await;
    let long = "9".repeat(70_000);
    let reply = app.post(&amina, "/desk", &[("amount", &long)]).await;
    assert_eq!(reply.status, StatusCode::PAYLOAD_TOO_LARGE);
    reply.page().refuses("body-too-long", &[]);
}
