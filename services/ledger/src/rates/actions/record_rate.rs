//! Record an operational rate of exchange, in force from a day on; what was converted before stays
//! as it is.

use crate::desk::checks::Checks;
use crate::desk::day::day_of;
use crate::desk::ids::RateId;
use crate::rates::domain::rates_file::{SOURCE_MAX, is_rate};
use crate::rates::store as rate;
use redress_kernel::{Action, Actor, Currency, Date, Decimal, Outcome, action};
use redress_runtime::{Ctx, Once};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// Finance officers record published rates.
pub const NAME: Action = action!("ledger.record_rate", [FinanceOfficer]);

/// A rate.
#[derive(Debug, Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct RecordRate {
    /// Currency, ISO 4217; not US dollars.
    pub currency: Currency,
    /// Units for one US dollar.
    #[serde(deserialize_with = "redress_kernel::typed::exact_number")]
    #[schema(value_type = String, pattern = "^(?!0+(\\.0+)?$)[0-9]{1,3}(\\.[0-9]{1,8})?$")]
    pub per_usd: Decimal,
    /// First day in force: today or later.
    pub effective_from: Date,
    /// Where it was published.
    #[schema(pattern = r"\S", max_length = 80)]
    pub source: String,
}

/// What was recorded.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct RateRecorded {
    /// The rate.
    #[schema(value_type = Uuid)]
    pub rate_id: RateId,
}

/// Records a rate.
#[tracing::instrument(name = "ledger.record_rate", skip_all)]
pub async fn record_rate(
    ctx: &Ctx,
    actor: &Actor,
    cmd: RecordRate,
    once: Option<&Once>,
) -> Outcome<RateRecorded> {
    ctx.once(actor, NAME, once, async |tx| {
        check(&cmd, day_of(tx.now()))?;
        let rate = rate::Rate {
            rate_id: tx.fresh(),
            currency: cmd.currency,
            per_usd: cmd.per_usd,
            effective_from: cmd.effective_from,
            source: cmd.source.trim().to_owned(),
        };
        rate::save(tx.conn(), &rate).await?;
        tx.subject(format!("rate {}", rate.rate_id));
        Ok(RateRecorded { rate_id: rate.rate_id })
    })
    .await
}

fn check(cmd: &RecordRate, today: Date) -> Outcome<()> {
    let mut checks = Checks::default();
    checks.must(cmd.currency != Currency::USD, "currency", "rate-of-dollar");
    checks.must(is_rate(cmd.per_usd), "per_usd", "rate-malformed");
    checks.must(cmd.effective_from >= today, "effective_from", "rate-in-past");
    checks.text("source", &cmd.source, SOURCE_MAX);
    checks.done()
}
