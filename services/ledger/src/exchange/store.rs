//! Exchanges between the fund's accounts, and the value of foreign cash at the end of months.

use crate::desk::ids::{ExchangeId, RateId};
use crate::desk::store::money;
use redress_kernel::{
    ActorId, Date, EntryId, Fault, Money, Reply, Stop, Timestamp, Uuid, Wanted, another_decides,
};
use serde::Serialize;
use sqlx::PgConnection;
use utoipa::ToSchema;

/// Money that the bank moved between two of the fund's accounts.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct Exchange {
    /// Identifies it.
    #[schema(value_type = Uuid)]
    pub exchange_id: ExchangeId,
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
    pub asked_by: ActorId,
    /// `waiting`, `confirmed` or `refused`.
    #[serde(rename = "state", serialize_with = "redress_kernel::another::or_waiting")]
    #[schema(value_type = String)]
    pub outcome: Option<Reply>,
    /// Its entry, once confirmed.
    pub entry_id: Option<EntryId>,
}

another_decides!(Exchange { asked_by, outcome }, FinanceApprover, "own-exchange");

impl Exchange {
    /// How it stands, in a word.
    pub fn state(&self) -> &'static str {
        Reply::or_waiting(self.outcome, "waiting")
    }
}

/// Notes an exchange that waits for the second person.
pub async fn save(db: &mut PgConnection, exchange: &Exchange, now: Timestamp) -> Result<(), Stop> {
    sqlx::query!(
        "-- store::exchange::save
        insert into ledger.exchange (exchange_id, from_code, to_code, left_amount, left_currency,
          arrived_amount, arrived_currency, day, bank_reference, asked_by, asked_at)
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11) returning exchange_id",
        exchange.exchange_id.0,
        exchange.from,
        exchange.to,
        exchange.left.amount(),
        exchange.left.currency().code(),
        exchange.arrived.amount(),
        exchange.arrived.currency().code(),
        exchange.day,
        exchange.bank_reference,
        exchange.asked_by.0,
        now
    )
    .fetch_one(db)
    .await?;
    Ok(())
}

/// Notes what the second person said; refused with `own-exchange` to who prepared it.
pub async fn answer(
    db: &mut PgConnection,
    exchange: ExchangeId,
    outcome: Reply,
    booked: Option<(EntryId, Option<RateId>)>,
    now: Timestamp,
) -> Result<(), Stop> {
    sqlx::query!(
        "-- store::exchange::answer
        insert into ledger.exchange_answer (exchange_id, outcome, entry_id, rate_id, answered_by, answered_at)
        values ($1, $2, $3, $4, shared.actor_id(), $5) returning exchange_id",
        exchange.0,
        outcome.as_str(),
        booked.map(|(entry, _)| entry.0),
        booked.and_then(|(_, rate)| rate).map(|rate| rate.0),
        now
    )
    .fetch_one(db)
    .await?;
    Ok(())
}

/// Where the list of exchanges goes on: whether the last of a page waits, its day, which it is.
pub type Place = (bool, Date, ExchangeId);

/// Exchanges, those that wait first, then newest first, a page of them; one or all.
pub async fn list(
    db: &mut PgConnection,
    exchange: Option<ExchangeId>,
    wanted: &Wanted<Place>,
) -> Result<Vec<Exchange>, Fault> {
    let (waits, day, after) = wanted.after.unwrap_or((true, Date::MAX, Uuid::max().into()));
    let rows = sqlx::query!(
        r#"-- store::exchange::list
        select x.exchange_id, x.from_code, x.to_code, x.left_amount, x.left_currency, x.arrived_amount,
          x.arrived_currency, x.day, x.bank_reference, x.asked_by, n.outcome as "outcome?", n.entry_id
        from ledger.exchange x left join ledger.exchange_answer n using (exchange_id)
        where ($1::uuid is null or x.exchange_id = $1)
          and (n.outcome is null, x.day, x.exchange_id) < ($2, $3, $4)
        order by (n.outcome is null) desc, x.day desc, x.exchange_id desc limit $5"#,
        exchange.map(|id| id.0),
        waits,
        day,
        after.0,
        wanted.rows()
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
                asked_by: row.asked_by,
                outcome: row.outcome,
                entry_id: row.entry_id,
            })
        })
        .collect()
}
