//! Consents: rows are added, never changed.

use crate::domain::consent::{Assent, ConsentRow};
use redress_kernel::{ActorId, ClaimId, ConsentId, Fault};
use sqlx::PgConnection;

/// Every row of a claim, in the order recorded.
pub async fn of_claim(db: &mut PgConnection, claim: ClaimId) -> Result<Vec<ConsentRow>, Fault> {
    Ok(sqlx::query_as!(
        ConsentRow,
        "-- store::consent::of_claim
        select purpose, change, given_by, assent, language, manner, given_at
        from intake.consent where claim_id = $1 order by seq",
        claim.0
    )
    .fetch_all(db)
    .await?)
}

/// Adds a row.
pub async fn add(
    db: &mut PgConnection,
    consent: ConsentId,
    claim: ClaimId,
    row: &ConsentRow,
    recorded_by: ActorId,
) -> Result<(), Fault> {
    sqlx::query_scalar!(
        "-- store::consent::add
        insert into intake.consent (consent_id, claim_id, purpose, change, given_by, assent, language, manner,
          given_at, recorded_by)
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) returning consent_id",
        consent.0,
        claim.0,
        row.purpose.as_str(),
        row.change.as_str(),
        row.given_by.as_str(),
        row.assent.map(Assent::as_str),
        row.language,
        row.manner.as_str(),
        row.given_at,
        recorded_by.0
    )
    .fetch_one(db)
    .await?;
    Ok(())
}
