//! Grant or refuse what a liaison asked for a child; what is granted a plan pays.

use crate::desk::ids::TrustRequestId;
use crate::desk::refusal::ours;
use crate::desk::store::lock_fund;
use crate::trust::movement::{file, take_out};
use crate::trust::store::trust_out;
use crate::trust::store::trust_out::For;
use crate::trust::store::trust_out::Which;
use redress_kernel::{Action, Actor, ClaimId, Outcome, Refusal, Stop, Wanted, action};
use redress_runtime::{Ctx, Once};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// Finance approvers decide.
pub const NAME: Action = action!("ledger.decide_trust_release", [FinanceApprover]);

/// What is said of it.
#[derive(Debug, Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct DecideTrustRelease {
    /// `approved` or `refused`.
    #[schema(pattern = "^(approved|refused)$")]
    pub step: String,
}

/// What was decided.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct TrustReleaseDecided {
    /// The request.
    #[schema(value_type = Uuid)]
    pub request_id: TrustRequestId,
    /// The claim.
    pub claim_id: ClaimId,
}

/// Decides on a request.
#[tracing::instrument(name = "ledger.decide_trust_release", skip_all)]
pub async fn decide_trust_release(
    ctx: &Ctx,
    actor: &Actor,
    request_id: TrustRequestId,
    cmd: DecideTrustRelease,
    once: Option<&Once>,
) -> Outcome<TrustReleaseDecided> {
    ctx.once(actor, NAME, once, async |tx| {
        if !["approved", "refused"].contains(&cmd.step.as_str()) {
            return Err(Refusal::field("step", "choice-unknown").into());
        }
        let asked =
            trust_out::requests(tx.conn(), Which::One(request_id), &Wanted::default()).await?.pop();
        let asked = asked.ok_or(Stop::Missing)?;
        // Two requests must not take the same money.
        lock_fund(tx.conn()).await?;
        let now = tx.now();
        let held = file(tx, asked.claim_id).await?;
        trust_out::decide(tx.conn(), (request_id, asked.claim_id), &cmd.step, now).await?;
        if cmd.step == "approved" {
            let balance = held.capital.checked_add(held.interest).map_err(ours)?;
            if asked.amount.amount() > balance.amount() {
                return Err(Refusal::conflict("trust-has-less").into());
            }
            let amount = asked.amount.try_into().map_err(ours)?;
            take_out(tx, &held, amount, For::Request(request_id)).await?;
        }
        tx.subject(format!("trust request {request_id} {}", cmd.step));
        let done = TrustReleaseDecided { request_id, claim_id: asked.claim_id };
        Ok(done)
    })
    .await
}
