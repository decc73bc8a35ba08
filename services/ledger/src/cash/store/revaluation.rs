//! Foreign cash at the end of a month: what it was worth, and what was booked for it.

use crate::desk::ids::RateId;
use crate::desk::store::money_in;
use redress_kernel::{ActorId, Date, Decimal, EntryId, Fault, Money, Stop, Timestamp, Wanted};
use serde::Serialize;
use sqlx::PgConnection;
use utoipa::ToSchema;

/// Foreign cash of an account at the end of a month.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct Revaluation {
    /// The account.
    pub code: String,
    /// First day of the month.
    pub month: Date,
    /// The rate of its last day.
    #[serde(skip)]
    pub rate_id: RateId,
    /// That rate, units for one US dollar.
    pub per_usd: Decimal,
    /// In the account's currency.
    pub cash: Money,
    /// What it cost, US dollars.
    pub cost: Money,
    /// What it was worth, US dollars.
    pub value: Money,
    /// The entry of the last day; nothing when cost and value are the same.
    pub entry_id: Option<EntryId>,
    /// The entry that takes it back on the next day.
    pub reversal_id: Option<EntryId>,
}

/// Notes a revaluation; refused with `revalued-already` when the month has one.
pub async fn save_revaluation(
    db: &mut PgConnection,
    made: &Revaluation,
    by: ActorId,
    now: Timestamp,
) -> Result<(), Stop> {
    sqlx::query!(
        "-- store::exchange::save_revaluation
        insert into ledger.revaluation (code, month, rate_id, cash, cost, value, entry_id, reversal_id, made_by,
          made_at)
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) returning code",
        made.code,
        made.month,
        made.rate_id.0,
        made.cash.amount(),
        made.cost.amount(),
        made.value.amount(),
        made.entry_id.map(|id| id.0),
        made.reversal_id.map(|id| id.0),
        by.0,
        now
    )
    .fetch_one(db)
    .await?;
    Ok(())
}

/// Revaluations, newest first, a page of them by month and account; of one month or of all.
pub async fn revaluations(
    db: &mut PgConnection,
    month: Option<Date>,
    wanted: &Wanted<(Date, String)>,
) -> Result<Vec<Revaluation>, Fault> {
    let (before, after) = wanted.after.clone().unwrap_or((Date::MAX, String::new()));
    let rows = sqlx::query!(
        r#"-- store::exchange::revaluations
        select v.code, v.month, v.rate_id, r.per_usd, v.cash, a.currency, v.cost, v.value,
          v.entry_id, v.reversal_id
        from ledger.revaluation v join ledger.bank_account a using (code) join shared.rate r using (rate_id)
        where ($1::date is null or v.month = $1) and v.month <= $2 and (v.month < $2 or v.code > $3)
        order by v.month desc, v.code limit $4"#,
        month,
        before,
        after,
        wanted.rows()
    )
    .fetch_all(db)
    .await?;
    rows.into_iter()
        .map(|row| {
            Ok(Revaluation {
                code: row.code,
                month: row.month,
                rate_id: row.rate_id,
                per_usd: row.per_usd,
                cash: money_in(row.cash, row.currency)?,
                cost: row.cost.into(),
                value: row.value.into(),
                entry_id: row.entry_id,
                reversal_id: row.reversal_id,
            })
        })
        .collect()
}
