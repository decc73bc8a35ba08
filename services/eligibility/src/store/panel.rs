//! Seats and declarations. The database refuses what no panel is.

use crate::domain::panel::{Declaration, Panel, Seat, SeatKind};
use redress_kernel::{ActorId, ClaimId, Fault, Stop, Timestamp};
use sqlx::PgConnection;

/// A person who could sit.
#[derive(Debug, Clone)]
pub struct Candidate {
    /// Who.
    pub actor_id: ActorId,
    /// What colleagues are shown.
    pub label: String,
}

/// The panel of a claim, emptied seats included.
pub async fn load(db: &mut PgConnection, claim: ClaimId) -> Result<Panel, Fault> {
    let seats = sqlx::query_as!(
        Seat,
        "-- store::panel::load
        select s.actor_id, a.label, s.seat as kind, s.declaration
        from eligibility.panel_seat s join shared.actor a using (actor_id)
        where s.claim_id = $1 order by s.seat, a.label, s.actor_id",
        claim.0
    )
    .fetch_all(db)
    .await?;
    Ok(Panel(seats))
}

/// Seats a person, in the capacity of the panel and no other.
pub async fn seat(
    db: &mut PgConnection,
    claim: ClaimId,
    person: ActorId,
    kind: SeatKind,
    now: Timestamp,
) -> Result<(), Stop> {
    sqlx::query!(
        "-- store::panel::seat
        insert into eligibility.panel_seat (claim_id, actor_id, seat, seated_by, seated_at)
        values ($1, $2, $3, shared.actor_id(), $4) returning claim_id",
        claim.0,
        person.0,
        kind.as_str(),
        now
    )
    .fetch_one(db)
    .await?;
    Ok(())
}

/// Keeps what the actor declares of the own seat; false when there is no such seat to declare for.
pub async fn declare(
    db: &mut PgConnection,
    claim: ClaimId,
    person: ActorId,
    declared: Declaration,
    now: Timestamp,
) -> Result<bool, Stop> {
    let row = sqlx::query!(
        "-- store::panel::declare
        update eligibility.panel_seat set declaration = $3, declared_at = $4
        where claim_id = $1 and actor_id = $2 returning claim_id",
        claim.0,
        person.0,
        declared.as_str(),
        now
    )
    .fetch_optional(db)
    .await?;
    Ok(row.is_some())
}

/// Panel members who have no part in the claim yet, by label.
pub async fn candidates(db: &mut PgConnection, claim: ClaimId) -> Result<Vec<Candidate>, Fault> {
    Ok(sqlx::query_as!(
        Candidate,
        "-- store::panel::candidates
        select a.actor_id, a.label
        from shared.actor a
        where 'panel_member' = any(a.roles) and a.actor_id <> shared.actor_id()
          and not exists (
            select from shared.involvement i where i.claim_id = $1 and i.actor_id = a.actor_id)
        order by a.label, a.actor_id",
        claim.0
    )
    .fetch_all(db)
    .await?)
}
