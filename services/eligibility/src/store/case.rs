//! Cases: opened by the service itself, listed for those who may know of them.

use crate::domain::panel::{Declaration, SeatKind};
use redress_kernel::facts::Filing;
use redress_kernel::{ActorId, ClaimCode, ClaimId, Fault, Paged, Stage, Timestamp, Uuid, Wanted};
use sqlx::PgConnection;
use sqlx::types::Json;

/// A line of the queue.
#[derive(Debug, Clone)]
pub struct Queued {
    /// The claim.
    pub claim_id: ClaimId,
    /// Its pseudonymous code.
    pub claim_code: ClaimCode,
    /// Where it stands.
    pub stage: Stage,
    /// Since when.
    pub stage_since: Timestamp,
    /// When it came to review.
    pub opened_at: Timestamp,
    /// The chair, while there is one.
    pub chair: Option<String>,
    /// The reader's own seat.
    pub seat: Option<SeatKind>,
    /// What the reader declared.
    pub declaration: Option<Declaration>,
}

/// Opens a case; a case that is open stays as it is.
pub async fn open(
    db: &mut PgConnection,
    claim: ClaimId,
    language: &str,
    now: Timestamp,
) -> Result<(), Fault> {
    sqlx::query!(
        "-- store::case::open
        insert into eligibility.case (claim_id, language, opened_at) values ($1, $2, $3)
        on conflict (claim_id) do nothing returning claim_id",
        claim.0,
        language,
        now
    )
    .fetch_optional(db)
    .await?;
    Ok(())
}

/// One step at a time on a case: waits here until every other step on it has ended. What is read
/// afterwards stands until this transaction ends.
pub async fn hold(db: &mut PgConnection, claim: ClaimId) -> Result<(), Fault> {
    sqlx::query!(
        "-- store::case::hold
        select eligibility.hold_case($1)",
        claim.0
    )
    .fetch_one(db)
    .await?;
    Ok(())
}

/// When the case came to review; nothing when it has not, or not for this actor.
pub async fn opened_at(db: &mut PgConnection, claim: ClaimId) -> Result<Option<Timestamp>, Fault> {
    Ok(sqlx::query_scalar!(
        "-- store::case::opened_at
        select opened_at from eligibility.case where claim_id = $1",
        claim.0
    )
    .fetch_optional(db)
    .await?)
}

/// The facts as filed, without names.
pub async fn filing(db: &mut PgConnection, claim: ClaimId) -> Result<Option<Filing>, Fault> {
    let row = sqlx::query_scalar!(
        r#"-- store::case::filing
        select filing as "filing!: Json<Filing>" from shared.case_fact where claim_id = $1"#,
        claim.0
    )
    .fetch_optional(db)
    .await?;
    Ok(row.map(|filing| filing.0))
}

/// Where the queue goes on: since when the last case of a page stands where it stands.
pub type Place = (Timestamp, ClaimId);

/// Which part of the queue is wanted.
#[derive(Debug, Clone, Copy)]
pub struct Part {
    /// Whose queue.
    pub actor: ActorId,
    /// Every case, or those that the actor sits on.
    pub is_every: bool,
    /// Cases that are over, instead of those that go on.
    pub is_over: bool,
}

/// A page of the queue, longest waiting first; a claim with a declared conflict is not in it.
pub async fn list(
    db: &mut PgConnection,
    part: Part,
    wanted: &Wanted<Place>,
) -> Result<Paged<Queued, Place>, Fault> {
    let (since, after) = wanted.after.unwrap_or((Timestamp::UNIX_EPOCH, ClaimId(Uuid::nil())));
    let queued = sqlx::query_as!(
        Queued,
        r#"-- store::case::list
        select c.claim_id, s.claim_code, s.stage, s.stage_since, c.opened_at,
          chair.label as "chair?",
          mine.seat as "seat?", mine.declaration as "declaration?"
        from shared.claim s
        join eligibility.case c using (claim_id)
        left join eligibility.panel_seat mine on mine.claim_id = c.claim_id and mine.actor_id = $1
        left join eligibility.panel_seat led on led.claim_id = c.claim_id and led.seat = 'chair'
          and led.declaration is distinct from 'conflict'
        left join shared.actor chair on chair.actor_id = led.actor_id
        where s.is_over = $2 and ($3 or mine.actor_id is not null)
          and mine.declaration is distinct from 'conflict'
          and (s.stage_since, s.claim_id) > ($4, $5)
        order by s.stage_since, s.claim_id
        limit $6"#,
        part.actor.0,
        part.is_over,
        part.is_every,
        since,
        after.0,
        wanted.rows()
    )
    .fetch_all(db)
    .await?;
    Ok(wanted.page(queued, |last| (last.stage_since, last.claim_id)))
}
