//! Status reports of the bank (pain.002): which file, and what it says of each instruction.

use crate::desk::ids::{BatchItemId, StatusReportId};
use redress_kernel::{ActorId, BatchId, ClaimId, Fault, Timestamp};
use sqlx::PgConnection;

/// Writes a status report; false when the same file was imported before.
pub async fn save(
    db: &mut PgConnection,
    report: StatusReportId,
    digest: &[u8],
    batch: BatchId,
    bank_message_id: &str,
    imported_by: ActorId,
    now: Timestamp,
) -> Result<bool, Fault> {
    let made = sqlx::query_scalar!(
        "-- store::status_report::save
        insert into ledger.status_report (report_id, file_digest, batch_id, bank_message_id, imported_by,
          imported_at)
        values ($1, $2, $3, $4, $5, $6) on conflict (file_digest) do nothing returning report_id",
        report.0,
        digest,
        batch.0,
        bank_message_id,
        imported_by.0,
        now
    )
    .fetch_optional(db)
    .await?;
    Ok(made.is_some())
}

/// Notes what a report says of an instruction; the first word of a report on it counts.
pub async fn save_item(
    db: &mut PgConnection,
    report: StatusReportId,
    item: BatchItemId,
    claim: ClaimId,
    code: &str,
    reason: Option<&str>,
) -> Result<(), Fault> {
    sqlx::query!(
        "-- store::status_report::save_item
        insert into ledger.status_report_item (report_id, item_id, claim_id, code, reason)
        values ($1, $2, $3, $4, $5) on conflict (report_id, item_id) do nothing returning item_id",
        report.0,
        item.0,
        claim.0,
        code,
        reason
    )
    .fetch_optional(db)
    .await?;
    Ok(())
}
