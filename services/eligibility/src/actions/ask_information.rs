//! Ask the advocate for what would settle the open rules: two times at most.

use super::{Stepped, latest_sheet, opened, stands_at};
use crate::store;
use redress_contract::Event;
use redress_kernel::{Action, Actor, ClaimId, Fault, Outcome, Refusal, Stage, action};
use redress_mechanism::Label;
use redress_mechanism::trace::Gate;
use redress_runtime::{Ctx, Once};
use serde::{Deserialize, Serialize};

/// Whoever sits may ask.
pub const ASK_INFORMATION: Action =
    action!("eligibility.ask_information", [PanelMember, PanelChair]);

/// What to ask.
#[derive(Debug, Clone, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct AskInformation {
    /// Codes of questions, out of those that the worksheet proposes.
    pub questions: Vec<String>,
}

/// Asks.
#[tracing::instrument(name = "eligibility.ask_information", skip_all, fields(claim.id = %claim))]
pub async fn ask_information(
    ctx: &Ctx,
    actor: &Actor,
    claim: ClaimId,
    asked: AskInformation,
    once: Option<&Once>,
) -> Outcome<Stepped> {
    ctx.once(actor, ASK_INFORMATION, once, async |tx| {
        let (standing, _) = opened(tx, claim).await?;
        stands_at(&standing, Stage::InReview)?;
        let result = latest_sheet(tx, claim).await?.result;
        if result.gate != Gate::Info {
            return Err(Refusal::conflict("nothing-to-ask").into());
        }
        let proposed: Vec<&str> = result.questions.iter().map(Label::as_str).collect();
        let unknown = asked.questions.iter().any(|question| !proposed.contains(&question.as_str()));
        if asked.questions.is_empty() || unknown {
            return Err(Refusal::field("questions", "choice-unknown").into());
        }
        let requests = store::gate::requests(tx.conn(), claim).await?;
        let number = i32::try_from(requests.len() + 1).map_err(Fault::new)?;
        let (request_id, now) = (tx.fresh(), tx.now());
        store::gate::request(tx.conn(), request_id, claim, number, &asked.questions, now).await?;
        tx.advance(claim, Stage::InfoRequested).await?;
        tx.emit(&Event::InformationRequested { claim_id: claim }).await?;
        Ok(Stepped { claim_id: claim, stage: Stage::InfoRequested })
    })
    .await
}
