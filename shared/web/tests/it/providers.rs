//! Several providers, of whom each says who its own people are; and programs that call in their own name.

use crate::desk::{Desk, TEXTS};
use crate::tokens::{Signer, with};
use axum::body::Body;
use axum::http::{Request, StatusCode};
use redress_runtime::Config;
use redress_runtime::config::{Oidc, ServiceAccount};
use redress_testkit::{App, Reply, World};
use serde_json::{Value, json};
use time::OffsetDateTime;

async fn open(app: &App, path: &str, cookies: &str) -> Reply {
    let request = Request::get(path).header("cookie", cookies).body(Body::empty());
    app.send(request.expect("a request")).await
}

/// A value in an address.
fn value(address: &str, name: &str) -> String {
    let mut parts = address.split(['?', '&']);
    let found = parts.find_map(|part| part.strip_prefix(&format!("{name}=")));
    found.unwrap_or_else(|| panic!("{name} in {address}")).to_owned()
}

fn cookie(reply: &Reply, name: &str) -> String {
    let cookies = reply.headers.get_all("set-cookie").iter();
    let mut cookies = cookies.filter_map(|cookie| cookie.to_str().ok()?.split(';').next());
    cookies.find(|pair| pair.starts_with(name)).unwrap_or_default().to_owned()
}

fn bearer(signer: &Signer, claims: &Value) -> String {
    signer.token(&json!({"alg": "ES256", "kid": "k", "typ": "at+jwt"}), claims)
}

async fn step(app: &App, token: &str) -> StatusCode {
    let request =
        Request::post("/api/desk/step").header("authorization", format!("Bearer {token}"));
    app.send(request.body(Body::empty()).expect("a request")).await.status
}

#[tokio::test]
async fn people_choose_their_provider_and_no_other_answers_for_it() {
    let (first, second) = (Signer::start().await, Signer::start().await);
    let world = World::with_issuer(&first.issuer).await;
    let mut config = world.config();
    let name = "Partners".to_owned();
    config.more_oidc = vec![Oidc { issuer: second.issuer.clone(), name, ..config.oidc.clone() }];
    let app = App::with_config::<Desk>(&world, &config).await.with_texts(&TEXTS);
    let page = app.get_as_stranger("/sign-in?return_to=/desk").await;
    assert_eq!(page.status, StatusCode::OK);
    let page = page.page();
    page.says("choose-heading", &[]);
    assert!(page.links_to("/sign-in?return_to=%2Fdesk&again=&at=0"), "{page}");
    for nobody in ["2", "-1", "x"] {
        let again = app.get_as_stranger(&format!("/sign-in?at={nobody}")).await;
        assert_eq!(again.status, StatusCode::OK, "{nobody}: asked once more");
    }
    let sign_in = async |issuer: Option<&str>| {
        let begun = app.get_as_stranger("/sign-in?return_to=/desk&again=&at=1").await;
        let asked = begun.location();
        assert!(asked.starts_with(&second.issuer), "{asked}");
        let now = OffsetDateTime::now_utc().unix_timestamp();
        let claims = json!({"iss": second.issuer, "aud": "redress", "sub": "amina", "groups": ["advocate"],
            "iat": now, "exp": now + 300, "nonce": value(&asked, "nonce")});
        let token = second.token(&json!({"alg": "ES256", "kid": "k"}), &claims);
        let body = json!({"access_token": "a", "token_type": "Bearer", "id_token": token});
        *second.answer.lock().expect("no panic inside") = (StatusCode::OK, body);
        let issuer = issuer.map(|issuer| format!("&iss={issuer}")).unwrap_or_default();
        let back = format!("/sign-in/callback?code=x&state={}{issuer}", value(&asked, "state"));
        open(&app, &back, &cookie(&begun, "sign-in=")).await
    };
    for wrong in [None, Some(first.issuer.as_str()), Some("http://elsewhere")] {
        assert_eq!(sign_in(wrong).await.status, StatusCode::BAD_REQUEST, "{wrong:?}");
    }
    let signed_in = sign_in(Some(&second.issuer)).await;
    assert_eq!(signed_in.location(), "/desk");
    let desk = open(&app, "/desk", &cookie(&signed_in, "redress=")).await;
    assert_eq!(desk.status, StatusCode::OK);

    // The same subject of another issuer is another person; a third issuer is nobody's.
    let now = OffsetDateTime::now_utc().unix_timestamp();
    for signer in [&first, &second] {
        assert_eq!(
            step(&app, &bearer(signer, &with(signer.claims(), "auth_time", json!(now)))).await,
            StatusCode::OK
        );
    }
    let third = Signer::start().await;
    assert_eq!(step(&app, &bearer(&third, &third.claims())).await, StatusCode::UNAUTHORIZED);
    let posing = with(third.claims(), "iss", json!(second.issuer));
    assert_eq!(step(&app, &bearer(&third, &posing)).await, StatusCode::UNAUTHORIZED);
    let people: Vec<String> = sqlx::query_scalar(
        "select issuer from shared.actor where subject = 'amina' order by signed_in_at",
    )
    .fetch_all(&mut world.db.superuser().await)
    .await
    .expect("readable");
    assert_eq!(people, [second.issuer.clone(), first.issuer.clone()]);
}

#[tokio::test]
async fn a_program_calls_in_its_own_name_with_the_roles_of_the_configuration_alone() {
    let signer = Signer::start().await;
    let world = World::with_issuer(&signer.issuer).await;
    let with_account = |account: Option<(&str, bool)>| -> Config {
        let mut config = world.config();
        config.oidc.service_accounts = account
            .map(|(role, is_always_fresh)| ServiceAccount {
                subject: "batch".into(),
                name: "Batch".into(),
                roles: vec![role.into()],
                is_always_fresh,
            })
            .into_iter()
            .collect();
        config
    };
    let now = OffsetDateTime::now_utc().unix_timestamp();
    let claims = with(with(signer.claims(), "sub", json!("batch")), "groups", json!(["auditor"]));
    let token = bearer(&signer, &with(claims, "auth_time", json!(now)));
    let mut db = world.db.superuser().await;
    for (account, expected, roles) in [
        (Some(("intake_officer", true)), StatusCode::OK, vec!["intake_officer"]),
        // Nobody can ask it for a password, and what its token says of one counts nothing.
        (Some(("intake_officer", false)), StatusCode::UNAUTHORIZED, vec!["intake_officer"]),
        (Some(("auditor", true)), StatusCode::FORBIDDEN, vec!["auditor"]),
        (None, StatusCode::FORBIDDEN, vec![]),
    ] {
        let app = App::with_config::<Desk>(&world, &with_account(account)).await;
        // A token is looked at again after a minute: here at once.
        sqlx::query("delete from shared.session").execute(&mut db).await.expect("forgets");
        assert_eq!(step(&app, &token).await, expected, "{account:?}");
        let known: (bool, Vec<String>) =
            sqlx::query_as("select is_service, roles from shared.actor")
                .fetch_one(&mut db)
                .await
                .expect("one");
        assert_eq!(known, (true, roles.into_iter().map(str::to_owned).collect()), "{account:?}");
    }
}
