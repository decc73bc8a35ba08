//! Record money that came to the fund; awards that waited for it are covered in the order of
//! acceptance.

use crate::books::domain::cash::FundAccount;
use crate::books::domain::journal::Side;
use crate::books::domain::posting;
use crate::books::store::journal;
use crate::cash::movement as cashing;
use crate::cash::movement::Moving;
use crate::desk::checks::Checks;
use crate::desk::ids::{ContributionId, PledgeId, RecourseId};
use crate::desk::refusal::impossible;
use crate::fund::domain::codes::{IncomeKind, PledgePart, Purpose, RecoursePart};
use crate::fund::set_aside::set_money_aside;
use crate::fund::store::{fund, pledge, recourse};
use redress_kernel::typed::latest_begun;
use redress_kernel::{
    Action, Actor, Date, EntryId, Money, Outcome, Refusal, Timestamp, Wanted, action,
};
use redress_runtime::{Ctx, Once, Tx};
use serde::{Deserialize, Deserializer, Serialize};
use utoipa::ToSchema;

/// Finance officers record what the bank received.
pub const NAME: Action = action!("ledger.record_contribution", [FinanceOfficer]);

/// Characters of a reference at most.
pub(crate) const REFERENCE_MAX: usize = 60;

/// Money that came.
#[derive(Debug, Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct RecordContribution {
    /// `voluntary`, `withheld_pay`, `assessed` or `recovery`.
    #[schema(value_type = String, pattern = "^(voluntary|withheld_pay|assessed|recovery)$")]
    #[serde(deserialize_with = "redress_kernel::typed::code_if_known")]
    pub kind: Option<IncomeKind>,
    /// How much, in the currency of the account where it came.
    #[schema(value_type = redress_kernel::described::Given)]
    pub amount: Money,
    /// Code of that account; left out for the general one, in US dollars. Foreign money is worth
    /// what the rate in force on `received_on` says, and counts for awards once it was exchanged.
    #[serde(default)]
    pub bank_account: Option<String>,
    /// When the bank received it.
    pub received_on: Date,
    /// The giver's or the bank's reference; no personal data.
    #[schema(pattern = r"\S", max_length = 60)]
    pub reference: String,
    /// Code of the funder; none where it is not named.
    #[serde(default)]
    pub funder: Option<String>,
    /// What the funder gives it for: see `ledger.purpose`; `any` when left out.
    #[serde(default = "any_purpose", deserialize_with = "purpose_if_known")]
    #[schema(value_type = Option<String>)]
    pub purpose: Option<Purpose>,
    /// The pledge that it is paid on; then funder and purpose are those of the pledge.
    #[serde(default)]
    #[schema(value_type = Option<Uuid>)]
    pub pledge_id: Option<PledgeId>,
    /// The recourse that it comes of, for a recovery (R-27).
    #[serde(default)]
    #[schema(value_type = Option<Uuid>)]
    pub recourse_id: Option<RecourseId>,
}

/// What is meant where no purpose is sent.
pub(super) fn any_purpose() -> Option<Purpose> {
    Purpose::chosen(None)
}

/// For `deserialize_with`: a purpose, or nothing for what is none of the list.
pub(super) fn purpose_if_known<'de, D: Deserializer<'de>>(
    sent: D,
) -> Result<Option<Purpose>, D::Error> {
    Ok(Purpose::chosen(Option::<String>::deserialize(sent)?.as_deref()))
}

/// What was recorded.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Recorded {
    /// The contribution.
    #[schema(value_type = Uuid)]
    pub contribution_id: ContributionId,
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
    ctx.once(actor, NAME, once, async |tx| {
        let now = tx.now();
        // Cash before the fund: everybody takes the two locks in this order.
        let place = cashing::account(tx, cmd.bank_account.as_deref()).await?;
        let kind = check(&cmd, &place, latest_begun(now))?;
        // Before the entry: whoever waits for the lock must see the money of the one before.
        crate::desk::store::lock_fund(tx.conn()).await?;
        let came = cashing::comes(tx, place, cmd.amount, cmd.received_on).await?;
        let id: EntryId = tx.fresh();
        let source = if cmd.pledge_id.is_some() {
            paid_pledge(tx, (&cmd, kind), &came, id, now).await?
        } else {
            given(tx, &cmd, &came, id, now).await?
        };
        cashing::keep_movement(tx, &came, Side::Debit, id, cmd.received_on).await?;
        let contribution = fund::Contribution {
            contribution_id: tx.fresh(),
            kind,
            amount: came.cash.dollars.into(),
            received_on: cmd.received_on,
            reference: cmd.reference.trim().to_owned(),
            source,
            pledge_id: cmd.pledge_id,
            recourse_id: cmd.recourse_id,
            entry_id: id,
            came: came.cash.place.is_foreign().then_some(came.cash.amount),
            bank_account: Some(came.cash.place.code).filter(|code| !code.is_empty()),
            rate_id: came.rate_id,
        };
        fund::save(tx.conn(), &contribution, now).await?;
        let covered = set_money_aside(tx).await?;
        tx.subject(format!("contribution {}", contribution.contribution_id));
        Ok(Recorded { contribution_id: contribution.contribution_id, covered })
    })
    .await
}

fn check(cmd: &RecordContribution, place: &FundAccount, today: Date) -> Outcome<IncomeKind> {
    let mut checks = Checks::default();
    if place.code.is_empty() {
        checks.dollars("amount", cmd.amount);
    } else {
        checks.sum_in("amount", cmd.amount, place.currency);
    }
    checks.must(cmd.received_on <= today, "received_on", "date-future");
    checks.text("reference", &cmd.reference, REFERENCE_MAX);
    let is_recovery = cmd.kind == Some(IncomeKind::Recovery);
    checks.must(cmd.recourse_id.is_none() || is_recovery, "recourse_id", "recourse-not-this-kind");
    checks.must(cmd.pledge_id.is_none() || !is_recovery, "pledge_id", "pledge-not-this-kind");
    checks.chosen("kind", cmd.kind)
}

/// Books what was promised; its source. The value of foreign money counts, up to what is open.
async fn paid_pledge(
    tx: &mut Tx,
    (cmd, kind): (&RecordContribution, IncomeKind),
    came: &Moving,
    id: EntryId,
    now: Timestamp,
) -> Outcome<String> {
    let found = pledge::list(tx.conn(), cmd.pledge_id, true, &Wanted::default()).await?.pop();
    let found = found.ok_or_else(|| Refusal::field("pledge_id", "pledge-unknown"))?;
    if found.kind != kind {
        return Err(Refusal::field("pledge_id", "pledge-not-this-kind").into());
    }
    let cash = &came.cash;
    let promised = cashing::at_most(cash.dollars, found.open)?;
    if promised != cash.dollars.into() && !cash.place.is_foreign() {
        return Err(Refusal::field("amount", "pledge-has-less").into());
    }
    let (on, source) = (cmd.received_on, found.source);
    let entry = posting::pledge_paid(id, on, &source, cash, promised, found.is_near);
    journal::save(tx.conn(), &entry.map_err(impossible)?).await?;
    pledge::add_part(tx.conn(), found.pledge_id, PledgePart::Received, promised, id, now).await?;
    Ok(source)
}

/// Books what nobody had promised; its source.
async fn given(
    tx: &mut Tx,
    cmd: &RecordContribution,
    came: &Moving,
    id: EntryId,
    now: Timestamp,
) -> Outcome<String> {
    let source = source(tx, cmd.funder.as_deref(), cmd.purpose).await?;
    let asked = asked_back(tx, cmd, came).await?;
    let entry = posting::contribution(id, cmd.received_on, &source, &came.cash, asked);
    journal::save(tx.conn(), &entry.map_err(impossible)?).await?;
    if let (Some(recourse), Some(asked)) = (cmd.recourse_id, asked) {
        recourse::add_part(tx.conn(), recourse, RecoursePart::Received, asked, id, now).await?;
    }
    Ok(source)
}

/// What of it was asked from a liable party: all of it, but of foreign money no more than is open.
async fn asked_back(
    tx: &mut Tx,
    cmd: &RecordContribution,
    came: &Moving,
) -> Outcome<Option<Money>> {
    let Some(recourse) = cmd.recourse_id else { return Ok(None) };
    let found = recourse::list(tx.conn(), Some(recourse), &Wanted::default()).await?.pop();
    let found = found.ok_or_else(|| Refusal::field("recourse_id", "recourse-unknown"))?;
    let asked = cashing::at_most(came.cash.dollars, found.open)?;
    if asked.amount().is_zero()
        || asked != came.cash.dollars.into() && !came.cash.place.is_foreign()
    {
        return Err(Refusal::conflict("recourse-has-less").into());
    }
    Ok(Some(asked))
}

/// The source of a funder's money for a purpose.
pub(crate) async fn source(
    tx: &mut Tx,
    funder: Option<&str>,
    purpose: Option<Purpose>,
) -> Outcome<String> {
    let purpose = purpose.ok_or_else(|| Refusal::field("purpose", "choice-unknown"))?;
    let Some(code) = funder.filter(|typed| !typed.is_empty()) else {
        if purpose == Purpose::Any {
            return Ok(String::new());
        }
        return Err(Refusal::field("funder", "purpose-needs-funder").into());
    };
    let known = fund::funder(tx.conn(), code).await?;
    let known = known.ok_or_else(|| Refusal::field("funder", "funder-unknown"))?;
    Ok(fund::source_of(tx.conn(), &known, purpose).await?)
}
