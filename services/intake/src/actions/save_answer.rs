//! Save the answer of one page. What is sealed is opened, changed and sealed again in one
//! transaction.

use super::{Desk, sealed};
use crate::domain::claim::{Claim, may_save};
use crate::domain::questions::{self, Home, Sealed, Slot};
use crate::domain::safety::Approach;
use crate::domain::typed::Typed;
use crate::store;
use redress_contract::reference;
use redress_kernel::typed::latest_begun;
use redress_kernel::{Action, Actor, ClaimId, Outcome, Stop, action};
use redress_runtime::{Once, Tx};
use redress_vault::DataKey;
use serde::{Deserialize, Serialize};

/// Advocates save answers.
pub const ACTION: Action = action!("intake.save_answer", [Advocate]);

/// The answer of one page.
#[derive(Debug)]
pub struct SaveAnswer {
    pub claim_id: ClaimId,
    pub slot: Slot,
    /// The revision that the page showed.
    pub revision: i32,
    /// What was typed.
    pub typed: Typed,
}

/// What a save came to.
#[derive(Debug, Clone, Serialize, Deserialize, utoipa::ToSchema)]
pub struct Saved {
    /// The revision after it.
    pub revision: i32,
    /// Key of the question that follows; nothing after the last.
    pub next: Option<String>,
}

/// Saves it. Refuses what [`may_save`] and [`questions::save`] refuse.
#[tracing::instrument(name = "intake.save_answer", skip_all, fields(claim.id = %cmd.claim_id))]
pub async fn save_answer(
    desk: &Desk,
    actor: &Actor,
    cmd: &SaveAnswer,
    once: Option<&Once>,
) -> Outcome<Saved> {
    let ctx = &desk.ctx;
    ctx.once(actor, ACTION, once, async |tx| {
        tx.about(cmd.claim_id);
        let filed = store::claim::lock(tx.conn(), cmd.claim_id).await?.ok_or(Stop::Missing)?;
        let mut claim = filed.claim;
        let consents = store::consent::of_claim(tx.conn(), cmd.claim_id).await?;
        may_save(&claim, cmd.slot, cmd.revision, &consents)?;
        if questions::keeps_sealed(cmd.slot, &cmd.typed, &claim.draft) {
            let next = questions::following(cmd.slot, &claim.draft).map(Slot::key);
            return Ok(Saved { revision: claim.revision, next });
        }
        let opened = open(tx, desk, &claim, cmd.slot).await?;
        let operations = reference::operations(tx.conn()).await?;
        let (at, before) = (tx.now(), (claim.draft.clone(), opened.sealed.clone()));
        let fresh = || tx.fresh();
        let today = latest_begun(at);
        let saved = questions::save(cmd.slot, &cmd.typed, before, &operations, today, fresh);
        let (draft, sealed) = saved.map_err(Stop::Refused)?;
        claim.draft = draft;
        let permits = seal(tx, desk, &claim, cmd.slot, &opened, &sealed).await?;
        let revision = store::claim::save(tx.conn(), &claim, permits.as_deref(), at).await?;
        // Which page, not what was on it.
        tx.detail(serde_json::json!({ "question": cmd.slot.key(), "revision": revision }));
        let next = questions::following(cmd.slot, &claim.draft).map(Slot::key);
        Ok(Saved { revision, next })
    })
    .await
}

/// The sealed records that a page needs, with the versions they were opened at.
struct Opened {
    key: Option<DataKey>,
    identity_version: i32,
    plan_version: i32,
    sealed: Sealed,
}

async fn open(tx: &mut Tx, desk: &Desk, claim: &Claim, slot: Slot) -> Outcome<Opened> {
    let mut opened =
        Opened { key: None, identity_version: 0, plan_version: 0, sealed: Sealed::default() };
    if !slot.home().is_sealed() {
        return Ok(opened);
    }
    let key = sealed::key(tx.conn(), desk, claim.claimant_id).await?;
    // Name and number together find duplicates, so that a change of either needs both.
    if slot.home() != Home::Payee {
        let identity = sealed::identity(tx.conn(), &key, claim.claimant_id).await?;
        let plan = sealed::plan(tx.conn(), &key, claim.claimant_id).await?;
        (opened.identity_version, opened.sealed.identity) = identity;
        (opened.plan_version, opened.sealed.plan) = plan;
    }
    opened.key = Some(key);
    Ok(opened)
}

/// Seals what the page has changed; returns what the plan allows now, when it was the plan.
async fn seal(
    tx: &mut Tx,
    desk: &Desk,
    claim: &Claim,
    slot: Slot,
    opened: &Opened,
    sealed: &Sealed,
) -> Outcome<Option<Vec<Approach>>> {
    let (claimant, at) = (claim.claimant_id, tx.now());
    let Some(key) = &opened.key else { return Ok(None) };
    match slot.home() {
        Home::Identity => {
            let version = opened.identity_version;
            sealed::put_identity(tx.conn(), key, claimant, version, &sealed.identity).await?;
        }
        Home::Plan => {
            sealed::put_plan(tx.conn(), key, claimant, opened.plan_version, &sealed.plan).await?;
        }
        Home::Payee => {
            if let Some(payee) = sealed.payee.expose() {
                let new = sealed::NewPayee {
                    payee_id: tx.fresh(),
                    claim_id: claim.claim_id,
                    claimant_id: claimant,
                    at,
                };
                sealed::add_payee(tx.conn(), desk, key, new, payee).await?;
            }
            return Ok(None);
        }
        Home::Facts | Home::Wishes => return Ok(None),
    }
    if matches!(slot, Slot::Name | Slot::BirthYear | Slot::Number) {
        sealed::put_tokens(tx.conn(), desk, claimant, &sealed.identity, &sealed.plan).await?;
    }
    Ok((slot.home() == Home::Plan).then(|| sealed.plan.expose().permitted()))
}
