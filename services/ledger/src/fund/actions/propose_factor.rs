//! Propose the fund factor of a month: what of each award above its first part can be paid.

use crate::books::store::journal;
use crate::desk::checks::Checks;
use crate::desk::day::day_of;
use crate::desk::ids::FactorId;
use crate::desk::refusal::impossible;
use crate::desk::store::lock_fund;
use crate::fund::domain::fund::{FACTOR_PLACES, factor_for, owed};
use crate::fund::store::{award, factor, fund, upkeep};
use redress_kernel::{Action, Actor, Date, Decimal, Money, Outcome, Refusal, action};
use redress_runtime::{Ctx, Once, Tx};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// Finance officers propose it.
pub const NAME: Action = action!("ledger.propose_factor", [FinanceOfficer]);

/// A factor.
#[derive(Debug, Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ProposeFactor {
    /// First day of the month from which it shall be in force: this month or a later one.
    pub starts_on: Date,
    /// Above zero, at most one, six decimals; what the fund can keep when left out.
    #[serde(default, deserialize_with = "redress_kernel::typed::exact_number_if")]
    #[schema(value_type = Option<String>, pattern = "^(0\\.(?!0+$)[0-9]{1,6}|1(\\.0{1,6})?)$")]
    pub factor: Option<Decimal>,
}

/// What was proposed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct FactorProposed {
    /// Identifies it.
    #[schema(value_type = Uuid)]
    pub factor_id: FactorId,
    /// The factor.
    pub factor: Decimal,
}

/// Proposes a factor, with the sums that it stands on.
#[tracing::instrument(name = "ledger.propose_factor", skip_all)]
pub async fn propose_factor(
    ctx: &Ctx,
    actor: &Actor,
    cmd: ProposeFactor,
    once: Option<&Once>,
) -> Outcome<FactorProposed> {
    ctx.once(actor, NAME, once, async |tx| {
        let now = tx.now();
        let today = day_of(now);
        let mut checks = Checks::default();
        let this_month = today.replace_day(1).map_err(impossible)?;
        checks.must(cmd.starts_on.day() == 1, "starts_on", "month-first");
        checks.must(cmd.starts_on >= this_month, "starts_on", "date-past");
        let fits = |factor: Decimal| {
            factor > Decimal::ZERO && factor <= Decimal::ONE && factor.scale() <= FACTOR_PLACES
        };
        checks.must(
            cmd.factor.is_none_or(|typed| fits(typed.normalize())),
            "factor",
            "factor-range",
        );
        checks.done()?;
        let basis = basis(tx).await?;
        let factor = match cmd.factor {
            Some(typed) => typed.normalize(),
            None => factor_for(basis.available, basis.first_parts, basis.rests)
                .ok_or_else(|| Refusal::field("factor", "factor-none"))?
                .normalize(),
        };
        let proposed = factor::Factor {
            factor_id: tx.fresh(),
            starts_on: cmd.starts_on,
            factor,
            available: Money::usd(basis.available).map_err(impossible)?,
            first_parts: Money::usd(basis.first_parts).map_err(impossible)?,
            rests: Money::usd(basis.rests).map_err(impossible)?,
            asked_by: actor.actor_id,
            outcome: None,
        };
        factor::propose(tx.conn(), &proposed, now).await?;
        tx.subject(format!("fund factor {}", proposed.factor_id));
        Ok(FactorProposed { factor_id: proposed.factor_id, factor })
    })
    .await
}

/// What a factor is computed from, US dollars.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Basis {
    /// What is free, and what these awards have already.
    pub available: Decimal,
    /// First parts of the awards that are not set aside in full.
    pub first_parts: Decimal,
    /// What they come to above those.
    pub rests: Decimal,
}

/// Over the awards that are not set aside in full; of the sources, what awards may take.
pub(crate) async fn basis(tx: &mut Tx) -> Outcome<Basis> {
    lock_fund(tx.conn()).await?;
    let waiting: Vec<_> =
        award::waiting(tx.conn()).await?.into_iter().map(|queued| queued.award).collect();
    // Upkeep that waits goes before all shares.
    let upkeep = upkeep::waiting(tx.conn()).await?;
    let before: Decimal = upkeep.iter().map(|(upkeep, _)| upkeep.amount).sum();
    let (first_parts, rests) = owed(&waiting);
    let free = journal::uncommitted(tx.conn()).await?.amount();
    let sources = fund::sources_left(tx.conn()).await?;
    let usable: Decimal = sources.iter().filter(|one| one.for_adults).map(|one| one.left).sum();
    let had: Decimal = waiting.iter().map(|award| award.funded).sum();
    Ok(Basis {
        available: (free.min(usable) - before).max(Decimal::ZERO) + had,
        first_parts,
        rests,
    })
}
