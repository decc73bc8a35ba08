use crate::story::Story;
use axum::http::Method;
use redress_testkit::World;
use serde_json::json;

#[tokio::test]
async fn a_claim_goes_from_consent_to_triage_over_the_api() {
    let story = Story::on(World::with_provider().await).await;
    let (app, amina) = (&story.app, "advocate.amina");
    let consents = json!({"given_by": "survivor", "language": "fr", "how": "spoken",
        "agreed": ["P1", "P2", "P8"], "assent": null});
    let opened = app.call(amina, Method::POST, "/api/intake/claims", Some(&consents), &[]).await;
    assert_eq!(opened.status, 200, "{}", opened.text());
    let claim = opened.json()["claim_id"].as_str().expect("an id").to_owned();
    let path = format!("/api/intake/claims/{claim}");
    let mut revision = "\"0\"".to_owned();
    for (key, fields) in [
        ("claimant", json!({"claimant": ["victim"]})),
        ("operation", json!({"operation": ["MINUSCA"]})),
        ("acts", json!({"acts": ["A5"]})),
        ("act-1", json!({"when-year": ["2019"], "graver": ["G6"]})),
        ("channel", json!({"channel": ["none"]})),
    ] {
        let body = json!({ "fields": fields });
        let headers = [("if-match", revision.as_str())];
        let saved = app
            .call(amina, Method::PUT, &format!("{path}/answers/{key}"), Some(&body), &headers)
            .await;
        assert_eq!(saved.status, 200, "{key}: {}", saved.text());
        revision = saved.headers["etag"].to_str().expect("ascii").to_owned();
    }
    let stale = json!({"fields": {"impact": ["I2"]}});
    let reply = app
        .call(
            amina,
            Method::PUT,
            &format!("{path}/answers/impact"),
            Some(&stale),
            &[("if-match", "\"1\"")],
        )
        .await;
    assert_eq!((reply.status.as_u16(), reply.json()["code"].as_str()), (412, Some("stale")));
    let read = app.call(amina, Method::GET, &path, None, &[]).await.json();
    assert_eq!(read["facts"]["acts"][0]["aggravations"], json!(["G6"]));
    assert_eq!(read["missing"], json!([]));
    let questions =
        app.call(amina, Method::GET, &format!("{path}/questions"), None, &[]).await.json();
    assert!(questions.as_array().is_some_and(|all| all.len() > 15));
    let sent = app.call(amina, Method::POST, &format!("{path}/submit"), None, &[]).await;
    assert_eq!(sent.status, 200, "{}", sent.text());
    let check = json!({"plan_read": true, "danger": "no", "judged": null});
    let triaged =
        app.call("intake.ines", Method::POST, &format!("{path}/triage"), Some(&check), &[]).await;
    assert_eq!(triaged.json()["matched"], "none", "{}", triaged.text());
    assert_eq!(app.call("advocate.brice", Method::GET, &path, None, &[]).await.status, 404);
    let wrong = json!({"given_by": "nobody"});
    let refused = app.call(amina, Method::POST, "/api/intake/claims", Some(&wrong), &[]).await;
    assert_eq!(
        (refused.status.as_u16(), refused.json()["errors"][0]["field"].as_str()),
        (422, Some("given_by"))
    );
}

#[tokio::test]
async fn the_description_names_every_operation_by_its_action() {
    let document = serde_json::to_value(redress_intake::openapi()).expect("json");
    let mut named = Vec::new();
    for methods in document["paths"].as_object().expect("paths").values() {
        for operation in methods.as_object().expect("methods").values() {
            named.push(operation["operationId"].as_str().expect("an id").to_owned());
        }
    }
    for action in redress_intake::actions::ALL {
        assert!(named.contains(&action.name.to_owned()), "{} has no operation", action.name);
    }
}
