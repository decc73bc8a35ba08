//! Look at the months: which are closed, and what is still to be done before one can be.

use crate::books::domain::sums::AccountSum;
use crate::books::domain::sums::control_totals;
use crate::books::store::journal;
use crate::books::store::journal::Basis;
use crate::books::store::{audit, seal};
use crate::desk::day::Month;
use crate::desk::day::day_of;
use crate::period::domain::{Check, Facts, MonthState, StepKind, checklist};
use crate::period::store as period;
use redress_kernel::{Action, Actor, Date, Fault, Money, Outcome, Stop, action};
use redress_runtime::{Ctx, Tx};

// What the answers are made of.
pub use crate::period::store::{KeptCheck, Step};

/// Finance staff and auditors see the months.
pub const NAME: Action = action!("ledger.read_periods", [FinanceOfficer, FinanceApprover, Auditor]);

/// Up to this many entries the audit of the books is looked at whenever a month is shown; above, when it is asked for.
const AUDIT_AT_ONCE: i64 = 50_000;

/// Where a month stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Standing {
    pub month: Month,
    pub state: MonthState,
}

/// A month with all that is known of it.
#[derive(Debug, Clone)]
pub struct Period {
    /// Where it stands.
    pub standing: Standing,
    /// Today, UTC.
    pub today: Date,
    /// What is to be done; empty for a closed month.
    pub checks: Vec<Check>,
    /// Whether the audit was looked at.
    pub is_audited: bool,
    /// The checklist as it was when the month was closed last; empty for an open one.
    pub kept: Vec<KeptCheck>,
    /// All debits up to the last day, one a currency: of the closing, else as they are now.
    pub totals: Vec<Money>,
    /// What was done with it, oldest first.
    pub steps: Vec<Step>,
}

/// Every month from the first entry to today, newest first.
pub async fn list_periods(ctx: &Ctx, actor: &Actor) -> Outcome<Vec<Standing>> {
    ctx.read(actor, NAME, async |tx| {
        let steps = period::steps(tx.conn(), None).await?;
        let this = Month::of(day_of(tx.now()));
        let first = period::first_month(tx.conn()).await?.unwrap_or(this).min(this);
        let months: Vec<_> = first.to(this).collect();
        Ok(months.into_iter().rev().map(|month| standing(month, &steps)).collect())
    })
    .await
}

/// One month; with `audit` the books are audited however many entries they have.
#[tracing::instrument(name = "ledger.read_periods", skip_all)]
pub async fn show_period(ctx: &Ctx, actor: &Actor, month: Month, audit: bool) -> Outcome<Period> {
    ctx.read(actor, NAME, async |tx| {
        let today = day_of(tx.now());
        let first = period::first_month(tx.conn()).await?;
        if month > Month::of(today) || first.is_some_and(|first| month < first) {
            return Err(Stop::Missing);
        }
        let steps = period::steps(tx.conn(), Some(month)).await?;
        let standing = standing(month, &steps);
        let (mut kept, mut checks, mut is_audited) = (vec![], vec![], false);
        let totals = if standing.state == MonthState::Open {
            is_audited = audit || journal::last_place(tx.conn()).await? <= AUDIT_AT_ONCE;
            let findings = if is_audited { Some(findings(tx).await?) } else { None };
            checks = checklist_of(tx, month, findings).await?;
            totals_of(tx, month).await?
        } else {
            let closing = steps.iter().rev().find(|step| step.step == StepKind::Closed);
            let step_no = closing.map(|step| step.step_no).unwrap_or_default();
            kept = period::checks(tx.conn(), step_no).await?;
            kept.sort_by_key(|check| check.item);
            period::totals(tx.conn(), step_no).await?
        };
        Ok(Period { standing, today, checks, is_audited, kept, totals, steps })
    })
    .await
}

/// Where a month stands after steps, of which some may be of other months.
pub(super) fn standing(month: Month, steps: &[Step]) -> Standing {
    let last = steps.iter().rev().find(|step| step.period == month.first());
    let state = match last.map(|step| step.step) {
        Some(StepKind::Closed) => MonthState::Closed,
        Some(StepKind::Asked) => MonthState::Asked,
        Some(StepKind::Reopened) | None => MonthState::Open,
    };
    Standing { month, state }
}

/// The checklist of a month as the data say now, with what an audit found.
pub(super) async fn checklist_of(
    tx: &mut Tx,
    month: Month,
    findings: Option<i64>,
) -> Outcome<Vec<Check>> {
    let facts = period::facts(tx.conn(), month).await?;
    let steps = period::steps(tx.conn(), None).await?;
    let first = period::first_month(tx.conn()).await?.unwrap_or(month);
    let mut earlier = first.to(month).take_while(|before| *before < month);
    let earlier_open = earlier.find(|before| standing(*before, &steps).state == MonthState::Open);
    let facts = Facts { earlier_open, findings, ..facts };
    Ok(checklist(month, day_of(tx.now()), &facts))
}

/// How many promises of the books an audit finds broken.
pub(super) async fn findings(tx: &mut Tx) -> Outcome<i64> {
    // A large journal takes longer than a page may.
    seal::take_time(tx.conn()).await?;
    let mut found = 0;
    for check in audit::checks(tx.conn()).await? {
        found += audit::run_check(tx.conn(), &check).await?.len();
    }
    Ok(i64::try_from(found).unwrap_or(i64::MAX))
}

/// All debits up to the last day of a month, as known now.
pub(super) async fn totals_of(tx: &mut Tx, month: Month) -> Outcome<Vec<Money>> {
    let basis = Basis { on_day: Some(month.last()), known_at: None };
    let sums = journal::balances(tx.conn(), basis).await?;
    let sums: Vec<_> = sums.into_iter().map(AccountSum::from).collect();
    Ok(control_totals(&sums).map_err(Fault::new)?)
}
