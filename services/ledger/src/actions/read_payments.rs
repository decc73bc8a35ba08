//! Look at what waits for whom, and at the awards with their plans.

use super::{ROWS_MAX, day_of};
use crate::store::award::{Case, FundedBy};
use crate::store::journal::Written;
use crate::store::plan::{Instalment, Wish};
use crate::store::{award, journal, plan, shown};
use redress_kernel::{Action, Actor, ClaimId, Date, Money, Outcome, Stop, action};
use redress_runtime::Ctx;
use serde::Serialize;
use utoipa::ToSchema;

/// Finance staff and auditors see payments by claim code.
pub const NAME: Action =
    action!("ledger.read_payments", [FinanceOfficer, FinanceApprover, Auditor]);

/// What waits for whom.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct Overview {
    /// Today, UTC.
    pub today: Date,
    /// Awards that wait for money in the fund.
    pub waiting_for_money: i64,
    /// Accepted awards that have no plan.
    pub to_plan: i64,
    /// Claims with a payment that came back, which wait for the survivor's new choice.
    pub came_back: i64,
    /// Instalments that are due and in no batch.
    pub to_prepare: i64,
    /// Batches that wait for another person's approval.
    pub to_approve: i64,
    /// Approved batches that wait for release.
    pub to_release: i64,
    /// Released batches that the bank has not spoken of in full.
    pub at_bank: i64,
    /// Statement lines that matched nothing.
    pub exceptions: i64,
    /// Money at the bank that is not set aside for an award.
    pub uncommitted: Money,
}

/// Counts what waits.
pub async fn overview(ctx: &Ctx, actor: &Actor) -> Outcome<Overview> {
    let mut tx = ctx.begin(actor, NAME, None).await?;
    let today = day_of(tx.now());
    let waits = award::waits(tx.conn(), today).await?;
    Ok(Overview {
        today,
        waiting_for_money: waits.money,
        to_plan: waits.plan,
        came_back: waits.choice,
        to_prepare: waits.prepare,
        to_approve: waits.approve,
        to_release: waits.release,
        at_bank: waits.bank,
        exceptions: shown::exceptions(tx.conn()).await?,
        uncommitted: journal::uncommitted(tx.conn()).await?,
    })
}

/// The newest awards.
pub async fn list_payments(ctx: &Ctx, actor: &Actor) -> Outcome<Vec<Case>> {
    let mut tx = ctx.begin(actor, NAME, None).await?;
    Ok(award::cases(tx.conn(), None, ROWS_MAX).await?)
}

/// One award with its plan and entries.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct Payment {
    /// The award.
    pub case: Case,
    /// Currency that she wished for, when the claim was filed or changed.
    pub wished_currency: Option<String>,
    /// Number of instalments that she wished for.
    pub wished_instalments: Option<i32>,
    /// Whether there are payee details that may be used.
    pub has_payee: bool,
    /// What is set aside, and whose money it is.
    pub funded_by: Vec<FundedBy>,
    /// The plans.
    pub instalments: Vec<Instalment>,
    /// Its entries, newest first.
    pub entries: Vec<Written>,
}

/// One award; [`Stop::Missing`] for a stranger.
pub async fn show_payment(ctx: &Ctx, actor: &Actor, claim: ClaimId) -> Outcome<Payment> {
    let mut tx = ctx.begin(actor, NAME, None).await?;
    tx.standing(claim).await?;
    let case = award::cases(tx.conn(), Some(claim), 1).await?.pop().ok_or(Stop::Missing)?;
    let wish: Option<Wish> = plan::wish(tx.conn(), claim).await?;
    Ok(Payment {
        case,
        has_payee: wish.as_ref().is_some_and(|wish| wish.payee_id.is_some()),
        wished_instalments: wish.as_ref().map(|wish| wish.instalments),
        wished_currency: wish.map(|wish| wish.pay_currency),
        funded_by: award::funded_by(tx.conn(), claim).await?,
        instalments: plan::instalments(tx.conn(), Some(claim), None, false, ROWS_MAX).await?,
        entries: journal::newest(tx.conn(), Some(claim), i64::MAX, ROWS_MAX).await?,
    })
}
