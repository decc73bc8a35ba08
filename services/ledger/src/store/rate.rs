//! Exchange rates in force: units of a currency for one US dollar.

use redress_kernel::{Currency, Date, Decimal, Fault, Stop, Uuid};
use serde::Serialize;
use sqlx::PgConnection;
use utoipa::ToSchema;

/// A rate and since when it is in force.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct Rate {
    /// Identifies it.
    pub rate_id: Uuid,
    /// Currency, ISO 4217.
    pub currency: String,
    /// Units for one US dollar.
    pub per_usd: Decimal,
    /// First day in force.
    pub effective_from: Date,
    /// Where it was published.
    pub source: String,
}

/// The rate of a currency on a day; nothing when none is known: then nothing may be converted.
pub async fn in_force(
    db: &mut PgConnection,
    currency: Currency,
    on: Date,
) -> Result<Option<Rate>, Fault> {
    Ok(sqlx::query_as!(
        Rate,
        "-- store::rate::in_force
        select rate_id, currency, per_usd, effective_from, source from shared.rate
        where currency = $1 and effective_from <= $2 order by effective_from desc limit 1",
        currency.code(),
        on
    )
    .fetch_optional(db)
    .await?)
}

/// Records a rate; refused with `rate-exists` when the currency has one from that day.
pub async fn save(db: &mut PgConnection, rate: &Rate) -> Result<(), Stop> {
    sqlx::query!(
        "-- store::rate::save
        insert into shared.rate (rate_id, currency, per_usd, effective_from, source)
        values ($1, $2, $3, $4, $5) returning rate_id",
        rate.rate_id,
        rate.currency,
        rate.per_usd,
        rate.effective_from,
        rate.source
    )
    .fetch_one(db)
    .await
    .map_err(super::told)?;
    Ok(())
}

/// The rate of each currency that is in force on a day, or will be first.
pub async fn list(db: &mut PgConnection, on: Date) -> Result<Vec<Rate>, Fault> {
    Ok(sqlx::query_as!(
        Rate,
        "-- store::rate::list
        select distinct on (currency) rate_id, currency, per_usd, effective_from, source from shared.rate
        order by currency, (effective_from <= $1) desc, effective_from desc",
        on
    )
    .fetch_all(db)
    .await?)
}
