//! Open a claim: the consent to file comes first, and the key that will seal her data is made.

use super::Desk;
use crate::domain::consent::{self, Asked};
use crate::store;
use crate::store::claim::NewClaim;
use redress_contract::claim::{Capacity, involve};
use redress_kernel::code::ConsentPurpose;
use redress_kernel::{Action, Actor, ClaimCode, ClaimId, ClaimantId, Outcome, action};
use redress_runtime::Once;
use serde::{Deserialize, Serialize};

/// Advocates open claims.
pub const ACTION: Action = action!("intake.open_claim", [Advocate]);

/// A claim that is opened.
#[derive(Debug, Clone, Serialize, Deserialize, utoipa::ToSchema)]
pub struct Opened {
    /// Its identifier.
    pub claim_id: ClaimId,
    /// What people call it.
    pub code: ClaimCode,
}

/// Opens a draft with the consents given at this sitting. Refuses `consent-missing` without P1.
#[tracing::instrument(name = "intake.open_claim", skip_all)]
pub async fn open_claim(
    desk: &Desk,
    actor: &Actor,
    asked: &Asked,
    once: Option<&Once>,
) -> Outcome<Opened> {
    let ctx = &desk.ctx;
    ctx.once(actor, ACTION, once, async |tx| {
        let rows = consent::record(asked, &[], tx.now())?;
        consent::require(&rows, ConsentPurpose::P1)?;
        let new = NewClaim {
            claim_id: tx.fresh(),
            code: ClaimCode::random(),
            claimant_id: tx.fresh::<ClaimantId>(),
            language: asked.language.clone(),
            at: tx.now(),
        };
        tx.about(new.claim_id);
        store::claim::open(tx.conn(), &new, actor).await?;
        involve(tx.conn(), new.claim_id, Capacity::Advocate).await?;
        let (_, wrapped) = desk.vault.new_key(new.claimant_id);
        store::vault::put_key(tx.conn(), new.claimant_id, &wrapped).await?;
        for row in &rows {
            let consent = tx.fresh();
            store::consent::add(tx.conn(), consent, new.claim_id, row, actor.actor_id).await?;
        }
        Ok(Opened { claim_id: new.claim_id, code: new.code })
    })
    .await
}
