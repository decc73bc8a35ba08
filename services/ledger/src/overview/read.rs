//! Look at what waits for whom.

use super::store;
use super::store::SecondWaits;
use crate::bank::store::shown;
use crate::books::store::journal;
use crate::desk::day::day_of;
use crate::fund::store::award;
use crate::payment::actions::read_payments::NAME;
use redress_kernel::{Actor, Date, Money, Outcome};
use redress_runtime::Ctx;
use serde::Serialize;
use utoipa::ToSchema;

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
    ctx.read(actor, NAME, async |tx| {
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
            uncommitted: journal::uncommitted(tx.conn()).await?.into(),
        })
    })
    .await
}

/// What waits for the second person.
pub async fn second_waits(ctx: &Ctx, actor: &Actor) -> Outcome<SecondWaits> {
    ctx.read(actor, NAME, async |tx| Ok(store::second_waits(tx.conn()).await?)).await
}
