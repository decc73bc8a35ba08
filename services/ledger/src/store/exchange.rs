//! Exchanges between the fund's accounts, and the value of foreign cash at the end of months.

use super::{money, told};
use redress_kernel::{ActorId, Date, Decimal, EntryId, Fault, Money, Stop, Timestamp, Uuid};
use serde::Serialize;
use sqlx::PgConnection;
use utoipa::ToSchema;

/// Money that the bank moved between two of the fund's accounts.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct Exchange {
    /// Identifies it.
    pub exchange_id: Uuid,
    /// Code of the account that it left; nothing for the general one.
    pub from: Option<String>,
    /// Code of the account where it arrived; nothing for the general one.
    pub to: Option<String>,
    /// What left.
    pub left: Money,
    /// What arrived.
    pub arrived: Money,
    /// The bank's day.
    pub day: Date,
    /// The bank's reference.
    pub bank_reference: String,
    /// Who prepared it.
    #[serde(skip)]
    pub prepared_by: ActorId,
    /// `waiting`, `confirmed` or `refused`.
    pub state: String,
    /// Its entry, once confirmed.
    pub entry_id: Option<EntryId>,
}

/// Notes an exchange that waits for the second person.
pub async fn save(db: &mut PgConnection, exchange: &Exchange, now: Timestamp) -> Result<(), Stop> {
    sqlx::query!(
        "-- store::exchange::save
        insert into ledger.exchange (exchange_id, from_code, to_code, left_amount, left_currency,
          arrived_amount, arrived_currency, day, bank_reference, prepared_by, prepared_at)
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11) returning exchange_id",
        exchange.exchange_id,
        exchange.from,
        exchange.to,
        exchange.left.amount(),
        exchange.left.currency().code(),
        exchange.arrived.amount(),
        exchange.arrived.currency().code(),
        exchange.day,
        exchange.bank_reference,
        exchange.prepared_by.0,
        now
    )
    .fetch_one(db)
    .await
    .map_err(told)?;
    Ok(())
}

/// Notes what the second person said.
pub async fn answer(
    db: &mut PgConnection,
    exchange: Uuid,
    entry: Option<EntryId>,
    rate: Option<Uuid>,
    by: ActorId,
    now: Timestamp,
) -> Result<(), Stop> {
    sqlx::query!(
        "-- store::exchange::answer
        insert into ledger.exchange_answer (exchange_id, answer, entry_id, rate_id, answered_by, answered_at)
        values ($1, case when $2::uuid is null then 'refused' else 'confirmed' end, $2, $3, $4, $5)
        returning exchange_id",
        exchange,
        entry.map(|id| id.0),
        rate,
        by.0,
        now
    )
    .fetch_one(db)
    .await
    .map_err(told)?;
    Ok(())
}

/// Exchanges, those that wait first, then newest first, at most `limit`; one or all.
pub async fn list(
    db: &mut PgConnection,
    exchange: Option<Uuid>,
    limit: i64,
) -> Result<Vec<Exchange>, Fault> {
    let rows = sqlx::query!(
        r#"-- store::exchange::list
        select x.exchange_id, x.from_code, x.to_code, x.left_amount, x.left_currency, x.arrived_amount,
          x.arrived_currency, x.day, x.bank_reference, x.prepared_by as "prepared_by: ActorId",
          coalesce(n.answer, 'waiting') as "state!", n.entry_id as "entry_id?: EntryId"
        from ledger.exchange x left join ledger.exchange_answer n using (exchange_id)
        where $1::uuid is null or x.exchange_id = $1
        order by (n.answer is null) desc, x.day desc, x.exchange_id desc limit $2"#,
        exchange,
        limit
    )
    .fetch_all(db)
    .await?;
    rows.into_iter()
        .map(|row| {
            Ok(Exchange {
                exchange_id: row.exchange_id,
                from: row.from_code,
                to: row.to_code,
                left: money(row.left_amount, &row.left_currency)?,
                arrived: money(row.arrived_amount, &row.arrived_currency)?,
                day: row.day,
                bank_reference: row.bank_reference,
                prepared_by: row.prepared_by,
                state: row.state,
                entry_id: row.entry_id,
            })
        })
        .collect()
}

/// Foreign cash of an account at the end of a month.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct Revaluation {
    /// The account.
    pub code: String,
    /// First day of the month.
    pub month: Date,
    /// The rate of its last day.
    #[serde(skip)]
    pub rate_id: Uuid,
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
        made.rate_id,
        made.cash.amount(),
        made.cost.amount(),
        made.value.amount(),
        made.entry_id.map(|id| id.0),
        made.reversal_id.map(|id| id.0),
        by.0,
        now
    )
    .fetch_one(db)
    .await
    .map_err(told)?;
    Ok(())
}

/// Revaluations, newest first, at most `limit`; of one month or of all.
pub async fn revaluations(
    db: &mut PgConnection,
    month: Option<Date>,
    limit: i64,
) -> Result<Vec<Revaluation>, Fault> {
    let rows = sqlx::query!(
        r#"-- store::exchange::revaluations
        select v.code, v.month, v.rate_id, r.per_usd, v.cash, a.currency, v.cost, v.value,
          v.entry_id as "entry_id: EntryId", v.reversal_id as "reversal_id: EntryId"
        from ledger.revaluation v join ledger.bank_account a using (code) join shared.rate r using (rate_id)
        where $1::date is null or v.month = $1
        order by v.month desc, v.code limit $2"#,
        month,
        limit
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
                cash: money(row.cash, &row.currency)?,
                cost: money(row.cost, "USD")?,
                value: money(row.value, "USD")?,
                entry_id: row.entry_id,
                reversal_id: row.reversal_id,
            })
        })
        .collect()
}

/// How many accounts, exchanges and bookings wait for the second person.
#[derive(Debug, Clone, Copy, Default, Serialize, ToSchema)]
pub struct SecondWaits {
    /// Bank accounts to confirm.
    pub accounts: i64,
    /// Exchanges to confirm.
    pub exchanges: i64,
    /// Bookings of statement lines to confirm.
    pub bookings: i64,
}

/// What waits for the second person.
pub async fn second_waits(db: &mut PgConnection) -> Result<SecondWaits, Fault> {
    let row = sqlx::query_as!(
        SecondWaits,
        r#"-- store::exchange::second_waits
        select accounts as "accounts!", exchanges as "exchanges!", bookings as "bookings!"
        from ledger.second_waits()"#
    )
    .fetch_optional(db)
    .await?;
    Ok(row.unwrap_or_default())
}
