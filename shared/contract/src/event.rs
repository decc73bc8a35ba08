//! The events, version 1: additive only. Ids and public facts, never personal data.

use redress_kernel::code::DecisionOutcome;
use redress_kernel::{
    BatchId, ClaimId, DecisionId, DocumentId, EventId, Fault, InstalmentId, Timestamp,
};
use serde::{Deserialize, Serialize};
use sqlx::{PgConnection, PgPool};

/// What the gate came to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, sqlx::Type)]
#[serde(rename_all = "snake_case")]
#[sqlx(type_name = "text", rename_all = "snake_case")]
pub enum GateOutcome {
    /// The award can be assessed.
    Eligible,
    /// Not covered; referred (R-10).
    Referred,
}

/// A step of payment that a look at the claim comes before.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PaymentStep {
    /// A batch is approved.
    Approval,
    /// A batch is released to the bank.
    Payment,
}

impl PaymentStep {
    /// The name in SQL.
    pub fn as_str(self) -> &'static str {
        match self {
            PaymentStep::Approval => "approval",
            PaymentStep::Payment => "payment",
        }
    }
}

/// What happened. The name of each variant, in snake case, is a row of `shared.event_kind`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
#[expect(missing_docs, reason = "the fields are the identifiers that their types document")]
pub enum Event {
    /// The advocate has sent the claim.
    ClaimSubmitted { claim_id: ClaimId },
    /// Intake has looked at safety and matches.
    ClaimTriaged { claim_id: ClaimId },
    /// A match that was not clear at triage was judged (R-14).
    MatchJudged { claim_id: ClaimId },
    /// The review asks for facts.
    InformationRequested { claim_id: ClaimId },
    /// The advocate has answered.
    InformationReceived { claim_id: ClaimId },
    /// The gate was confirmed by a person.
    GateConfirmed { claim_id: ClaimId, outcome: GateOutcome },
    /// The chair has issued the panel's decision.
    DecisionIssued { claim_id: ClaimId, decision_id: DecisionId, outcome: DecisionOutcome },
    /// The survivor accepts.
    OfferAccepted { claim_id: ClaimId, decision_id: DecisionId },
    /// The survivor declines.
    OfferDeclined { claim_id: ClaimId, decision_id: DecisionId },
    /// Instalments are planned.
    PlanMade { claim_id: ClaimId },
    /// A step of a batch waits for a look at the claim as it stands.
    PaymentCheckWanted { claim_id: ClaimId, batch_id: BatchId, step: PaymentStep },
    /// A batch was released to the bank.
    BatchReleased { batch_id: BatchId },
    /// The bank has paid an instalment.
    PaymentSettled { claim_id: ClaimId, instalment_id: InstalmentId },
    /// The bank has returned or rejected an instalment.
    PaymentReturned { claim_id: ClaimId, instalment_id: InstalmentId, reason: String },
    /// Every instalment is settled.
    AwardSettled { claim_id: ClaimId },
    /// The claim is closed.
    ClaimClosed { claim_id: ClaimId },
    /// The survivor has withdrawn.
    ClaimWithdrawn { claim_id: ClaimId },
    /// A paper can be fetched.
    PaperReady { claim_id: ClaimId, document_id: DocumentId, paper: String },
}

impl Event {
    /// The claim it is about; none for a batch.
    pub fn claim_id(&self) -> Option<ClaimId> {
        match self {
            Event::BatchReleased { .. } => None,
            Event::ClaimSubmitted { claim_id }
            | Event::ClaimTriaged { claim_id }
            | Event::MatchJudged { claim_id }
            | Event::InformationRequested { claim_id }
            | Event::InformationReceived { claim_id }
            | Event::GateConfirmed { claim_id, .. }
            | Event::DecisionIssued { claim_id, .. }
            | Event::OfferAccepted { claim_id, .. }
            | Event::OfferDeclined { claim_id, .. }
            | Event::PlanMade { claim_id }
            | Event::PaymentCheckWanted { claim_id, .. }
            | Event::PaymentSettled { claim_id, .. }
            | Event::PaymentReturned { claim_id, .. }
            | Event::AwardSettled { claim_id }
            | Event::ClaimClosed { claim_id }
            | Event::ClaimWithdrawn { claim_id }
            | Event::PaperReady { claim_id, .. } => Some(*claim_id),
        }
    }

    fn to_row(&self) -> Result<(String, serde_json::Value), Fault> {
        let value = serde_json::to_value(self).map_err(Fault::new)?;
        let kind = value["kind"].as_str().unwrap_or_default().to_owned();
        Ok((kind, value))
    }
}

/// An event as its reader gets it.
#[derive(Debug, Clone)]
pub struct Heard {
    /// Identifies it; an effect keyed by it happens once.
    pub event_id: EventId,
    /// What happened.
    pub event: Event,
    /// When.
    pub occurred_at: Timestamp,
    /// The request that it began with.
    pub request_id: Option<String>,
    /// Place in the order of reading.
    pub place: Place,
}

/// A place in the order of events: transaction id, then sequence.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    /// Transaction id, as text: PostgreSQL's `xid8`.
    pub xid: String,
    /// Sequence within it.
    pub seq: i64,
}

/// Adds an event to the transaction. The database fills in actor, request, order and hash.
pub async fn append(
    db: &mut PgConnection,
    event_id: EventId,
    event: &Event,
    now: Timestamp,
) -> Result<(), Fault> {
    let (kind, payload) = event.to_row()?;
    sqlx::query!(
        "-- contract::event::append
        insert into shared.event (event_id, kind, claim_id, payload, actor_id, occurred_at, hash)
        values ($1, $2, $3, $4, shared.actor_id(), $5, '')",
        event_id.0,
        kind,
        event.claim_id().map(|id| id.0),
        payload,
        now
    )
    .execute(db)
    .await?;
    Ok(())
}

/// The next event that the service listens to, or nothing. Takes no lock.
pub async fn next(pool: &PgPool) -> Result<Option<Heard>, Fault> {
    let row = sqlx::query!(
        r#"-- contract::event::next
        select event_id as "event_id!", payload as "payload!", occurred_at as "occurred_at!", request_id,
          place_xid as "xid!", place_seq as "seq!"
        from shared.next_event()"#
    )
    .fetch_optional(pool)
    .await?;
    row.map(|row| {
        Ok(Heard {
            event_id: EventId(row.event_id),
            event: serde_json::from_value(row.payload).map_err(Fault::new)?,
            occurred_at: row.occurred_at,
            request_id: row.request_id,
            place: Place { xid: row.xid, seq: row.seq },
        })
    })
    .transpose()
}

/// Whether the service has yet to act on an event, also on one that is too young to be heard.
pub async fn is_any_left(pool: &PgPool) -> Result<bool, Fault> {
    Ok(sqlx::query_scalar!(
        r#"-- contract::event::is_any_left
        select shared.events_wait() as "left!""#
    )
    .fetch_one(pool)
    .await?)
}

/// Moves the cursor past an event, in the transaction that acted on it.
pub async fn move_cursor(
    db: &mut PgConnection,
    consumer: &str,
    place: &Place,
) -> Result<(), Fault> {
    sqlx::query!(
        "-- contract::event::move_cursor
        update shared.cursor set xid = $2::text::xid8, seq = $3, attempts = 0, retry_at = null
        where consumer = $1 returning consumer",
        consumer,
        place.xid,
        place.seq
    )
    .fetch_one(db)
    .await?;
    Ok(())
}

/// Notes a failed attempt and returns how many there were; the next waits `2^attempts` seconds, 64 at most.
pub async fn note_failure(db: &mut PgConnection, consumer: &str) -> Result<i32, Fault> {
    let attempts = sqlx::query_scalar!(
        "-- contract::event::note_failure
        update shared.cursor set attempts = attempts + 1,
          retry_at = clock_timestamp() + make_interval(secs => least(64, power(2, attempts)))
        where consumer = $1 returning attempts",
        consumer
    )
    .fetch_one(db)
    .await?;
    Ok(attempts)
}

/// Sets an event aside after all attempts, for a person to look at; the cursor goes on.
pub async fn park(
    db: &mut PgConnection,
    consumer: &str,
    heard: &Heard,
    attempts: i32,
    incident: &str,
) -> Result<(), Fault> {
    sqlx::query!(
        "-- contract::event::park
        insert into shared.parked (consumer, event_id, attempts, incident) values ($1, $2, $3, $4)
        on conflict (consumer, event_id) do nothing",
        consumer,
        heard.event_id.0,
        attempts,
        incident
    )
    .execute(&mut *db)
    .await?;
    move_cursor(db, consumer, &heard.place).await
}

#[cfg(test)]
mod tests {
    use super::*;
    use redress_kernel::Uuid;

    #[test]
    fn an_event_is_told_by_its_kind() {
        let event =
            Event::GateConfirmed { claim_id: ClaimId(Uuid::nil()), outcome: GateOutcome::Referred };
        let (kind, payload) = event.to_row().expect("serialises");
        assert_eq!(kind, "gate_confirmed");
        assert_eq!(payload["outcome"], "referred");
        assert_eq!(serde_json::from_value::<Event>(payload).expect("reads back"), event);
    }
}
