//! The JSON twins: the same actions, the same answers.

use crate::desk::{Desk, PLAIN, Wish};
use axum::body::Body;
use axum::http::{Method, Request, StatusCode};
use redress_iso20022::sim;
use redress_iso20022::sim::Options;
use redress_testkit::{Reply, World, bearer};
use redress_web::keys::token;
use serde_json::json;

async fn xml(desk: &Desk, login: &str, path: &str, key: &str, file: &[u8]) -> Reply {
    let request = Request::post(path)
        .header("authorization", format!("Bearer {}", bearer(login).await))
        .header("idempotency-key", key)
        .header("content-type", "application/xml")
        .body(Body::from(file.to_vec()));
    desk.app.send(request.expect("a request")).await
}

#[tokio::test]
async fn an_award_is_paid_from_contribution_to_statement() {
    let desk = Desk::on(World::with_provider().await).await;
    let api = async |login: &str, method: Method, path: &str, body: Option<serde_json::Value>| {
        let reply = desk.app.call(login, method, path, body.as_ref(), &[]).await;
        assert_eq!(reply.status, StatusCode::OK, "{path}: {}", reply.text());
        reply
    };
    let (farid, asha, ola) = ("finance.farid", "approver.asha", "auditor.ola");
    let gift = json!({ "kind": "voluntary", "amount": { "amount": "50000.00", "currency": "USD" },
        "received_on": "2026-11-01", "reference": "G-1" });
    api(farid, Method::POST, "/api/ledger/contributions", Some(gift)).await;
    let award = desk.accepted(&Wish { currency: "XAF", ..PLAIN }).await;
    let listed = api(ola, Method::GET, "/api/ledger/payments", None).await.json();
    assert_eq!(listed[0]["claim_code"], award.code.as_str());
    let path = format!("/api/ledger/payments/{}/plan", award.claim);
    let plan = api(farid, Method::POST, &path, Some(json!({ "instalments": 2 }))).await.json();
    assert_eq!(
        plan["instalments"][0]["amount"],
        json!({ "amount": "17230.00", "currency": "USD" })
    );
    let ready = api(farid, Method::GET, "/api/ledger/instalments", None).await.json();
    let ids: Vec<_> =
        ready.as_array().expect("a list").iter().map(|i| i["instalment_id"].clone()).collect();
    let body = json!({ "execution_date": "2026-11-03", "instalments": ids });
    let batch = api(farid, Method::POST, "/api/ledger/batches", Some(body)).await.json();
    let base = format!("/api/ledger/batches/{}", batch["batch_id"].as_str().expect("an id"));
    let unchecked = api(ola, Method::GET, &base, None).await.json();
    assert_eq!(unchecked["looks"][0]["state"], "waiting");
    desk.review_says(&base, "approval", &[]).await;
    api(asha, Method::POST, &format!("{base}/approve"), None).await;
    desk.review_says(&base, "payment", &[]).await;
    let released = api(asha, Method::POST, &format!("{base}/release"), None).await.json();
    let detail = api(ola, Method::GET, &base, None).await.json();
    assert_eq!(detail["file_digest"], released["file_digest"]);
    assert_eq!(detail["totals"], json!([{ "currency": "XAF", "count": 2, "sum": "20856916" }]));
    assert!(!detail.to_string().contains("payee"), "{detail}");
    let file = api(farid, Method::GET, &format!("{base}/file"), None).await.bytes;
    let options = Options { opening: "50000".parse().expect("a sum"), ..Options::default() };
    let answer = sim::answer(&file, &options, desk.world.clock.clock().now()).expect("an answer");
    let (reports, statements) = ("/api/ledger/status-reports", "/api/ledger/statements");
    assert_eq!(xml(&desk, farid, reports, &token(), &answer.report).await.json()["under_way"], 2);
    for _ in 0..2 {
        // The same key again: the same answer, not "was known".
        let imported = xml(&desk, farid, statements, "k1", &answer.statement).await.json();
        assert_eq!((&imported["settled"], &imported["was_known"]), (&json!(2), &json!(false)));
    }
    assert_eq!(
        xml(&desk, farid, statements, "k1", &answer.report).await.json()["code"],
        "key-reused"
    );
    assert_eq!(desk.world.stage(award.claim).await, "settled");
    let accounts = api(ola, Method::GET, "/api/ledger/accounts", None).await.json();
    assert_eq!(accounts["debits"], accounts["credits"]);
    assert_eq!(accounts["debits"][0]["currency"], "USD");
    let overview = api(asha, Method::GET, "/api/ledger/overview", None).await.json();
    assert_eq!(overview["uncommitted"]["amount"], "15540.00");
    for path in ["entries", "contributions", "rates", "statements", "batches"] {
        let rows = api(ola, Method::GET, &format!("/api/ledger/{path}"), None).await.json();
        assert!(!rows.as_array().expect("a list").is_empty(), "{path}");
    }
}

#[tokio::test]
async fn refusals_are_problem_details_and_tokens_count() {
    let desk = Desk::on(World::with_provider().await).await;
    let wrong = json!({ "kind": "gift", "amount": { "amount": "1.00", "currency": "EUR" },
        "received_on": "2026-11-09", "reference": "" });
    let path = "/api/ledger/contributions";
    let reply = desk.app.call("finance.farid", Method::POST, path, Some(&wrong), &[]).await;
    assert_eq!(reply.status, 422);
    let fields: Vec<_> = reply.json()["errors"]
        .as_array()
        .expect("errors")
        .iter()
        .map(|error| error["field"].as_str().expect("a field").to_owned())
        .collect();
    assert_eq!(fields, ["kind", "amount", "received_on", "reference"]);
    let reply =
        desk.app.call("advocate.amina", Method::GET, "/api/ledger/payments", None, &[]).await;
    assert_eq!(reply.status, 403);
    assert_eq!(desk.app.get_as_stranger("/api/ledger/payments").await.status, 401);
    let page = desk.app.get_as_stranger("/api/ledger").await.text();
    assert!(page.contains("/api/ledger/batches/{batch_id}/release"), "{page}");
}
