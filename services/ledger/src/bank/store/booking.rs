//! Lines of statements that two people book together: what one asks, what another answers.

use crate::bank::domain::line::BookedAs;
use crate::desk::ids::BookingRequestId;
use crate::desk::store::money;
use redress_kernel::{
    ActorId, ClaimId, Date, Fault, Money, Reply, StatementId, StatementLineId, Stop, Timestamp,
    Uuid, Wanted, another_decides,
};
use serde::Serialize;
use sqlx::PgConnection;
use utoipa::ToSchema;

/// How one person would book a line.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct Booking {
    /// Identifies what was asked.
    #[schema(value_type = Uuid)]
    pub request_id: BookingRequestId,
    /// The line.
    pub line_id: StatementLineId,
    /// Its statement.
    pub statement_id: StatementId,
    /// `charge`, `claim_cost` or `own_error`.
    #[schema(value_type = String)]
    pub kind: BookedAs,
    /// The claim that it concerns, where it concerns one.
    pub claim_id: Option<ClaimId>,
    /// Its code.
    pub claim_code: Option<String>,
    /// Why.
    pub note: String,
    /// Who asked.
    #[serde(skip)]
    pub asked_by: ActorId,
    /// Code of the account; nothing for the general one.
    pub bank_account: Option<String>,
    /// What left the account.
    pub amount: Money,
    /// The bank's day.
    pub booked_on: Date,
    /// The bank's reference.
    pub reference: Option<String>,
    /// When it was asked.
    #[serde(skip)]
    pub asked_at: Timestamp,
}

another_decides!(Booking { asked_by }, FinanceApprover, "own-booking");

/// A booking in the making.
#[derive(Debug, Clone, Copy)]
pub struct NewBooking<'a> {
    /// Identifies it.
    pub request_id: BookingRequestId,
    /// The line.
    pub line_id: StatementLineId,
    /// `charge`, `claim_cost` or `own_error`.
    pub kind: BookedAs,
    /// The claim that it concerns, where it concerns one.
    pub claim_id: Option<ClaimId>,
    /// Why.
    pub note: &'a str,
}

/// Notes what is asked; what the database refuses is told.
pub async fn ask(
    db: &mut PgConnection,
    asked: &NewBooking<'_>,
    now: Timestamp,
) -> Result<(), Stop> {
    sqlx::query!(
        "-- store::booking::ask
        insert into ledger.booking_request (request_id, line_id, kind, claim_id, note, asked_by, asked_at)
        values ($1, $2, $3, $4, $5, shared.actor_id(), $6) returning request_id",
        asked.request_id.0,
        asked.line_id.0,
        asked.kind.as_str(),
        asked.claim_id.map(|id| id.0),
        asked.note,
        now
    )
    .fetch_one(db)
    .await?;
    Ok(())
}

/// Notes the answer; refused with `own-booking` to who asked.
pub async fn answer(
    db: &mut PgConnection,
    request: BookingRequestId,
    outcome: Reply,
    now: Timestamp,
) -> Result<(), Stop> {
    sqlx::query!(
        "-- store::booking::answer
        insert into ledger.booking_answer (request_id, outcome, answered_by, answered_at)
        values ($1, $2, shared.actor_id(), $3) returning request_id",
        request.0,
        outcome.as_str(),
        now
    )
    .fetch_one(db)
    .await?;
    Ok(())
}

/// What waits for an answer, oldest first, a page of it; one or all.
pub async fn waiting(
    db: &mut PgConnection,
    request: Option<BookingRequestId>,
    wanted: &Wanted<(Timestamp, BookingRequestId)>,
) -> Result<Vec<Booking>, Fault> {
    let (asked_at, after) = wanted.after.unwrap_or((Timestamp::UNIX_EPOCH, Uuid::nil().into()));
    let rows = sqlx::query!(
        r#"-- store::booking::waiting
        select r.request_id, r.line_id, l.statement_id, r.kind, r.claim_id, c.claim_code as "claim_code?", r.note,
          r.asked_by, s.bank_account, l.amount, l.currency, l.booked_on, l.reference, r.asked_at
        from ledger.booking_request r join ledger.statement_line l using (line_id)
        join ledger.statement s using (statement_id)
        left join shared.claim c on c.claim_id = r.claim_id
        where ($1::uuid is null or r.request_id = $1)
          and not exists (select from ledger.booking_answer a where a.request_id = r.request_id)
          and (r.asked_at, r.request_id) > ($2, $3)
        order by r.asked_at, r.request_id limit $4"#,
        request.map(|id| id.0),
        asked_at,
        after.0,
        wanted.rows()
    )
    .fetch_all(db)
    .await?;
    rows.into_iter()
        .map(|row| {
            Ok(Booking {
                request_id: row.request_id,
                line_id: row.line_id,
                statement_id: row.statement_id,
                kind: row.kind,
                claim_id: row.claim_id,
                claim_code: row.claim_code,
                note: row.note,
                asked_by: row.asked_by,
                bank_account: row.bank_account,
                amount: money(row.amount, &row.currency)?,
                booked_on: row.booked_on,
                reference: row.reference,
                asked_at: row.asked_at,
            })
        })
        .collect()
}
