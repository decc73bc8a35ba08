//! Cancel what is open of a pledge that will not come. What was set aside on it stays set aside; nothing
//! new is until the fund has the money again.

use crate::books::domain::posting;
use crate::books::store::journal;
use crate::desk::day::day_of;
use crate::desk::ids::PledgeId;
use crate::desk::refusal::impossible;
use crate::desk::store::lock_fund;
use crate::fund::domain::codes::PledgePart;
use crate::fund::store::pledge;
use redress_kernel::{Action, Actor, EntryId, Money, Outcome, Stop, Wanted, action};
use redress_runtime::{Ctx, Once};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// Finance approvers cancel pledges: another person than who records them.
pub const NAME: Action = action!("ledger.cancel_pledge", [FinanceApprover]);

/// What was cancelled.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct PledgeCancelled {
    /// The pledge.
    #[schema(value_type = Uuid)]
    pub pledge_id: PledgeId,
    /// What will not come.
    pub amount: Money,
}

/// Cancels what is open of a pledge.
#[tracing::instrument(name = "ledger.cancel_pledge", skip_all)]
pub async fn cancel_pledge(
    ctx: &Ctx,
    actor: &Actor,
    pledge_id: PledgeId,
    once: Option<&Once>,
) -> Outcome<PledgeCancelled> {
    ctx.once(actor, NAME, once, async |tx| {
        lock_fund(tx.conn()).await?;
        let found = pledge::list(tx.conn(), Some(pledge_id), true, &Wanted::default()).await?.pop();
        let found = found.ok_or(Stop::Missing)?;
        let (id, now): (EntryId, _) = (tx.fresh(), tx.now());
        let on = day_of(now);
        let entry = posting::pledge_cancelled(id, on, &found.source, found.open, found.is_near);
        journal::save(tx.conn(), &entry.map_err(impossible)?).await?;
        pledge::add_part(tx.conn(), pledge_id, PledgePart::Cancelled, found.open, id, now).await?;
        tx.subject(format!("pledge {pledge_id}"));
        Ok(PledgeCancelled { pledge_id, amount: found.open })
    })
    .await
}
