//! Checks of the books, and the audits that ran them.

use crate::desk::ids::AuditRunId;
use crate::log::store::Broken;
use redress_kernel::{ActorId, Fault, Timestamp, Uuid, Wanted};
use serde::Serialize;
use sqlx::PgConnection;
use time::macros::datetime;

/// Later than whatever has begun.
const LATEST: Timestamp = datetime!(9999-12-31 0:00 UTC);
use utoipa::ToSchema;

/// An audit that was made.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct Run {
    /// Identifies it.
    #[schema(value_type = Uuid)]
    pub run_id: AuditRunId,
    /// When it began.
    #[serde(with = "time::serde::rfc3339")]
    #[schema(value_type = String, format = DateTime)]
    pub begun_at: Timestamp,
    /// Checks that it ran.
    pub checks: i32,
    /// Seals that it recomputed.
    pub seals: i64,
    /// Entries under them.
    pub entries: i64,
    /// Broken promises that it found.
    pub findings: i32,
    /// The number under which they stand in the log.
    pub incident: Option<String>,
}

/// Findings of one audit that are kept and shown at most.
pub const FINDINGS_MAX: usize = 1_000;
/// Characters of a place that are kept: `what` of a check is one short text.
const PLACE_MAX: usize = 300;

/// Whether this transaction is the one that audits now.
pub async fn begin(db: &mut PgConnection) -> Result<bool, Fault> {
    Ok(sqlx::query_scalar!(
        r#"-- store::audit::begin
        select ledger.begin_audit() as "begun!""#
    )
    .fetch_one(db)
    .await?)
}

/// The checks there are: every function `ledger.audit_<topic>()` of the database is one.
pub async fn checks(db: &mut PgConnection) -> Result<Vec<String>, Fault> {
    Ok(sqlx::query_scalar!(
        r#"-- store::audit::checks
        select c as "check!" from ledger.checks() as c"#
    )
    .fetch_all(db)
    .await?)
}

/// What one check finds broken.
pub async fn run_check(db: &mut PgConnection, check: &str) -> Result<Vec<Broken>, Fault> {
    Ok(sqlx::query_as!(
        Broken,
        r#"-- store::audit::run_check
        select promise as "promise!", what as "place!" from ledger.run_check($1)"#,
        check
    )
    .fetch_all(db)
    .await?)
}

/// Keeps an audit with the first thousand of its findings.
pub async fn save(
    db: &mut PgConnection,
    run: &Run,
    by: ActorId,
    found: &[Broken],
) -> Result<(), Fault> {
    sqlx::query!(
        "-- store::audit::save
        insert into ledger.audit_run (run_id, begun_at, made_by, checks, seals, entries, findings, incident)
        values ($1, $2, $3, $4, $5, $6, $7, $8) returning run_id",
        run.run_id.0,
        run.begun_at,
        by.0,
        run.checks,
        run.seals,
        run.entries,
        run.findings,
        run.incident
    )
    .fetch_one(&mut *db)
    .await?;
    let kept = &found[..found.len().min(FINDINGS_MAX)];
    let promises: Vec<String> = kept.iter().map(|broken| broken.promise.clone()).collect();
    let places: Vec<String> =
        kept.iter().map(|broken| broken.place.chars().take(PLACE_MAX).collect()).collect();
    sqlx::query!(
        "-- store::audit::save_findings
        insert into ledger.audit_finding (run_id, number, promise, place)
        select $1, x.number, x.promise, x.place
        from unnest($2::text[], $3::text[]) with ordinality as x (promise, place, number) returning number",
        run.run_id.0,
        &promises,
        &places
    )
    .fetch_all(db)
    .await?;
    Ok(())
}

/// Audits, newest first, a page of them.
pub async fn newest(
    db: &mut PgConnection,
    wanted: &Wanted<(Timestamp, AuditRunId)>,
) -> Result<Vec<Run>, Fault> {
    let (before, after) = wanted.after.unwrap_or((LATEST, AuditRunId(Uuid::max())));
    Ok(sqlx::query_as!(
        Run,
        "-- store::audit::newest
        select run_id, begun_at, checks, seals, entries, findings, incident
        from ledger.audit_run where (begun_at, run_id) < ($1, $2)
        order by begun_at desc, run_id desc limit $3",
        before,
        after.0,
        wanted.rows()
    )
    .fetch_all(db)
    .await?)
}

pub async fn find(db: &mut PgConnection, run_id: AuditRunId) -> Result<Option<Run>, Fault> {
    Ok(sqlx::query_as!(
        Run,
        "-- store::audit::find
        select run_id, begun_at, checks, seals, entries, findings, incident
        from ledger.audit_run where run_id = $1",
        run_id.0
    )
    .fetch_optional(db)
    .await?)
}

/// What an audit found, in its order.
pub async fn findings(db: &mut PgConnection, run_id: AuditRunId) -> Result<Vec<Broken>, Fault> {
    Ok(sqlx::query_as!(
        Broken,
        "-- store::audit::findings
        select promise, place from ledger.audit_finding where run_id = $1 order by number",
        run_id.0
    )
    .fetch_all(db)
    .await?)
}
