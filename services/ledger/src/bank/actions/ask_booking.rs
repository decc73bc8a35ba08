//! Ask for a booking that one person may not make alone: the cost of a claim, an error of our own,
//! a large charge.

use crate::bank::domain::line::{BookedAs, Flow};
use crate::bank::store::booking;
use crate::bank::store::booking::NewBooking;
use crate::bank::store::line;
use crate::desk::checks::Checks;
use crate::desk::ids::BookingRequestId;
use crate::desk::store::{claim_of_code, lock_bank};
use redress_kernel::{
    Action, Actor, ClaimId, Outcome, Refusal, StatementId, StatementLineId, Stop, action,
};
use redress_runtime::{Ctx, Once, Tx};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// Finance officers ask; whoever asks never confirms.
pub const NAME: Action = action!("ledger.ask_booking", [FinanceOfficer]);

/// As what two people can book a line.
pub const KINDS: [BookedAs; 3] = [BookedAs::ClaimCost, BookedAs::OwnError, BookedAs::Charge];
/// Characters of a note at most.
const NOTE_MAX: usize = 200;

/// How to book a line.
#[derive(Debug, Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct AskBooking {
    /// `claim_cost` for costs that are paid to a helper (H7), `own_error` for money that our own
    /// error cost (R-25), `charge` for a fee of the bank above what one person books.
    #[schema(value_type = String, pattern = "^(claim_cost|own_error|charge)$")]
    pub kind: BookedAs,
    /// The code of the claim that it concerns, where it concerns one; never for a charge.
    #[serde(default)]
    #[schema(pattern = "^[0-9A-HJKMNP-TV-Z]{4}(-[0-9A-HJKMNP-TV-Z]{4}){3}$")]
    pub claim_code: Option<String>,
    /// Why; no personal data.
    #[schema(pattern = r"\S", max_length = 200)]
    pub note: String,
}

/// What waits for the second person.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct BookingAsked {
    /// Identifies what was asked.
    #[schema(value_type = Uuid)]
    pub request_id: BookingRequestId,
    /// The statement of the line.
    pub statement_id: StatementId,
}

/// Asks for a booking.
#[tracing::instrument(name = "ledger.ask_booking", skip_all)]
pub async fn ask_booking(
    ctx: &Ctx,
    actor: &Actor,
    line_id: StatementLineId,
    cmd: AskBooking,
    once: Option<&Once>,
) -> Outcome<BookingAsked> {
    ctx.once(actor, NAME, once, async |tx| {
        lock_bank(tx.conn()).await?;
        let line = line::exception(tx.conn(), line_id).await?.ok_or(Stop::Missing)?;
        check(&cmd, &line)?;
        let claim_id = claim_of(tx, &cmd).await?;
        if let Some(claim) = claim_id {
            tx.about(claim);
        }
        let asked = NewBooking {
            request_id: tx.fresh(),
            line_id,
            kind: cmd.kind,
            claim_id,
            note: cmd.note.trim(),
        };
        let now = tx.now();
        booking::ask(tx.conn(), &asked, now).await?;
        tx.subject(format!("statement line {line_id}"));
        Ok(BookingAsked { request_id: asked.request_id, statement_id: line.statement_id })
    })
    .await
}

fn check(cmd: &AskBooking, line: &line::Exception) -> Outcome<()> {
    let mut checks = Checks::default();
    if !KINDS.contains(&cmd.kind) {
        checks.refuse(Refusal::field("kind", "choice-unknown"));
    } else if line.direction != Flow::Left
        || line.amount.amount().is_zero()
        // What concerns a payment of ours the bank must put right, but for an error of our own.
        || line.reason.is_of_payment() && cmd.kind != BookedAs::OwnError
    {
        checks.refuse(Refusal::field("kind", "line-not-bookable"));
    }
    let is_of_claim = cmd.kind == BookedAs::Charge && cmd.claim_code.is_some();
    checks.must(!is_of_claim, "claim_code", "charge-of-claim");
    checks.text("note", &cmd.note, NOTE_MAX);
    checks.done()
}

/// The claim that was named; one that the actor may not know of is told to be none.
async fn claim_of(tx: &mut Tx, cmd: &AskBooking) -> Outcome<Option<ClaimId>> {
    let Some(code) = &cmd.claim_code else { return Ok(None) };
    let unknown = || Refusal::field("claim_code", "unknown-claim");
    let code: redress_kernel::ClaimCode = code.parse().map_err(|_| unknown())?;
    let found = claim_of_code(tx.conn(), &code).await?;
    Ok(Some(found.ok_or_else(unknown)?))
}
