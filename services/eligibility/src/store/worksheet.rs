//! Worksheets: added each time, the latest counts.

use crate::domain::assemble::Sheet;
use crate::domain::difference::Difference;
use crate::domain::ids::{FactSheetId, WorksheetId};
use crate::domain::sheet::{Cause, Past, Worksheet};
use redress_kernel::{ClaimId, Fault, Paged, Timestamp, Wanted};
use redress_mechanism::Explained;
use sqlx::PgConnection;
use sqlx::types::Json;

/// What is kept of an evaluation.
#[derive(Debug)]
pub struct NewWorksheet<'a> {
    /// Identifies it.
    pub worksheet_id: WorksheetId,
    /// Whose.
    pub claim_id: ClaimId,
    /// Facts that it was made of.
    pub fact_sheet_id: FactSheetId,
    /// What made the service evaluate.
    pub cause: Cause,
    /// What came of it.
    pub result: &'a Explained,
    /// What changed against the worksheet before.
    pub difference: &'a Difference,
}

/// Keeps an evaluation. Its result is kept as it is written, and its digest of that. Returns the
/// digest in hexadecimal digits.
pub async fn save(
    db: &mut PgConnection,
    new: &NewWorksheet<'_>,
    now: Timestamp,
) -> Result<String, Fault> {
    let written = serde_json::to_string(new.result).map_err(Fault::new)?;
    Ok(sqlx::query_scalar!(
        r#"-- store::worksheet::save
        insert into eligibility.worksheet (worksheet_id, claim_id, fact_sheet_id, cause, rule_version,
          schedule_version, gate, result, digest, difference, made_by, made_at)
        values ($1, $2, $3, $4, $5, $6, $7, $8, sha256(convert_to($8, 'UTF8')), $9,
          shared.actor_id(), $10)
        returning encode(digest, 'hex') as "digest!""#,
        new.worksheet_id.0,
        new.claim_id.0,
        new.fact_sheet_id.0,
        new.cause.as_str(),
        new.result.rules_version.as_str(),
        new.result.schedule_version.as_str(),
        new.result.gate.as_str(),
        written,
        Json(new.difference) as _,
        now
    )
    .fetch_one(db)
    .await?)
}

/// The latest evaluation, or one by its identifier; those of before there were fact sheets aside.
pub async fn load(
    db: &mut PgConnection,
    claim: ClaimId,
    wanted: Option<WorksheetId>,
) -> Result<Option<Worksheet>, Fault> {
    let row = sqlx::query!(
        r#"-- store::worksheet::load
        select w.worksheet_id, w.cause, w.result as "result!", encode(w.digest, 'hex') as "digest!",
          w.difference as "difference!", a.label as "made_by?", w.made_at, s.document, s.sources,
          s.changes, s.set_aside
        from eligibility.worksheet w
        join eligibility.fact_sheet s using (fact_sheet_id)
        left join shared.actor a on a.actor_id = w.made_by
        where w.claim_id = $1 and ($2::uuid is null or w.worksheet_id = $2)
        order by w.seq desc limit 1"#,
        claim.0,
        wanted.map(|worksheet| worksheet.0)
    )
    .fetch_optional(db)
    .await?;
    let Some(row) = row else { return Ok(None) };
    Ok(Some(Worksheet {
        worksheet_id: row.worksheet_id,
        cause: row.cause,
        result: serde_json::from_str(&row.result).map_err(Fault::new)?,
        digest: row.digest,
        sheet: Sheet { facts: row.document.0, sources: row.sources.0 },
        changes: row.changes.0,
        set_aside: usize::try_from(row.set_aside).map_err(Fault::new)?,
        difference: row.difference.0,
        made_by: row.made_by,
        made_at: row.made_at,
    }))
}

/// A page of the history of a case.
#[derive(Debug, Clone)]
pub struct History {
    /// Evaluations, the latest first.
    pub past: Paged<Past, i64>,
    /// How many there are from the first of this page on.
    pub count: i64,
}

/// Evaluations, the latest first; those of before there were fact sheets aside.
pub async fn history(
    db: &mut PgConnection,
    claim: ClaimId,
    wanted: &Wanted<i64>,
) -> Result<History, Fault> {
    let rows = sqlx::query!(
        r#"-- store::worksheet::history
        select w.seq, w.worksheet_id, w.cause, w.gate, w.difference as "difference!",
          a.label as "made_by?", w.made_at, count(*) over () as "count!"
        from eligibility.worksheet w left join shared.actor a on a.actor_id = w.made_by
        where w.claim_id = $1 and w.fact_sheet_id is not null and ($2::bigint is null or w.seq < $2)
        order by w.seq desc limit $3"#,
        claim.0,
        wanted.after,
        wanted.rows()
    )
    .fetch_all(db)
    .await?;
    let count = rows.first().map_or(0, |row| row.count);
    let Paged { rows, next } = wanted.page(rows, |last| last.seq);
    let past = rows.into_iter().map(|row| Past {
        worksheet_id: row.worksheet_id,
        cause: row.cause,
        gate: row.gate,
        difference: row.difference.0,
        made_by: row.made_by,
        made_at: row.made_at,
    });
    Ok(History { past: Paged { rows: past.collect(), next }, count })
}
