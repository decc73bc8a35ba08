//! Upkeep of children born of what was done, which falls due later.

use crate::fund::domain::fund::Upkeep;
use redress_kernel::{ClaimId, Date, EntryId, Fault, Money, Stop, Timestamp};
use sqlx::PgConnection;

/// Upkeep that has reached its day and is not yet committed: its claim, its number there, how much.
pub async fn to_note(
    db: &mut PgConnection,
    today: Date,
) -> Result<Vec<(ClaimId, i32, Money)>, Fault> {
    let rows = sqlx::query!(
        r#"-- store::upkeep::to_note
        select u.claim_id, u.number, u.amount
        from ledger.upkeep u
        where u.due_on <= $1 and not exists (
          select from ledger.upkeep_due d where d.claim_id = u.claim_id and d.number = u.number)
        order by u.due_on, u.claim_id, u.number"#,
        today
    )
    .fetch_all(db)
    .await?;
    Ok(rows.into_iter().map(|row| (row.claim_id, row.number, row.amount.into())).collect())
}

/// Notes that upkeep has fallen due, with its commitment.
pub async fn note(
    db: &mut PgConnection,
    (claim, number): (ClaimId, i32),
    entry: EntryId,
    now: Timestamp,
) -> Result<(), Stop> {
    sqlx::query!(
        "-- store::upkeep::note
        insert into ledger.upkeep_due (claim_id, number, entry_id, noted_at)
        values ($1, $2, $3, $4) returning number",
        claim.0,
        number,
        entry.0,
        now
    )
    .fetch_one(db)
    .await?;
    Ok(())
}

/// Upkeep that has fallen due and waits for money, the longest due first, and how many parts of the
/// award are set aside.
pub async fn waiting(db: &mut PgConnection) -> Result<Vec<(Upkeep, i32)>, Fault> {
    let rows = sqlx::query!(
        r#"-- store::upkeep::waiting
        select claim_id as "claim_id!: ClaimId", number as "number!", amount as "amount!",
          is_child as "is_child!", tranches as "tranches!" from ledger.upkeep_waiting()"#
    )
    .fetch_all(db)
    .await?;
    let upkeep = rows.into_iter().map(|row| {
        let (claim, is_child) = (row.claim_id, row.is_child);
        (Upkeep { claim, number: row.number, amount: row.amount, is_child }, row.tranches)
    });
    Ok(upkeep.collect())
}
