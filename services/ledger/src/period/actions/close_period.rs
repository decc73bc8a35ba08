//! Close a month: when everything of its checklist is done, or answered for, and the control totals that a person
//! typed are those of the books. From then on nothing is posted into it.

use super::read_periods::{checklist_of, findings, standing, totals_of};
use crate::desk::day::Month;
use crate::period::domain::{MonthState, NotNow, StepKind, may_close};
use crate::period::store as period;
use redress_kernel::{Action, Actor, Currency, Money, Outcome, Refusal, Stop, action};
use redress_runtime::{Ctx, Once};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// Finance approvers close: what officers have prepared is looked at by another person.
pub const NAME: Action = action!("ledger.close_period", [FinanceApprover]);

/// Characters of a reason at most.
pub(super) const REASON_MAX: usize = 200;
/// What stands for the reason when nothing was open.
const ALL_DONE: &str = "Everything on the checklist was done";

/// What a person says to close a month.
#[derive(Debug, Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ClosePeriod {
    /// Sum of all debits up to the last day, one a currency, as the trial balance has them.
    pub totals: Vec<Money>,
    /// Why what waits for others may stay open; may be empty when nothing does.
    #[serde(default)]
    #[schema(max_length = 200)]
    pub reason: String,
}

/// A month that was closed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct PeriodStepped {
    /// The month, as `2026-10`.
    pub month: String,
    /// `closed`, `asked` or `reopened`.
    #[schema(value_type = String)]
    pub step: StepKind,
}

/// Closes a month.
#[tracing::instrument(name = "ledger.close_period", skip_all)]
pub async fn close_period(
    ctx: &Ctx,
    actor: &Actor,
    month: Month,
    cmd: ClosePeriod,
    once: Option<&Once>,
) -> Outcome<PeriodStepped> {
    ctx.once(actor, NAME, once, async |tx| {
        let reason = cmd.reason.trim();
        if reason.chars().count() > REASON_MAX {
            return Err(Refusal::field("reason", "field-too-long").with("max", REASON_MAX).into());
        }
        period::lock(tx.conn()).await?;
        let steps = period::steps(tx.conn(), Some(month)).await?;
        if standing(month, &steps).state != MonthState::Open {
            return Err(Refusal::conflict("period-step-order").into());
        }
        // The audit can take long and comes first; from the step on nobody posts, and all the rest is looked at again.
        let findings = Some(findings(tx).await?);
        may_close(&checklist_of(tx, month, findings).await?, reason).map_err(not_now)?;
        let kept = if reason.is_empty() { ALL_DONE } else { reason };
        let step_no = period::save_step(tx.conn(), month, StepKind::Closed, kept).await?;
        let checks = checklist_of(tx, month, findings).await?;
        may_close(&checks, reason).map_err(not_now)?;
        let totals = totals_of(tx, month).await?;
        compare(&cmd.totals, &totals)?;
        period::save_checks(tx.conn(), step_no, &checks).await?;
        period::save_totals(tx.conn(), step_no, &totals).await?;
        tx.subject(format!("period {month}"));
        Ok(PeriodStepped { month: month.to_string(), step: StepKind::Closed })
    })
    .await
}

fn not_now(why: NotNow) -> Stop {
    match why {
        NotNow::Open(_) => Refusal::conflict("period-not-ready").into(),
        NotNow::Unanswered(_) => Refusal::field("reason", "period-reason-wanted").into(),
    }
}

/// Every currency once, with the sum of the books.
fn compare(typed: &[Money], totals: &[Money]) -> Outcome<()> {
    let wrong = |currency: Currency| {
        let field = format!("total_{}", currency.code());
        Refusal::field(field, "control-total-differs").with("currency", currency.code())
    };
    let mut refusals: Vec<_> = totals
        .iter()
        .filter(|total| typed.iter().filter(|sum| sum == total).count() != 1)
        .map(|total| wrong(total.currency()))
        .collect();
    let known = |sum: &&Money| totals.iter().any(|total| total.currency() == sum.currency());
    let unknown = typed.iter().filter(|sum| !known(sum) && !sum.amount().is_zero());
    refusals.extend(unknown.map(|sum| wrong(sum.currency())));
    if refusals.is_empty() { Ok(()) } else { Err(Stop::Refused(refusals)) }
}
