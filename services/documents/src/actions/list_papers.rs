//! List papers: all that the actor may read, or those of one claim.

use crate::store;
use redress_kernel::{
    Action, Actor, ClaimCode, ClaimId, DocumentId, Outcome, Refusal, Stop, action,
};
use redress_runtime::Ctx;

// What the answer is made of.
pub use crate::store::paper::Listed;

/// Who sees which papers is the database's to say; these may ask.
pub const LIST_PAPERS: Action = action!(
    "documents.list_papers",
    [Advocate, IntakeOfficer, PanelMember, PanelChair, FinanceOfficer, FinanceApprover, Auditor]
);

/// Papers shown at once: a claim has far fewer.
const SHOWN_MAX: usize = 50;

/// Which papers.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ListPapers {
    /// Of this claim only.
    pub claim: Option<ClaimId>,
    /// Older than this one.
    pub before: Option<DocumentId>,
}

/// Papers, newest first.
#[derive(Debug, Clone)]
pub struct Papers {
    /// The claim's code, when one was asked for.
    pub claim_code: Option<ClaimCode>,
    pub papers: Vec<Listed>,
    /// Where the next list goes on, when there are more.
    pub next: Option<DocumentId>,
}

/// The papers; [`Stop::Missing`] for a claim that the actor may not know of.
#[tracing::instrument(name = "documents.list_papers", skip_all)]
pub async fn list_papers(ctx: &Ctx, actor: &Actor, wanted: &ListPapers) -> Outcome<Papers> {
    ctx.act(actor, LIST_PAPERS, async |tx| {
        let claim_code = match wanted.claim {
            Some(claim) => Some(tx.standing(claim).await?.claim_code),
            None => None,
        };
        // One more than shown tells whether there are more.
        let count = i64::try_from(SHOWN_MAX + 1).unwrap_or(i64::MAX);
        let mut papers = store::paper::list(tx.conn(), wanted.claim, wanted.before, count).await?;
        let more = papers.len() > SHOWN_MAX;
        papers.truncate(SHOWN_MAX);
        let next = papers.last().filter(|_| more).map(|last| last.document_id);
        Ok(Papers { claim_code, papers, next })
    })
    .await
}

/// The claim of a typed code; the same refusal whether there is none or it is not the actor's.
#[tracing::instrument(name = "documents.list_papers", skip_all)]
pub async fn claim_of_code(ctx: &Ctx, actor: &Actor, typed: &str) -> Outcome<ClaimId> {
    let code: ClaimCode =
        typed.parse().map_err(|_| Refusal::field("code", "claim-code-malformed"))?;
    ctx.act(actor, LIST_PAPERS, async |tx| {
        let claim = store::paper::claim_of_code(tx.conn(), &code).await?;
        let claim =
            claim.ok_or_else(|| Stop::from(Refusal::field("code", "claim-code-unknown")))?;
        tx.about(claim);
        Ok(claim)
    })
    .await
}
