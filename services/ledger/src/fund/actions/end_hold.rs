//! End a hold that a person placed: release a part or all of it for its use, or void the rest.

use crate::desk::checks::Checks;
use crate::desk::ids::HoldId;
use crate::desk::store::lock_fund;
use crate::fund::domain::codes::HoldEnd;
use crate::fund::reserve::end_part;
use crate::fund::set_aside::set_money_aside;
use crate::fund::store::hold;
use crate::fund::store::hold::Which;
use redress_kernel::{Action, Actor, Money, Outcome, Refusal, Stop, Wanted, action};
use redress_runtime::{Ctx, Once};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// Finance officers end holds.
pub const NAME: Action = action!("ledger.end_hold", [FinanceOfficer]);

/// How it ends.
#[derive(Debug, Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct EndHold {
    /// `released` for its use, or `voided`.
    #[schema(value_type = String, pattern = "^(released|voided)$")]
    pub kind: HoldEnd,
    /// How much is released; all that is left when left out, and always so when voided.
    #[serde(default)]
    #[schema(value_type = Option<redress_kernel::described::Dollars>)]
    pub amount: Option<Money>,
}

/// What ended.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct HoldEnded {
    /// The hold.
    #[schema(value_type = Uuid)]
    pub hold_id: HoldId,
    /// What is still held.
    pub left: Money,
}

/// Ends a hold or a part of it. One that is reserved for an award ends with its offer.
#[tracing::instrument(name = "ledger.end_hold", skip_all)]
pub async fn end_hold(
    ctx: &Ctx,
    actor: &Actor,
    hold_id: HoldId,
    cmd: EndHold,
    once: Option<&Once>,
) -> Outcome<HoldEnded> {
    ctx.once(actor, NAME, once, async |tx| {
        lock_fund(tx.conn()).await?;
        let held = hold::list(tx.conn(), Which::One(hold_id), &Wanted::default())
            .await?
            .pop()
            .ok_or(Stop::Missing)?;
        if held.claim_id.is_some() {
            return Err(Refusal::conflict("hold-of-award").into());
        }
        if held.ended.is_some() {
            return Err(Refusal::conflict("hold-ended").into());
        }
        let amount = cmd.amount.unwrap_or(held.left);
        let mut checks = Checks::default();
        // A hold expires by itself.
        checks.must(cmd.kind != HoldEnd::Expired, "kind", "choice-unknown");
        checks.dollars("amount", amount);
        checks.must(amount.amount() <= held.left.amount(), "amount", "hold-has-less");
        checks.must(
            cmd.kind != HoldEnd::Voided || amount == held.left,
            "amount",
            "hold-void-whole",
        );
        checks.done()?;
        end_part(tx, &held, cmd.kind, amount).await?;
        set_money_aside(tx).await?;
        let left = held.left.checked_sub(amount).map_err(crate::desk::refusal::impossible)?;
        tx.subject(format!("hold {hold_id}"));
        Ok(HoldEnded { hold_id, left })
    })
    .await
}
