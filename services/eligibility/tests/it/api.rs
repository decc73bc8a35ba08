//! The JSON twins: a whole case by bearer token, refusals as problem details, the description.

use crate::bench::{Bench, facts};
use axum::http::Method;
use redress_testkit::World;
use serde_json::{Value, json};

#[tokio::test]
async fn a_case_goes_from_seats_to_decision_by_api() {
    let bench = Bench::on(World::with_provider().await).await;
    // Everybody is known once they have called.
    for login in ["chair.chandra", "panel.paul", "panel.petra"] {
        let reply = bench.app.call(login, Method::GET, "/api/eligibility/cases", None, &[]).await;
        assert_eq!((reply.status.as_u16(), reply.json()), (200, json!([])));
    }
    let claim = bench.in_review(&facts()).await;
    let base = format!("/api/eligibility/cases/{claim}");
    let post = async |login: &str, what: &str, body: Value| {
        bench.app.call(login, Method::POST, &format!("{base}/{what}"), Some(&body), &[]).await
    };
    let seen = bench.app.call("chair.chandra", Method::GET, &base, None, &[]).await.json();
    assert_eq!((&seen["next"], &seen["open"]), (&json!("seat_panel"), &Value::Null));
    let of = |name: &str| {
        let mut people = seen["candidates"].as_array().expect("candidates").iter();
        let is_named = |label: &str| label.to_lowercase().contains(name);
        let person = people.find(|one| one["label"].as_str().is_some_and(is_named));
        person.unwrap_or_else(|| panic!("{name} is known: {seen}"))["actor_id"].clone()
    };
    let members = json!({ "members": [of("paul"), of("petra")] });
    assert_eq!(post("chair.chandra", "panel", members).await.status, 200);
    for login in ["chair.chandra", "panel.paul", "panel.petra"] {
        let reply = post(login, "declaration", json!({ "declaration": "none" })).await;
        assert_eq!(reply.status, 200, "{}", reply.text());
    }
    let open = bench.app.call("panel.paul", Method::GET, &base, None, &[]).await.json();
    let sheet = &open["open"]["worksheet_id"];
    let stale = json!({ "worksheet_id": claim, "outcome": "eligible" });
    let problem = post("panel.paul", "gate", stale).await;
    assert_eq!((problem.status.as_u16(), &problem.json()["code"]), (412, &json!("stale")));
    let unknown = json!({ "worksheet_id": sheet, "outcome": "eligible", "admin": true });
    assert_eq!(post("panel.paul", "gate", unknown).await.status, 422);
    let confirmed =
        post("panel.paul", "gate", json!({ "worksheet_id": sheet, "outcome": "eligible" }));
    assert_eq!(confirmed.await.json()["stage"], "eligible");
    let award = json!({ "interim_paid": { "amount": "3000", "currency": "USD" } });
    assert_eq!(post("panel.petra", "award", award).await.json()["stage"], "assessed");
    for login in ["chair.chandra", "panel.paul", "panel.petra"] {
        assert_eq!(post(login, "views", json!({ "verdict": "awarded" })).await.status, 200);
    }
    let decision = json!({ "outcome": "awarded", "reasons": "We believe you." });
    let issued = post("chair.chandra", "decision", decision).await.json();
    assert_eq!(issued["net"], json!({ "amount": "34460.00", "currency": "USD" }));
    assert_eq!(bench.app.call("advocate.amina", Method::GET, &base, None, &[]).await.status, 403);
}

#[test]
fn every_action_is_described_under_its_name() {
    let described = serde_json::to_value(redress_eligibility::openapi()).expect("json");
    let mut named: Vec<String> = Vec::new();
    for methods in described["paths"].as_object().expect("paths").values() {
        for operation in methods.as_object().expect("methods").values() {
            named.push(operation["operationId"].as_str().expect("a name").to_owned());
        }
    }
    named.sort_unstable();
    let expected = [
        "ask_information",
        "assess_award",
        "confirm_gate",
        "declare_conflict",
        "issue_decision",
        "list_cases",
        "record_finding",
        "record_view",
        "run_lab",
        "seat_panel",
        "show_case",
    ];
    assert_eq!(named, expected.map(|name| format!("eligibility.{name}")));
}
