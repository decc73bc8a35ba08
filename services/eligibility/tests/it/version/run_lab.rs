//! The lab: who may ask, that it shows no small count and nobody's claim, and that looking is audited.

use crate::bench::{Bench, facts};
use crate::versions::{Office, sums};
use axum::http::Method;
use redress_eligibility::actions::{Claims, Lab, RunLab, run_lab};
use redress_kernel::code::Category;
use redress_kernel::{ClaimId, Role, Stop};
use redress_mechanism::lab::{Amendment, Cell, Comparison};
use redress_testkit::World;
use serde_json::{Value, json};

const INVENTED: &str = "/panel/lab?source=invented&count=5000&seed=7";

/// What a claim is about, as its worksheet keeps it: C01 with another category.
fn assessed(category: &str) -> Value {
    json!({
        "claim": "not-to-be-seen", "filed_on": "2026-03-01", "assessed_on": "2026-06-01",
        "claimant": { "standing": "victim", "under_18": "no" },
        "consent": { "given": ["P1", "P2"] },
        "acts": [{ "act_id": "act-1", "act": "A5", "aggravations": ["G6"], "operation": "MINUSCA",
                   "when": { "earliest": "2021-06-01", "latest": "2021-06-30" } }],
        "perpetrators": [{ "perpetrator_id": "p-1", "category": category, "serving": "yes" }],
        "matched": "none", "proof": { "account": "yes" }, "impact": "I2", "other_payment": "no",
    })
}

/// Keeps a fact sheet with these facts as the latest of the claim.
async fn keep(bench: &Bench, claim: ClaimId, facts: &Value) {
    let mut db = bench.world.db.superuser().await;
    let mut tx = sqlx::Connection::begin(&mut db).await.expect("the database answers");
    for sql in [
        "with given as (select $1::uuid, $2::jsonb, $3::uuid)
         insert into eligibility.fact_sheet
           (fact_sheet_id, claim_id, document, sources, changes, set_aside, made_by, made_at)
         select gen_random_uuid(), $1, $2, '{}', '[]', 0, $3, now()",
        "with given as (select $1::uuid, $2::jsonb, $3::uuid)
         insert into shared.audit (actor_id, roles, action, claim_id)
         values ($3, 'panel_chair', 'test.kept', $1)",
    ] {
        sqlx::query(sql)
            .bind(claim.0)
            .bind(sqlx::types::Json(facts))
            .bind(bench.chandra.actor.actor_id.0)
            .execute(&mut *tx)
            .await
            .unwrap_or_else(|error| panic!("{sql}: {error}"));
    }
    tx.commit().await.expect("commits");
}

/// A caseload of observers and of staff.
async fn caseload(bench: &Bench, observers: usize, staff: usize) -> Vec<ClaimId> {
    let mut claims = Vec::new();
    for _ in 0..observers + staff {
        claims.push(bench.triaged(&facts()).await);
    }
    bench.app.react().await;
    for (place, claim) in claims.iter().enumerate() {
        let category = if place < observers { "MIL_OBS" } else { "CIV_NAT" };
        keep(bench, *claim, &assessed(category)).await;
    }
    claims
}

fn over_caseload(cover: &[Category]) -> RunLab {
    let amendment = Amendment { cover: cover.to_vec(), ..Amendment::default() };
    RunLab { claims: Claims::Caseload {}, amendment, ..RunLab::default() }
}

async fn found(bench: &Bench, asked: RunLab) -> Comparison {
    let actor = &bench.chandra.actor;
    let found = run_lab(&bench.app.ctx, &Lab::default(), actor, asked).await;
    found.unwrap_or_else(|stop| panic!("{stop:?}"))
}

#[tokio::test]
async fn chairs_and_administrators_may_ask_and_nobody_else() {
    let bench = Bench::new().await;
    let ada = bench.world.person("admin.ada", &[Role::Administrator]).await;
    for who in [&bench.chandra, &ada] {
        assert_eq!(bench.app.get(who, "/panel/lab").await.status, 200, "{}", who.login);
        assert_eq!(bench.app.get(who, INVENTED).await.status, 200, "{}", who.login);
    }
    let roles = Role::ALL
        .into_iter()
        .filter(|role| !matches!(role, Role::PanelChair | Role::Administrator | Role::System));
    for role in roles {
        let who = bench.world.person(&format!("no.{}", role.as_str()), &[role]).await;
        for path in ["/panel/lab", "/panel/lab/draft", INVENTED, "/panel/lab/csv?source=caseload"] {
            assert_eq!(bench.app.get(&who, path).await.status, 403, "{} {path}", role.as_str());
        }
        let sent = bench.app.post(&who, "/panel/lab/draft", &[("source", "caseload")]).await;
        assert_eq!(sent.status, 403, "{}", role.as_str());
    }
    assert_eq!(bench.app.get_as_stranger("/panel/lab").await.status, 303);
}

#[tokio::test]
async fn the_database_gives_facts_to_a_chair_or_an_administrator_alone() {
    let bench = Bench::new().await;
    let claim = bench.in_review(&facts()).await;
    keep(&bench, claim, &assessed("CIV_NAT")).await;
    let mut db = bench.world.db.superuser().await;
    for role in Role::ALL {
        let mut tx = sqlx::Connection::begin(&mut db).await.expect("the database answers");
        sqlx::query("select shared.act_as($1, $2, '*', '')")
            .bind(bench.chandra.actor.actor_id.0)
            .bind(role.as_str())
            .execute(&mut *tx)
            .await
            .expect("the actor is set");
        sqlx::query("set local session authorization redress_eligibility")
            .execute(&mut *tx)
            .await
            .expect("the role exists");
        let facts: Vec<Value> =
            sqlx::query_scalar("select facts from eligibility.lab_facts(0, 1000000, 100)")
                .fetch_all(&mut *tx)
                .await
                .expect("the function answers");
        let may = matches!(role, Role::PanelChair | Role::Administrator);
        assert_eq!(facts.len(), usize::from(may), "{}", role.as_str());
        let text = format!("{facts:?}");
        assert!(!text.contains(&claim.to_string()) && !text.contains("not-to-be-seen"), "{text}");
        tx.rollback().await.expect("rolls back");
    }
}

#[tokio::test]
async fn claims_are_counted_once_and_only_while_they_count() {
    let bench = Bench::new().await;
    let claims = caseload(&bench, 0, 14).await;
    // A second fact sheet takes the place of the first.
    keep(&bench, claims[0], &assessed("CIV_NAT")).await;
    assert_eq!(found(&bench, over_caseload(&[])).await.claims, Cell::Count(14));
    // One took back the consent to statistics.
    let mut facts = assessed("CIV_NAT");
    facts["consent"]["withdrawn"] = json!(["P9"]);
    keep(&bench, claims[1], &facts).await;
    assert_eq!(found(&bench, over_caseload(&[])).await.claims, Cell::Count(13));
}

#[tokio::test]
async fn of_nine_claims_nothing_is_said() {
    let bench = Bench::new().await;
    caseload(&bench, 4, 5).await;
    let path = "/panel/lab?source=caseload&cover=MIL_OBS";
    let page = bench.app.get(&bench.chandra, path).await.page();
    page.says("lab-too-few", &[]);
    assert!(!page.has("table"), "{page}");
}

#[tokio::test]
async fn a_whole_draft_is_pasted_and_what_is_wrong_in_it_is_named() {
    let bench = Bench::new().await;
    let mut sums = redress_mechanism::Mechanism::shipped().schedule.sums;
    sums.version = "S-NEXT".parse().expect("a label");
    let text = serde_json::to_string(&sums).expect("JSON");
    let fields = [("source", "invented"), ("count", "2000"), ("schedule", text.as_str())];
    let page = bench.app.post(&bench.chandra, "/panel/lab/draft", &fields).await;
    assert_eq!(page.status, 200, "{}", page.text());
    page.page().shows("S-NEXT");
    let table = bench.app.post(&bench.chandra, "/panel/lab/csv", &fields).await;
    assert!(table.text().contains("about,draft,schedule,S-NEXT\r\n"));
    let wrong = text.replace("\"moral\"", "\"morals\"");
    let fields = [("source", "invented"), ("schedule", wrong.as_str())];
    let page = bench.app.post(&bench.chandra, "/panel/lab/draft", &fields).await;
    assert_eq!(page.status, 422);
    let page = page.page();
    page.shows("morals");
    assert!(page.has("#schedule-error"), "{page}");
}

#[tokio::test]
async fn one_run_at_a_time_and_each_leaves_its_trace() {
    let bench = Bench::new().await;
    let lab = Lab::default();
    let asked = || RunLab { claims: Claims::Invented { seed: 1, count: 100 }, ..RunLab::default() };
    let held = lab.begin().expect("nobody runs it");
    let refused = run_lab(&bench.app.ctx, &lab, &bench.chandra.actor, asked()).await;
    let Err(Stop::Refused(refusals)) = refused else { panic!("refused") };
    assert_eq!((refusals[0].code, refusals[0].status), ("lab-busy", 409));
    drop(held);
    let actor = &bench.chandra.actor;
    run_lab(&bench.app.ctx, &lab, actor, asked()).await.unwrap_or_else(|stop| panic!("{stop:?}"));
    let mut db = bench.world.db.superuser().await;
    let rows: Vec<Value> = sqlx::query_scalar(
        "select detail from shared.audit where action = 'eligibility.run_lab' and claim_id is null",
    )
    .fetch_all(&mut db)
    .await
    .expect("the trace");
    assert_eq!(rows.len(), 1, "a refused run read nothing");
    assert_eq!(rows[0]["claims"], json!({ "source": "invented", "seed": 1, "count": 100 }));
    let many = Claims::Invented { seed: 1, count: 1_000_001 };
    let many = RunLab { claims: many, ..RunLab::default() };
    let refused = run_lab(&bench.app.ctx, &lab, actor, many).await;
    assert!(matches!(refused, Err(Stop::Refused(r)) if r[0].code == "lab-count"));
}

#[tokio::test]
async fn the_same_by_api() {
    let bench = Bench::on(World::with_provider().await).await;
    let body = json!({ "claims": { "source": "invented", "seed": 7, "count": 3000 },
        "amendment": { "cover": ["MIL_CON"], "acts": { "A4": "20000.00" } }, "fund": "9000000" });
    let call = async |login: &str, body: &Value| {
        bench.app.call(login, Method::POST, "/api/eligibility/lab", Some(body), &[]).await
    };
    let seen = call("chair.chandra", &body).await;
    assert_eq!(seen.status, 200, "{}", seen.text());
    let seen: Comparison = serde_json::from_value(seen.json()).expect("a comparison");
    assert_eq!(seen.draft.rules.as_str(), "draft");
    assert_eq!(call("panel.paul", &body).await.status, 403);
    let unknown = json!({ "amendment": { "cover": ["NOBODY"] } });
    assert_eq!(call("chair.chandra", &unknown).await.status, 422);
    let below = json!({ "amendment": { "total_most": "-1" } });
    let problem = call("chair.chandra", &below).await;
    assert_eq!((problem.status.as_u16(), &problem.json()["code"]), (422, &json!("lab-bounds")));
}

#[tokio::test]
async fn a_version_that_is_kept_is_chosen_by_name() {
    let office = Office::new().await;
    let document = sums("2027-01-01").replace("\"A4\": \"15000.00\"", "\"A4\": \"20000.00\"");
    assert_eq!(office.drafted(&document).await, "/versions/schedule/S-ILL-2");
    let form = office.page(&office.ada, "/panel/lab").await;
    assert!(form.has("option[value='S-ILL-2']"), "{form}");
    let asked = "/panel/lab?source=invented&count=500&schedule_version=S-ILL-2";
    let compared = [("base", "DMR-1 · S-ILL-1"), ("draft", "DMR-1 · S-ILL-2")];
    office.page(&office.ada, asked).await.says("lab-versions", &compared);
    let unknown = office.app.get(&office.ada, &asked.replace("ILL-2", "ILL-3")).await;
    assert_eq!(unknown.status, 422);
}
