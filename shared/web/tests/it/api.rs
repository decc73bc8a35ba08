//! The JSON API: bearer tokens of the provider, problems that name the field, keys and revisions.

use crate::desk::{Desk, TEXTS};
use axum::body::Body;
use axum::http::{Method, Request, StatusCode};
use redress_kernel::Language;
use redress_testkit::{App, World};
use serde_json::json;

#[tokio::test]
async fn a_bearer_token_of_the_provider_opens_the_api_and_nothing_else_does() {
    let world = World::with_provider().await;
    let app = App::start::<Desk>(&world).await;
    let good = app
        .call("advocate.amina", Method::POST, "/api/desk", Some(&json!({"amount": 3})), &[])
        .await;
    assert_eq!((good.status, good.json()), (StatusCode::OK, json!(3)));

    // A role that the action does not list.
    let finance = app
        .call("finance.farid", Method::POST, "/api/desk", Some(&json!({"amount": 3})), &[])
        .await;
    assert_eq!(
        (finance.status, finance.json()["code"].clone()),
        (StatusCode::FORBIDDEN, json!("forbidden"))
    );

    for token in ["", "Bearer", "Bearer nonsense", "Bearer a.b.c", "Basic eDp5"] {
        let request = Request::post("/api/desk").header("authorization", token).body(Body::empty());
        let reply = app.send(request.expect("a request")).await;
        assert_eq!(reply.status, StatusCode::UNAUTHORIZED, "{token}");
        assert_eq!(reply.headers["content-type"], "application/problem+json");
        assert_eq!(reply.headers["www-authenticate"], "Bearer");
    }
}

#[tokio::test]
async fn a_refusal_names_the_field_in_the_readers_language() {
    let world = World::with_provider().await;
    let app = App::start::<Desk>(&world).await;
    let french = [("accept-language", "fr")];
    let reply = app
        .call("advocate.amina", Method::POST, "/api/desk", Some(&json!({"amount": 10})), &french)
        .await;
    assert_eq!(reply.status, StatusCode::UNPROCESSABLE_ENTITY);
    let problem = reply.json();
    assert_eq!(problem["errors"][0]["field"], "amount");
    let told = TEXTS.get(Language::Fr, "refusal-amount-too-large", &[]);
    assert_eq!(problem["errors"][0]["detail"], *told);
    // The address of the problem's kind is a page.
    let kind =
        problem["type"].as_str().expect("an address").split_once("localhost:8080").expect("ours").1;
    assert_eq!(app.get_as_stranger(kind).await.status, StatusCode::OK);

    let unknown = json!({"amount": 1, "admin": true});
    let reply = app.call("advocate.amina", Method::POST, "/api/desk", Some(&unknown), &[]).await;
    assert_eq!(reply.json()["errors"][0]["field"], "admin");
}

#[tokio::test]
async fn a_key_has_one_effect_and_one_answer() {
    let world = World::with_provider().await;
    let app = App::start::<Desk>(&world).await;
    let key = [("idempotency-key", "k1")];
    for _ in 0..2 {
        let reply = app
            .call("advocate.amina", Method::POST, "/api/desk", Some(&json!({"amount": 3})), &key)
            .await;
        assert_eq!(reply.json(), json!(3));
    }
    let other = app
        .call("advocate.amina", Method::POST, "/api/desk", Some(&json!({"amount": 4})), &key)
        .await;
    assert_eq!(other.json()["code"], "key-reused");
    let without = [("idempotency-key", "")];
    let reply = app
        .call("advocate.amina", Method::POST, "/api/desk", Some(&json!({"amount": 4})), &without)
        .await;
    assert_eq!(reply.status, StatusCode::BAD_REQUEST);
}

#[tokio::test]
async fn a_change_needs_the_revision_that_it_stands_on() {
    let world = World::with_provider().await;
    let app = App::start::<Desk>(&world).await;
    let change = async |tag: &[(&str, &str)]| {
        app.call("advocate.amina", Method::PUT, "/api/desk", None, tag).await
    };
    assert_eq!(change(&[]).await.status, StatusCode::PRECONDITION_REQUIRED);
    assert_eq!(change(&[("if-match", "\"6\"")]).await.status, StatusCode::PRECONDITION_FAILED);
    let changed = change(&[("if-match", "\"7\"")]).await;
    assert_eq!(
        (changed.status, changed.headers["etag"].to_str().expect("ascii")),
        (StatusCode::OK, "\"8\"")
    );
}
