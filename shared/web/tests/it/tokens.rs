//! Bearer tokens that a provider really signed, and that open nothing all the same.

use crate::desk::Desk;
use aws_lc_rs::rand::SystemRandom;
use aws_lc_rs::signature::{ECDSA_P256_SHA256_FIXED_SIGNING, EcdsaKeyPair, KeyPair};
use axum::body::Body;
use axum::http::{Request, StatusCode};
use axum::routing::{get, post};
use axum::{Json, Router};
use base64::Engine;
use base64::prelude::BASE64_URL_SAFE_NO_PAD;
use redress_testkit::{App, World};
use serde_json::{Value, json};
use std::sync::{Arc, Mutex};
use time::OffsetDateTime;

/// A provider of which we have the key.
pub struct Signer {
    pub key: EcdsaKeyPair,
    pub issuer: String,
    /// What its token endpoint answers: a status, and a body.
    pub answer: Arc<Mutex<(StatusCode, Value)>>,
}

pub fn encoded(bytes: &[u8]) -> String {
    BASE64_URL_SAFE_NO_PAD.encode(bytes)
}

impl Signer {
    pub async fn start() -> Self {
        let key = EcdsaKeyPair::generate(&ECDSA_P256_SHA256_FIXED_SIGNING).expect("a key");
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.expect("a port");
        let issuer = format!("http://{}", listener.local_addr().expect("an address"));
        let (x, y) = key.public_key().as_ref()[1..].split_at(32);
        let keys = json!({"keys": [{"kty": "EC", "crv": "P-256", "kid": "k", "alg": "ES256", "use": "sig",
            "x": encoded(x), "y": encoded(y)}]});
        let told = json!({"issuer": issuer, "authorization_endpoint": format!("{issuer}/auth"),
            "token_endpoint": format!("{issuer}/token"), "jwks_uri": format!("{issuer}/keys"),
            "response_types_supported": ["code"], "subject_types_supported": ["public"],
            "id_token_signing_alg_values_supported": ["ES256"]});
        let answer = Arc::new(Mutex::new((StatusCode::SERVICE_UNAVAILABLE, Value::Null)));
        let told_next = answer.clone();
        let routes = Router::new()
            .route("/.well-known/openid-configuration", get(|| async { Json(told) }))
            .route("/keys", get(|| async { Json(keys) }))
            .route(
                "/token",
                post(async move || {
                    let (status, body) = told_next.lock().expect("no panic inside").clone();
                    (status, Json(body))
                }),
            );
        tokio::spawn(async move { axum::serve(listener, routes).await });
        Self { key, issuer, answer }
    }

    pub fn token(&self, head: &Value, claims: &Value) -> String {
        let signed = format!(
            "{}.{}",
            encoded(head.to_string().as_bytes()),
            encoded(claims.to_string().as_bytes())
        );
        let signature = self.key.sign(&SystemRandom::new(), signed.as_bytes()).expect("signs");
        format!("{signed}.{}", encoded(signature.as_ref()))
    }

    pub fn claims(&self) -> Value {
        let now = OffsetDateTime::now_utc().unix_timestamp();
        json!({"iss": self.issuer, "aud": "redress-api", "sub": "amina", "groups": ["advocate"], "iat": now,
            "exp": now + 3600, "client_id": "phone"})
    }
}

/// A value with one member other than it was; without it for nothing.
pub fn with(mut value: Value, name: &str, other: Value) -> Value {
    match other {
        Value::Null => value.as_object_mut().expect("an object").remove(name),
        other => value.as_object_mut().expect("an object").insert(name.to_owned(), other),
    };
    value
}

#[tokio::test]
async fn a_program_is_told_when_a_younger_sign_in_is_needed() {
    let signer = Signer::start().await;
    let world = World::with_issuer(&signer.issuer).await;
    let app = App::start::<Desk>(&world).await;
    let head = json!({"alg": "ES256", "kid": "k", "typ": "at+jwt"});
    let now = OffsetDateTime::now_utc().unix_timestamp();
    let step = async |signed_in: Value| {
        let claims = with(signer.claims(), "auth_time", signed_in);
        let token = signer.token(&head, &claims);
        let request =
            Request::post("/api/desk/step").header("authorization", format!("Bearer {token}"));
        app.send(request.body(Body::empty()).expect("a request")).await
    };
    assert_eq!(step(json!(now)).await.status, StatusCode::OK);
    assert_eq!(step(json!(now - 14 * 60)).await.status, StatusCode::OK);
    for old in [json!(now - 16 * 60), json!(0), Value::Null] {
        let told = step(old.clone()).await;
        assert_eq!(told.status, StatusCode::UNAUTHORIZED, "{old}");
        assert_eq!(told.json()["code"], "sign-in-again");
        let how = told.headers.get("www-authenticate").expect("how");
        assert_eq!(how, "Bearer error=\"insufficient_user_authentication\", max_age=\"900\"");
    }
    assert_eq!(step(json!("now")).await.json()["code"], "unauthorized");
    // A provider whose clock runs ahead gives nobody longer than the setting says.
    assert_eq!(step(json!(now + 3600)).await.status, StatusCode::OK);
    let longest: bool = sqlx::query_scalar(
        "select max(fresh_until) <= now() + interval '15 minutes' from shared.session",
    )
    .fetch_one(&mut world.db.superuser().await)
    .await
    .expect("one");
    assert!(longest);
}

async fn status(app: &App, token: &str) -> StatusCode {
    let request = Request::put("/api/desk").header("authorization", format!("Bearer {token}"));
    let request = request.header("if-match", "\"7\"").body(Body::empty()).expect("a request");
    app.send(request).await.status
}

#[tokio::test]
async fn a_token_of_another_type_audience_time_or_client_opens_nothing() {
    let signer = Signer::start().await;
    let world = World::with_issuer(&signer.issuer).await;
    let mut config = world.config();
    config.oidc.token_clients = vec!["phone".into()];
    let app = App::with_config::<Desk>(&world, &config).await;
    let head = json!({"alg": "ES256", "kid": "k", "typ": "at+jwt"});
    let now = OffsetDateTime::now_utc().unix_timestamp();
    let good = signer.claims();

    for name in ["at+jwt", "AT+JWT", "application/at+jwt"] {
        let token = signer.token(
            &with(head.clone(), "typ", json!(name)),
            &with(good.clone(), "sub", json!(name)),
        );
        assert_eq!(status(&app, &token).await, StatusCode::OK, "{name}");
    }
    let list = signer.token(&head, &with(good.clone(), "aud", json!(["redress-api"])));
    assert_eq!(status(&app, &list).await, StatusCode::OK);

    for name in
        [json!("JWT"), json!("logout+jwt"), json!("dpop+jwt"), json!(""), json!(7), Value::Null]
    {
        let token = signer.token(&with(head.clone(), "typ", name.clone()), &good);
        assert_eq!(status(&app, &token).await, StatusCode::UNAUTHORIZED, "typ {name}");
    }
    for (claim, value) in [
        ("aud", json!("redress")),
        ("aud", json!(["redress", "redress-api"])),
        ("aud", json!([])),
        ("aud", Value::Null),
        ("iss", json!("http://elsewhere")),
        ("iss", Value::Null),
        ("sub", Value::Null),
        ("exp", json!(now - 1)),
        ("exp", json!(now + 25 * 3600)),
        ("exp", json!(i64::MAX)),
        ("exp", json!("soon")),
        ("exp", Value::Null),
        ("iat", json!(now + 3000)),
        ("iat", Value::Null),
        ("nbf", json!(now + 600)),
        ("nbf", json!("later")),
        ("client_id", json!("another")),
        ("client_id", Value::Null),
    ] {
        let token = signer.token(&head, &with(good.clone(), claim, value.clone()));
        assert_eq!(status(&app, &token).await, StatusCode::UNAUTHORIZED, "{claim} {value}");
    }
    let unsigned = {
        let head = with(head.clone(), "alg", json!("none"));
        let token = signer.token(&head, &good);
        format!("{}.", token.rsplit_once('.').expect("three parts").0)
    };
    let broken = signer.token(&head, &good).replace('.', "..");
    let foreign =
        Signer { issuer: signer.issuer.clone(), ..Signer::start().await }.token(&head, &good);
    let symmetric = signer.token(&with(head.clone(), "alg", json!("HS256")), &good);
    for token in [unsigned, broken, foreign, symmetric] {
        assert_eq!(status(&app, &token).await, StatusCode::UNAUTHORIZED);
    }
    let known: i64 = sqlx::query_scalar("select count(*) from shared.session")
        .fetch_one(&mut world.db.superuser().await)
        .await
        .expect("counts");
    assert_eq!(known, 4, "none of them is kept");
}
