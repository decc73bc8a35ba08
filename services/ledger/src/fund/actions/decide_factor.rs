//! Confirm or refuse a proposed fund factor: another person than who proposed it. Once it is in force,
//! earlier awards are topped up to it before anybody new has a share.

use crate::fund::set_aside::set_money_aside;
use crate::fund::store::factor;
use redress_kernel::{Action, Actor, Outcome, Refusal, Stop, Uuid, Wanted, action};
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
    #[schema(pattern = "^(confirmed|refused)$")]
    pub step: String,
}

/// What was decided.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct FactorDecided {
    /// The factor.
    pub factor_id: Uuid,
    /// Awards that have more money set aside now.
    pub covered: usize,
}

/// Decides on a factor.
#[tracing::instrument(name = "ledger.decide_factor", skip_all)]
pub async fn decide_factor(
    ctx: &Ctx,
    actor: &Actor,
    factor_id: Uuid,
    cmd: DecideFactor,
    once: Option<&Once>,
) -> Outcome<FactorDecided> {
    ctx.once(actor, NAME, once, async |tx| {
        if !["confirmed", "refused"].contains(&cmd.step.as_str()) {
            return Err(Refusal::field("step", "choice-unknown").into());
        }
        if factor::list(tx.conn(), Some(factor_id), &Wanted::default()).await?.is_empty() {
            return Err(Stop::Missing);
        }
        let now = tx.now();
        factor::decide(tx.conn(), factor_id, &cmd.step, now).await?;
        let covered = set_money_aside(tx).await?;
        tx.subject(format!("fund factor {factor_id} {}", cmd.step));
        Ok(FactorDecided { factor_id, covered })
    })
    .await
}
