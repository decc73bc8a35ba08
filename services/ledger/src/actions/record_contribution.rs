//! Record money that came to the fund; awards that waited for it are covered in the order of
//! acceptance.

use super::{day_of, ours, set_money_aside};
use crate::domain::posting;
use crate::store::{fund, journal, retold};
use redress_kernel::{
    Action, Actor, Currency, Date, Decimal, Money, Outcome, Refusal, Stop, Uuid, action,
};
use redress_runtime::{Ctx, Once};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// Finance officers record what the bank received.
pub const NAME: Action = action!("ledger.record_contribution", [FinanceOfficer]);

/// Kinds of income of the fund.
pub const KINDS: [&str; 4] = ["voluntary", "withheld_pay", "assessed", "recovery"];
/// Characters of a reference at most.
const REFERENCE_MAX: usize = 60;

/// Money that came.
#[derive(Debug, Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct RecordContribution {
    /// `voluntary`, `withheld_pay`, `assessed` or `recovery`.
    pub kind: String,
    /// How much, in US dollars.
    pub amount: Money,
    /// When the bank received it.
    pub received_on: Date,
    /// The giver's or the bank's reference; no personal data.
    pub reference: String,
}

/// What was recorded.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Recorded {
    /// The contribution.
    pub contribution_id: Uuid,
    /// Awards that waited for money and have it now.
    pub covered: usize,
}

/// Records a contribution.
#[tracing::instrument(name = "ledger.record_contribution", skip_all)]
pub async fn record_contribution(
    ctx: &Ctx,
    actor: &Actor,
    cmd: RecordContribution,
    once: Option<&Once>,
) -> Outcome<Recorded> {
    let mut tx = ctx.begin(actor, NAME, once).await?;
    if let Some(first) = tx.answered()? {
        return Ok(first);
    }
    let now = tx.now();
    check(&cmd, day_of(now))?;
    let entry = posting::contribution(tx.fresh(), cmd.received_on, cmd.amount).map_err(ours)?;
    let contribution = fund::Contribution {
        contribution_id: tx.fresh(),
        kind: cmd.kind,
        amount: cmd.amount,
        received_on: cmd.received_on,
        reference: cmd.reference.trim().to_owned(),
        entry_id: entry.entry_id(),
    };
    let by = actor.actor_id;
    // Before the entry: whoever waits for the lock must see the money of the one before.
    crate::store::award::lock_fund(tx.conn()).await?;
    journal::save(tx.conn(), &entry).await?;
    fund::save(tx.conn(), &contribution, by, now).await?;
    let covered = set_money_aside(&mut tx).await?;
    tx.subject(format!("contribution {}", contribution.contribution_id));
    tx.commit(Recorded { contribution_id: contribution.contribution_id, covered })
        .await
        .map_err(retold)
}

fn check(cmd: &RecordContribution, today: Date) -> Outcome<()> {
    let mut refusals = Vec::new();
    if !KINDS.contains(&cmd.kind.as_str()) {
        refusals.push(Refusal::field("kind", "choice-unknown"));
    }
    if cmd.amount.currency() != Currency::USD {
        refusals.push(Refusal::field("amount", "dollars-only"));
    } else if cmd.amount.amount() <= Decimal::ZERO {
        refusals.push(Refusal::field("amount", "amount-malformed"));
    }
    if cmd.received_on > today {
        refusals.push(Refusal::field("received_on", "date-future"));
    }
    match cmd.reference.trim().chars().count() {
        0 => refusals.push(Refusal::field("reference", "field-required")),
        1..=REFERENCE_MAX => {}
        _ => {
            refusals.push(Refusal::field("reference", "field-too-long").with("max", REFERENCE_MAX));
        }
    }
    if refusals.is_empty() { Ok(()) } else { Err(Stop::Refused(refusals)) }
}
