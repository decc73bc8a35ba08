//! What was asked of the advocate, and who confirmed what the gate proposes.

use crate::domain::ids::{RequestId, WorksheetId};
use redress_contract::GateOutcome;
use redress_kernel::{ActorId, ClaimId, Fault, Stop, Timestamp};
use sqlx::PgConnection;

/// A request for information.
#[derive(Debug, Clone)]
pub struct Request {
    /// First or second.
    pub number: i32,
    /// Codes of the questions.
    pub questions: Vec<String>,
    /// When.
    pub requested_at: Timestamp,
}

/// A person's confirmation of a worksheet.
#[derive(Debug, Clone)]
pub struct Confirmation {
    /// Which worksheet.
    pub worksheet_id: WorksheetId,
    /// Who.
    pub actor_id: ActorId,
    /// What was confirmed.
    pub outcome: GateOutcome,
    /// Whether it was decided on the file, doubt counting for the claimant.
    pub on_file: bool,
}

/// The requests so far, in order.
pub async fn requests(db: &mut PgConnection, claim: ClaimId) -> Result<Vec<Request>, Fault> {
    Ok(sqlx::query_as!(
        Request,
        "-- store::gate::requests
        select number, questions, requested_at
        from eligibility.information_request where claim_id = $1 order by number",
        claim.0
    )
    .fetch_all(db)
    .await?)
}

/// Keeps a request; refused with `asked-twice` after the second.
pub async fn request(
    db: &mut PgConnection,
    request_id: RequestId,
    claim: ClaimId,
    number: i32,
    questions: &[String],
    now: Timestamp,
) -> Result<(), Stop> {
    sqlx::query!(
        "-- store::gate::request
        insert into eligibility.information_request
          (information_request_id, claim_id, number, questions, requested_by, requested_at)
        values ($1, $2, $3, $4, shared.actor_id(), $5) returning claim_id",
        request_id.0,
        claim.0,
        number,
        questions,
        now
    )
    .fetch_one(db)
    .await?;
    Ok(())
}

/// Confirmations of the claim's worksheets, earliest first.
pub async fn confirmations(
    db: &mut PgConnection,
    claim: ClaimId,
) -> Result<Vec<Confirmation>, Fault> {
    Ok(sqlx::query_as!(
        Confirmation,
        "-- store::gate::confirmations
        select worksheet_id, actor_id, outcome, on_file
        from eligibility.gate_confirmation where claim_id = $1 order by confirmed_at, actor_id",
        claim.0
    )
    .fetch_all(db)
    .await?)
}

/// Keeps the actor's confirmation.
pub async fn confirm(
    db: &mut PgConnection,
    claim: ClaimId,
    confirmation: &Confirmation,
    not_met: &[String],
    now: Timestamp,
) -> Result<(), Stop> {
    sqlx::query!(
        "-- store::gate::confirm
        insert into eligibility.gate_confirmation
          (worksheet_id, claim_id, actor_id, outcome, on_file, not_met, confirmed_at)
        values ($1, $2, $3, $4, $5, $6, $7) returning claim_id",
        confirmation.worksheet_id.0,
        claim.0,
        confirmation.actor_id.0,
        confirmation.outcome as GateOutcome,
        confirmation.on_file,
        not_met,
        now
    )
    .fetch_one(db)
    .await?;
    Ok(())
}
