//! Confirm or refuse a hand-over: another person than who started it. All that is held, with interest
//! to the day before, becomes payable; nothing is held afterwards.

use crate::desk::ids::HandOverId;
use crate::desk::refusal::impossible;
use crate::desk::store::lock_fund;
use crate::fund::deposit::deposit;
use crate::fund::set_aside::set_money_aside;
use crate::trust::movement::{bear_to_yesterday, file, take_out};
use crate::trust::store::trust_out;
use crate::trust::store::trust_out::For;
use redress_kernel::{
    Action, Actor, AnotherDecides, ClaimId, Money, Outcome, Refusal, Reply, Stop, action,
};
use redress_runtime::{Ctx, Once};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// Finance approvers decide.
pub const NAME: Action = action!("ledger.decide_hand_over", [FinanceApprover]);

/// What is said of it.
#[derive(Debug, Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct DecideHandOver {
    /// `confirmed` or `refused`.
    #[schema(value_type = String, pattern = "^(confirmed|refused)$")]
    pub step: Reply,
}

/// What was decided.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct HandOverDecided {
    /// The hand-over.
    #[schema(value_type = Uuid)]
    pub hand_over_id: HandOverId,
    /// The claim.
    pub claim_id: ClaimId,
    /// What is handed over; none when it was refused.
    pub amount: Option<Money>,
}

/// Decides on a hand-over.
#[tracing::instrument(name = "ledger.decide_hand_over", skip_all)]
pub async fn decide_hand_over(
    ctx: &Ctx,
    actor: &Actor,
    hand_over_id: HandOverId,
    cmd: DecideHandOver,
    once: Option<&Once>,
) -> Outcome<HandOverDecided> {
    ctx.once(actor, NAME, once, async |tx| {
        let started = trust_out::hand_overs(tx.conn(), None, Some(hand_over_id)).await?.pop();
        let started = started.ok_or(Stop::Missing)?;
        started.by_another(actor)?;
        let claim_id = started.claim_id;
        lock_fund(tx.conn()).await?;
        let (now, of) = (tx.now(), (hand_over_id, claim_id));
        let mut amount = None;
        if cmd.step == Reply::Confirmed {
            deposit(tx).await?;
            if !file(tx, claim_id).await?.waiting.amount().is_zero() {
                return Err(Refusal::conflict("trust-waits-cash").into());
            }
            // Before the step: afterwards nothing bears interest any more.
            bear_to_yesterday(tx, claim_id).await?;
            trust_out::answer_hand_over(tx.conn(), of, cmd.step, now).await?;
            let held = file(tx, claim_id).await?;
            let all = held.capital.checked_add(held.interest).map_err(impossible)?;
            take_out(tx, &held, all, For::HandOver(hand_over_id)).await?;
            amount = Some(all.into());
            set_money_aside(tx).await?;
        } else {
            trust_out::answer_hand_over(tx.conn(), of, cmd.step, now).await?;
        }
        tx.about(claim_id);
        tx.subject(format!("hand-over {hand_over_id} {}", cmd.step));
        Ok(HandOverDecided { hand_over_id, claim_id, amount })
    })
    .await
}
