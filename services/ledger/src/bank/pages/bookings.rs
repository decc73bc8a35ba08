//! Bookings of statement lines that wait for the second person.

use crate::bank::actions::answer_booking::{self, AnswerBooking, answer_booking};
use crate::bank::actions::read_bookings;
use crate::bank::actions::read_bookings::Booking;
use crate::desk::App;
use crate::desk::checks::one_choice;
use crate::desk::ids::BookingRequestId;
use crate::desk::page::{CashPage, Decision};
use crate::desk::view;
use axum::extract::{Path, State};
use axum::response::Response;
use redress_kernel::typed::Reading;
use redress_web::{Asked, Failure, Form, Page, Person};

const HERE: &str = "/finance/bookings";

pub(crate) async fn show(State(app): State<App>, person: Person) -> Result<Response, Failure> {
    let page = person.page("title-bookings");
    shown(&app, &person, page).await
}

pub(crate) async fn answer(
    State(app): State<App>,
    Path(id): Path<BookingRequestId>,
    form: Form,
) -> Result<Response, Failure> {
    let done = form.does(answer_booking::NAME, one_choice("answer"), async |answer, once| {
        answer_booking(&app.ctx, form.actor(), id, AnswerBooking { answer }, once).await
    });
    view::after(&form, ("title-bookings", HERE), done.await, |page| shown(&app, &form.person, page))
        .await
}

async fn shown(app: &App, person: &Person, page: Page) -> Result<Response, Failure> {
    let asked = Asked::of(HERE, &person.visitor);
    let paged = read_bookings::list_bookings(&app.ctx, &person.actor, &asked.shown()).await?;
    let (bookings, next) = (paged.rows, asked.next(paged.next.as_ref()));
    let mut shown = CashPage::new(page, "bookings");
    let page = &shown.page;
    if bookings.is_empty() {
        shown.done = Some(page.t("bookings-none"));
    }
    shown.decisions = bookings.iter().map(|one| decision(page, person, one)).collect();
    shown.links.extend(next.map(|address| (address, page.t("next-page"))));
    Ok(shown.shown())
}

fn decision(page: &Page, person: &Person, one: &Booking) -> Decision {
    let amount = page.said(&Reading::Amount(one.amount));
    let day = page.day(&one.booked_on);
    let args = [
        ("amount", amount.as_str()),
        ("day", day.as_str()),
        ("reference", one.reference.as_deref().unwrap_or("–")),
        ("claim", one.claim_code.as_deref().unwrap_or_default()),
        ("note", one.note.as_str()),
    ];
    let text = if one.claim_code.is_some() { "booking-text-claim" } else { "booking-text" };
    let (heading, text) = (page.t(&format!("booking-{}", one.kind)), page.ta(text, &args));
    let action = format!("{HERE}/{}", one.request_id);
    Decision::on(one, (page, person), "booking", (heading, text, action))
}
