//! Look at exchanges between the fund's accounts.

use crate::cash::actions::read_cash::NAME;
use crate::exchange::store as exchange;
use redress_kernel::{Actor, Outcome, Paged, Wanted};
use redress_runtime::Ctx;

// What the answers are made of.
pub use crate::exchange::store::Exchange;

/// Exchanges: those that wait, then the newest.
pub async fn list_exchanges(
    ctx: &Ctx,
    actor: &Actor,
    wanted: &Wanted<exchange::Place>,
) -> Outcome<Paged<Exchange, exchange::Place>> {
    ctx.read(actor, NAME, async |tx| {
        let rows = exchange::list(tx.conn(), None, wanted).await?;
        Ok(wanted.page(rows, |last| (last.outcome.is_none(), last.day, last.exchange_id)))
    })
    .await
}
