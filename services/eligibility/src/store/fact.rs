//! Fact sheets: added each time, the latest counts.

use crate::domain::assemble::Sheet;
use crate::domain::change::Recorded;
use crate::domain::ids::FactSheetId;
use redress_kernel::{ClaimId, Fault, Timestamp};
use sqlx::PgConnection;
use sqlx::types::Json;

/// What is kept with a fact sheet.
#[derive(Debug)]
pub struct NewSheet<'a> {
    /// Identifies it.
    pub fact_sheet_id: FactSheetId,
    /// Whose facts.
    pub claim_id: ClaimId,
    /// The facts, and from where each comes.
    pub sheet: &'a Sheet,
    /// What was recorded with them.
    pub changes: &'a [Recorded],
    /// Changes of before that find no place any more.
    pub set_aside: usize,
}

/// Keeps a fact sheet.
pub async fn save(db: &mut PgConnection, new: &NewSheet<'_>, now: Timestamp) -> Result<(), Fault> {
    sqlx::query!(
        "-- store::fact::save
        insert into eligibility.fact_sheet
          (fact_sheet_id, claim_id, document, sources, changes, set_aside, made_by, made_at)
        values ($1, $2, $3, $4, $5, $6, shared.actor_id(), $7) returning fact_sheet_id",
        new.fact_sheet_id.0,
        new.claim_id.0,
        Json(&new.sheet.facts) as _,
        Json(&new.sheet.sources) as _,
        Json(new.changes) as _,
        i32::try_from(new.set_aside).map_err(Fault::new)?,
        now
    )
    .fetch_one(db)
    .await?;
    Ok(())
}

/// Everything that was recorded so far, in its order.
pub async fn recorded(db: &mut PgConnection, claim: ClaimId) -> Result<Vec<Recorded>, Fault> {
    let rows = sqlx::query_scalar!(
        "-- store::fact::recorded
        select changes from eligibility.fact_sheet
        where claim_id = $1 and changes <> '[]' order by seq",
        claim.0
    )
    .fetch_all(db)
    .await?;
    Ok(rows.into_iter().flat_map(|changes| changes.0).collect())
}
