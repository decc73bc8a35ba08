//! Rates of exchange as they stand on days. A currency without one is simply not there: what needs
//! it is stopped.

use redress_kernel::{Currency, Date, Fault};
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
