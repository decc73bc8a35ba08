//! Look at exchanges between the fund's accounts.

use crate::cash::actions::read_cash::NAME;
use crate::desk::store::ROWS_MAX;
use crate::exchange::store as exchange;
use redress_kernel::{Actor, Outcome};
use redress_runtime::Ctx;

// What the answers are made of.
pub use crate::exchange::store::Exchange;

/// Exchanges: those that wait, then the newest.
pub async fn list_exchanges(ctx: &Ctx, actor: &Actor) -> Outcome<Vec<Exchange>> {
    ctx.read(actor, NAME, async |tx| Ok(exchange::list(tx.conn(), None, ROWS_MAX).await?)).await
}
