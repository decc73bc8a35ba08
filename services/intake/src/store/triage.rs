//! Triage: safety checks, and other files of the same person.

use super::listed;
use redress_kernel::code::Answer;
use redress_kernel::facts::MatchResult;
use redress_kernel::{ActorId, ClaimCode, ClaimId, Fault, MatchNoteId, Timestamp, Uuid};
use sqlx::PgConnection;

/// Another claim that may be of the same person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Possible {
    pub claim_id: ClaimId,
    pub code: ClaimCode,
    /// When it was sent: the earliest date is kept when files are joined.
    pub submitted_at: Option<Timestamp>,
}

/// Submitted claims that share a token with this one.
pub async fn possible_matches(
    db: &mut PgConnection,
    claim: ClaimId,
) -> Result<Vec<Possible>, Fault> {
    Ok(sqlx::query_as!(
        Possible,
        r#"-- store::triage::possible_matches
        select distinct s.claim_id as "claim_id: ClaimId", s.claim_code as "code: ClaimCode", o.submitted_at
        from shared.claim this
        join intake.match_token mine on mine.claimant_id = this.claimant_id
        join intake.match_token theirs on theirs.token = mine.token and theirs.claimant_id <> mine.claimant_id
          and theirs.kind = any(case mine.kind
            when 'name' then '{name_no_year}' when 'name_no_year' then '{name}' else array[mine.kind] end)
        join shared.claim s on s.claimant_id = theirs.claimant_id and s.stage <> 'draft'
        join intake.claim o on o.claim_id = s.claim_id
        where this.claim_id = $1
        order by 3, 1"#,
        claim.0
    )
    .fetch_all(db)
    .await?)
}

/// Notes the safety check.
pub async fn add_check(
    db: &mut PgConnection,
    claim: ClaimId,
    danger: Answer,
    by: ActorId,
    at: Timestamp,
) -> Result<(), Fault> {
    sqlx::query_scalar!(
        "-- store::triage::add_check
        insert into intake.triage (claim_id, danger, triaged_by, triaged_at) values ($1, $2, $3, $4)
        returning claim_id",
        claim.0,
        danger.as_str(),
        by.0,
        at
    )
    .fetch_one(db)
    .await?;
    Ok(())
}

/// A note of what came of looking for another file.
#[derive(Debug, Clone)]
pub struct MatchNote {
    pub match_note_id: MatchNoteId,
    pub claim_id: ClaimId,
    pub result: MatchResult,
    /// Claims that were looked at.
    pub possible: Vec<ClaimId>,
    pub noted_by: ActorId,
    pub noted_at: Timestamp,
}

/// Adds a note; the latest counts.
pub async fn add_note(db: &mut PgConnection, note: &MatchNote) -> Result<(), Fault> {
    let possible: Vec<Uuid> = note.possible.iter().map(|claim| claim.0).collect();
    sqlx::query_scalar!(
        "-- store::triage::add_note
        insert into intake.match_note (match_note_id, claim_id, result, possible, noted_by, noted_at)
        values ($1, $2, $3, $4, $5, $6) returning match_note_id",
        note.match_note_id.0,
        note.claim_id.0,
        note.result.as_str(),
        &possible,
        note.noted_by.0,
        note.noted_at
    )
    .fetch_one(db)
    .await?;
    Ok(())
}

/// What triage has come to: danger, and the latest note on matches.
pub async fn outcome(
    db: &mut PgConnection,
    claim: ClaimId,
) -> Result<Option<(Answer, MatchResult)>, Fault> {
    let row = sqlx::query!(
        r#"-- store::triage::outcome
        select t.danger,
          (select n.result from intake.match_note n where n.claim_id = t.claim_id order by n.seq desc limit 1) as result
        from intake.triage t where t.claim_id = $1"#,
        claim.0
    )
    .fetch_optional(db)
    .await?;
    row.map(|row| {
        let result = row.result.as_deref().map(listed).transpose()?.unwrap_or(MatchResult::None);
        Ok((row.danger, result))
    })
    .transpose()
}
