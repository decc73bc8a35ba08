//! Ask for money that is held for a child: the liaison says what for, and that the child was heard
//!

use crate::desk::checks::Checks;
use crate::desk::day::day_of;
use crate::desk::ids::TrustRequestId;
use crate::desk::refusal::impossible;
use crate::trust::domain::Ground;
use crate::trust::movement::file;
use crate::trust::store::trust_out;
use redress_kernel::{Action, Actor, ClaimId, Money, Outcome, Refusal, action};
use redress_runtime::{Ctx, Once};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// Liaisons know the child; nobody in finance does.
pub const NAME: Action = action!("ledger.ask_trust_release", [Liaison]);

/// What is asked for.
#[derive(Debug, Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct AskTrustRelease {
    /// How much, in US dollars: no more than is held.
    #[schema(value_type = redress_kernel::described::Dollars)]
    pub amount: Money,
    /// `school`, `health`, `shelter`, `food`, `documents` or `other`.
    #[schema(value_type = String, pattern = "^(school|health|shelter|food|documents|other)$")]
    pub ground: Ground,
    /// Whether the child is twelve or older.
    pub is_twelve: bool,
    /// Whether the child was heard; from twelve on she must have been.
    pub was_heard: bool,
}

/// What was asked.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct TrustReleaseAsked {
    /// The request.
    #[schema(value_type = Uuid)]
    pub request_id: TrustRequestId,
}

/// Asks for a release; an approver decides.
#[tracing::instrument(name = "ledger.ask_trust_release", skip_all, fields(claim.id = %claim))]
pub async fn ask_trust_release(
    ctx: &Ctx,
    actor: &Actor,
    claim: ClaimId,
    cmd: AskTrustRelease,
    once: Option<&Once>,
) -> Outcome<TrustReleaseAsked> {
    ctx.once(actor, NAME, once, async |tx| {
        let held = file(tx, claim).await?;
        let now = tx.now();
        if held.has_ended || held.of_age_on <= day_of(now) {
            return Err(Refusal::conflict("trust-not-open").into());
        }
        let mut checks = Checks::default();
        checks.dollars("amount", cmd.amount);
        checks.must(cmd.was_heard || !cmd.is_twelve, "was_heard", "child-not-heard");
        checks.done()?;
        let balance = held.capital.checked_add(held.interest).map_err(impossible)?;
        let mut checks = Checks::default();
        checks.must(cmd.amount.amount() <= balance.amount(), "amount", "trust-has-less");
        checks.done()?;
        let asked = trust_out::Request {
            request_id: tx.fresh(),
            claim_id: claim,
            amount: cmd.amount,
            ground: cmd.ground,
            is_twelve: cmd.is_twelve,
            was_heard: cmd.was_heard,
            asked_by: actor.actor_id,
            asked_at: now,
            outcome: None,
        };
        trust_out::ask(tx.conn(), &asked, now).await?;
        tx.subject(format!("trust request {}", asked.request_id));
        Ok(TrustReleaseAsked { request_id: asked.request_id })
    })
    .await
}
