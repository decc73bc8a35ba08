//! List the cases that a person may know of: the queue of the panel.

use crate::store;
use crate::store::case::{Part, Place};
use redress_kernel::{Action, Actor, Outcome, Paged, Role, Wanted, action};
use redress_runtime::Ctx;

// What the answer is made of.
pub use crate::store::case::Queued;

/// Chairs see every case; members those they sit on.
pub const LIST_CASES: Action = action!("eligibility.list_cases", [PanelMember, PanelChair]);

/// A page of the queue: codes and stages, nothing of what a claim is about. Cases that are over
/// are asked for by themselves, so that they never stand before those that wait.
pub async fn list_cases(
    ctx: &Ctx,
    actor: &Actor,
    is_over: bool,
    wanted: &Wanted<Place>,
) -> Outcome<Paged<Queued, Place>> {
    let part = Part { actor: actor.actor_id, is_every: actor.has(Role::PanelChair), is_over };
    ctx.read(actor, LIST_CASES, async |tx| Ok(store::case::list(tx.conn(), part, wanted).await?))
        .await
}
