//! Confirm what the gate proposes: one person that it is passed, two people each rule that is not
//! met. The software only proposes (rules, evaluation).

use super::evaluation::evaluate;
use super::{Stepped, latest_sheet, opened, stands_at};
use crate::domain::change::{Change, Recorded};
use crate::domain::ids::WorksheetId;
use crate::domain::panel::SeatKind;
use crate::domain::sheet::{Cause, not_met, passes};
use crate::domain::source::SourceKind;
use crate::store;
use crate::store::gate::Confirmation;
use redress_contract::claim::Standing;
use redress_contract::{Event, GateOutcome};
use redress_kernel::{Action, Actor, ClaimId, Outcome, Refusal, Stage, action};
use redress_mechanism::Explained;
use redress_mechanism::rules::Rule;
use redress_mechanism::trace::Gate;
use redress_runtime::{Ctx, Once, Tx};
use serde::{Deserialize, Serialize};

/// Whoever sits confirms; referring also needs the chair.
pub const CONFIRM_GATE: Action = action!("eligibility.confirm_gate", [PanelMember, PanelChair]);

/// What is confirmed.
#[derive(Debug, Clone, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ConfirmGate {
    /// The worksheet that was read; refused when there is a later one.
    #[schema(value_type = Uuid)]
    pub worksheet_id: WorksheetId,
    /// Passed, or referred.
    #[schema(value_type = String, example = "eligible", pattern = "^(eligible|referred)$")]
    pub outcome: GateOutcome,
    /// Every rule that is not met, each ticked; empty when the gate is passed.
    #[serde(default)]
    pub not_met: Vec<String>,
}

/// Confirms; moves the claim when enough people have.
#[tracing::instrument(name = "eligibility.confirm_gate", skip_all, fields(claim.id = %claim))]
pub async fn confirm_gate(
    ctx: &Ctx,
    actor: &Actor,
    claim: ClaimId,
    asked: ConfirmGate,
    once: Option<&Once>,
) -> Outcome<Stepped> {
    ctx.once(actor, CONFIRM_GATE, once, async |tx| {
        let (standing, panel) = opened(tx, claim).await?;
        stands_at(&standing, Stage::InReview)?;
        let kept = latest_sheet(tx, claim).await?;
        if kept.worksheet_id != asked.worksheet_id {
            return Err(Refusal::status(412, "stale").into());
        }
        let on_file = asked.outcome == GateOutcome::Eligible && kept.result.gate == Gate::Info;
        match asked.outcome {
            GateOutcome::Eligible => passed(tx, &standing, kept.result.gate).await?,
            GateOutcome::Referred => each_not_met(&kept.result, &asked.not_met)?,
        }
        let confirmation = Confirmation {
            worksheet_id: kept.worksheet_id,
            actor_id: actor.actor_id,
            outcome: asked.outcome,
            on_file,
        };
        let now = tx.now();
        store::gate::confirm(tx.conn(), claim, &confirmation, &asked.not_met, now).await?;
        let is_chair = panel.of(actor.actor_id).is_some_and(|seat| seat.kind == SeatKind::Chair);
        let to = match asked.outcome {
            GateOutcome::Eligible => Stage::Eligible,
            GateOutcome::Referred if is_chair => Stage::Referred,
            // The member has confirmed; the chair comes next.
            GateOutcome::Referred => Stage::InReview,
        };
        if to != Stage::InReview {
            tx.advance(claim, to).await?;
            tx.emit(&Event::GateConfirmed { claim_id: claim, outcome: asked.outcome }).await?;
        }
        Ok(Stepped { claim_id: claim, stage: to })
    })
    .await
}

/// The gate is passed, or what stays open has been asked twice or has waited long enough: then the
/// panel decides on the file, and doubt goes to the claimant.
async fn passed(tx: &mut Tx, standing: &Standing, gate: Gate) -> Outcome<()> {
    match gate {
        Gate::Eligible => Ok(()),
        Gate::Referred => Err(Refusal::conflict("gate-not-met").into()),
        Gate::Info => {
            let recorded = Recorded {
                change: Change::OnFile,
                source: SourceKind::Panel,
                why: None,
                by: tx.actor().actor_id,
                on: tx.now().date(),
            };
            let sheet = evaluate(tx, standing, Cause::OnFile, &[recorded]).await?;
            if sheet.result.may_decide_on_file && passes(&sheet.result) {
                Ok(())
            } else {
                Err(Refusal::conflict("gate-open").into())
            }
        }
    }
}

/// Every rule that is not met is confirmed by name, and no other.
fn each_not_met(result: &Explained, confirmed: &[String]) -> Outcome<()> {
    if result.gate != Gate::Referred {
        return Err(Refusal::conflict("gate-not-referred").into());
    }
    let not_met: Vec<&str> = not_met(result).map(Rule::as_str).collect();
    let all = not_met.iter().all(|rule| confirmed.iter().any(|given| given == rule));
    if all && confirmed.len() == not_met.len() {
        Ok(())
    } else {
        Err(Refusal::field("not_met", "confirm-each-rule").into())
    }
}
