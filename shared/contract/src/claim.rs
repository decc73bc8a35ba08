//! Where a claim stands, and who acts on it in which capacity. The database decides; this only asks.

use redress_kernel::{ActorId, ClaimCode, ClaimId, ClaimantId, Stage, Stop, Timestamp};
use sqlx::PgConnection;

/// A claim as every service may see it, through the actor of the transaction.
#[derive(Debug, Clone)]
pub struct Standing {
    /// The claim.
    pub claim_id: ClaimId,
    /// Its pseudonymous code.
    pub claim_code: ClaimCode,
    /// Whose key seals its personal data.
    pub claimant_id: ClaimantId,
    /// Who filed it.
    pub advocate_id: ActorId,
    /// The language that the survivor reads.
    pub language: String,
    /// Where it stands.
    pub stage: Stage,
    /// Since when.
    pub stage_since: Timestamp,
}

/// The capacities that a person takes on a claim by herself; panels and finance get theirs from the database.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Capacity {
    /// Files it.
    Advocate,
    /// Triages it.
    Intake,
}

impl Capacity {
    /// The name in SQL.
    pub fn as_str(self) -> &'static str {
        match self {
            Capacity::Advocate => "advocate",
            Capacity::Intake => "intake",
        }
    }
}

/// The claim, when the actor may know of it; [`Stop::Missing`] otherwise.
pub async fn standing(db: &mut PgConnection, claim: ClaimId) -> Result<Standing, Stop> {
    sqlx::query_as!(
        Standing,
        r#"-- contract::claim::standing
        select claim_id as "claim_id: ClaimId", claim_code as "claim_code: ClaimCode",
          claimant_id as "claimant_id: ClaimantId", advocate_id as "advocate_id: ActorId",
          language, stage as "stage: Stage", stage_since
        from shared.claim where claim_id = $1"#,
        claim.0
    )
    .fetch_optional(db)
    .await?
    .ok_or(Stop::Missing)
}

/// Moves a claim to a stage. Refused with `stage-move` when that is no legal move for this service and actor,
/// [`Stop::Missing`] when the actor may not know of the claim. Locks the claim until the transaction ends.
pub async fn advance(db: &mut PgConnection, claim: ClaimId, to: Stage) -> Result<(), Stop> {
    sqlx::query_scalar!(
        "-- contract::claim::advance
        select shared.advance($1, $2)",
        claim.0,
        to.as_str()
    )
    .fetch_one(db)
    .await?;
    Ok(())
}

/// The actor takes a capacity on a claim; refused with `one-capacity` to who has another.
pub async fn involve(
    db: &mut PgConnection,
    claim: ClaimId,
    capacity: Capacity,
) -> Result<(), Stop> {
    sqlx::query!(
        "-- contract::claim::involve
        select shared.involve($1, $2)",
        claim.0,
        capacity.as_str()
    )
    .fetch_one(db)
    .await?;
    Ok(())
}
