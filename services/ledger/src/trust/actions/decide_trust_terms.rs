//! Confirm or refuse proposed terms of interest: another person than who proposed them.

use crate::desk::ids::TermsId;
use crate::trust::store::trust;
use redress_kernel::{Action, Actor, AnotherDecides, Outcome, Reply, Stop, Wanted, action};
use redress_runtime::{Ctx, Once};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// Finance approvers decide.
pub const NAME: Action = action!("ledger.decide_trust_terms", [FinanceApprover]);

/// What is said of them.
#[derive(Debug, Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct DecideTrustTerms {
    /// `confirmed` or `refused`.
    #[schema(value_type = String, pattern = "^(confirmed|refused)$")]
    pub step: Reply,
}

/// What was decided.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct TrustTermsDecided {
    /// The terms.
    #[schema(value_type = Uuid)]
    pub terms_id: TermsId,
}

/// Decides on terms.
#[tracing::instrument(name = "ledger.decide_trust_terms", skip_all)]
pub async fn decide_trust_terms(
    ctx: &Ctx,
    actor: &Actor,
    terms_id: TermsId,
    cmd: DecideTrustTerms,
    once: Option<&Once>,
) -> Outcome<TrustTermsDecided> {
    ctx.once(actor, NAME, once, async |tx| {
        let found = trust::terms(tx.conn(), Some(terms_id), &Wanted::default()).await?.pop();
        found.ok_or(Stop::Missing)?.by_another(actor)?;
        let now = tx.now();
        trust::answer_terms(tx.conn(), terms_id, cmd.step, now).await?;
        tx.subject(format!("trust terms {terms_id} {}", cmd.step));
        Ok(TrustTermsDecided { terms_id })
    })
    .await
}
