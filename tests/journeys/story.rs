//! The steps of the path, over the JSON API, as the people of the story take them.

use crate::journeys::shape::Programs;
use reqwest::Method;
use serde_json::{Value, json};

/// One act of rape by a civilian who controlled aid, felt for up to five years:
/// 30,000.00 x (1 + 0.05) + 5,000.00 + 960.00.
pub const NET: &str = "37460.00";

/// What the advocate answers, question by question; those not named are left open.
fn answers(name: &str, currency: &str) -> Vec<(&'static str, Value)> {
    vec![
        ("claimant", json!({"claimant": ["victim"]})),
        ("age", json!({"age": ["no"]})),
        ("operation", json!({"operation": ["MINUSCA"]})),
        ("role", json!({"role": ["CIV_INT"]})),
        ("serving", json!({"serving": ["yes"]})),
        ("acts", json!({"acts": ["A5"]})),
        ("act-1", json!({"when-year": ["2022"], "when-month": ["5"], "graver": ["G6"]})),
        ("impact", json!({"impact": ["I2"]})),
        ("care", json!({"care": ["no"]})),
        ("programme", json!({"programme": ["yes"]})),
        ("months", json!({"months": ["0"]})),
        ("other-payment", json!({"other-payment": ["no"]})),
        ("reported", json!({"reported": ["no"]})),
        ("name", json!({"name": [name]})),
        ("birth-year", json!({"birth-year": ["1994"]})),
        ("language", json!({"language": ["fr"]})),
        ("channel", json!({"channel": ["none"]})),
        ("pay-method", json!({"pay-method": ["bank"]})),
        (
            "payee",
            json!({"holder": [name], "account": ["00110022334"], "bank_name": ["Sample Bank"],
                   "bic": ["SAMPCFCF"], "country": ["CF"]}),
        ),
        ("pay-currency", json!({"pay-currency": [currency]})),
        ("instalments", json!({"instalments": ["3"]})),
    ]
}

/// Opens a claim with the consents to file, to be seen by the panel, and to be paid.
pub async fn open(programs: &Programs, advocate: &str) -> String {
    let consent = json!({"given_by": "survivor", "language": "fr", "how": "spoken",
                         "agreed": ["P1", "P2", "P6", "P7", "P8"]});
    let opened = programs.post(advocate, "/api/intake/claims", &consent).await;
    text(&opened["claim_id"])
}

/// Answers every question.
pub async fn answer(programs: &Programs, advocate: &str, claim: &str, name: &str) {
    for (question, fields) in answers(name, "USD") {
        let shown = programs.get(advocate, &format!("/api/intake/claims/{claim}")).await;
        let path = format!("/api/intake/claims/{claim}/answers/{question}");
        let request = programs.request(advocate, Method::PUT, &path).await;
        let request = request.header("if-match", format!("\"{}\"", shown["revision"]));
        let answer = request.json(&json!({"fields": fields})).send().await.expect("an answer");
        assert_eq!(answer.status(), 200, "{question}: {}", answer.text().await.unwrap_or_default());
    }
}

/// From nothing to submitted. Returns the claim's identifier.
pub async fn file(programs: &Programs, advocate: &str, name: &str) -> String {
    let claim = open(programs, advocate).await;
    answer(programs, advocate, &claim, name).await;
    let path = format!("/api/intake/claims/{claim}/submit");
    programs.post(advocate, &path, &Value::Null).await;
    claim
}

/// The intake officer passes it on.
pub async fn triage(programs: &Programs, claim: &str) {
    let path = format!("/api/intake/claims/{claim}/triage");
    let seen = programs.get("intake.ines", &path).await;
    let judged =
        if seen["possible_matches"] == json!([]) { Value::Null } else { json!("distinct") };
    let check = json!({"plan_read": true, "danger": "no", "judged": judged});
    programs.post("intake.ines", &path, &check).await;
}

/// Chair and members decide: each declares, one confirms the gate and has the award computed, each records a view
/// alone, the chair issues.
pub async fn decide(programs: &Programs, claim: &str) {
    let case = format!("/api/eligibility/cases/{claim}");
    let candidates = programs
        .wait_for("the case", async |programs: &Programs| {
            let request = programs.request("chair.chandra", Method::GET, &case).await;
            let answer = request.send().await.ok().filter(|answer| answer.status() == 200)?;
            let case: Value = answer.json().await.ok()?;
            Some(case["candidates"].clone()).filter(Value::is_array)
        })
        .await;
    let member = |label: &str| {
        let all = candidates.as_array().expect("a list");
        let found = all.iter().find(|one| one["label"] == label);
        found.unwrap_or_else(|| panic!("{label} can be seated: {candidates}"))["actor_id"].clone()
    };
    let members = json!({"members": [member("panel.paul"), member("panel.petra")]});
    programs.post("chair.chandra", &format!("{case}/panel"), &members).await;
    let panel = ["chair.chandra", "panel.paul", "panel.petra"];
    for person in panel {
        let none = json!({"declaration": "none"});
        programs.post(person, &format!("{case}/declaration"), &none).await;
    }
    let shown = programs.get("panel.paul", &case).await;
    assert_eq!(shown["open"]["worksheet"]["result"]["gate"], "eligible", "{shown}");
    let gate =
        json!({"worksheet_id": shown["open"]["worksheet"]["worksheet_id"], "outcome": "eligible"});
    programs.post("panel.paul", &format!("{case}/gate"), &gate).await;
    programs.post("panel.paul", &format!("{case}/award"), &json!({})).await;
    for (place, person) in panel.iter().enumerate() {
        let view = json!({"verdict": "awarded", "note": "Coherent and sufficient."});
        programs.post(person, &format!("{case}/views"), &view).await;
        let seen = programs.get(person, &case).await;
        let views = seen["open"]["views"].as_array().map_or(0, Vec::len);
        assert_eq!(views, place + 1, "each sees the others' views after her own");
    }
    let decision =
        json!({"outcome": "awarded", "reasons": "We believe the account and award in full."});
    let issued = programs.post("chair.chandra", &format!("{case}/decision"), &decision).await;
    assert_eq!(issued["net"]["amount"], NET);
}

/// The survivor accepts what the letter says.
pub async fn accept(programs: &Programs, advocate: &str, claim: &str) {
    paper(programs, advocate, claim, "decision_letter").await;
    let offer = format!("/api/intake/claims/{claim}/offer");
    let shown = programs.get(advocate, &offer).await;
    assert_eq!(shown["net"]["amount"], NET);
    let understood = json!({"understood_amount": true, "understood_no_waiver": true,
                            "understood_review": true, "language": "fr"});
    programs.post(advocate, &format!("{offer}/accept"), &understood).await;
}

/// Waits until the claim stands at a stage, as its advocate sees it.
pub async fn stands_at(programs: &Programs, advocate: &str, claim: &str, stage: &str) {
    let path = format!("/api/intake/claims/{claim}");
    programs
        .wait_for(stage, async |programs: &Programs| {
            let shown = programs.get(advocate, &path).await;
            (shown["stage"] == stage).then_some(())
        })
        .await;
}

/// Waits for a paper of a kind, fetches it, and checks that it is a PDF that bears the claim code and no name.
pub async fn paper(programs: &Programs, login: &str, claim: &str, kind: &str) -> Vec<u8> {
    let list = format!("/api/documents/claims/{claim}/papers");
    let id = programs
        .wait_for(kind, async |programs: &Programs| {
            let papers = programs.get(login, &list).await;
            let all = papers.as_array().or_else(|| papers["papers"].as_array())?.clone();
            let paper = all
                .into_iter()
                .find(|paper| paper["kind"] == kind && paper["made_at"].is_string())?;
            paper["document_id"].as_str().map(ToOwned::to_owned)
        })
        .await;
    let path = format!("/api/documents/papers/{id}");
    let answer = programs.request(login, Method::GET, &path).await.send().await.expect("an answer");
    assert_eq!(answer.headers()["content-type"], "application/pdf");
    let bytes = answer.bytes().await.expect("a body").to_vec();
    assert!(bytes.starts_with(b"%PDF-"));
    bytes
}

/// The text of a JSON string.
pub fn text(value: &Value) -> String {
    value.as_str().unwrap_or_else(|| panic!("a text, not {value}")).to_owned()
}

/// Money in the fund.
pub async fn fund(programs: &Programs, amount: &str) {
    let today = time::OffsetDateTime::now_utc().date();
    let contribution = json!({"kind": "voluntary", "received_on": today.to_string(), "reference": "GIFT-1",
                              "amount": {"amount": amount, "currency": "USD"}});
    programs.post("finance.farid", "/api/ledger/contributions", &contribution).await;
}

/// The finance officer plans the instalments. Returns their identifiers.
pub async fn plan(programs: &Programs, claim: &str) -> Vec<Value> {
    let payment = format!("/api/ledger/payments/{claim}");
    programs
        .wait_for("the award to be booked", async |programs: &Programs| {
            let request = programs.request("finance.farid", Method::GET, &payment).await;
            request.send().await.ok().filter(|answer| answer.status() == 200)
        })
        .await;
    let plan = json!({"instalments": 3, "pay_currency": "USD"});
    let planned = programs.post("finance.farid", &format!("{payment}/plan"), &plan).await;
    let parts = planned["instalments"].as_array().expect("a plan").clone();
    let amounts: Vec<&Value> = parts.iter().map(|part| &part["amount"]["amount"]).collect();
    assert_eq!(amounts, ["12486.67", "12486.67", "12486.66"]);
    parts.iter().map(|part| part["instalment_id"].clone()).collect()
}

/// One prepares, another approves and releases. Returns the batch and its payment file.
pub async fn instruct(programs: &Programs, instalments: &[Value]) -> (String, Vec<u8>) {
    let today = time::OffsetDateTime::now_utc().date();
    let batch = json!({"execution_date": today.to_string(), "instalments": instalments});
    let prepared = programs.post("finance.farid", "/api/ledger/batches", &batch).await;
    let batch = text(&prepared["batch_id"]);
    let path = format!("/api/ledger/batches/{batch}");
    let own = programs.request("finance.farid", Method::POST, &format!("{path}/approve")).await;
    assert_eq!(own.send().await.expect("an answer").status(), 403, "who prepares does not approve");
    for step in ["approve", "release"] {
        cleared(programs, &path).await;
        programs.post("approver.asha", &format!("{path}/{step}"), &Value::Null).await;
    }
    let file = format!("{path}/file");
    let mut copies = Vec::new();
    for _ in 0..2 {
        let answer = programs
            .request("finance.farid", Method::GET, &file)
            .await
            .send()
            .await
            .expect("an answer");
        assert_eq!(answer.status(), 200);
        copies.push(answer.bytes().await.expect("a body").to_vec());
    }
    assert_eq!(copies[0], copies[1], "every copy of the file is the same");
    (batch, copies.remove(0))
}

/// Waits until the review has looked at every claim of a batch before its next step.
pub async fn cleared(programs: &Programs, batch: &str) {
    programs
        .wait_for("the look before payment", async |programs: &Programs| {
            let shown = programs.get("approver.asha", batch).await;
            let looks = shown["looks"].as_array()?.clone();
            let all = looks.iter().all(|look| look["state"] == "clear");
            (all && !looks.is_empty()).then_some(())
        })
        .await;
}

/// The bank's side, played by `redress bank-sim`: its status report and its statement.
pub fn bank(file: &[u8], options: &[&str]) -> (Vec<u8>, Vec<u8>) {
    let folder = std::env::temp_dir().join(format!("redress-bank-{}", redress_testkit::token()));
    std::fs::create_dir_all(&folder).expect("a folder");
    let path = folder.join("payments.xml");
    std::fs::write(&path, file).expect("a file");
    let ran = std::process::Command::new(crate::journeys::shape::program("redress"))
        .arg("bank-sim")
        .arg(&path)
        .args(options)
        .output()
        .expect("it runs");
    assert!(ran.status.success(), "{}", String::from_utf8_lossy(&ran.stderr));
    assert!(String::from_utf8_lossy(&ran.stdout).contains("simulated bank"));
    let answer =
        |kind: &str| std::fs::read(folder.join(format!("payments.{kind}.xml"))).expect(kind);
    let answers = (answer("pain.002"), answer("camt.053"));
    std::fs::remove_dir_all(&folder).expect("the folder goes");
    answers
}

/// Imports a file of the bank and returns what it came to.
pub async fn import(programs: &Programs, what: &str, file: &[u8]) -> Value {
    let path = format!("/api/ledger/{what}");
    let request = programs.request("finance.farid", Method::POST, &path).await;
    let request = request.header("content-type", "application/xml").body(file.to_vec());
    let answer = request.send().await.expect("an answer");
    let (status, body) = (answer.status(), answer.text().await.expect("a body"));
    assert_eq!(status, 200, "{body}");
    serde_json::from_str(&body).expect("JSON")
}

/// Every service has read every event, none has failed, none was set aside.
pub async fn nothing_is_stuck(programs: &Programs) {
    let mut db = programs.world.db.superuser().await;
    let stuck: Vec<String> = sqlx::query_scalar(
        "select consumer || ' failed at an event' from shared.cursor where attempts > 0
         union all select consumer || ' set aside ' || event_id from shared.parked",
    )
    .fetch_all(&mut db)
    .await
    .expect("readable");
    assert_eq!(stuck, Vec::<String>::new());
}
