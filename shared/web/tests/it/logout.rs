//! Logout tokens of the provider: the one that counts, and those that end nobody's session.

use crate::desk::Desk;
use crate::tokens::{Signer, encoded, with};
use axum::body::Body;
use axum::http::{Request, StatusCode};
use redress_kernel::Role;
use redress_testkit::{App, Who, World};
use serde_json::{Value, json};
use time::OffsetDateTime;

const EVENT: &str = "http://schemas.openid.net/event/backchannel-logout";

fn head() -> Value {
    json!({"alg": "ES256", "kid": "k", "typ": "logout+jwt"})
}

/// Claims that count, named so that they count once more.
fn claims(signer: &Signer, jti: &str) -> Value {
    let now = OffsetDateTime::now_utc().unix_timestamp();
    json!({"iss": signer.issuer, "aud": "redress", "sub": "advocate.amina", "sid": "s1", "jti": jti, "iat": now,
        "exp": now + 120, "events": {EVENT: {}}})
}

async fn tell(app: &App, token: &str) -> StatusCode {
    let request = Request::post("/sign-out/by-provider")
        .header("content-type", "application/x-www-form-urlencoded")
        .body(Body::from(format!("logout_token={token}")));
    app.send(request.expect("a request")).await.status
}

/// A session here that came of a session of the provider.
async fn of_session(world: &World, who: &Who, sid: &str) {
    sqlx::query(
        "update shared.session set provider_sid = $2 where actor_id = $1 and provider_sid is null",
    )
    .bind(who.actor.actor_id.0)
    .bind(sid)
    .execute(&mut world.db.superuser().await)
    .await
    .expect("updates");
}

async fn is_in(app: &App, who: &Who) -> bool {
    app.get(who, "/desk").await.status == StatusCode::OK
}

#[tokio::test]
async fn the_provider_ends_the_sessions_that_it_names() {
    let signer = Signer::start().await;
    let world = World::with_issuer(&signer.issuer).await;
    let app = App::start::<Desk>(&world).await;
    let amina = world.person("advocate.amina", &[Role::Advocate]).await;
    of_session(&world, &amina, "s1").await;
    let elsewhere = world.elsewhere(&amina).await;
    of_session(&world, &elsewhere, "s2").await;
    let brice = world.person("advocate.brice", &[Role::Advocate]).await;
    of_session(&world, &brice, "s3").await;

    let token = signer.token(&head(), &claims(&signer, "1"));
    assert_eq!(tell(&app, &token).await, StatusCode::OK);
    assert!(!is_in(&app, &amina).await, "at once");
    assert!(is_in(&app, &elsewhere).await && is_in(&app, &brice).await, "no other session");
    assert_eq!(tell(&app, &token).await, StatusCode::BAD_REQUEST, "a token counts once");

    // A session of another person ends by no token about her.
    let foreign = with(claims(&signer, "2"), "sid", json!("s3"));
    assert_eq!(tell(&app, &signer.token(&head(), &foreign)).await, StatusCode::OK);
    assert!(is_in(&app, &brice).await);
    // Without a session it is about all of hers; without a person, about the session.
    let all = with(claims(&signer, "3"), "sid", Value::Null);
    assert_eq!(tell(&app, &signer.token(&head(), &all)).await, StatusCode::OK);
    assert!(!is_in(&app, &elsewhere).await && is_in(&app, &brice).await);
    let session = with(with(claims(&signer, "4"), "sub", Value::Null), "sid", json!("s3"));
    assert_eq!(tell(&app, &signer.token(&head(), &session)).await, StatusCode::OK);
    assert!(!is_in(&app, &brice).await);
    let audited: Vec<Option<String>> = sqlx::query_scalar(
        "select subject from shared.audit where action = 'sign_in.end_by_provider' order by audit_id",
    )
    .fetch_all(&mut world.db.superuser().await)
    .await
    .expect("readable");
    let subjects: Vec<&str> = audited.iter().flatten().map(String::as_str).collect();
    assert_eq!(subjects, ["1 sessions", "0 sessions", "1 sessions", "1 sessions"]);
}

/// Tokens that the provider signed, each with one thing in it that is not so.
fn with_other_words(signer: &Signer, good: &Value) -> Vec<(String, String)> {
    let now = OffsetDateTime::now_utc().unix_timestamp();
    let mut hostile: Vec<(String, String)> = Vec::new();
    for (name, value) in [
        ("typ", json!("JWT")),
        ("typ", json!("at+jwt")),
        ("typ", json!("")),
        ("typ", json!(7)),
        ("typ", Value::Null),
        ("alg", json!("none")),
        ("alg", json!("HS256")),
        ("alg", json!("RS256")),
        ("alg", json!("ES999")),
        ("alg", Value::Null),
        ("kid", json!("another")),
        ("crit", json!(["exp"])),
    ] {
        let token = signer.token(&with(head(), name, value.clone()), good);
        hostile.push((format!("head {name} {value}"), token));
    }
    for (name, value) in [
        ("iss", json!("http://elsewhere")),
        ("iss", Value::Null),
        ("aud", json!("redress-api")),
        ("aud", json!(["redress", "another"])),
        ("aud", json!([])),
        ("aud", Value::Null),
        ("nonce", json!("n")),
        ("nonce", json!("")),
        ("events", Value::Null),
        ("events", json!({})),
        ("events", json!(EVENT)),
        ("events", json!({EVENT: null})),
        ("events", json!({EVENT: "yes"})),
        ("events", json!({"http://schemas.openid.net/event/other": {}})),
        ("jti", Value::Null),
        ("jti", json!("")),
        ("jti", json!(1)),
        ("jti", json!("j".repeat(256))),
        ("iat", json!(now - 3600)),
        ("iat", json!(now + 3600)),
        ("iat", Value::Null),
        ("exp", json!(now - 1)),
        ("exp", json!(now + 24 * 3600)),
        ("exp", json!(i64::MAX)),
        ("exp", json!("soon")),
        ("exp", Value::Null),
        ("nbf", json!(now + 600)),
        ("nbf", json!("later")),
        ("sub", json!("")),
        ("sub", json!(["advocate.amina"])),
        ("sid", json!("")),
        ("sid", json!({})),
    ] {
        let token = signer.token(&head(), &with(good.clone(), name, value.clone()));
        hostile.push((format!("claim {name} {value}"), token));
    }
    hostile
}

/// Tokens about nobody, or whose signature is not the provider's under these words.
async fn forged(signer: &Signer, good: &Value) -> Vec<(String, String)> {
    let nobody = with(with(good.clone(), "sub", Value::Null), "sid", Value::Null);
    let mut hostile = vec![("about nobody".to_owned(), signer.token(&head(), &nobody))];
    let token = signer.token(&head(), good);
    let (signed, signature) = token.rsplit_once('.').expect("three parts");
    let other = encoded(with(good.clone(), "sub", json!("advocate.brice")).to_string().as_bytes());
    let first = token.split('.').next().expect("a head");
    let foreign = Signer { issuer: signer.issuer.clone(), ..Signer::start().await };
    hostile.extend([
        ("no signature".to_owned(), format!("{signed}.")),
        ("no third part".to_owned(), signed.to_owned()),
        ("a fourth part".to_owned(), format!("{token}.x")),
        ("other words under the signature".to_owned(), format!("{first}.{other}.{signature}")),
        ("another's key".to_owned(), foreign.token(&head(), good)),
        ("no token".to_owned(), String::new()),
        ("no JSON".to_owned(), signed.replace('.', ".x") + "." + signature),
        (
            "too long".to_owned(),
            signer.token(&head(), &with(good.clone(), "x", json!("x".repeat(9000)))),
        ),
    ]);
    hostile
}

#[tokio::test]
async fn a_token_that_is_not_the_providers_word_of_now_for_us_ends_nothing() {
    let signer = Signer::start().await;
    let world = World::with_issuer(&signer.issuer).await;
    let app = App::start::<Desk>(&world).await;
    let amina = world.person("advocate.amina", &[Role::Advocate]).await;
    of_session(&world, &amina, "s1").await;
    let good = claims(&signer, "1");
    let mut hostile = with_other_words(&signer, &good);
    hostile.extend(forged(&signer, &good).await);
    assert!(hostile.len() > 50, "{}", hostile.len());
    for (what, token) in hostile {
        assert_eq!(tell(&app, &token).await, StatusCode::BAD_REQUEST, "{what}");
    }
    assert!(is_in(&app, &amina).await, "her session goes on");
    let kept: i64 = sqlx::query_scalar("select count(*) from shared.logout_token")
        .fetch_one(&mut world.db.superuser().await)
        .await
        .expect("counts");
    assert_eq!(kept, 0, "none of them is kept");
    // Of a form without a token, nothing; and the good one still counts.
    let request = Request::post("/sign-out/by-provider").body(Body::empty()).expect("a request");
    assert_eq!(app.send(request).await.status, StatusCode::BAD_REQUEST);
    for name in ["logout+jwt", "LOGOUT+JWT", "application/logout+jwt"] {
        let token = signer
            .token(&with(head(), "typ", json!(name)), &with(good.clone(), "jti", json!(name)));
        assert_eq!(tell(&app, &token).await, StatusCode::OK, "{name}");
    }
    assert!(!is_in(&app, &amina).await);
}
