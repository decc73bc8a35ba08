//! What the provider says of people while they are signed in: roles that go, sessions that end there, a provider that is away.

use crate::desk::Desk;
use crate::tokens::{Signer, with};
use axum::body::Body;
use axum::http::{Request, StatusCode};
use redress_runtime::{Worker, boot};
use redress_testkit::{App, Reply, World};
use redress_web::sign_in::SignIn;
use serde_json::{Value, json};
use std::sync::Arc;
use time::OffsetDateTime;

/// A person who signed in at a provider of ours, and the chore that looks at her again.
struct Signed {
    signer: Signer,
    world: World,
    app: App,
    session: String,
    chore: Arc<dyn Worker>,
}

fn id_token(signer: &Signer, nonce: &Value, roles: &[&str]) -> String {
    let now = OffsetDateTime::now_utc().unix_timestamp();
    let claims = json!({"iss": signer.issuer, "aud": "redress", "sub": "amina", "groups": roles, "iat": now,
        "exp": now + 300, "auth_time": now, "sid": "s1", "nonce": nonce});
    signer.token(&json!({"alg": "ES256", "kid": "k"}), &with(claims, "nonce", nonce.clone()))
}

impl Signed {
    async fn begin() -> Self {
        let signer = Signer::start().await;
        let world = World::with_issuer(&signer.issuer).await;
        let app = App::start::<Desk>(&world).await;
        let config = world.config();
        let url = config.all_in_one.public_url.clone();
        let mounted = boot::mount::<SignIn>(&config, &url, world.clock.clock()).await;
        let chore = mounted.expect("mounts").into_parts().1.chore.expect("a chore");
        let begun = app.get_as_stranger("/sign-in?return_to=/desk").await;
        let asked = begun.location();
        let value = |name: &str| {
            let found =
                asked.split(['?', '&']).find_map(|part| part.strip_prefix(&format!("{name}=")));
            found.unwrap_or_else(|| panic!("{name} in {asked}")).to_owned()
        };
        let cookie = |reply: &Reply, name: &str| {
            let cookies = reply.headers.get_all("set-cookie").iter();
            let mut cookies = cookies.filter_map(|cookie| cookie.to_str().ok()?.split(';').next());
            cookies.find(|pair| pair.starts_with(name)).expect(name).to_owned()
        };
        let token = id_token(&signer, &json!(value("nonce")), &["advocate"]);
        Self::answers(
            &signer,
            StatusCode::OK,
            json!({"access_token": "a", "token_type": "Bearer", "id_token": token,
            "refresh_token": "first"}),
        );
        let back = format!("/sign-in/callback?code=x&state={}", value("state"));
        let request = Request::get(back).header("cookie", cookie(&begun, "sign-in="));
        let signed_in = app.send(request.body(Body::empty()).expect("a request")).await;
        assert_eq!(signed_in.location(), "/desk");
        let session = cookie(&signed_in, "redress=");
        Self { signer, world, app, session, chore }
    }

    fn answers(signer: &Signer, status: StatusCode, body: Value) {
        *signer.answer.lock().expect("no panic inside") = (status, body);
    }

    /// The provider says, half a minute and more after the last time.
    async fn says(&self, status: StatusCode, body: Value) {
        Self::answers(&self.signer, status, body);
        sqlx::query("update shared.session set looked_at = now() - interval '41 seconds'")
            .execute(&mut self.world.db.superuser().await)
            .await
            .expect("updates");
        while self.chore.work().await.expect("looks") {}
    }

    fn renewed(&self, subject: &str, roles: &[&str]) -> Value {
        let now = OffsetDateTime::now_utc().unix_timestamp();
        let claims = json!({"iss": self.signer.issuer, "aud": "redress", "sub": subject, "groups": roles, "iat": now,
            "exp": now + 300});
        let token = self.signer.token(&json!({"alg": "ES256", "kid": "k"}), &claims);
        json!({"access_token": "a", "token_type": "Bearer", "id_token": token, "refresh_token": "second"})
    }

    async fn opens(&self, path: &str) -> StatusCode {
        let request = Request::get(path).header("cookie", &self.session);
        self.app.send(request.body(Body::empty()).expect("a request")).await.status
    }

    async fn roles(&self) -> Vec<String> {
        sqlx::query_scalar("select roles from shared.actor where subject = 'amina'")
            .fetch_one(&mut self.world.db.superuser().await)
            .await
            .expect("one")
    }
}

#[tokio::test]
async fn a_role_that_is_taken_at_the_provider_goes_while_its_person_is_signed_in() {
    let amina = Signed::begin().await;
    amina.says(StatusCode::OK, amina.renewed("amina", &["advocate"])).await;
    assert_eq!(amina.roles().await, ["advocate"]);
    assert_eq!(amina.opens("/sessions/people").await, StatusCode::FORBIDDEN);
    amina.says(StatusCode::OK, amina.renewed("amina", &["administrator"])).await;
    assert_eq!(amina.opens("/sessions/people").await, StatusCode::OK, "a new role comes, too");
    amina.says(StatusCode::OK, amina.renewed("amina", &[])).await;
    assert!(amina.roles().await.is_empty());
    assert_eq!(amina.opens("/sessions/people").await, StatusCode::FORBIDDEN);
    let traces: Vec<String> = sqlx::query_scalar(
        "select split_part(subject, ': ', 2) from shared.audit where action = 'sign_in.look_again' order by audit_id",
    )
    .fetch_all(&mut amina.world.db.superuser().await)
    .await
    .expect("readable");
    assert_eq!(traces, ["administrator", ""], "only what changed leaves a trace");
    // The token lies there sealed, and is asked with once: the next time with the one that came back.
    let sealed: Vec<u8> = sqlx::query_scalar("select refresh_token from shared.session")
        .fetch_one(&mut amina.world.db.superuser().await)
        .await
        .expect("one");
    assert!(!String::from_utf8_lossy(&sealed).contains("second"));
}

#[tokio::test]
async fn a_session_that_is_over_at_the_provider_ends_and_one_that_it_cant_tell_of_goes_on() {
    let amina = Signed::begin().await;
    for (status, body) in [
        (StatusCode::SERVICE_UNAVAILABLE, Value::Null),
        (StatusCode::OK, json!({})),
        (StatusCode::OK, json!({"access_token": "a", "token_type": "Bearer"})),
        (StatusCode::BAD_REQUEST, json!({"error": "invalid_client"})),
        (StatusCode::OK, amina.renewed("brice", &["administrator"])),
        (
            StatusCode::OK,
            with(amina.renewed("amina", &["administrator"]), "id_token", json!("x.y.z")),
        ),
    ] {
        amina.says(status, body.clone()).await;
        assert_eq!(amina.opens("/desk").await, StatusCode::OK, "{body}");
        assert_eq!(amina.roles().await, ["advocate"], "{body}");
    }
    // Nobody is an advocate and staff.
    amina.says(StatusCode::OK, amina.renewed("amina", &["advocate", "administrator"])).await;
    assert_eq!(amina.opens("/desk").await, StatusCode::SEE_OTHER);

    let other = Signed::begin().await;
    other.says(StatusCode::BAD_REQUEST, json!({"error": "invalid_grant"})).await;
    assert_eq!(other.opens("/desk").await, StatusCode::SEE_OTHER);
}

#[tokio::test]
async fn a_session_is_looked_at_within_a_minute_and_not_more_often() {
    let amina = Signed::begin().await;
    Signed::answers(&amina.signer, StatusCode::BAD_REQUEST, json!({"error": "invalid_grant"}));
    while amina.chore.work().await.expect("looks") {}
    assert_eq!(amina.opens("/desk").await, StatusCode::OK, "signed in just now");
    amina.says(StatusCode::BAD_REQUEST, json!({"error": "invalid_grant"})).await;
    assert_eq!(amina.opens("/desk").await, StatusCode::SEE_OTHER);
}
