//! The chair issues what most views say; then the offer is open and its paper is told.

use crate::bench::{Bench, facts};
use redress_kernel::ClaimId;
use serde_json::{Value, json};

const REASONS: [(&str, &str); 2] = [("outcome", "awarded"), ("reasons", "We believe you.")];

#[tokio::test]
async fn three_views_and_their_majority_make_a_decision() {
    let bench = Bench::new().await;
    let claim = bench.assessed(&facts()).await;
    bench.refused(&bench.chandra, claim, "decision", &REASONS, "view-first").await;
    bench.done(&bench.chandra, claim, "view", &[("verdict", "awarded")]).await;
    let refused = bench.send(&bench.chandra, claim, "decision", &REASONS).await;
    refused.page().refuses("views-missing", &[("count", "1")]);
    bench.done(&bench.paul, claim, "view", &[("verdict", "not_awarded")]).await;
    bench.done(&bench.petra, claim, "view", &[("verdict", "awarded")]).await;
    let against = [("outcome", "not_awarded"), ("reasons", "No.")];
    bench.refused(&bench.chandra, claim, "decision", &against, "no-majority").await;
    bench
        .refused(&bench.chandra, claim, "decision", &[("outcome", "awarded")], "field-required")
        .await;
    assert_eq!(bench.send(&bench.paul, claim, "decision", &REASONS).await.status, 403);
    bench.done(&bench.chandra, claim, "decision", &REASONS).await;
    assert_eq!(bench.world.stage(claim).await, "offered");
    assert_eq!(bench.world.events(claim).await.last().map(String::as_str), Some("decision_issued"));
    let page = bench.page(&bench.paul, claim).await.page();
    assert_eq!(page.beside("decision-open-until"), "2 May 2027");
    assert_eq!(page.beside("decide-reasons"), "We believe you.");
    let audited = bench.world.audited(claim).await;
    assert_eq!(audited.iter().filter(|one| *one == "eligibility.issue_decision").count(), 1);
}

#[tokio::test]
async fn a_chair_who_signed_in_long_ago_shows_first_who_she_is() {
    let bench = Bench::new().await;
    let claim = bench.assessed(&facts()).await;
    bench.viewed(claim, ["awarded", "awarded", "awarded"]).await;
    bench.world.grow_old(&bench.chandra).await;
    let asked = bench.send(&bench.chandra, claim, "decision", &REASONS).await;
    let to = asked.location();
    let held = to.strip_prefix("/sign-in?return_to=").and_then(|to| to.strip_suffix("&again=yes"));
    let held = held.expect("to the provider").replace("%2F", "/");
    assert_eq!(bench.world.stage(claim).await, "assessed");
    // Signed in anew, she is given back what she wrote.
    let anew = bench.world.elsewhere(&bench.chandra).await;
    let page = bench.app.get(&anew, &held).await;
    assert_eq!(page.field("reasons").as_deref(), Some("We believe you."));
    bench.done(&anew, claim, "decision", &REASONS).await;
    assert_eq!(bench.world.stage(claim).await, "offered");
}

#[tokio::test]
async fn what_other_services_read_is_the_decision_and_no_more() {
    let bench = Bench::new().await;
    let claim = bench.assessed(&facts()).await;
    bench.viewed(claim, ["awarded", "awarded", "awarded"]).await;
    bench.done(&bench.chandra, claim, "decision", &REASONS).await;
    let mut db = bench.world.db.superuser().await;
    let mut tx = sqlx::Connection::begin(&mut db).await.expect("the database answers");
    sqlx::query("select shared.act_as($1, 'system', '*', '')")
        .bind(redress_kernel::Uuid::nil())
        .execute(&mut *tx)
        .await
        .expect("the actor is set");
    let offer: Value =
        sqlx::query_scalar("select to_jsonb(o) from shared.offer o where claim_id = $1")
            .bind(claim.0)
            .fetch_one(&mut *tx)
            .await
            .expect("an offer");
    assert_eq!((&offer["net"], &offer["currency"]), (&json!(34460.0), &json!("USD")));
    assert_eq!(
        (&offer["issued_on"], &offer["open_until"]),
        (&json!("2026-11-02"), &json!("2027-05-02"))
    );
    let paper: Value =
        sqlx::query_scalar("select content from shared.decision_paper where claim_id = $1")
            .bind(claim.0)
            .fetch_one(&mut *tx)
            .await
            .expect("a paper");
    assert_eq!(paper["net"], json!({ "amount": "34460.00", "currency": "USD" }));
    assert_eq!(paper["language"], "fr");
    let gate = ["R-01", "R-02", "R-03", "R-04", "R-05", "R-06", "R-09", "R-14"];
    let told = paper["rules"].as_array().expect("rules");
    for rule in gate {
        assert_eq!(told.iter().filter(|one| one["rule"] == rule).count(), 1, "{rule}: {told:?}");
    }
    let line = &paper["lines"][0];
    assert_eq!(line["arithmetic"], "30,000.00 x (1 + 0.05) = 31,500.00");
    assert_eq!((&line["amount"], &line["label"]), (&json!("31500.00"), &json!("line-act-A5")));
    assert!(!paper.to_string().contains("seen"), "notes of the panel stay with the panel");
}

#[tokio::test]
async fn most_views_against_an_award_make_a_decision_of_nothing() {
    let bench = Bench::new().await;
    let claim = bench.assessed(&facts()).await;
    bench.viewed(claim, ["not_awarded", "awarded", "not_awarded"]).await;
    let fields = [("outcome", "not_awarded"), ("reasons", "We explain why.")];
    bench.done(&bench.chandra, claim, "decision", &fields).await;
    let net: redress_kernel::Decimal =
        bench.one("select net from eligibility.decision where claim_id = $1", claim).await;
    assert!(net.is_zero());
}

#[tokio::test]
async fn a_letter_that_no_paper_can_print_is_named_where_it_is_typed() {
    let bench = Bench::new().await;
    let claim = bench.assessed(&facts()).await;
    bench.viewed(claim, ["awarded", "awarded", "awarded"]).await;
    for (reasons, named) in [
        ("We believe you 你", "你 (U+4F60)"),
        ("እናምናለን", "እ (U+12A5)"),
        ("We believe you 🀄🀅", "🀅 (U+1F005)"),
        ("\u{e000}", "\u{e000} (U+E000)"),
    ] {
        let fields = [("outcome", "awarded"), ("reasons", reasons)];
        let reply = bench.send(&bench.chandra, claim, "decision", &fields).await;
        assert_eq!(reply.status, 422);
        reply.page().refuses("letter-not-printable", &[("letter", named)]);
        assert_eq!(bench.world.stage(claim).await, "assessed");
    }
    let reasons = "Şükran, we believe you – « tout »\n\n½ € … ✓ → 💙 نور אור नमस्ते Привет";
    bench
        .done(&bench.chandra, claim, "decision", &[("outcome", "awarded"), ("reasons", reasons)])
        .await;
}

#[tokio::test]
async fn reasons_that_would_fill_a_letter_with_lines_are_told_where_they_are_typed() {
    let bench = Bench::new().await;
    let claim = bench.assessed(&facts()).await;
    bench.viewed(claim, ["awarded", "awarded", "awarded"]).await;
    for (reasons, lines) in [("a\n".repeat(201), "201"), ("💙".repeat(400), "300")] {
        let fields = [("outcome", "awarded"), ("reasons", &*reasons)];
        let reply = bench.send(&bench.chandra, claim, "decision", &fields).await;
        assert_eq!(reply.status, 422);
        reply.page().refuses("letter-too-many-lines", &[("lines", lines), ("max", "200")]);
        assert_eq!(bench.world.stage(claim).await, "assessed");
    }
    let longest = [("outcome", "awarded"), ("reasons", &*"w".repeat(4000))];
    bench.done(&bench.chandra, claim, "decision", &longest).await;
}

#[tokio::test]
async fn whoever_issues_is_told_when_the_letter_is_in_another_language() {
    let bench = Bench::new().await;
    let claim = bench.assessed(&facts()).await;
    bench.viewed(claim, ["awarded", "awarded", "awarded"]).await;
    for (language, told) in [
        ("fr", None),
        ("en", None),
        ("ar", Some(("العربية", "English"))),
        ("ht", Some(("Kreyòl ayisyen", "Français"))),
    ] {
        bench.speaks(claim, language).await;
        let page = bench.page(&bench.chandra, claim).await.page();
        assert!(page.has("[name=reasons]"), "the form is there");
        assert_eq!(page.is_said("decide-language", &[]), told.is_some(), "{language}");
        if let Some((language, paper)) = told {
            page.says("decide-language", &[("language", language), ("paper", paper)]);
        }
    }
}

impl Bench {
    /// The survivor asks for another language.
    async fn speaks(&self, claim: ClaimId, language: &str) {
        let sql = format!(
            "begin; insert into shared.audit (actor_id, roles, action) values (gen_random_uuid(), 'system', 'test');
             update shared.claim set language = '{language}' where claim_id = '{claim}'; commit"
        );
        let mut db = self.world.db.superuser().await;
        sqlx::raw_sql(sqlx::AssertSqlSafe(sql)).execute(&mut db).await.expect("another language");
    }
}
