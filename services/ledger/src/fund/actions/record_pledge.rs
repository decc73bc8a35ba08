//! Record what a funder has promised in writing. What is expected within ninety days counts as money
//! for setting aside (R-26).

use super::record_contribution::{REFERENCE_MAX, any_purpose, purpose_if_known, source};
use crate::books::domain::posting;
use crate::books::store::journal;
use crate::desk::checks::Checks;
use crate::desk::day::day_of;
use crate::desk::ids::PledgeId;
use crate::desk::refusal::impossible;
use crate::desk::store::lock_fund;
use crate::fund::domain::codes::{IncomeKind, PledgePart, Purpose};
use crate::fund::domain::fund::is_near;
use crate::fund::set_aside::set_money_aside;
use crate::fund::store::pledge;
use redress_kernel::{Action, Actor, Date, EntryId, Money, Outcome, action};
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
    #[serde(default = "any_purpose", deserialize_with = "purpose_if_known")]
    #[schema(value_type = Option<String>)]
    pub purpose: Option<Purpose>,
    /// `voluntary`, `withheld_pay` or `assessed`.
    #[schema(value_type = String, pattern = "^(voluntary|withheld_pay|assessed)$")]
    #[serde(deserialize_with = "redress_kernel::typed::code_if_known")]
    pub kind: Option<IncomeKind>,
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
    #[schema(value_type = Uuid)]
    pub pledge_id: PledgeId,
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
        let kind = check(&cmd, today)?;
        lock_fund(tx.conn()).await?;
        let source = source(tx, Some(&cmd.funder), cmd.purpose).await?;
        let is_near = is_near(cmd.expected_on, today);
        let (pledge_id, id): (PledgeId, EntryId) = (tx.fresh(), tx.fresh());
        let entry = posting::pledge(id, today, &source, cmd.amount, is_near).map_err(impossible)?;
        journal::save(tx.conn(), &entry).await?;
        let new = pledge::NewPledge {
            pledge_id,
            source: &source,
            kind,
            amount: cmd.amount,
            expected_on: cmd.expected_on,
            reference: cmd.reference.trim(),
            entry_id: id,
        };
        pledge::save(tx.conn(), &new, now).await?;
        if is_near {
            pledge::add_part(tx.conn(), pledge_id, PledgePart::Near, cmd.amount, id, now).await?;
        }
        let covered = set_money_aside(tx).await?;
        tx.subject(format!("pledge {pledge_id}"));
        Ok(PledgeRecorded { pledge_id, is_near, covered })
    })
    .await
}

fn check(cmd: &RecordPledge, today: Date) -> Outcome<IncomeKind> {
    let mut checks = Checks::default();
    checks.must(!cmd.funder.is_empty(), "funder", "field-required");
    checks.dollars("amount", cmd.amount);
    checks.must(cmd.expected_on >= today, "expected_on", "date-past");
    checks.text("reference", &cmd.reference, REFERENCE_MAX);
    checks.chosen("kind", cmd.kind.filter(|kind| *kind != IncomeKind::Recovery))
}
