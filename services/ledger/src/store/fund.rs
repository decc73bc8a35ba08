//! Money that came to the fund.

use super::money;
use redress_kernel::{ActorId, Date, EntryId, Fault, Money, Timestamp, Uuid};
use serde::Serialize;
use sqlx::PgConnection;
use utoipa::ToSchema;

/// A contribution as it is recorded.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct Contribution {
    /// Identifies it.
    pub contribution_id: Uuid,
    /// `voluntary`, `withheld_pay`, `assessed` or `recovery`.
    pub kind: String,
    /// How much, US dollars.
    pub amount: Money,
    /// When the bank received it.
    pub received_on: Date,
    /// The giver's or the bank's reference.
    pub reference: String,
    /// Its entry.
    pub entry_id: EntryId,
}

/// Records a contribution.
pub async fn save(
    db: &mut PgConnection,
    contribution: &Contribution,
    recorded_by: ActorId,
    now: Timestamp,
) -> Result<(), Fault> {
    sqlx::query!(
        "-- store::fund::save
        insert into ledger.contribution (contribution_id, kind, amount, currency, received_on, reference,
          entry_id, recorded_by, recorded_at)
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9) returning contribution_id",
        contribution.contribution_id,
        contribution.kind,
        contribution.amount.amount(),
        contribution.amount.currency().code(),
        contribution.received_on,
        contribution.reference,
        contribution.entry_id.0,
        recorded_by.0,
        now
    )
    .fetch_one(db)
    .await?;
    Ok(())
}

/// The entry of a contribution.
pub async fn entry_of(db: &mut PgConnection, contribution: Uuid) -> Result<EntryId, Fault> {
    Ok(sqlx::query_scalar!(
        r#"-- store::fund::entry_of
        select entry_id as "entry_id: EntryId" from ledger.contribution where contribution_id = $1"#,
        contribution
    )
    .fetch_one(db)
    .await?)
}

/// Contributions of an amount, received within ten days of `on`, that no statement line has shown
/// yet.
pub async fn unseen(db: &mut PgConnection, amount: Money, on: Date) -> Result<Vec<Uuid>, Fault> {
    Ok(sqlx::query_scalar!(
        "-- store::fund::unseen
        select c.contribution_id from ledger.contribution c
        where c.amount = $1 and c.currency = $2 and abs(c.received_on - $3::date) <= 10
          and not exists (select from ledger.line_match m where m.contribution_id = c.contribution_id)
          and not exists (select from ledger.line_resolution r where r.entry_id = c.entry_id)",
        amount.amount(),
        amount.currency().code(),
        on
    )
    .fetch_all(db)
    .await?)
}

/// The newest contributions, at most `limit`.
pub async fn newest(db: &mut PgConnection, limit: i64) -> Result<Vec<Contribution>, Fault> {
    let rows = sqlx::query!(
        r#"-- store::fund::newest
        select contribution_id, kind, amount, currency, received_on, reference,
          entry_id as "entry_id: EntryId"
        from ledger.contribution order by received_on desc, contribution_id desc limit $1"#,
        limit
    )
    .fetch_all(db)
    .await?;
    rows.into_iter()
        .map(|row| {
            Ok(Contribution {
                contribution_id: row.contribution_id,
                kind: row.kind,
                amount: money(row.amount, &row.currency)?,
                received_on: row.received_on,
                reference: row.reference,
                entry_id: row.entry_id,
            })
        })
        .collect()
}
