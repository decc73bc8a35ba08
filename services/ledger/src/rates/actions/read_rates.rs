//! Look at the rates of exchange: in force, coming, and what was before.

use crate::desk::day::day_of;
use crate::rates::store as rate;
use redress_kernel::{Action, Actor, Currency, Date, Outcome, Paged, Wanted, action};
use redress_runtime::Ctx;
use serde::Serialize;
use utoipa::ToSchema;

// What the answers are made of.
pub use crate::rates::store::{Origin, Rate};

/// Finance staff and auditors see the rates.
pub const NAME: Action = action!("ledger.read_rates", [FinanceOfficer, FinanceApprover, Auditor]);

/// The rates of all currencies.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct Rates {
    /// In force today.
    pub in_force: Vec<Origin>,
    /// In force from a later day on.
    pub coming: Vec<Origin>,
    /// Currencies that have none in force today: nothing is converted.
    #[schema(value_type = Vec<String>)]
    pub missing: Vec<Currency>,
}

/// Every rate in force or to come.
pub async fn list_present(ctx: &Ctx, actor: &Actor) -> Outcome<Rates> {
    ctx.read(actor, NAME, async |tx| {
        let today = day_of(tx.now());
        let found = rate::origins(tx.conn(), None, today, &Wanted::all()).await?;
        let (coming, in_force): (Vec<_>, Vec<_>) =
            found.into_iter().partition(|origin| origin.rate.effective_from > today);
        let has = |currency: Currency| in_force.iter().any(|one| one.rate.currency == currency);
        let missing = Currency::all()
            .filter(|currency| *currency != Currency::USD && !has(*currency))
            .collect();
        Ok(Rates { in_force, coming, missing })
    })
    .await
}

/// Every rate of a currency, newest first.
pub async fn list_history(
    ctx: &Ctx,
    actor: &Actor,
    currency: Currency,
    wanted: &Wanted<Date>,
) -> Outcome<Paged<Origin, Date>> {
    ctx.read(actor, NAME, async |tx| {
        let today = day_of(tx.now());
        let rows = rate::origins(tx.conn(), Some(currency), today, wanted).await?;
        Ok(wanted.page(rows, |last| last.rate.effective_from))
    })
    .await
}

/// The rate of each currency in force today.
pub async fn list_rates(ctx: &Ctx, actor: &Actor) -> Outcome<Vec<Rate>> {
    ctx.read(actor, NAME, async |tx| {
        let today = day_of(tx.now());
        Ok(rate::list(tx.conn(), today).await?)
    })
    .await
}
