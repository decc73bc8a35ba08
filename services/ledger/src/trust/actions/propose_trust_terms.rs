//! Propose what money held for children bears: a rate and where it comes from (R-16).

use crate::desk::checks::Checks;
use crate::desk::day::day_of;
use crate::desk::ids::TermsId;
use crate::desk::refusal::impossible;
use crate::trust::store::trust;
use redress_kernel::{Action, Actor, Date, Decimal, Outcome, action};
use redress_runtime::{Ctx, Once};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// Finance officers propose them.
pub const NAME: Action = action!("ledger.propose_trust_terms", [FinanceOfficer]);

/// Decimal places of a rate.
const RATE_PLACES: u32 = 6;
/// Characters of a method at most.
const METHOD_MAX: usize = 300;

/// Terms.
#[derive(Debug, Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ProposeTrustTerms {
    /// First day of the month from which they shall be in force: this month or a later one.
    pub effective_from: Date,
    /// Of a year, such as 0.025: from 0 to 1, six decimals.
    #[serde(deserialize_with = "redress_kernel::typed::exact_number")]
    #[schema(value_type = String, pattern = "^(0(\\.[0-9]{1,6})?|1(\\.0{1,6})?)$")]
    pub annual_rate: Decimal,
    /// Where the rate comes from, as it stands on every statement.
    #[schema(pattern = r"\S", max_length = 300)]
    pub method: String,
}

/// What was proposed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct TrustTermsProposed {
    /// Identifies them.
    #[schema(value_type = Uuid)]
    pub terms_id: TermsId,
}

#[tracing::instrument(name = "ledger.propose_trust_terms", skip_all)]
pub async fn propose_trust_terms(
    ctx: &Ctx,
    actor: &Actor,
    cmd: ProposeTrustTerms,
    once: Option<&Once>,
) -> Outcome<TrustTermsProposed> {
    ctx.once(actor, NAME, once, async |tx| {
        let now = tx.now();
        let this_month = day_of(now).replace_day(1).map_err(impossible)?;
        let rate = cmd.annual_rate.normalize();
        let fits = rate >= Decimal::ZERO && rate <= Decimal::ONE && rate.scale() <= RATE_PLACES;
        let mut checks = Checks::default();
        checks.must(cmd.effective_from.day() == 1, "effective_from", "month-first");
        checks.must(cmd.effective_from >= this_month, "effective_from", "date-past");
        checks.must(fits, "annual_rate", "trust-rate-range");
        checks.text("method", &cmd.method, METHOD_MAX);
        checks.done()?;
        let proposed = trust::Terms {
            terms_id: tx.fresh(),
            effective_from: cmd.effective_from,
            annual_rate: rate,
            method: cmd.method.trim().to_owned(),
            asked_by: actor.actor_id,
            outcome: None,
        };
        trust::propose_terms(tx.conn(), &proposed, now).await?;
        tx.subject(format!("trust terms {}", proposed.terms_id));
        Ok(TrustTermsProposed { terms_id: proposed.terms_id })
    })
    .await
}
