//! List the cases that a person may know of: the queue of the panel.

use crate::store;
use crate::store::case::Queued;
use redress_kernel::{Action, Actor, Outcome, action};
use redress_runtime::Ctx;

/// Chairs see every case; members those they sit on.
pub const LIST_CASES: Action = action!("eligibility.list_cases", [PanelMember, PanelChair]);

/// The queue: codes and stages, nothing of what a claim is about.
pub async fn list_cases(ctx: &Ctx, actor: &Actor) -> Outcome<Vec<Queued>> {
    ctx.read(actor, LIST_CASES, async |tx| Ok(store::case::list(tx.conn(), actor.actor_id).await?))
        .await
}
