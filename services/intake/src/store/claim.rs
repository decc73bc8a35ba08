//! Claims: what was stated, and where each stands.

use crate::domain::claim::Claim;
use crate::domain::payee::Method;
use crate::domain::questions::{Draft, Progress, Wishes};
use crate::domain::safety::{Approach, Channel};
use redress_kernel::facts::CaseFacts;
use redress_kernel::{
    Actor, ClaimCode, ClaimId, ClaimantId, Currency, Fault, Paged, Stage, Timestamp, Uuid, Wanted,
};
use sqlx::PgConnection;
use sqlx::types::Json;

/// A claim with what is shown of it but not filled in.
#[derive(Debug, Clone)]
pub struct Filed {
    pub claim: Claim,
    /// Ways of contact that the safety plan allows.
    pub permits: Vec<Approach>,
    /// Since when it stands where it stands.
    pub stage_since: Timestamp,
    pub submitted_at: Option<Timestamp>,
    pub saved_at: Timestamp,
    /// Whether it rests because she took back her consent.
    pub is_frozen: bool,
}

/// A claim that is opened.
#[derive(Debug, Clone)]
pub struct NewClaim {
    pub claim_id: ClaimId,
    pub code: ClaimCode,
    pub claimant_id: ClaimantId,
    /// Language of talks and papers (BCP 47).
    pub language: String,
    pub at: Timestamp,
}

/// One line of a list.
#[derive(Debug, Clone)]
pub struct Listed {
    pub claim_id: ClaimId,
    pub code: ClaimCode,
    pub stage: Stage,
    pub stage_since: Timestamp,
}

/// Opens a claim for an advocate.
pub async fn open(db: &mut PgConnection, new: &NewClaim, advocate: &Actor) -> Result<(), Fault> {
    // No `returning`: whether the row may be seen is asked of the row itself, which is not there
    // yet.
    sqlx::query!(
        "-- store::claim::open
        insert into shared.claim (claim_id, claim_code, claimant_id, advocate_id, organisation, language, stage_since)
        values ($1, $2, $3, $4, $5, $6, $7)",
        new.claim_id.0,
        new.code.as_str(),
        new.claimant_id.0,
        advocate.actor_id.0,
        advocate.organisation.as_deref().unwrap_or_default(),
        new.language,
        new.at
    )
    .execute(&mut *db)
    .await?;
    sqlx::query!(
        "-- store::claim::open_claimant
        insert into intake.claimant (claimant_id, opened_at) values ($1, $2) returning claimant_id",
        new.claimant_id.0,
        new.at
    )
    .fetch_one(&mut *db)
    .await?;
    sqlx::query!(
        "-- store::claim::open_facts
        insert into intake.claim (claim_id, claimant_id, facts, language, saved_at)
        values ($1, $2, $3, $4, $5) returning claim_id",
        new.claim_id.0,
        new.claimant_id.0,
        Json(CaseFacts::default()) as _,
        new.language,
        new.at
    )
    .fetch_one(db)
    .await?;
    Ok(())
}

/// A row as the database has it.
struct Row {
    claim_id: ClaimId,
    claimant_id: ClaimantId,
    code: ClaimCode,
    stage: Stage,
    stage_since: Timestamp,
    facts: Json<CaseFacts>,
    revision: i32,
    language: String,
    channel: Option<Channel>,
    permits: Vec<Approach>,
    pay_method: Option<Method>,
    pay_currency: Option<Currency>,
    instalments: Option<i32>,
    progress: Json<Progress>,
    submitted_at: Option<Timestamp>,
    saved_at: Timestamp,
    is_frozen: bool,
}

impl Row {
    fn filed(self) -> Result<Filed, Fault> {
        let wishes = Wishes {
            language: Some(self.language),
            pay_method: self.pay_method,
            pay_currency: self.pay_currency,
            instalments: self.instalments.map(u16::try_from).transpose().map_err(Fault::new)?,
        };
        let draft =
            Draft { facts: self.facts.0, wishes, channel: self.channel, progress: self.progress.0 };
        Ok(Filed {
            claim: Claim {
                claim_id: self.claim_id,
                claimant_id: self.claimant_id,
                code: self.code,
                stage: self.stage,
                revision: self.revision,
                draft,
            },
            permits: self.permits,
            stage_since: self.stage_since,
            submitted_at: self.submitted_at,
            saved_at: self.saved_at,
            is_frozen: self.is_frozen,
        })
    }
}

/// The claim, when the actor may see it.
pub async fn find(db: &mut PgConnection, claim: ClaimId) -> Result<Option<Filed>, Fault> {
    let row = sqlx::query_as!(
        Row,
        r#"-- store::claim::find
        select c.claim_id as "claim_id: ClaimId", c.claimant_id as "claimant_id: ClaimantId",
          s.claim_code as "code: ClaimCode", s.stage as "stage: Stage", s.stage_since,
          c.facts as "facts: Json<CaseFacts>", c.revision, c.language, c.channel, c.permits, c.pay_method,
          c.pay_currency, c.instalments, c.progress as "progress: Json<Progress>", c.submitted_at, c.saved_at,
          s.frozen_since is not null as "is_frozen!"
        from intake.claim c join shared.claim s using (claim_id)
        where c.claim_id = $1"#,
        claim.0
    )
    .fetch_optional(db)
    .await?;
    row.map(Row::filed).transpose()
}

/// The same, held until the transaction ends, so that two saves follow each other. For its
/// advocate.
pub async fn lock(db: &mut PgConnection, claim: ClaimId) -> Result<Option<Filed>, Fault> {
    let held = sqlx::query_scalar!(
        "-- store::claim::lock
        select claim_id from intake.claim where claim_id = $1 for update",
        claim.0
    )
    .fetch_optional(&mut *db)
    .await?;
    match held {
        Some(_) => find(db, claim).await,
        None => Ok(None),
    }
}

/// Saves what was stated and returns the new revision.
pub async fn save(
    db: &mut PgConnection,
    claim: &Claim,
    permits: Option<&[Approach]>,
    at: Timestamp,
) -> Result<i32, Fault> {
    let draft = &claim.draft;
    let wishes = &draft.wishes;
    let permits: Option<Vec<String>> =
        permits.map(|all| all.iter().map(|each| each.as_str().to_owned()).collect());
    Ok(sqlx::query_scalar!(
        "-- store::claim::save
        update intake.claim set facts = $2, language = coalesce($3, language), channel = $4,
          permits = coalesce($5, permits), pay_method = $6, pay_currency = $7, instalments = $8,
          progress = $9, saved_at = $10, revision = revision + 1
        where claim_id = $1 and revision = $11
        returning revision",
        claim.claim_id.0,
        Json(&draft.facts) as _,
        wishes.language,
        draft.channel.map(Channel::as_str),
        permits.as_deref(),
        wishes.pay_method.map(Method::as_str),
        wishes.pay_currency.map(Currency::code),
        wishes.instalments.map(i32::from),
        Json(&draft.progress) as _,
        at,
        claim.revision
    )
    .fetch_one(db)
    .await?)
}

/// Notes the moment of submission.
pub async fn submit(db: &mut PgConnection, claim: ClaimId, at: Timestamp) -> Result<(), Fault> {
    sqlx::query_scalar!(
        "-- store::claim::submit
        update intake.claim set submitted_at = $2 where claim_id = $1 returning claim_id",
        claim.0,
        at
    )
    .fetch_one(db)
    .await?;
    Ok(())
}

/// Claims that the actor may see, the latest first, after `before` if given.
pub async fn list(
    db: &mut PgConnection,
    stage: Option<Stage>,
    before: Option<ClaimId>,
    limit: i64,
) -> Result<Vec<Listed>, Fault> {
    Ok(sqlx::query_as!(
        Listed,
        r#"-- store::claim::list
        select claim_id as "claim_id: ClaimId", claim_code as "code: ClaimCode", stage as "stage: Stage", stage_since
        from shared.claim
        where ($1::text is null or stage = $1) and ($2::uuid is null or claim_id < $2)
        order by claim_id desc limit $3"#,
        stage.map(Stage::as_str),
        before.map(|claim| claim.0),
        limit
    )
    .fetch_all(db)
    .await?)
}

/// Where the list of what waits goes on: since when the last claim of a page waits.
pub type Place = (Timestamp, ClaimId);

/// Claims that wait at a stage, the longest waiting first.
pub async fn waiting(
    db: &mut PgConnection,
    stage: Stage,
    wanted: &Wanted<Place>,
) -> Result<Paged<Listed, Place>, Fault> {
    let (since, after) = wanted.after.unwrap_or((Timestamp::UNIX_EPOCH, ClaimId(Uuid::nil())));
    let rows = sqlx::query_as!(
        Listed,
        r#"-- store::claim::waiting
        select claim_id as "claim_id: ClaimId", claim_code as "code: ClaimCode", stage as "stage: Stage", stage_since
        from shared.claim
        where stage = $1 and (stage_since, claim_id) > ($2, $3)
        order by stage_since, claim_id limit $4"#,
        stage.as_str(),
        since,
        after.0,
        wanted.rows()
    )
    .fetch_all(db)
    .await?;
    Ok(wanted.page(rows, |last| (last.stage_since, last.claim_id)))
}

/// One thing that happened to a claim.
#[derive(Debug, Clone)]
pub struct Step {
    /// Kind of event.
    pub kind: String,
    pub at: Timestamp,
}

/// What has happened to a claim, in order.
pub async fn steps(db: &mut PgConnection, claim: ClaimId) -> Result<Vec<Step>, Fault> {
    Ok(sqlx::query_as!(
        Step,
        "-- store::claim::steps
        select kind, occurred_at as at from shared.event where claim_id = $1 order by seq",
        claim.0
    )
    .fetch_all(db)
    .await?)
}

/// Codes of what the review asks in its latest request.
pub async fn wanted(db: &mut PgConnection, claim: ClaimId) -> Result<Vec<String>, Fault> {
    let asked = sqlx::query_scalar!(
        "-- store::claim::wanted
        select questions from shared.information_wanted where claim_id = $1 order by number desc limit 1",
        claim.0
    )
    .fetch_optional(db)
    .await?;
    Ok(asked.flatten().unwrap_or_default())
}
