//! Look at the bookings that wait for the second person.

use super::ROWS_MAX;
use crate::store::booking::{self, Booking};
use redress_kernel::{Action, Actor, Outcome, action};
use redress_runtime::Ctx;

/// Finance staff and auditors see what waits.
pub const NAME: Action =
    action!("ledger.read_bookings", [FinanceOfficer, FinanceApprover, Auditor]);

/// What waits for an answer, oldest first.
pub async fn list_bookings(ctx: &Ctx, actor: &Actor) -> Outcome<Vec<Booking>> {
    let mut tx = ctx.begin(actor, NAME, None).await?;
    Ok(booking::waiting(tx.conn(), None, ROWS_MAX).await?)
}
