//! Look at the bookings that wait for the second person.

use crate::bank::store::booking;
use crate::desk::store::ROWS_MAX;
use redress_kernel::{Action, Actor, Outcome, action};
use redress_runtime::Ctx;

// What the answers are made of.
pub use crate::bank::store::booking::Booking;

/// Finance staff and auditors see what waits.
pub const NAME: Action =
    action!("ledger.read_bookings", [FinanceOfficer, FinanceApprover, Auditor]);

/// What waits for an answer, oldest first.
pub async fn list_bookings(ctx: &Ctx, actor: &Actor) -> Outcome<Vec<Booking>> {
    ctx.read(actor, NAME, async |tx| Ok(booking::waiting(tx.conn(), None, ROWS_MAX).await?)).await
}
