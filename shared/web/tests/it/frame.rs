//! The frame of pages: weight, hosts, languages, headers, quick exit, faults.

use crate::desk::{Desk, TEXTS};
use axum::body::Body;
use axum::http::{Request, StatusCode};
use redress_kernel::Role;
use redress_testkit::{App, World};

#[tokio::test]
async fn the_first_page_names_no_other_host_and_keeps_nothing() {
    let world = World::new().await;
    let app = App::start::<Desk>(&world).await.with_texts(&TEXTS);
    let home = app.get_as_stranger("/").await;
    assert!(
        !home.text().contains("http://") && !home.text().contains("https://"),
        "{}",
        home.text()
    );
    assert_eq!(home.headers["cache-control"], "no-store");
    assert_eq!(home.headers["referrer-policy"], "no-referrer");
    let policy = home.headers["content-security-policy"].to_str().expect("ascii");
    assert!(policy.starts_with("default-src 'none'"), "{policy}");
    assert_eq!(home.page().forms("/leave").len(), 1, "quick exit is on the page");
}

#[tokio::test]
async fn a_page_is_told_in_the_readers_language() {
    let world = World::new().await;
    let app = App::start::<Desk>(&world).await.with_texts(&TEXTS);
    let french = Request::get("/").header("accept-language", "fr-CF").body(Body::empty());
    let reply = app.send(french.expect("a request")).await;
    let page = reply.page();
    assert!(page.has("html[lang=fr]"));
    page.says("home-heading", &[]);
    let chosen = app.get_as_stranger("/language?lang=fr&return_to=/safety").await;
    assert_eq!(chosen.location(), "/safety");
    assert!(chosen.headers["set-cookie"].to_str().expect("ascii").starts_with("lang=fr;"));
}

#[tokio::test]
async fn quick_exit_signs_out_and_wipes_what_the_browser_keeps() {
    let world = World::new().await;
    let app = App::start::<Desk>(&world).await.with_texts(&TEXTS);
    let amina = world.person("advocate.amina", &[Role::Advocate]).await;
    let left = app.post(&amina, "/leave", &[]).await;
    assert_eq!(left.location(), world.config().web.exit_url);
    assert_eq!(left.headers["clear-site-data"], "\"cache\", \"cookies\", \"storage\"");
    assert_eq!(app.get(&amina, "/desk").await.status, StatusCode::SEE_OTHER);
}

#[tokio::test]
async fn over_https_cookies_are_bound_to_the_host() {
    let world = World::new().await;
    let mut config = world.config();
    config.all_in_one.public_url = "https://desk.example".into();
    let app = App::with_config::<Desk>(&world, &config).await;
    let left = app.send(Request::post("/leave").body(Body::empty()).expect("a request")).await;
    let cookie = left.headers["set-cookie"].to_str().expect("ascii");
    assert!(cookie.starts_with("__Host-redress=") && cookie.ends_with("; Secure"), "{cookie}");
    assert!(left.headers.contains_key("strict-transport-security"));
}

#[tokio::test]
async fn a_panic_becomes_a_number_and_the_next_request_is_answered() {
    let world = World::new().await;
    let app = App::start::<Desk>(&world).await.with_texts(&TEXTS);
    let amina = world.person("advocate.amina", &[Role::Advocate]).await;
    let broken = app.get(&amina, "/desk/panic").await;
    assert_eq!(broken.status, StatusCode::SERVICE_UNAVAILABLE);
    assert!(!broken.text().contains("on purpose"));
    assert_eq!(app.get(&amina, "/desk").await.status, StatusCode::OK);
    for nowhere in ["/nowhere", "/held/no-identifier"] {
        let reply = app.get(&amina, nowhere).await;
        assert_eq!(reply.status, StatusCode::NOT_FOUND);
        reply.page().says("problem-missing", &[]);
    }
}
