//! Rates of exchange as they stand on a day. A currency without one is simply not there: whoever
//! needs it is stopped.

use crate::award::{Rate, Rates};
use redress_kernel::{Currency, Date, Fault};
use sqlx::PgConnection;

/// The rate of each currency in force on `day`.
pub async fn on(db: &mut PgConnection, day: Date) -> Result<Rates, Fault> {
    let rows = sqlx::query!(
        "-- store::rate::on
        select distinct on (currency) currency, rate_id, per_usd, effective_from
        from shared.rate where effective_from <= $1
        order by currency, effective_from desc",
        day
    )
    .fetch_all(db)
    .await?;
    rows.into_iter()
        .map(|row| {
            let currency: Currency = row.currency.parse().map_err(Fault::new)?;
            let rate = Rate {
                rate_id: row.rate_id.to_string(),
                units_per_usd: row.per_usd,
                effective_on: row.effective_from,
            };
            Ok((currency, rate))
        })
        .collect()
}
