//! Confirm or refuse a proposed fund factor: another person than who proposed it. Once it is in force,
//! earlier awards are topped up to it before anybody new has a share.

use crate::desk::ids::FactorId;
use crate::fund::set_aside::set_money_aside;
use crate::fund::store::factor;
use redress_kernel::{Action, Actor, AnotherDecides, Outcome, Reply, Stop, Wanted, action};
use redress_runtime::{Ctx, Once};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// Finance approvers decide.
pub const NAME: Action = action!("ledger.decide_factor", [FinanceApprover]);

/// What is said of it.
#[derive(Debug, Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct DecideFactor {
    /// `confirmed` or `refused`.
    #[schema(value_type = String, pattern = "^(confirmed|refused)$")]
    pub step: Reply,
}

/// What was decided.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct FactorDecided {
    /// The factor.
    #[schema(value_type = Uuid)]
    pub factor_id: FactorId,
    /// Awards that have more money set aside now.
    pub covered: usize,
}

/// Decides on a factor.
#[tracing::instrument(name = "ledger.decide_factor", skip_all)]
pub async fn decide_factor(
    ctx: &Ctx,
    actor: &Actor,
    factor_id: FactorId,
    cmd: DecideFactor,
    once: Option<&Once>,
) -> Outcome<FactorDecided> {
    ctx.once(actor, NAME, once, async |tx| {
        let found = factor::list(tx.conn(), Some(factor_id), &Wanted::default()).await?.pop();
        found.ok_or(Stop::Missing)?.by_another(actor)?;
        let now = tx.now();
        factor::answer(tx.conn(), factor_id, cmd.step, now).await?;
        let covered = set_money_aside(tx).await?;
        tx.subject(format!("fund factor {factor_id} {}", cmd.step));
        Ok(FactorDecided { factor_id, covered })
    })
    .await
}
