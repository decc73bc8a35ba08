//! a claim is decided under the versions of the day, or those of the day of filing where they are
//! better for the claimant; a decision never rests on an award of before a change.

use crate::bench::{Bench, facts};
use redress_eligibility::actions::{
    AssessAward, DraftVersion, IssueDecision, RecordView, SignVersion, assess_award, draft_version,
    issue_decision, record_view, sign_version,
};
use redress_eligibility::domain::verdict::Verdict;
use redress_eligibility::domain::version::Kind;
use redress_kernel::{ClaimId, Role, Stop};
use serde_json::{Value, json};
use time::Duration;

/// Signed sums in which an act of A5 is worth another sum, in force from 2027 on.
async fn amended(bench: &Bench, a5: &str) {
    let document = redress_mechanism::data::SHIPPED_SCHEDULE
        .replace("S-ILL-1", "S-ILL-2")
        .replacen("2026-01-01", "2027-01-01", 1)
        .replace("\"A5\": \"30000.00\"", &format!("\"A5\": \"{a5}\""));
    let (ctx, mut drafted) = (&bench.app.ctx, None);
    for name in ["admin.ada", "admin.abel"] {
        let who = bench.world.person(name, &[Role::Administrator]).await;
        if drafted.is_none() {
            let draft = DraftVersion { document: document.clone() };
            drafted = Some(draft_version(ctx, &who.actor, draft, None).await.expect("drafted"));
        }
        let digest = drafted.as_ref().map(|draft| draft.digest.clone()).unwrap_or_default();
        sign_version(ctx, &who.actor, (Kind::Schedule, "S-ILL-2"), SignVersion { digest }, None)
            .await
            .expect("signed");
    }
}

async fn latest(bench: &Bench, claim: ClaimId) -> Value {
    let sql = "select result::jsonb from eligibility.worksheet where claim_id = $1 order by seq desc limit 1";
    bench.one(sql, claim).await
}

async fn assessed(bench: &Bench, claim: ClaimId) {
    let done = assess_award(&bench.app.ctx, &bench.paul.actor, claim, AssessAward {}, None).await;
    done.unwrap_or_else(|stop| panic!("{stop:?}"));
}

#[tokio::test]
async fn sums_of_the_day_of_filing_hold_where_they_are_better() {
    let bench = Bench::new().await;
    amended(&bench, "25000.00").await;
    let claim = bench.eligible(&facts()).await;
    bench.world.clock.advance(Duration::days(90));
    assessed(&bench, claim).await;
    let result = latest(&bench, claim).await;
    assert_eq!(result["schedule_version"], "S-ILL-1");
    let choice = &result["versions"];
    assert_eq!((&choice["chosen"], &choice["why"]), (&json!("at_filing"), &json!("award")));
    assert_eq!(choice["other"]["net"]["amount"], "32210.00");
    let kept: (String, String) = {
        let mut db = bench.world.db.superuser().await;
        sqlx::query_as("select rule_version, schedule_version from eligibility.award")
            .fetch_one(&mut db)
            .await
            .expect("an award")
    };
    assert_eq!(kept, ("DMR-1".to_owned(), "S-ILL-1".to_owned()));
}

#[tokio::test]
async fn sums_of_the_day_hold_where_they_are_better_and_an_award_of_before_is_behind() {
    let bench = Bench::new().await;
    amended(&bench, "35000.00").await;
    let claim = bench.eligible(&facts()).await;
    assessed(&bench, claim).await;
    assert_eq!(latest(&bench, claim).await["schedule_version"], "S-ILL-1");
    let ctx = &bench.app.ctx;
    let views = async || {
        for who in [&bench.chandra, &bench.paul, &bench.petra] {
            let view = RecordView { verdict: Verdict::Awarded, note: String::new() };
            record_view(ctx, &who.actor, claim, view, None).await.expect("recorded");
        }
    };
    let decide = async || {
        let reasons = "We believe you.".to_owned();
        let asked = IssueDecision { outcome: Verdict::Awarded, reasons };
        issue_decision(ctx, &bench.chandra.actor, claim, asked, None).await
    };
    views().await;
    bench.world.clock.advance(Duration::days(90));
    let refused = decide().await;
    assert!(matches!(refused, Err(Stop::Refused(r)) if r[0].code == "award-behind"));
    assessed(&bench, claim).await;
    let result = latest(&bench, claim).await;
    assert_eq!(result["schedule_version"], "S-ILL-2");
    assert_eq!(result["versions"]["chosen"], "at_decision");
    let refused = decide().await;
    assert!(matches!(refused, Err(Stop::Refused(r)) if r[0].code == "view-first"));
    views().await;
    let issued = decide().await.unwrap_or_else(|stop| panic!("{stop:?}"));
    assert_eq!(issued.net.amount().to_string(), "42710.00");
}
