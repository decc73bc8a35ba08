//! Read what triage needs: what contact is allowed, and other files that may be of the same person.

use super::Desk;
use crate::store;
use crate::store::claim::Filed;
use redress_kernel::code::Answer;
use redress_kernel::facts::MatchResult;
use redress_kernel::{Action, Actor, ClaimId, Outcome, Stop, action};

// What the answer is made of.
pub use crate::store::triage::Possible;

/// Intake officers look.
pub const ACTION: Action = action!("intake.read_triage", [IntakeOfficer]);

/// What an officer sees.
#[derive(Debug, Clone)]
pub struct TriageView {
    pub filed: Filed,
    /// Other files that share a name or a telephone.
    pub possible: Vec<Possible>,
    /// What triage came to, once done.
    pub outcome: Option<(Answer, MatchResult)>,
}

/// Reads it; [`Stop::Missing`] while the claim is a draft.
#[tracing::instrument(name = "intake.read_triage", skip_all, fields(claim.id = %claim_id))]
pub async fn read_triage(desk: &Desk, actor: &Actor, claim_id: ClaimId) -> Outcome<TriageView> {
    let ctx = &desk.ctx;
    ctx.act(actor, ACTION, async |tx| {
        tx.about(claim_id);
        let filed = store::claim::find(tx.conn(), claim_id).await?.ok_or(Stop::Missing)?;
        let possible = store::triage::possible_matches(tx.conn(), claim_id).await?;
        let outcome = store::triage::outcome(tx.conn(), claim_id).await?;
        Ok(TriageView { filed, possible, outcome })
    })
    .await
}
