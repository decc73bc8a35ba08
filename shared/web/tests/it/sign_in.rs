//! Signing in through the real provider, and out again.

use crate::desk::Desk;
use axum::body::Body;
use axum::http::{Method, Request, StatusCode};
use redress_runtime::boot;
use redress_testkit::{App, Provider, Reply, World, authorize, bearer_of};
use redress_web::sign_in::SignIn;

fn cookie_of(reply: &Reply, name: &str) -> String {
    reply
        .headers
        .get_all("set-cookie")
        .iter()
        .filter_map(|value| value.to_str().ok())
        .find_map(|value| value.strip_prefix(&format!("{name}=")))
        .and_then(|value| value.split(';').next())
        .unwrap_or_default()
        .to_owned()
}

async fn open(app: &App, path: &str, cookies: &str) -> Reply {
    app.send(Request::get(path).header("cookie", cookies).body(Body::empty()).expect("a request"))
        .await
}

fn local(address: &str) -> String {
    address.split_once("localhost:8080").expect("back to us").1.to_owned()
}

#[tokio::test]
async fn a_person_signs_in_comes_back_to_her_page_and_signs_out_at_the_provider_too() {
    let world = World::with_provider().await;
    let app = App::start::<Desk>(&world).await;

    let stranger = app.get_as_stranger("/desk").await;
    assert_eq!(stranger.location(), "/sign-in?return_to=%2Fdesk");

    let begun = app.get_as_stranger(&stranger.location()).await;
    let browser = cookie_of(&begun, "sign-in");
    let back = local(&authorize(&begun.location(), "advocate.amina").await);
    let signed_in = open(&app, &back, &format!("sign-in={browser}")).await;
    assert_eq!(signed_in.location(), "/desk");
    let session = format!("redress={}", cookie_of(&signed_in, "redress"));
    // The cookie ends with the browser, if the session doesn't end before.
    let ends = |cookie: &str| cookie.starts_with("redress=") && !cookie.contains("Max-Age");
    let mut cookies = signed_in.headers.get_all("set-cookie").iter();
    assert!(cookies.any(|value| value.to_str().is_ok_and(ends)));
    assert_eq!(open(&app, "/desk", &session).await.text(), "advocate.amina in en");

    // The same answer of the provider counts once, and in no other browser.
    let again = open(&app, &back, &format!("sign-in={browser}")).await;
    assert_eq!(again.status, StatusCode::BAD_REQUEST);

    let home = open(&app, "/", &session).await;
    let csrf = home.field("_csrf").expect("the page has its token");
    let out = Request::post("/sign-out")
        .header("cookie", &session)
        .header("content-type", "application/x-www-form-urlencoded")
        .body(Body::from(format!("_csrf={csrf}")))
        .expect("a request");
    let out = app.send(out).await;
    // No ID token was kept to show there.
    assert!(out.location().contains("/session/end?client_id=redress&"), "{}", out.location());
    let left_behind = ["sign_in.open", "web.end_session"];
    let audited: Vec<String> =
        sqlx::query_scalar("select action from shared.audit order by audit_id")
            .fetch_all(&mut world.db.superuser().await)
            .await
            .expect("readable");
    assert_eq!(audited, left_behind, "both left a trace");
    assert_eq!(open(&app, "/desk", &session).await.status, StatusCode::SEE_OTHER);
}

#[tokio::test]
async fn an_answer_stolen_into_another_browser_opens_nothing() {
    let world = World::with_provider().await;
    let app = App::start::<Desk>(&world).await;
    let begun = app.get_as_stranger("/sign-in?return_to=//evil.example").await;
    let back = local(&authorize(&begun.location(), "intake.ines").await);
    let stolen = open(&app, &back, "sign-in=0000").await;
    assert_eq!(stolen.status, StatusCode::BAD_REQUEST);
    assert!(cookie_of(&stolen, "redress").is_empty());
    let wrong_issuer = back.replace("iss=", "iss=x");
    let refused =
        open(&app, &wrong_issuer, &format!("sign-in={}", cookie_of(&begun, "sign-in"))).await;
    assert_eq!(refused.status, StatusCode::BAD_REQUEST);
    // The rightful browser still can, and is led home, not to the other host.
    let rightful = open(&app, &back, &format!("sign-in={}", cookie_of(&begun, "sign-in"))).await;
    assert_eq!(rightful.location(), "/");
}

/// Goes from an address of the sign-in through the provider; returns the answer at the end of the way back.
async fn signs_in(app: &App, address: &str, login: &str) -> Reply {
    let begun = app.get_as_stranger(address).await;
    let back = local(&authorize(&begun.location(), login).await);
    open(app, &back, &format!("sign-in={}", cookie_of(&begun, "sign-in"))).await
}

async fn send(app: &App, path: &str, cookies: &str, form: &str) -> Reply {
    let request = Request::post(path)
        .header("cookie", cookies)
        .header("content-type", "application/x-www-form-urlencoded")
        .body(Body::from(form.to_owned()));
    app.send(request.expect("a request")).await
}

#[tokio::test]
async fn what_was_typed_before_the_browser_was_closed_is_sent_after_signing_in() {
    let world = World::with_provider().await;
    let app = App::start::<Desk>(&world).await;
    let signed_in = signs_in(&app, "/sign-in", "advocate.amina").await;
    let session = format!("redress={}", cookie_of(&signed_in, "redress"));
    let csrf = open(&app, "/", &session).await.field("_csrf").expect("a token");
    let late = send(&app, "/desk", "", &format!("_csrf={csrf}&_once=1&amount=5")).await.location();
    let again = signs_in(&app, &late, "advocate.amina").await;
    let session = format!("redress={}", cookie_of(&again, "redress"));
    let held = open(&app, &again.location(), &session).await;
    assert_eq!(held.field("amount").as_deref(), Some("5"));
    let csrf = held.field("_csrf").expect("a token");
    let sent = send(&app, "/desk", &session, &format!("_csrf={csrf}&_once=1&amount=5")).await;
    assert_eq!(sent.location(), "/desk");
}

#[tokio::test]
async fn a_step_that_asks_for_a_young_sign_in_leads_through_the_provider_and_back_to_the_form() {
    let world = World::with_provider().await;
    let app = App::start::<Desk>(&world).await;
    let signed_in = signs_in(&app, "/sign-in", "advocate.amina").await;
    let session = format!("redress={}", cookie_of(&signed_in, "redress"));
    let csrf = open(&app, "/", &session).await.field("_csrf").expect("a token");
    let form = format!("_csrf={csrf}&_once=1&amount=5");
    assert_eq!(send(&app, "/desk/step", &session, &form).await.location(), "/desk", "young");

    let mut db = world.db.superuser().await;
    sqlx::query("update shared.session set fresh_until = now()")
        .execute(&mut db)
        .await
        .expect("old");
    assert_eq!(open(&app, "/desk", &session).await.status, StatusCode::OK, "she goes on reading");
    let asked = send(&app, "/desk/step", &session, &form).await.location();
    assert!(asked.ends_with("&again=yes"), "{asked}");
    let begun = app.get_as_stranger(&asked).await.location();
    assert!(begun.contains("prompt=login") && begun.contains("max_age=900"), "{begun}");

    let again = signs_in(&app, &asked, "advocate.amina").await;
    let session = format!("redress={}", cookie_of(&again, "redress"));
    let held = open(&app, &again.location(), &session).await;
    assert_eq!(held.field("amount").as_deref(), Some("5"), "nothing typed is lost");
    let csrf = held.field("_csrf").expect("a token");
    let form = format!("_csrf={csrf}&_once=1&amount=5");
    assert_eq!(send(&app, "/desk/step", &session, &form).await.location(), "/desk");
}

#[tokio::test]
async fn a_provider_that_did_not_ask_for_the_password_opens_no_young_session() {
    let world = World::with_provider().await;
    // Any sign-in is older than that by the time it is back.
    let app = App::start::<Desk>(&world).await;
    let begun = app.get_as_stranger("/sign-in?return_to=/desk&again=yes").await;
    let back = local(&authorize(&begun.location(), "advocate.amina").await);
    let mut config = world.config();
    config.oidc.fresh_minutes = 0;
    let app = App::with_config::<Desk>(&world, &config).await;
    let refused = open(&app, &back, &format!("sign-in={}", cookie_of(&begun, "sign-in"))).await;
    assert_eq!(refused.status, StatusCode::FORBIDDEN);
    assert!(cookie_of(&refused, "redress").is_empty());
}

#[tokio::test]
async fn a_session_ends_after_half_an_hour_without_a_request() {
    let world = World::new().await;
    let app = App::start::<Desk>(&world).await;
    let ines = world.person("intake.ines", &[redress_kernel::Role::IntakeOfficer]).await;
    world.clock.advance(time::Duration::minutes(29));
    assert_eq!(app.get(&ines, "/desk").await.status, StatusCode::OK);
    world.clock.advance(time::Duration::minutes(29));
    assert_eq!(app.get(&ines, "/desk").await.status, StatusCode::OK);
    world.clock.advance(time::Duration::minutes(31));
    assert_eq!(app.get(&ines, "/desk").await.status, StatusCode::SEE_OTHER);
}

#[tokio::test]
async fn new_keys_of_the_provider_are_found_without_a_restart() {
    let before = Provider::start(0).await;
    let issuer = before.issuer.clone();
    let port = issuer.rsplit(':').next().and_then(|port| port.parse().ok()).expect("a port");
    let world = World::with_issuer(&issuer).await;
    let app = App::start::<Desk>(&world).await;
    let ask = async |token: String| {
        let request = Request::put("/api/desk").header("authorization", format!("Bearer {token}"));
        app.send(request.header("if-match", "\"7\"").body(Body::empty()).expect("a request"))
            .await
            .status
    };
    let old = bearer_of(&issuer, "advocate.amina").await;
    assert_eq!(ask(old.clone()).await, StatusCode::OK);

    drop(before);
    let _after = started_again(port).await;
    let new = bearer_of(&issuer, "advocate.amina").await;
    // Keys are asked for again once a second at most.
    let began = std::time::Instant::now();
    while ask(new.clone()).await != StatusCode::OK {
        assert!(began.elapsed().as_secs() < 20, "the new keys are not found");
        tokio::time::sleep(std::time::Duration::from_millis(50)).await;
    }
    // A token is looked at again after a minute; here it is over at once.
    sqlx::query("update shared.session set valid_until = now()")
        .execute(&mut world.db.superuser().await)
        .await
        .expect("updates");
    assert_eq!(ask(old).await, StatusCode::UNAUTHORIZED, "the old key signs nothing any more");
    assert_eq!(ask(new).await, StatusCode::OK);
}

#[tokio::test]
async fn a_bearer_token_brings_no_role_back_and_changes_nothing_of_a_known_person() {
    let world = World::with_provider().await;
    let app = App::start::<Desk>(&world).await;
    let mut db = world.db.superuser().await;
    let call = async || {
        let body = serde_json::json!({"amount": 3});
        app.call("advocate.amina", Method::POST, "/api/desk", Some(&body), &[]).await.status
    };
    assert_eq!(call().await, StatusCode::OK, "known from the first sight on");
    // Her role has gone since the token was made, as a later sign-in would have told.
    sqlx::query("update shared.actor set roles = '{}', label = 'as told at sign-in'")
        .execute(&mut db)
        .await
        .expect("updates");
    assert_eq!(call().await, StatusCode::FORBIDDEN, "felt at once");
    sqlx::query("update shared.session set valid_until = now()")
        .execute(&mut db)
        .await
        .expect("updates");
    assert_eq!(call().await, StatusCode::FORBIDDEN, "also when the token is looked at again");
    let (roles, label): (Vec<String>, String) =
        sqlx::query_as("select roles, label from shared.actor")
            .fetch_one(&mut db)
            .await
            .expect("one");
    assert_eq!((roles, label.as_str()), (vec![], "as told at sign-in"));

    // A role that she has got since does not come to an older token either.
    sqlx::query("update shared.actor set roles = '{intake_officer}'")
        .execute(&mut db)
        .await
        .expect("updates");
    assert_eq!(call().await, StatusCode::FORBIDDEN);
}

#[tokio::test]
async fn sessions_and_forms_that_are_over_are_forgotten() {
    let world = World::new().await;
    let amina = world.person("advocate.amina", &[redress_kernel::Role::Advocate]).await;
    let brice = world.person("advocate.brice", &[redress_kernel::Role::Advocate]).await;
    let mut db = world.db.superuser().await;
    for (over, held, who) in
        [("2 days 1 second", "31 days", &amina), ("47 hours", "29 days", &brice)]
    {
        sqlx::query(
            "update shared.session set valid_until = now() - $2::interval where actor_id = $1",
        )
        .bind(who.actor.actor_id.0)
        .bind(over)
        .execute(&mut db)
        .await
        .expect("over");
        let form = "insert into shared.held_form values (gen_random_uuid(), $1, '/desk', '', now() - $2::interval)";
        sqlx::query(form)
            .bind(who.actor.actor_id.0)
            .bind(held)
            .execute(&mut db)
            .await
            .expect("held");
    }
    let config = world.config();
    let url = config.all_in_one.public_url.clone();
    let signing_in =
        boot::mount::<SignIn>(&config, &url, world.clock.clock()).await.expect("mounts");
    let chore = signing_in.into_parts().1.chore.expect("a chore");
    assert!(chore.work().await.expect("forgets"));
    assert!(!chore.work().await.expect("looks"), "once an hour is enough");
    for table in ["session", "held_form"] {
        let left: Vec<redress_kernel::Uuid> =
            sqlx::query_scalar(sqlx::AssertSqlSafe(format!("select actor_id from shared.{table}")))
                .fetch_all(&mut db)
                .await
                .expect("readable");
        assert_eq!(left, [brice.actor.actor_id.0], "{table}");
    }
}

/// The provider on the port of one that is just ending.
async fn started_again(port: u16) -> Provider {
    while std::net::TcpStream::connect(("127.0.0.1", port)).is_ok() {
        tokio::task::yield_now().await;
    }
    Provider::start(port).await
}
