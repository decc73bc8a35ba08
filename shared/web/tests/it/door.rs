//! What stands at the door of every page and operation: turns, where a form comes from, what a query may be, and what a
//! person is told when the database is away.

use crate::desk::{Desk, TEXTS};
use axum::body::Body;
use axum::http::{Method, Request, StatusCode};
use redress_kernel::Role;
use redress_runtime::door::Peer;
use redress_testkit::{App, World, request};

fn from_address(address: &str, path: &str) -> Request<Body> {
    let peer = Peer(address.parse().expect("an address"));
    Request::get(path).extension(peer).body(Body::empty()).expect("a request")
}

#[tokio::test]
async fn whoever_floods_from_an_address_is_told_to_wait_and_others_are_served() {
    let world = World::new().await;
    let mut config = world.config();
    config.limits.per_address = 1;
    let app = App::with_config::<Desk>(&world, &config).await.with_texts(&TEXTS);
    let amina = world.person("advocate.amina", &[Role::Advocate]).await;
    assert_eq!(app.get(&amina, "/desk").await.status, StatusCode::OK, "she is known from now on");

    let mut last = app.send(from_address("10.0.0.1", "/")).await;
    for _ in 0..20 {
        last = app.send(from_address("10.0.0.1", "/")).await;
    }
    assert_eq!(last.status, StatusCode::TOO_MANY_REQUESTS);
    assert!(last.headers.contains_key("retry-after"));
    last.page().refuses("too-often", &[]);
    let by_api = app.send(from_address("10.0.0.1", "/api/desk")).await;
    assert_eq!(by_api.json()["code"], "too-often");

    let hers = request(Method::GET, "/desk", &amina)
        .extension(Peer("10.0.0.1".parse().expect("an address")));
    let hers = app.send(hers.body(Body::empty()).expect("a request")).await;
    assert_eq!(hers.status, StatusCode::OK, "the flood comes from where she is");
    assert_eq!(app.send(from_address("10.0.0.2", "/")).await.status, StatusCode::OK);
}

#[tokio::test]
async fn whoever_guesses_what_is_not_there_is_slowed_down() {
    let world = World::new().await;
    let mut config = world.config();
    config.limits.per_person = 10;
    let app = App::with_config::<Desk>(&world, &config).await.with_texts(&TEXTS);
    let curious = world.person("advocate.brice", &[Role::Advocate]).await;
    let mut answers = Vec::new();
    for _ in 0..20 {
        answers.push(app.get(&curious, "/desk/of-nobody").await.status);
    }
    assert_eq!(answers[1], StatusCode::NOT_FOUND);
    assert_eq!(answers[19], StatusCode::TOO_MANY_REQUESTS);
}

#[tokio::test]
async fn a_form_from_another_site_or_of_another_kind_changes_nothing() {
    let world = World::new().await;
    let app = App::start::<Desk>(&world).await.with_texts(&TEXTS);
    let amina = world.person("advocate.amina", &[Role::Advocate]).await;
    let csrf = app.get(&amina, "/").await.field("_csrf").expect("a token");
    let send = async |kind: &str, site: &str| {
        let request = request(Method::POST, "/desk", &amina)
            .header("content-type", kind)
            .header("sec-fetch-site", site)
            .body(format!("_csrf={csrf}&_once={}&amount=3", kind.len()).into());
        app.send(request.expect("a request")).await.status
    };
    let form = "application/x-www-form-urlencoded";
    assert_eq!(send(form, "cross-site").await, StatusCode::FORBIDDEN);
    assert_eq!(send("text/plain", "same-origin").await, StatusCode::UNSUPPORTED_MEDIA_TYPE);
    assert_eq!(send("", "same-origin").await, StatusCode::UNSUPPORTED_MEDIA_TYPE);
    assert_eq!(send(form, "same-origin").await, StatusCode::SEE_OTHER);
    assert_eq!(send(&format!("{form}; charset=utf-8"), "none").await, StatusCode::SEE_OTHER);
}

#[tokio::test]
async fn a_query_that_says_a_thing_twice_or_holds_a_nul_is_refused() {
    let world = World::new().await;
    let app = App::start::<Desk>(&world).await.with_texts(&TEXTS);
    let twice = app.get_as_stranger("/?a=1&b=2&a=3").await;
    assert_eq!(twice.status, StatusCode::UNPROCESSABLE_ENTITY);
    twice.page().refuses("field-twice", &[("field", "a")]);
    let unknown = app.get_as_stranger("/language?lang=fr&to=/").await;
    assert_eq!(unknown.status, StatusCode::UNPROCESSABLE_ENTITY);
    let amina = world.person("advocate.amina", &[Role::Advocate]).await;
    let nul = app.post(&amina, "/desk", &[("amount", "3\0")]).await;
    assert_eq!(nul.status, StatusCode::UNPROCESSABLE_ENTITY);
    nul.page().refuses("nul-sent", &[]);
}

#[tokio::test]
async fn what_was_typed_comes_back_while_the_database_is_away() {
    let world = World::new().await;
    let app = App::start::<Desk>(&world).await.with_texts(&TEXTS);
    let amina = world.person("advocate.amina", &[Role::Advocate]).await;
    app.ctx.pool.close().await;
    let away = app.post_once(&amina, "/desk", "once", &[("amount", "3"), ("note", "<b>")]).await;
    assert_eq!(away.status, StatusCode::SERVICE_UNAVAILABLE);
    assert!(away.headers.contains_key("retry-after"));
    let page = away.page();
    page.says("problem-typed-kept", &[]);
    assert_eq!(page.forms("/leave").len(), 1, "quick exit is there");
    assert_eq!(page.forms("/desk").len(), 1, "it is sent again with one press");
    for (name, typed) in [("amount", "3"), ("note", "<b>"), ("_once", "once")] {
        assert_eq!(page.value(name).as_deref(), Some(typed));
    }
    let api = request(Method::GET, "/api/desk", &amina).body(Body::empty()).expect("a request");
    assert_eq!(app.send(api).await.json()["code"], "unavailable");
}

#[tokio::test]
async fn browsers_are_told_what_a_page_may_and_where_to_report() {
    let world = World::new().await;
    let mut config = world.config();
    let app = App::with_config::<Desk>(&world, &config).await.with_texts(&TEXTS);
    let home = app.get_as_stranger("/").await;
    let policy = home.headers["content-security-policy"].to_str().expect("ascii");
    for part in
        ["require-trusted-types-for 'script'", "trusted-types 'none'", "report-uri /reports"]
    {
        assert!(policy.contains(part), "{part}: {policy}");
    }
    for (name, value) in [
        ("cross-origin-embedder-policy", "require-corp"),
        ("cross-origin-opener-policy", "same-origin"),
        ("x-robots-tag", "noindex, nofollow"),
    ] {
        assert_eq!(home.headers[name], value);
    }
    let report = Request::post("/reports").body("{}".into()).expect("a request");
    assert_eq!(app.send(report).await.status, StatusCode::NO_CONTENT);

    let path = "/.well-known/security.txt";
    assert_eq!(app.get_as_stranger(path).await.status, StatusCode::NOT_FOUND, "nobody is named");
    config.web.security_contact = "mailto:security@redress.example".into();
    let app = App::with_config::<Desk>(&world, &config).await;
    let text = app.get_as_stranger(path).await.text();
    assert!(text.starts_with("Contact: mailto:security@redress.example\nExpires: "), "{text}");
}
