//! Record what a funder has promised in writing. What is expected within ninety days counts as money
//! for setting aside (R-26).

use super::record_contribution::{KINDS, REFERENCE_MAX, source};
use crate::books::domain::posting;
use crate::books::store::journal;
use crate::desk::checks::Checks;
use crate::desk::day::day_of;
use crate::desk::refusal::ours;
use crate::desk::store::lock_fund;
use crate::fund::domain::fund::is_near;
use crate::fund::set_aside::set_money_aside;
use crate::fund::store::pledge;
use redress_kernel::{Action, Actor, Date, EntryId, Money, Outcome, Uuid, action};
use redress_runtime::{Ctx, Once};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// Finance officers record pledges.
pub const NAME: Action = action!("ledger.record_pledge", [FinanceOfficer]);

/// A pledge.
#[derive(Debug, Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct RecordPledge {
    /// Code of the funder.
    #[schema(pattern = "^[a-z][a-z0-9-]{1,30}$")]
    pub funder: String,
    /// What it is for: see `ledger.purpose`; `any` when left out.
    #[serde(default)]
    pub purpose: Option<String>,
    /// `voluntary`, `withheld_pay` or `assessed`.
    #[schema(pattern = "^(voluntary|withheld_pay|assessed)$")]
    pub kind: String,
    /// How much, in US dollars.
    #[schema(value_type = redress_kernel::described::Dollars)]
    pub amount: Money,
    /// When it is expected: today or later.
    pub expected_on: Date,
    /// The funder's reference.
    #[schema(pattern = r"\S", max_length = 60)]
    pub reference: String,
}

/// What was recorded.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct PledgeRecorded {
    /// The pledge.
    pub pledge_id: Uuid,
    /// Whether it counts as money near at hand.
    pub is_near: bool,
    /// Awards that have money now.
    pub covered: usize,
}

/// Records a pledge.
#[tracing::instrument(name = "ledger.record_pledge", skip_all)]
pub async fn record_pledge(
    ctx: &Ctx,
    actor: &Actor,
    cmd: RecordPledge,
    once: Option<&Once>,
) -> Outcome<PledgeRecorded> {
    ctx.once(actor, NAME, once, async |tx| {
        let now = tx.now();
        let today = day_of(now);
        check(&cmd, today)?;
        lock_fund(tx.conn()).await?;
        let source = source(tx, Some(&cmd.funder), cmd.purpose.as_deref()).await?;
        let is_near = is_near(cmd.expected_on, today);
        let (pledge_id, id): (Uuid, EntryId) = (tx.fresh(), tx.fresh());
        let entry = posting::pledge(id, today, &source, cmd.amount, is_near).map_err(ours)?;
        journal::save(tx.conn(), &entry).await?;
        let new = pledge::New {
            pledge_id,
            source: &source,
            kind: &cmd.kind,
            amount: cmd.amount,
            expected_on: cmd.expected_on,
            reference: cmd.reference.trim(),
            entry_id: id,
        };
        pledge::save(tx.conn(), &new, actor.actor_id, now).await?;
        if is_near {
            pledge::add_part(tx.conn(), pledge_id, "near", cmd.amount, id, now).await?;
        }
        let covered = set_money_aside(tx).await?;
        tx.subject(format!("pledge {pledge_id}"));
        Ok(PledgeRecorded { pledge_id, is_near, covered })
    })
    .await
}

fn check(cmd: &RecordPledge, today: Date) -> Outcome<()> {
    let mut checks = Checks::default();
    let is_kind = KINDS.contains(&cmd.kind.as_str()) && cmd.kind != "recovery";
    checks.must(is_kind, "kind", "choice-unknown");
    checks.must(!cmd.funder.is_empty(), "funder", "field-required");
    checks.dollars("amount", cmd.amount);
    checks.must(cmd.expected_on >= today, "expected_on", "date-past");
    checks.text("reference", &cmd.reference, REFERENCE_MAX);
    checks.done()
}
