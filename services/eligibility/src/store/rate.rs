//! Rates of exchange and the fund factor as they stand on days. A currency without one is simply not there: what needs
//! it is stopped.

use redress_kernel::{Currency, Date, Decimal, Fault};
use redress_mechanism::facts::Rate;
use sqlx::PgConnection;
use std::collections::BTreeSet;

/// The rates of `currencies` in force on `days`, each rate once.
pub async fn on(
    db: &mut PgConnection,
    currencies: &BTreeSet<Currency>,
    days: &BTreeSet<Date>,
) -> Result<Vec<Rate>, Fault> {
    let codes: Vec<String> = currencies.iter().map(|one| one.code().to_owned()).collect();
    let days: Vec<Date> = days.iter().copied().collect();
    let rows = sqlx::query!(
        r#"-- store::rate::on
        select distinct r.currency as "currency!", r.rate_id as "rate_id!", r.per_usd as "per_usd!",
          r.effective_from as "effective_from!"
        from unnest($1::text[]) as wanted (currency) cross join unnest($2::date[]) as at (day)
        cross join lateral (
          select currency, rate_id, per_usd, effective_from from shared.rate
          where currency = wanted.currency and effective_from <= at.day
          order by effective_from desc limit 1) as r"#,
        &codes,
        &days
    )
    .fetch_all(db)
    .await?;
    rows.into_iter()
        .map(|row| {
            Ok(Rate {
                rate_id: row.rate_id.to_string().parse().map_err(Fault::new)?,
                currency: row.currency.parse().map_err(Fault::new)?,
                units_per_usd: row.per_usd,
                effective_on: row.effective_from,
            })
        })
        .collect()
}

/// The fund factor in force on a day and since when (R-26); nothing before there is one.
pub async fn fund_factor(
    db: &mut PgConnection,
    day: Date,
) -> Result<Option<(Decimal, Date)>, Fault> {
    let row = sqlx::query!(
        r#"-- store::rate::fund_factor
        select factor as "factor!", starts_on as "starts_on!" from shared.fund_factor
        where starts_on <= $1 order by starts_on desc limit 1"#,
        day
    )
    .fetch_optional(db)
    .await?;
    Ok(row.map(|row| (row.factor, row.starts_on)))
}
