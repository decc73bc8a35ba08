//! Read a claim: what was stated, what it lacks, where it stands. Never what is sealed.

use super::Desk;
use crate::domain::claim::{Missing, missing};
use crate::domain::consent::ConsentRow;
use crate::domain::questions::{Mark, Slot};
use crate::store;
use crate::store::claim::Filed;
use redress_contract::reference;
use redress_kernel::facts::Operation;
use redress_kernel::{Action, Actor, ClaimId, Outcome, Stage, Stop, action};

// What the answer is made of.
pub use crate::store::claim::Step;

/// Its advocate; intake officers and auditors once it was sent.
pub const ACTION: Action = action!("intake.read_claim", [Advocate, IntakeOfficer, Auditor]);

/// A claim as it is shown.
#[derive(Debug, Clone)]
pub struct Shown {
    /// What was stated.
    pub filed: Filed,
    pub consents: Vec<ConsentRow>,
    /// What it can't be sent without.
    pub missing: Vec<Missing>,
    pub operations: Vec<Operation>,
    /// What has happened, in order.
    pub steps: Vec<Step>,
    /// Codes of what the review asks, while it asks.
    pub wanted: Vec<String>,
    /// Last four characters of the account in use.
    pub last_four: Option<String>,
}

/// Reads it; [`Stop::Missing`] for a stranger.
#[tracing::instrument(name = "intake.read_claim", skip_all, fields(claim.id = %claim_id))]
pub async fn read_claim(desk: &Desk, actor: &Actor, claim_id: ClaimId) -> Outcome<Shown> {
    let ctx = &desk.ctx;
    ctx.act(actor, ACTION, async |tx| {
        tx.about(claim_id);
        let filed = store::claim::find(tx.conn(), claim_id).await?.ok_or(Stop::Missing)?;
        let consents = store::consent::of_claim(tx.conn(), claim_id).await?;
        let draft = &filed.claim.draft;
        let given = draft.progress.get(&Slot::Payee.key()) == Some(&Mark::Given);
        let payee = store::vault::latest_payee(tx.conn(), claim_id).await?;
        let in_use = payee.filter(|payee| given && draft.wishes.pay_method == Some(payee.method));
        let wanted = match filed.claim.stage {
            Stage::InfoRequested => store::claim::wanted(tx.conn(), claim_id).await?,
            _ => Vec::new(),
        };
        let shown = Shown {
            wanted,
            missing: missing(draft, &consents),
            last_four: in_use.and_then(|payee| payee.last_four),
            operations: reference::operations(tx.conn()).await?,
            steps: store::claim::steps(tx.conn(), claim_id).await?,
            filed,
            consents,
        };
        Ok(shown)
    })
    .await
}
