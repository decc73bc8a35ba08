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
    let sheet = &open["open"]["worksheet"]["worksheet_id"];
    let stale = json!({ "worksheet_id": claim, "outcome": "eligible" });
    let problem = post("panel.paul", "gate", stale).await;
    assert_eq!((problem.status.as_u16(), &problem.json()["code"]), (412, &json!("stale")));
    let unknown = json!({ "worksheet_id": sheet, "outcome": "eligible", "admin": true });
    assert_eq!(post("panel.paul", "gate", unknown).await.status, 422);
    let confirmed =
        post("panel.paul", "gate", json!({ "worksheet_id": sheet, "outcome": "eligible" }));
    assert_eq!(confirmed.await.json()["stage"], "eligible");
    let interim = json!({ "what": "interim", "paid": { "amount": "3000", "currency": "USD" } });
    let wrong = json!({ "changes": [{ "what": "birth", "when":
        { "earliest": "2022-01-01", "latest": "2022-01-01" } }], "source": "panel" });
    let refused = post("panel.petra", "facts", wrong).await;
    let error = &refused.json()["errors"][0];
    assert_eq!(refused.status, 422);
    assert_eq!(
        (&error["field"], &error["code"]),
        (&json!("acts[0].when"), &json!("birth-after-act"))
    );
    let recorded = json!({ "changes": [interim], "source": "fund", "why": "learned" });
    assert_eq!(post("panel.petra", "facts", recorded).await.json()["stage"], "eligible");
    assert_eq!(post("panel.petra", "award", json!({})).await.json()["stage"], "assessed");
    let seen = bench.app.call("panel.petra", Method::GET, &base, None, &[]).await.json();
    let path = format!(
        "{base}/worksheets/{}",
        seen["open"]["history"][1]["worksheet_id"].as_str().expect("an id")
    );
    let earlier = bench.app.call("panel.petra", Method::GET, &path, None, &[]).await.json();
    assert_eq!(
        (&earlier["is_latest"], &earlier["worksheet"]["cause"]),
        (&json!(false), &json!("fact"))
    );
    assert_eq!(earlier["worksheet"]["sources"]["interim"]["source"], "fund");
    for login in ["chair.chandra", "panel.paul", "panel.petra"] {
        assert_eq!(post(login, "views", json!({ "verdict": "awarded" })).await.status, 200);
    }
    let decision = json!({ "outcome": "awarded", "reasons": "We believe you." });
    let issued = post("chair.chandra", "decision", decision).await.json();
    assert_eq!(issued["net"], json!({ "amount": "34460.00", "currency": "USD" }));
    assert_eq!(bench.app.call("advocate.amina", Method::GET, &base, None, &[]).await.status, 403);
}

#[tokio::test]
async fn a_version_goes_from_draft_to_two_signatures_by_api() {
    let bench = Bench::on(World::with_provider().await).await;
    let base = "/api/eligibility/versions";
    let post = async |login: &str, path: String, body: Value| {
        bench.app.call(login, Method::POST, &path, Some(&body), &[]).await
    };
    let wrong = json!({ "document": crate::versions::rules("2020-01-01").replace("R-30", "R-29") });
    let refused = post("admin.ada", format!("{base}/check"), wrong).await;
    assert_eq!(refused.status, 422);
    let places: Vec<Value> = refused.json()["errors"]
        .as_array()
        .expect("errors")
        .iter()
        .map(|error| json!([error["field"], error["code"]]))
        .collect();
    assert_eq!(
        places,
        [
            json!(["rules[29].rule", "code-twice"]),
            json!(["rules", "rule-missing"]),
            json!(["effective_from", "version-too-late"]),
        ]
    );
    let document = json!({ "document": crate::versions::rules("2027-01-01") });
    let sound = post("admin.ada", format!("{base}/check"), document.clone()).await;
    assert_eq!(sound.json(), json!({"kind": "rules", "version": "DMR-2", "warnings": []}));
    let drafted = post("admin.ada", base.to_owned(), document).await.json();
    let signature = json!({ "digest": drafted["digest"] });
    let of = format!("{base}/rules/DMR-2");
    for (login, complete) in [("admin.ada", false), ("admin.abel", true)] {
        let signed = post(login, format!("{of}/signatures"), signature.clone()).await;
        assert_eq!(signed.json()["complete"], complete, "{}", signed.text());
    }
    let again = post("admin.abel", format!("{of}/signatures"), signature).await;
    assert_eq!((again.status.as_u16(), &again.json()["code"]), (409, &json!("version-signed")));
    let shown = bench.app.call("auditor.ola", Method::GET, &of, None, &[]).await.json();
    assert_eq!((&shown["state"], &shown["follows"]), (&json!("coming"), &json!("DMR-1")));
    assert_eq!(shown["changes"].as_array().map(Vec::len), Some(3), "{}", shown["changes"]);
    let listed = bench.app.call("chair.chandra", Method::GET, base, None, &[]).await.json();
    assert_eq!(listed.as_array().map(Vec::len), Some(3));
    let panel = bench.app.call("panel.paul", Method::GET, base, None, &[]).await;
    assert_eq!(panel.status, 403);
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
        "check_version",
        "confirm_gate",
        "declare_conflict",
        "draft_version",
        "issue_decision",
        "list_cases",
        "list_versions",
        "record_fact",
        "record_view",
        "run_lab",
        "seat_panel",
        "show_case",
        "show_version",
        "show_worksheet",
        "sign_version",
    ];
    assert_eq!(named, expected.map(|name| format!("eligibility.{name}")));
}
