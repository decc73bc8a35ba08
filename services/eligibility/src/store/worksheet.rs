//! Worksheets and findings: added each time, the latest counts.

use crate::rules::{Findings, Worksheet};
use redress_kernel::{ClaimId, Fault, Timestamp, Uuid};
use sqlx::PgConnection;
use sqlx::types::Json;

/// A kept worksheet.
#[derive(Debug, Clone)]
pub struct Kept {
    /// Identifies it.
    pub worksheet_id: Uuid,
    /// What was evaluated.
    pub sheet: Worksheet,
    /// When.
    pub made_at: Timestamp,
}

/// What made the service evaluate.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Cause {
    /// The claim came from triage.
    Triaged,
    /// The advocate answered.
    Information,
    /// The panel found something.
    Finding,
}

impl Cause {
    fn as_str(self) -> &'static str {
        match self {
            Cause::Triaged => "triaged",
            Cause::Information => "information",
            Cause::Finding => "finding",
        }
    }
}

/// Keeps an evaluation.
pub async fn save(
    db: &mut PgConnection,
    worksheet_id: Uuid,
    claim: ClaimId,
    cause: Cause,
    sheet: &Worksheet,
    now: Timestamp,
) -> Result<(), Fault> {
    sqlx::query!(
        "-- store::worksheet::save
        insert into eligibility.worksheet
          (worksheet_id, claim_id, cause, rule_version, gate, content, made_by, made_at)
        values ($1, $2, $3, $4, $5, $6, shared.actor_id(), $7) returning worksheet_id",
        worksheet_id,
        claim.0,
        cause.as_str(),
        sheet.rule_version,
        sheet.gate.as_str(),
        Json(sheet) as _,
        now
    )
    .fetch_one(db)
    .await?;
    Ok(())
}

/// The latest evaluation.
pub async fn latest(db: &mut PgConnection, claim: ClaimId) -> Result<Option<Kept>, Fault> {
    let row = sqlx::query!(
        r#"-- store::worksheet::latest
        select worksheet_id, content as "content: Json<Worksheet>", made_at
        from eligibility.worksheet where claim_id = $1 order by seq desc limit 1"#,
        claim.0
    )
    .fetch_optional(db)
    .await?;
    Ok(row.map(|row| Kept {
        worksheet_id: row.worksheet_id,
        sheet: row.content.0,
        made_at: row.made_at,
    }))
}

/// Keeps what has been found so far.
pub async fn save_findings(
    db: &mut PgConnection,
    finding_id: Uuid,
    claim: ClaimId,
    findings: &Findings,
    now: Timestamp,
) -> Result<(), Fault> {
    sqlx::query!(
        "-- store::worksheet::save_findings
        insert into eligibility.finding (finding_id, claim_id, content, found_by, found_at)
        values ($1, $2, $3, shared.actor_id(), $4) returning finding_id",
        finding_id,
        claim.0,
        Json(findings) as _,
        now
    )
    .fetch_one(db)
    .await?;
    Ok(())
}

/// What has been found so far; empty before anything was.
pub async fn findings(db: &mut PgConnection, claim: ClaimId) -> Result<Findings, Fault> {
    let row = sqlx::query_scalar!(
        r#"-- store::worksheet::findings
        select content as "content: Json<Findings>"
        from eligibility.finding where claim_id = $1 order by seq desc limit 1"#,
        claim.0
    )
    .fetch_optional(db)
    .await?;
    Ok(row.map(|content| content.0).unwrap_or_default())
}
