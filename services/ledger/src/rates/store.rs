//! Exchange rates in force: units of a currency for one US dollar.

use super::domain::rates::Recorded;
use super::domain::rates_file::Format;
use crate::desk::ids::{RateId, RateImportId};
use redress_kernel::{ActorId, Currency, Date, Decimal, Fault, Stop, Timestamp, Wanted};
use serde::Serialize;
use sqlx::PgConnection;
use utoipa::ToSchema;

/// A rate and since when it is in force.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct Rate {
    /// Identifies it.
    #[schema(value_type = Uuid)]
    pub rate_id: RateId,
    /// Currency, ISO 4217.
    #[schema(value_type = String)]
    pub currency: Currency,
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
        rate.rate_id.0,
        rate.currency.code(),
        rate.per_usd,
        rate.effective_from,
        rate.source
    )
    .fetch_one(db)
    .await?;
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

/// Until the transaction ends nobody else imports rates.
pub async fn lock(db: &mut PgConnection) -> Result<(), Fault> {
    sqlx::query!(
        "-- store::rate::lock
        select ledger.lock('rate')"
    )
    .fetch_one(db)
    .await?;
    Ok(())
}

/// Every rate that is recorded, with the day from which on it was published to be in force.
pub async fn recorded(db: &mut PgConnection) -> Result<Vec<(Currency, Recorded)>, Fault> {
    let rows = sqlx::query!(
        r#"-- store::rate::recorded
        select r.currency, r.per_usd, r.effective_from,
          coalesce(p.published_on, r.effective_from) as "published_on!"
        from shared.rate r left join ledger.rate_publication p using (rate_id)"#
    )
    .fetch_all(db)
    .await?;
    let recorded = rows.into_iter().map(|row| {
        let (per_usd, effective_from, published_on) =
            (row.per_usd, row.effective_from, row.published_on);
        (row.currency, Recorded { per_usd, effective_from, published_on })
    });
    Ok(recorded.collect())
}

/// Notes a file that brings rates.
pub async fn save_import(
    db: &mut PgConnection,
    import: RateImportId,
    digest: &[u8],
    format: Format,
    rates: i32,
    imported_by: ActorId,
    now: Timestamp,
) -> Result<(), Fault> {
    sqlx::query!(
        "-- store::rate::save_import
        insert into ledger.rate_import (import_id, file_digest, format, rates, imported_by, imported_at)
        values ($1, $2, $3, $4, $5, $6) returning import_id",
        import.0,
        digest,
        format.as_str(),
        rates,
        imported_by.0,
        now
    )
    .fetch_one(db)
    .await?;
    Ok(())
}

/// Notes from where a rate came.
pub async fn save_publication(
    db: &mut PgConnection,
    rate: &Rate,
    import: RateImportId,
    row: i32,
    published_on: Date,
) -> Result<(), Stop> {
    sqlx::query!(
        "-- store::rate::save_publication
        insert into ledger.rate_publication (rate_id, import_id, row_number, currency, published_on)
        values ($1, $2, $3, $4, $5) returning rate_id",
        rate.rate_id.0,
        import.0,
        row,
        rate.currency.code(),
        published_on
    )
    .fetch_one(db)
    .await?;
    Ok(())
}

/// A rate with where it came from.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct Origin {
    /// The rate.
    #[serde(flatten)]
    pub rate: Rate,
    /// The day from which on it was published to be in force, where it came from a file.
    pub published_on: Option<Date>,
    /// SHA-256 of that file, hexadecimal.
    pub file_digest: Option<String>,
    /// When it was imported.
    #[serde(with = "time::serde::rfc3339::option")]
    #[schema(value_type = Option<String>, format = DateTime)]
    pub imported_at: Option<Timestamp>,
}

/// Rates with where they came from, newest first by currency: of one currency, or those of every
/// currency that are in force on a day or come after it.
pub async fn origins(
    db: &mut PgConnection,
    currency: Option<Currency>,
    on: Date,
    wanted: &Wanted<Date>,
) -> Result<Vec<Origin>, Fault> {
    let rows = sqlx::query!(
        r#"-- store::rate::origins
        select r.rate_id, r.currency, r.per_usd, r.effective_from, r.source, p.published_on as "published_on?",
          encode(i.file_digest, 'hex') as file_digest, i.imported_at as "imported_at?"
        from shared.rate r
        left join ledger.rate_publication p using (rate_id)
        left join ledger.rate_import i using (import_id)
        where (r.currency = $1 or $1::text is null and not exists (
          select from shared.rate n where n.currency = r.currency and n.effective_from > r.effective_from
            and n.effective_from <= $2)) and r.effective_from < $3
        order by r.currency, r.effective_from desc limit $4"#,
        currency.map(Currency::code),
        on,
        wanted.after.unwrap_or(Date::MAX),
        wanted.rows()
    )
    .fetch_all(db)
    .await?;
    Ok(rows
        .into_iter()
        .map(|row| Origin {
            rate: Rate {
                rate_id: row.rate_id,
                currency: row.currency,
                per_usd: row.per_usd,
                effective_from: row.effective_from,
                source: row.source,
            },
            published_on: row.published_on,
            file_digest: row.file_digest,
            imported_at: row.imported_at,
        })
        .collect())
}
