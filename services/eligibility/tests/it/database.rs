//! What the database itself refuses, whatever the program says: asked under the service's role.

use crate::bench::{Bench, facts};
use redress_kernel::{ClaimId, Uuid};
use redress_testkit::Who;
use sqlx::{Connection, PgConnection};

/// A statement under the role of the service by a person; the constraint that refused it, or rows.
pub async fn by(
    bench: &Bench,
    who: &Who,
    sql: &'static str,
    claim: ClaimId,
) -> Result<u64, String> {
    let url = bench.world.db.url("redress_eligibility");
    let mut db = PgConnection::connect(&url).await.expect("the role signs in");
    let mut tx = db.begin().await.expect("the database answers");
    let roles: Vec<&str> = who.actor.roles.iter().map(|role| role.as_str()).collect();
    bench.world.db.prove(&mut tx, who.actor.actor_id, &roles.join(",")).await;
    sqlx::query(
        "insert into shared.audit (actor_id, roles, action)
         values ($1, array_to_string(shared.actor_roles(), ','), 'test.database')",
    )
    .bind(who.actor.actor_id.0)
    .execute(&mut *tx)
    .await
    .expect("audited");
    let done = sqlx::query(sql).bind(claim.0).bind(who.actor.actor_id.0).execute(&mut *tx).await;
    done.map(|done| done.rows_affected()).map_err(|error| {
        let error = error.as_database_error().expect("the database refused");
        error.constraint().map_or_else(|| error.message().to_owned(), str::to_owned)
    })
}

const VIEWS: &str =
    "select 1 from eligibility.panel_view where claim_id = $1 and $2::uuid is not null";

#[tokio::test]
async fn views_of_others_are_not_there_before_an_own_one() {
    let bench = Bench::new().await;
    let claim = bench.assessed(&facts()).await;
    bench.done(&bench.paul, claim, "view", &[("verdict", "awarded")]).await;
    bench.done(&bench.chandra, claim, "view", &[("verdict", "awarded")]).await;
    assert_eq!(by(&bench, &bench.petra, VIEWS, claim).await, Ok(0));
    assert_eq!(by(&bench, &bench.paul, VIEWS, claim).await, Ok(2));
    assert_eq!(by(&bench, &bench.pia, VIEWS, claim).await, Ok(0));
    assert_eq!(by(&bench, &bench.amina, VIEWS, claim).await, Ok(0));
}

#[tokio::test]
async fn a_worksheet_is_not_there_without_a_clear_declaration() {
    let bench = Bench::new().await;
    let claim = bench.seated(&facts()).await;
    let sql = "select 1 from eligibility.worksheet where claim_id = $1 and $2::uuid is not null";
    assert_eq!(by(&bench, &bench.paul, sql, claim).await, Ok(1));
    bench.done(&bench.paul, claim, "declaration", &[("declaration", "conflict")]).await;
    assert_eq!(by(&bench, &bench.paul, sql, claim).await, Ok(0));
    let undo = "update eligibility.panel_seat set declaration = 'none'
        where claim_id = $1 and actor_id = $2";
    assert_eq!(by(&bench, &bench.paul, undo, claim).await, Err("declared_already".to_owned()));
    let chair =
        "update eligibility.panel_seat set seat = 'chair' where claim_id = $1 and actor_id = $2";
    assert!(
        by(&bench, &bench.petra, chair, claim)
            .await
            .is_err_and(|e| e.contains("permission denied"))
    );
}

#[tokio::test]
async fn what_was_recorded_stands() {
    let bench = Bench::new().await;
    let claim = bench.assessed(&facts()).await;
    bench.done(&bench.paul, claim, "view", &[("verdict", "awarded")]).await;
    for sql in [
        "update eligibility.panel_view set note = 'x' where claim_id = $1 and actor_id = $2",
        "delete from eligibility.panel_view where claim_id = $1 and actor_id = $2",
        "update eligibility.award set net = 0 where claim_id = $1 and $2::uuid is not null",
        "delete from eligibility.award_line where claim_id = $1 and $2::uuid is not null",
        "update eligibility.worksheet set gate = 'info'
            where claim_id = $1 and $2::uuid is not null",
        "update eligibility.fact_sheet set document = '{}'
            where claim_id = $1 and $2::uuid is not null",
    ] {
        let refused = by(&bench, &bench.paul, sql, claim).await;
        assert!(refused.is_err_and(|e| e.contains("permission denied")), "{sql}");
    }
    let mut owner = bench.world.db.superuser().await;
    let refused =
        sqlx::query("update eligibility.award_line set amount = 0").execute(&mut owner).await;
    assert!(refused.is_err_and(|e| e.to_string().contains("append-only")), "not even the owner");
}

/// A decision of the award as it is, by whoever `$2` is.
const DECIDE: &str = "insert into eligibility.decision
    (decision_id, claim_id, award_id, outcome, net, currency, reasons, rule_version,
     schedule_version, content, issued_by, issued_on, open_until, issued_at)
  select gen_random_uuid(), $1, a.award_id, 'awarded', a.net, 'USD', 'x', 'DMR-1', 'S-ILL-1',
    '{}', $2,
    '2026-11-02', '2027-05-02', now() from eligibility.award a where a.claim_id = $1 order by a.seq desc limit 1";

#[tokio::test]
async fn no_decision_without_its_views_a_majority_and_the_chair() {
    let bench = Bench::new().await;
    let claim = bench.assessed(&facts()).await;
    let refused = |name: &str| Err(name.to_owned());
    bench.done(&bench.chandra, claim, "view", &[("verdict", "awarded")]).await;
    let decide = async |who| by(&bench, who, DECIDE, claim).await;
    assert_eq!(decide(&bench.chandra).await, refused("views_missing"));
    bench.done(&bench.paul, claim, "view", &[("verdict", "not_awarded")]).await;
    assert_eq!(decide(&bench.chandra).await, refused("no_majority"));
    bench.done(&bench.petra, claim, "view", &[("verdict", "not_awarded")]).await;
    assert_eq!(decide(&bench.chandra).await, refused("no_majority"));
    assert_eq!(decide(&bench.paul).await, refused("chair_only"));
}

#[tokio::test]
async fn views_and_decisions_are_about_the_award_in_force() {
    let bench = Bench::new().await;
    let claim = bench.assessed(&facts()).await;
    bench.viewed(claim, ["awarded", "awarded", "awarded"]).await;
    let again = [("what", "impact"), ("impact.impact", "I3")];
    bench.done(&bench.paul, claim, "fact", &again).await;
    let refused = |name: &str| Err(name.to_owned());
    let decide = by(&bench, &bench.chandra, DECIDE, claim).await;
    assert_eq!(decide, refused("views_missing"), "views of the award before don't count");
    let old = "insert into eligibility.panel_view
          (claim_id, actor_id, award_id, outcome, note, recorded_at)
        select $1, $2, a.award_id, 'awarded', '', now() from eligibility.award a
        where a.claim_id = $1 order by a.seq limit 1";
    assert_eq!(by(&bench, &bench.paul, old, claim).await, refused("stage_move__view_of_award"));
    let first = DECIDE.replace("order by a.seq desc", "order by a.seq");
    let first: &'static str = Box::leak(first.into_boxed_str());
    let decide = by(&bench, &bench.chandra, first, claim).await;
    assert_eq!(decide, refused("award_behind"));
    assert_eq!(by(&bench, &bench.petra, VIEWS, claim).await, Ok(3), "what was recorded stays");
}

#[tokio::test]
async fn one_decision_is_open_for_a_claim() {
    let bench = Bench::new().await;
    let claim = bench.assessed(&facts()).await;
    bench.viewed(claim, ["awarded", "awarded", "awarded"]).await;
    let fields = [("outcome", "awarded"), ("reasons", "We believe you.")];
    bench.done(&bench.chandra, claim, "decision", &fields).await;
    let second = by(&bench, &bench.chandra, DECIDE, claim).await;
    assert_eq!(second, Err("decided_already".to_owned()));
}

#[tokio::test]
async fn nobody_seats_a_panel_but_its_chair() {
    let bench = Bench::new().await;
    let claim = bench.in_review(&facts()).await;
    let seat = "insert into eligibility.panel_seat (claim_id, actor_id, seat, seated_by, seated_at)
        values ($1, $2, 'member', $2, now())";
    let refused = by(&bench, &bench.paul, seat, claim).await;
    assert!(refused.is_err(), "{refused:?}");
    let as_chair =
        "insert into eligibility.panel_seat (claim_id, actor_id, seat, seated_by, seated_at)
        values ($1, $2, 'chair', $2, now())";
    assert!(by(&bench, &bench.paul, as_chair, claim).await.is_err());
    assert_eq!(by(&bench, &bench.chandra, as_chair, claim).await, Ok(1));
    assert_ne!(bench.paul.actor.actor_id.0, Uuid::nil());
}
