//! Declare whether there is a conflict, before anything of the claim is shown. A conflict
//! empties the seat for good and takes the claim out of sight; it can also be declared later.

use super::Stepped;
use crate::domain::panel::{Declaration, Seat};
use crate::store;
use redress_kernel::{Action, Actor, ClaimId, Outcome, Refusal, Stop, action};
use redress_runtime::{Ctx, Once};
use serde::{Deserialize, Serialize};

/// Whoever sits declares.
pub const DECLARE_CONFLICT: Action =
    action!("eligibility.declare_conflict", [PanelMember, PanelChair]);

/// What is declared.
#[derive(Debug, Clone, Copy, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct DeclareConflict {
    /// None, or a conflict.
    pub declaration: Declaration,
}

/// Keeps it.
#[tracing::instrument(name = "eligibility.declare_conflict", skip_all, fields(claim.id = %claim))]
pub async fn declare_conflict(
    ctx: &Ctx,
    actor: &Actor,
    claim: ClaimId,
    asked: DeclareConflict,
    once: Option<&Once>,
) -> Outcome<Stepped> {
    ctx.once(actor, DECLARE_CONFLICT, once, async |tx| {
        store::case::hold(tx.conn(), claim).await?;
        let standing = tx.standing(claim).await?;
        let panel = store::panel::load(tx.conn(), claim).await?;
        let seat = panel.of(actor.actor_id).filter(|seat| seat.is_held()).ok_or(Stop::Missing)?;
        if Seat::is_open(seat) && asked.declaration == Declaration::None {
            return Err(Refusal::conflict("declared-already").into());
        }
        let now = tx.now();
        let kept =
            store::panel::declare(tx.conn(), claim, actor.actor_id, asked.declaration, now).await?;
        if !kept {
            return Err(Stop::Missing);
        }
        tx.detail(serde_json::json!({ "declaration": asked.declaration.as_str() }));
        Ok(Stepped { claim_id: claim, stage: standing.stage })
    })
    .await
}
