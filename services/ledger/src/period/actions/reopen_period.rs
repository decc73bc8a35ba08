//! Reopen a month that another person asked to have reopened.

use super::close_period::PeriodStepped;
use crate::desk::day::Month;
use crate::period::domain::StepKind;
use crate::period::store as period;
use redress_kernel::{Action, Actor, AnotherDecides, Outcome, Refusal, action};
use redress_runtime::{Ctx, Once};

/// Finance approvers reopen; never the person who asked (the database holds it).
pub const NAME: Action = action!("ledger.reopen_period", [FinanceApprover]);

/// Reopens a month.
#[tracing::instrument(name = "ledger.reopen_period", skip_all)]
pub async fn reopen_period(
    ctx: &Ctx,
    actor: &Actor,
    month: Month,
    once: Option<&Once>,
) -> Outcome<PeriodStepped> {
    ctx.once(actor, NAME, once, async |tx| {
        period::lock(tx.conn()).await?;
        let steps = period::steps(tx.conn(), Some(month)).await?;
        let asked = steps.last().filter(|step| step.step == StepKind::Asked);
        let Some(asked) = asked else {
            return Err(Refusal::conflict("period-step-order").into());
        };
        asked.by_another(actor)?;
        // Both sign for the same reason.
        let reason = asked.reason.clone();
        period::save_step(tx.conn(), month, StepKind::Reopened, &reason).await?;
        tx.subject(format!("period {month}"));
        Ok(PeriodStepped { month: month.to_string(), step: StepKind::Reopened })
    })
    .await
}
