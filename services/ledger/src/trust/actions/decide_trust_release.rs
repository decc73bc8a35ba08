//! Grant or refuse what a liaison asked for a child; what is granted a plan pays.

use crate::desk::ids::TrustRequestId;
use crate::desk::refusal::impossible;
use crate::desk::store::lock_fund;
use crate::trust::movement::{file, take_out};
use crate::trust::store::trust_out;
use crate::trust::store::trust_out::For;
use crate::trust::store::trust_out::Which;
use redress_kernel::{
    Action, Actor, AnotherDecides, ClaimId, Outcome, Refusal, Reply, Stop, Wanted, action, codes,
};
use redress_runtime::{Ctx, Once};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// Finance approvers decide.
pub const NAME: Action = action!("ledger.decide_trust_release", [FinanceApprover]);

codes! {
    /// What is said of a request, in the words of this form.
    Granted {
        /// It is paid out.
        Approved = "approved",
        /// It is not.
        Refused = "refused",
    }
}

impl From<Granted> for Reply {
    fn from(said: Granted) -> Self {
        match said {
            Granted::Approved => Reply::Confirmed,
            Granted::Refused => Reply::Refused,
        }
    }
}

/// What is said of it.
#[derive(Debug, Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct DecideTrustRelease {
    /// `approved` or `refused`.
    #[schema(value_type = String, pattern = "^(approved|refused)$")]
    pub step: Granted,
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
        let asked =
            trust_out::requests(tx.conn(), Which::One(request_id), &Wanted::default()).await?.pop();
        let asked = asked.ok_or(Stop::Missing)?;
        asked.by_another(actor)?;
        // Two requests must not take the same money.
        lock_fund(tx.conn()).await?;
        let now = tx.now();
        let held = file(tx, asked.claim_id).await?;
        let of = (request_id, asked.claim_id);
        trust_out::answer_request(tx.conn(), of, cmd.step.into(), now).await?;
        if cmd.step == Granted::Approved {
            let balance = held.capital.checked_add(held.interest).map_err(impossible)?;
            if asked.amount.amount() > balance.amount() {
                return Err(Refusal::conflict("trust-has-less").into());
            }
            let amount = asked.amount.try_into().map_err(impossible)?;
            take_out(tx, &held, amount, For::Request(request_id)).await?;
        }
        tx.subject(format!("trust request {request_id} {}", cmd.step));
        Ok(TrustReleaseDecided { request_id, claim_id: asked.claim_id })
    })
    .await
}
