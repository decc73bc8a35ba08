//! Look at batches, and at the instalments that can be put into one.

use super::approve_batch::whole;
use super::check_batch::step_of;
use crate::payment::store::batch::Item;
use crate::payment::store::clearance;
use crate::payment::store::clearance::Look;
use crate::payment::store::{batch, plan};
use redress_kernel::{Action, Actor, BatchId, Currency, Decimal, Outcome, Paged, Wanted, action};
use redress_runtime::Ctx;
use serde::Serialize;
use std::collections::BTreeMap;
use utoipa::ToSchema;

// What the answers are made of.
pub use crate::payment::store::batch::Batch;
pub use crate::payment::store::clearance::State;
pub use crate::payment::store::plan::{Instalment, LastInstalment};

/// Finance staff and auditors see batches; payee details stay sealed.
pub const NAME: Action = action!("ledger.read_batches", [FinanceOfficer, FinanceApprover, Auditor]);

/// Batches, the newest first.
pub async fn list_batches(
    ctx: &Ctx,
    actor: &Actor,
    wanted: &Wanted<i64>,
) -> Outcome<Paged<Batch, i64>> {
    ctx.read(actor, NAME, async |tx| {
        let rows = batch::list(tx.conn(), None, wanted).await?;
        Ok(wanted.page(rows, |last| last.seq))
    })
    .await
}

/// Instalments that can be put into a batch, in the order of their due days.
pub async fn ready_instalments(
    ctx: &Ctx,
    actor: &Actor,
    wanted: &Wanted<LastInstalment>,
) -> Outcome<Paged<Instalment, LastInstalment>> {
    ctx.read(actor, NAME, async |tx| {
        let rows = plan::ready(tx.conn(), wanted).await?;
        Ok(wanted.page(rows, |last| (last.due_on, last.claim_code.clone(), last.number)))
    })
    .await
}

/// Control total of one currency.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct Total {
    /// Currency, ISO 4217.
    #[schema(value_type = String)]
    pub currency: Currency,
    /// Number of payments.
    pub count: usize,
    /// Their sum.
    pub sum: Decimal,
}

/// A batch with its items and control totals.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct BatchDetail {
    /// The batch.
    #[serde(flatten)]
    pub batch: Batch,
    /// For each currency.
    pub totals: Vec<Total>,
    /// The payments.
    pub items: Vec<Item>,
    /// How its claims stand before the step that it waits for; nothing once there is none.
    pub looks: Vec<Look>,
}

pub async fn show_batch(ctx: &Ctx, actor: &Actor, batch_id: BatchId) -> Outcome<BatchDetail> {
    ctx.read(actor, NAME, async |tx| {
        let (batch, items) = whole(tx, batch_id).await?;
        let mut totals: BTreeMap<Currency, (usize, Decimal)> = BTreeMap::new();
        for item in &items {
            let total = totals.entry(item.pay.currency()).or_default();
            total.0 += 1;
            total.1 += item.pay.amount();
        }
        let totals = totals.into_iter();
        let totals =
            totals.map(|(currency, (count, sum))| Total { currency, count, sum }).collect();
        let looks = match step_of(batch.state) {
            Some(step) => clearance::of_batch(tx.conn(), batch_id, step).await?,
            None => Vec::new(),
        };
        Ok(BatchDetail { batch, totals, items, looks })
    })
    .await
}
