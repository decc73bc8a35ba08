//! Look at the bookings that wait for the second person.

use crate::bank::store::booking;
use crate::desk::ids::BookingRequestId;
use redress_kernel::{Action, Actor, Outcome, Paged, Timestamp, Wanted, action};
use redress_runtime::Ctx;

// What the answers are made of.
pub use crate::bank::store::booking::Booking;

/// Finance staff and auditors see what waits.
pub const NAME: Action =
    action!("ledger.read_bookings", [FinanceOfficer, FinanceApprover, Auditor]);

/// What waits for an answer, oldest first.
pub async fn list_bookings(
    ctx: &Ctx,
    actor: &Actor,
    wanted: &Wanted<(Timestamp, BookingRequestId)>,
) -> Outcome<Paged<Booking, (Timestamp, BookingRequestId)>> {
    ctx.read(actor, NAME, async |tx| {
        let rows = booking::waiting(tx.conn(), None, wanted).await?;
        Ok(wanted.page(rows, |last| (last.asked_at, last.request_id)))
    })
    .await
}
