//! Ask to reopen a closed month, with the reason. It stays closed until another person agrees.

use super::close_period::{PeriodStepped, REASON_MAX};
use crate::desk::checks::Checks;
use crate::desk::day::Month;
use crate::period::domain::{MonthState, StepKind};
use crate::period::store as period;
use redress_kernel::{Action, Actor, Outcome, Refusal, action};
use redress_runtime::{Ctx, Once};
use serde::Deserialize;
use utoipa::ToSchema;

/// Whoever finds that something is missing asks.
pub const NAME: Action = action!("ledger.ask_reopening", [FinanceOfficer, FinanceApprover]);

/// Why a month should be reopened.
#[derive(Debug, Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct AskReopening {
    /// What is wrong or missing; no personal data.
    #[schema(pattern = r"\S", max_length = 200)]
    pub reason: String,
}

/// Asks to reopen a month.
#[tracing::instrument(name = "ledger.ask_reopening", skip_all)]
pub async fn ask_reopening(
    ctx: &Ctx,
    actor: &Actor,
    month: Month,
    cmd: AskReopening,
    once: Option<&Once>,
) -> Outcome<PeriodStepped> {
    ctx.once(actor, NAME, once, async |tx| {
        let reason = cmd.reason.trim();
        let mut checks = Checks::default();
        checks.text("reason", reason, REASON_MAX);
        checks.done()?;
        period::lock(tx.conn()).await?;
        // What changes a month changes what every later one began with.
        let steps = period::steps(tx.conn(), None).await?;
        let later = steps.iter().map(|step| Month::of(step.period)).filter(|later| *later > month);
        let mut later = later.filter(|later| {
            super::read_periods::standing(*later, &steps).state != MonthState::Open
        });
        if let Some(later) = later.next() {
            return Err(Refusal::conflict("later-period-closed").with("month", later).into());
        }
        period::save_step(tx.conn(), month, StepKind::Asked, reason).await?;
        tx.subject(format!("period {month}"));
        Ok(PeriodStepped { month: month.to_string(), step: StepKind::Asked })
    })
    .await
}
