//! Look at what waits for whom, and at the awards with their plans.

use crate::books::store::journal;
use crate::books::store::journal::Written;
use crate::fund::store::award;
use crate::fund::store::award::FundedBy;
use crate::payment::store::plan;
use crate::payment::store::plan::{Instalment, Wish};
use redress_kernel::{
    Action, Actor, ClaimId, Currency, Date, Outcome, Paged, Stop, Wanted, action,
};
use redress_runtime::Ctx;
use serde::Serialize;
use utoipa::ToSchema;

// What the answers are made of.
pub use crate::fund::store::award::Case;

/// Finance staff and auditors see payments by claim code.
pub const NAME: Action =
    action!("ledger.read_payments", [FinanceOfficer, FinanceApprover, Auditor]);

/// Awards, the newest first.
pub async fn list_payments(
    ctx: &Ctx,
    actor: &Actor,
    wanted: &Wanted<(Date, ClaimId)>,
) -> Outcome<Paged<Case, (Date, ClaimId)>> {
    ctx.read(actor, NAME, async |tx| {
        let rows = award::cases(tx.conn(), None, wanted).await?;
        Ok(wanted.page(rows, |last| (last.accepted_on, last.claim_id)))
    })
    .await
}

/// One award with its plan and entries.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct Payment {
    /// The award.
    pub case: Case,
    /// Currency that she wished for, when the claim was filed or changed.
    #[schema(value_type = Option<String>)]
    pub wished_currency: Option<Currency>,
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
    ctx.read(actor, NAME, async |tx| {
        tx.standing(claim).await?;
        let case = award::cases(tx.conn(), Some(claim), &Wanted::default())
            .await?
            .pop()
            .ok_or(Stop::Missing)?;
        let wish: Option<Wish> = plan::wish(tx.conn(), claim).await?;
        Ok(Payment {
            case,
            has_payee: wish.as_ref().is_some_and(|wish| wish.payee_id.is_some()),
            wished_instalments: wish.as_ref().map(|wish| wish.instalments),
            wished_currency: wish.map(|wish| wish.pay_currency),
            funded_by: award::funded_by(tx.conn(), claim).await?,
            instalments: plan::instalments(tx.conn(), Some(claim), None).await?,
            entries: journal::newest(tx.conn(), Some(claim), i64::MAX, i64::MAX).await?,
        })
    })
    .await
}
