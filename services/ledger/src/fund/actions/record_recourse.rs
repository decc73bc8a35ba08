//! Record that the fund asks money from who is liable (R-27). The survivor takes no part in it, and
//! nothing of it counts before it comes.

use super::record_contribution::REFERENCE_MAX;
use crate::books::domain::posting;
use crate::books::store::journal;
use crate::desk::checks::Checks;
use crate::desk::ids::RecourseId;
use crate::desk::refusal::impossible;
use crate::desk::store::claim_of_code;
use crate::fund::domain::codes::Liable;
use crate::fund::store::recourse;
use redress_kernel::typed::latest_begun;
use redress_kernel::{Action, Actor, ClaimCode, Date, EntryId, Money, Outcome, Refusal, action};
use redress_runtime::{Ctx, Once, Tx};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// Finance officers record recourse.
pub const NAME: Action = action!("ledger.record_recourse", [FinanceOfficer]);

/// What is asked.
#[derive(Debug, Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct RecordRecourse {
    /// `perpetrator`, `entity`, `contractor` or `state`.
    #[schema(value_type = String, pattern = "^(perpetrator|entity|contractor|state)$")]
    #[serde(deserialize_with = "redress_kernel::typed::code_if_known")]
    pub liable: Option<Liable>,
    /// Code of the claim that it is about, where it is about one.
    #[serde(default)]
    #[schema(pattern = "^[0-9A-HJKMNP-TV-Z]{4}(-[0-9A-HJKMNP-TV-Z]{4}){3}$")]
    pub claim_code: Option<String>,
    /// How much, in US dollars.
    #[schema(value_type = redress_kernel::described::Dollars)]
    pub amount: Money,
    /// When it was asked.
    pub asked_on: Date,
    /// Of the letter; no name.
    #[schema(pattern = r"\S", max_length = 60)]
    pub reference: String,
}

/// What was recorded.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct RecourseRecorded {
    /// The recourse.
    #[schema(value_type = Uuid)]
    pub recourse_id: RecourseId,
}

/// Records a recourse.
#[tracing::instrument(name = "ledger.record_recourse", skip_all)]
pub async fn record_recourse(
    ctx: &Ctx,
    actor: &Actor,
    cmd: RecordRecourse,
    once: Option<&Once>,
) -> Outcome<RecourseRecorded> {
    ctx.once(actor, NAME, once, async |tx| {
        let now = tx.now();
        let mut checks = Checks::default();
        checks.dollars("amount", cmd.amount);
        checks.must(cmd.asked_on <= latest_begun(now), "asked_on", "date-future");
        checks.text("reference", &cmd.reference, REFERENCE_MAX);
        let liable = checks.chosen("liable", cmd.liable)?;
        let claim_id = claim_of(tx, cmd.claim_code.as_deref()).await?;
        let (recourse_id, id): (RecourseId, EntryId) = (tx.fresh(), tx.fresh());
        let entry = posting::recourse(id, cmd.asked_on, cmd.amount).map_err(impossible)?;
        journal::save(tx.conn(), &entry).await?;
        let new = recourse::NewRecourse {
            recourse_id,
            liable,
            claim_id,
            amount: cmd.amount,
            asked_on: cmd.asked_on,
            reference: cmd.reference.trim(),
            entry_id: id,
        };
        recourse::save(tx.conn(), &new, now).await?;
        tx.subject(format!("recourse {recourse_id}"));
        Ok(RecourseRecorded { recourse_id })
    })
    .await
}

/// The claim of a typed code, if one was typed.
async fn claim_of(tx: &mut Tx, typed: Option<&str>) -> Outcome<Option<redress_kernel::ClaimId>> {
    let Some(typed) = typed.map(str::trim).filter(|typed| !typed.is_empty()) else {
        return Ok(None);
    };
    let unknown = || Refusal::field("claim_code", "claim-code-unknown");
    let code: ClaimCode = typed.parse().map_err(|_| unknown())?;
    let found = claim_of_code(tx.conn(), &code).await?;
    Ok(Some(found.ok_or_else(unknown)?))
}
