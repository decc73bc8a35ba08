//! What reports read: one account's entries, one entry, what claims are owed. Sums of all accounts are in `journal`.

use super::domain::{ClaimSum, Due};
use crate::desk::store::money_in;
use redress_kernel::{ClaimId, Currency, Date, Decimal, Fault, Timestamp};
use sqlx::PgConnection;

/// Claims whose awards were accepted up to a day, in the order of acceptance, after one of them.
pub async fn accepted(
    db: &mut PgConnection,
    on_day: Date,
    after: Option<(Date, ClaimId)>,
    limit: i64,
) -> Result<Vec<(Date, ClaimId)>, Fault> {
    let (day, claim) = after.unzip();
    let rows = sqlx::query!(
        r#"-- store::report::accepted
        select accepted_on, claim_id as "claim_id: ClaimId" from ledger.award
        where accepted_on <= $1 and ($2::date is null or (accepted_on, claim_id) > ($2, $3::uuid))
        order by accepted_on, claim_id limit $4"#,
        on_day,
        day,
        claim.map(|id| id.0),
        limit
    )
    .fetch_all(db)
    .await?;
    Ok(rows.into_iter().map(|row| (row.accepted_on, row.claim_id)).collect())
}

/// What some claims are owed, by acceptance; those that the actor may not see are left out.
pub async fn claim_sums(
    db: &mut PgConnection,
    on_day: Date,
    known_at: Timestamp,
    claims: &[ClaimId],
) -> Result<Vec<ClaimSum>, Fault> {
    let rows = sqlx::query!(
        r#"-- store::report::claim_sums
        select claim_id as "claim_id!: ClaimId", claim_code as "claim_code!", accepted_on as "accepted_on!",
          currency as "currency!: Currency", waiting as "waiting!", set_aside as "set_aside!", at_bank as "at_bank!",
          returned as "returned!", in_trust as "in_trust!", settled as "settled!"
        from ledger.claim_sums($1, $2, $3) order by accepted_on, claim_id"#,
        on_day,
        known_at,
        claims as &[ClaimId]
    )
    .fetch_all(db)
    .await?;
    rows.into_iter()
        .map(|row| {
            let sum = |amount: Decimal| money_in(amount, row.currency);
            Ok(ClaimSum {
                claim_id: row.claim_id,
                claim_code: row.claim_code,
                accepted_on: row.accepted_on,
                waiting: sum(row.waiting)?,
                set_aside: sum(row.set_aside)?,
                at_bank: sum(row.at_bank)?,
                returned: sum(row.returned)?,
                in_trust: sum(row.in_trust)?,
                settled: sum(row.settled)?,
            })
        })
        .collect()
}

/// What every claim is owed that is owed something.
pub async fn dues(
    db: &mut PgConnection,
    on_day: Date,
    known_at: Timestamp,
) -> Result<Vec<Due>, Fault> {
    let rows = sqlx::query!(
        r#"-- store::report::dues
        select claim_id as "claim_id: ClaimId", claim_code, accepted_on as "accepted_on!", currency as "currency!: Currency",
          owed as "owed!"
        from ledger.claims_owed($1, $2)"#,
        on_day,
        known_at
    )
    .fetch_all(db)
    .await?;
    rows.into_iter()
        .map(|row| {
            let claim = row.claim_id.zip(row.claim_code);
            Ok(Due { claim, accepted_on: row.accepted_on, owed: money_in(row.owed, row.currency)? })
        })
        .collect()
}
