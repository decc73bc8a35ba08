//! Parts of awards that are for trust and wait for cash.

use crate::desk::ids::FundingId;
use redress_kernel::{ClaimId, Date, Decimal, EntryId, Fault, Money, Stop, Timestamp};
use sqlx::PgConnection;

/// A part for trust that waits for cash.
#[derive(Debug, Clone)]
pub struct Undeposited {
    /// The part.
    pub funding_id: FundingId,
    /// Whose.
    pub claim_id: ClaimId,
    /// How much.
    pub amount: Money,
}

/// Parts for trust that are not deposited, the oldest first.
pub async fn undeposited(db: &mut PgConnection) -> Result<Vec<Undeposited>, Fault> {
    Ok(sqlx::query_as!(
        Undeposited,
        r#"-- store::trust::undeposited
        select f.funding_id, f.claim_id, f.in_trust as amount
        from ledger.funding f join ledger.entry e using (entry_id)
        where f.in_trust > 0
          and not exists (select from ledger.trust_deposit d where d.funding_id = f.funding_id)
        order by e.seq"#
    )
    .fetch_all(db)
    .await?)
}

/// Cash that a deposit may take; nobody else takes of it until the transaction ends.
pub async fn cash_free(db: &mut PgConnection) -> Result<Decimal, Fault> {
    Ok(sqlx::query_scalar!(
        r#"-- store::trust::cash_free
        select ledger.cash_free() as "cash!""#
    )
    .fetch_one(db)
    .await?)
}

/// Notes a deposit.
pub async fn save_deposit(
    db: &mut PgConnection,
    part: &Undeposited,
    on: Date,
    entry: EntryId,
    now: Timestamp,
) -> Result<(), Stop> {
    sqlx::query!(
        "-- store::trust::save_deposit
        insert into ledger.trust_deposit (funding_id, claim_id, amount, deposited_on, entry_id,
          deposited_at)
        values ($1, $2, $3, $4, $5, $6) returning funding_id",
        part.funding_id.0,
        part.claim_id.0,
        part.amount.amount(),
        on,
        entry.0,
        now
    )
    .fetch_one(db)
    .await?;
    Ok(())
}
