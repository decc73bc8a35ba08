//! Confirm or refuse a booking that another person asked for. Confirmed, the line is booked.

use crate::bank::domain::line::BookedAs;
use crate::bank::store::booking;
use crate::bank::store::booking::Booking;
use crate::bank::store::line;
use crate::books::domain::journal::Side;
use crate::books::domain::posting;
use crate::books::store::journal;
use crate::cash::movement as cashing;
use crate::desk::ids::BookingRequestId;
use crate::desk::refusal::impossible;
use crate::desk::store::lock_bank;
use crate::desk::store::lock_fund;
use crate::fund::domain::fund::draw_cost;
use crate::fund::store::fund;
use redress_kernel::{
    Action, Actor, AnotherDecides, EntryId, Fault, Outcome, Reply, StatementId, Stop, Wanted,
    action,
};
use redress_runtime::{Ctx, Once, Tx};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// Finance approvers answer; never their own.
pub const NAME: Action = action!("ledger.answer_booking", [FinanceApprover]);

/// What the second person says.
#[derive(Debug, Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct AnswerBooking {
    /// `confirmed` or `refused`.
    #[schema(value_type = String, pattern = "^(confirmed|refused)$")]
    pub answer: Reply,
}

/// What became of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct BookingAnswered {
    /// What was asked.
    #[schema(value_type = Uuid)]
    pub request_id: BookingRequestId,
    /// The statement of the line.
    pub statement_id: StatementId,
    /// `confirmed` or `refused`.
    #[schema(value_type = String)]
    pub state: Reply,
}

/// Answers what was asked.
#[tracing::instrument(name = "ledger.answer_booking", skip_all)]
pub async fn answer_booking(
    ctx: &Ctx,
    actor: &Actor,
    id: BookingRequestId,
    cmd: AnswerBooking,
    once: Option<&Once>,
) -> Outcome<BookingAnswered> {
    ctx.once(actor, NAME, once, async |tx| {
        lock_bank(tx.conn()).await?;
        let asked = booking::waiting(tx.conn(), Some(id), &Wanted::default())
            .await?
            .pop()
            .ok_or(Stop::Missing)?;
        if let Some(claim) = asked.claim_id {
            tx.about(claim);
        }
        asked.by_another(actor)?;
        let now = tx.now();
        // First: the booking needs it.
        booking::answer(tx.conn(), id, cmd.answer, now).await?;
        if cmd.answer == Reply::Confirmed {
            let entry = book(tx, &asked).await?;
            let (line, kind) = (asked.line_id, asked.kind);
            line::resolve(tx.conn(), line, kind, entry, Some(id), now).await?;
        }
        tx.subject(format!("statement line {}", asked.line_id));
        let statement_id = asked.statement_id;
        Ok(BookingAnswered { request_id: id, statement_id, state: cmd.answer })
    })
    .await
}

async fn book(tx: &mut Tx, asked: &Booking) -> Outcome<EntryId> {
    let (id, claim) = (tx.fresh(), asked.claim_id);
    let place = cashing::account(tx, asked.bank_account.as_deref()).await?;
    let on = cashing::day(tx, &place, asked.booked_on).await?;
    // Before the entry: whoever waits for the lock must see what it uses.
    lock_fund(tx.conn()).await?;
    let gone = cashing::goes(tx, place, asked.amount).await?;
    let mut draws = Vec::new();
    let entry = match asked.kind {
        BookedAs::ClaimCost => {
            let sources = fund::cost_sources(tx.conn()).await?;
            draws = draw_cost(gone.cash.dollars.into(), sources).map_err(impossible)?;
            posting::claim_cost(id, on, claim, &gone.cash, &draws)
        }
        BookedAs::OwnError => posting::own_error(id, on, claim, &gone.cash),
        BookedAs::Charge => posting::charge(id, on, &gone.cash),
        BookedAs::Contribution | BookedAs::Transfer => {
            return Err(Fault::new("one person books this alone").into());
        }
    };
    journal::save(tx.conn(), &entry.map_err(impossible)?).await?;
    cashing::keep_movement(tx, &gone, Side::Credit, id, on).await?;
    let now = tx.now();
    fund::save_cost(tx.conn(), id, claim, &draws, now).await?;
    Ok(id)
}
