//! Reveal name and contact: a look at sealed data is an action, permitted and audited like a write.

use super::{Desk, sealed};
use crate::domain::identity::Identity;
use crate::domain::safety::SafetyPlan;
use crate::store;
use redress_kernel::{Action, Actor, ClaimId, Outcome, Sensitive, action};

/// Her advocate looks.
pub const ACTION: Action = action!("intake.reveal_contact", [Advocate]);

/// What was sealed, for one page. Prints as dots.
#[derive(Debug)]
pub struct Revealed {
    /// Who she is.
    pub identity: Sensitive<Identity>,
    /// How to reach her.
    pub plan: Sensitive<SafetyPlan>,
    /// Last four characters of the account.
    pub last_four: Option<String>,
}

/// Opens both records; the audit row is written before anything is shown.
#[tracing::instrument(name = "intake.reveal_contact", skip_all, fields(claim.id = %claim_id))]
pub async fn reveal_contact(desk: &Desk, actor: &Actor, claim_id: ClaimId) -> Outcome<Revealed> {
    let ctx = &desk.ctx;
    ctx.act(actor, ACTION, async |tx| {
        let claimant = tx.standing(claim_id).await?.claimant_id;
        let key = sealed::key(tx.conn(), desk, claimant).await?;
        let (_, identity) = sealed::identity(tx.conn(), &key, claimant).await?;
        let (_, plan) = sealed::plan(tx.conn(), &key, claimant).await?;
        let payee = store::vault::latest_payee(tx.conn(), claim_id).await?;
        Ok(Revealed { identity, plan, last_four: payee.and_then(|payee| payee.last_four) })
    })
    .await
}
