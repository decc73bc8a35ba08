//! Seat the panel of a claim: a chair takes it and names two members; later, fills a seat that a
//! declared conflict has emptied.

use super::Stepped;
use crate::domain::panel::SeatKind;
use crate::store;
use redress_kernel::{Action, Actor, ActorId, ClaimId, Outcome, Stop, action};
use redress_runtime::{Ctx, Once};
use serde::{Deserialize, Serialize};

/// The chair seats the panel.
pub const SEAT_PANEL: Action = action!("eligibility.seat_panel", [PanelChair]);

/// Whom to seat beside the chair who asks.
#[derive(Debug, Clone, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct SeatPanel {
    /// As many members as seats are empty: two at first.
    pub members: Vec<ActorId>,
}

/// Seats them.
#[tracing::instrument(name = "eligibility.seat_panel", skip_all, fields(claim.id = %claim))]
pub async fn seat_panel(
    ctx: &Ctx,
    actor: &Actor,
    claim: ClaimId,
    asked: SeatPanel,
    once: Option<&Once>,
) -> Outcome<Stepped> {
    ctx.once(actor, SEAT_PANEL, once, async |tx| {
        store::case::hold(tx.conn(), claim).await?;
        let standing = tx.standing(claim).await?;
        let now = tx.now();
        if store::case::opened_at(tx.conn(), claim).await?.is_none() {
            return Err(Stop::Missing);
        }
        let panel = store::panel::load(tx.conn(), claim).await?;
        let mut plan = panel.plan(actor.actor_id, &asked.members)?;
        if plan.takes_chair {
            store::panel::seat(tx.conn(), claim, actor.actor_id, SeatKind::Chair, now).await?;
        }
        // Locks in one order, whatever the form's was.
        plan.members.sort_unstable();
        for member in plan.members {
            store::panel::seat(tx.conn(), claim, member, SeatKind::Member, now).await?;
        }
        Ok(Stepped { claim_id: claim, stage: standing.stage })
    })
    .await
}
