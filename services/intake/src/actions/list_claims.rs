//! List claims: an advocate's own, or those that wait for an intake officer.

use super::Desk;
use crate::store;
use crate::store::claim::Place;
use redress_kernel::{Action, Actor, ClaimId, Outcome, Paged, Stage, Wanted, action};

// What the answer is made of.
pub use crate::store::claim::Listed;

/// Its advocate; intake officers and auditors see what was sent.
pub const ACTION: Action = action!("intake.list_claims", [Advocate, IntakeOfficer, Auditor]);

/// Claims of one page: what a person can look through.
pub const PAGE: i64 = 50;

/// A page of claims, the latest first.
#[derive(Debug, Clone)]
pub struct Claims {
    /// At most [`PAGE`] of them.
    pub listed: Vec<Listed>,
    /// Pass as `before` for the next page; nothing on the last.
    pub next: Option<ClaimId>,
}

/// Lists them, at one stage if given, after `before` if given.
#[tracing::instrument(name = "intake.list_claims", skip_all)]
pub async fn list_claims(
    desk: &Desk,
    actor: &Actor,
    stage: Option<Stage>,
    before: Option<ClaimId>,
) -> Outcome<Claims> {
    let ctx = &desk.ctx;
    ctx.act(actor, ACTION, async |tx| {
        // One more than shown tells whether there is a next page.
        let mut listed = store::claim::list(tx.conn(), stage, before, PAGE + 1).await?;
        let shown = usize::try_from(PAGE).unwrap_or(usize::MAX);
        let more = listed.len() > shown;
        listed.truncate(shown);
        let next = if more { listed.last().map(|last| last.claim_id) } else { None };
        Ok(Claims { listed, next })
    })
    .await
}

/// Lists those that wait for triage, the longest waiting first.
#[tracing::instrument(name = "intake.list_claims", skip_all)]
pub async fn list_waiting(
    desk: &Desk,
    actor: &Actor,
    wanted: &Wanted<Place>,
) -> Outcome<Paged<Listed, Place>> {
    let ctx = &desk.ctx;
    ctx.act(actor, ACTION, async |tx| {
        Ok(store::claim::waiting(tx.conn(), Stage::Submitted, wanted).await?)
    })
    .await
}
