//! Bookings of statement lines that two people make together.

use crate::bank::actions::answer_booking as answer;
use crate::bank::actions::answer_booking::{AnswerBooking, BookingAnswered};
use crate::bank::actions::ask_booking as ask;
use crate::bank::actions::ask_booking::{AskBooking, BookingAsked};
use crate::bank::actions::read_bookings as read;
use crate::bank::actions::read_bookings::Booking;
use crate::desk::App;
use crate::desk::ids::BookingRequestId;
use axum::Json;
use axum::extract::{Path, State};
use redress_kernel::StatementLineId;
use redress_web::paging::PageParams;
use redress_web::{Asked, Body, Caller, Failure, IdempotencyKey, Linked};

/// Bookings that wait for the second person, oldest first.
#[utoipa::path(get, path = "/api/ledger/bookings", operation_id = "ledger.list_bookings", params(PageParams),
    responses((status = 200, description = "What waits", body = Vec<Booking>,
            headers(("link" = String, description = "The next page")))))]
pub(crate) async fn list_bookings(
    State(app): State<App>,
    caller: Caller,
    asked: Asked,
) -> Result<Linked<Vec<Booking>>, Failure> {
    let wanted = asked.wanted()?;
    Ok(asked.linked(read::list_bookings(&app.ctx, &caller.actor, &wanted).await?))
}

/// Ask a second person to book a line: the cost of a claim, our own error, or a large charge.
#[utoipa::path(post, path = "/api/ledger/lines/{line_id}/ask", operation_id = "ledger.ask_booking",
    request_body = AskBooking,
    responses((status = 200, description = "Waits for the second person", body = BookingAsked),
        (status = 404, description = "No such open exception"),
        (status = 409, description = "The line waits for an answer already"),
        (status = 422, description = "Not of that kind, or no such claim")))]
pub(crate) async fn ask_booking(
    State(app): State<App>,
    caller: Caller,
    key: IdempotencyKey,
    Path(line): Path<StatementLineId>,
    body: Body<AskBooking>,
) -> Result<Json<BookingAsked>, Failure> {
    let once = body.once(&key);
    Ok(Json(ask::ask_booking(&app.ctx, &caller.actor, line, body.value, Some(&once)).await?))
}

/// Confirm or refuse what was asked; confirmed, the line is booked.
#[utoipa::path(post, path = "/api/ledger/bookings/{request_id}/answer", operation_id = "ledger.answer_booking",
    params(("request_id" = Uuid, Path)),
    request_body = AnswerBooking,
    responses((status = 200, description = "Answered", body = BookingAnswered),
        (status = 404, description = "Nothing of that name waits"),
        (status = 409, description = "Your own")))]
pub(crate) async fn answer_booking(
    State(app): State<App>,
    caller: Caller,
    key: IdempotencyKey,
    Path(request): Path<BookingRequestId>,
    body: Body<AnswerBooking>,
) -> Result<Json<BookingAnswered>, Failure> {
    let once = body.once(&key);
    let done = answer::answer_booking(&app.ctx, &caller.actor, request, body.value, Some(&once));
    Ok(Json(done.await?))
}
