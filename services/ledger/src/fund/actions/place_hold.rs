//! Keep money of the fund for something that is coming, until a day.

use crate::books::domain::posting;
use crate::books::store::journal;
use crate::desk::checks::Checks;
use crate::desk::day::day_of;
use crate::desk::ids::HoldId;
use crate::desk::refusal::impossible;
use crate::desk::store::lock_fund;
use crate::fund::store::hold;
use redress_kernel::{Action, Actor, Date, EntryId, Money, Outcome, action};
use redress_runtime::{Ctx, Once};
use serde::{Deserialize, Serialize};
use time::Duration;
use utoipa::ToSchema;

/// Finance officers keep money back.
pub const NAME: Action = action!("ledger.place_hold", [FinanceOfficer]);

/// Characters of a reason at most.
const REASON_MAX: usize = 200;
/// A hold lasts no longer than this many days: money must not be forgotten.
const DAYS_MAX: i64 = 366;

/// A hold.
#[derive(Debug, Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct PlaceHold {
    /// How much, in US dollars; the fund must have it.
    #[schema(value_type = redress_kernel::described::Dollars)]
    pub amount: Money,
    /// What for; no personal data.
    #[schema(pattern = r"\S", max_length = 200)]
    pub reason: String,
    /// Last day: today or later, within a year. After it the money is free by itself.
    pub expires_on: Date,
}

/// What was placed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct HoldPlaced {
    /// The hold.
    #[schema(value_type = Uuid)]
    pub hold_id: HoldId,
}

/// Places a hold.
#[tracing::instrument(name = "ledger.place_hold", skip_all)]
pub async fn place_hold(
    ctx: &Ctx,
    actor: &Actor,
    cmd: PlaceHold,
    once: Option<&Once>,
) -> Outcome<HoldPlaced> {
    ctx.once(actor, NAME, once, async |tx| {
        let now = tx.now();
        let today = day_of(now);
        let mut checks = Checks::default();
        checks.dollars("amount", cmd.amount);
        checks.text("reason", &cmd.reason, REASON_MAX);
        let lasts = cmd.expires_on - today;
        let in_range = lasts >= Duration::ZERO && lasts <= Duration::days(DAYS_MAX);
        checks.must(in_range, "expires_on", "hold-lasts");
        checks.done()?;
        lock_fund(tx.conn()).await?;
        let id: EntryId = tx.fresh();
        journal::save(tx.conn(), &posting::hold(id, today, None, cmd.amount).map_err(impossible)?)
            .await?;
        let new = hold::NewHold {
            hold_id: tx.fresh(),
            decision: None,
            amount: cmd.amount,
            reason: cmd.reason.trim(),
            expires_on: cmd.expires_on,
            entry_id: id,
        };
        hold::save(tx.conn(), &new, now).await?;
        tx.subject(format!("hold {}", new.hold_id));
        Ok(HoldPlaced { hold_id: new.hold_id })
    })
    .await
}
