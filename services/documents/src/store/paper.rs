//! Papers: queued, leased, made, listed, read.

use crate::domain::{DocumentCode, Kind, Subject};
use redress_kernel::{ClaimCode, ClaimId, DocumentId, Fault, Language, LeaseId, Timestamp};
use serde_json::Value;
use sqlx::PgConnection;

/// A paper to make.
#[derive(Debug, Clone)]
pub struct NewPaper {
    /// Its identifier, should it be new.
    pub document_id: DocumentId,
    pub claim_id: ClaimId,
    pub subject: Subject,
    pub language: Language,
    pub template_version: i32,
    /// What it says.
    pub content: Value,
}

/// Queues a paper; false when there is one of its kind and subject already.
pub async fn queue(db: &mut PgConnection, paper: &NewPaper, now: Timestamp) -> Result<bool, Fault> {
    let made = sqlx::query_scalar!(
        "-- store::paper::queue
        insert into documents.paper
          (document_id, kind, claim_id, subject_id, language, template_version, content, queued_at)
        values ($1, $2, $3, $4, $5, $6, $7, $8)
        on conflict (kind, subject_id) do nothing
        returning document_id",
        paper.document_id.0,
        paper.subject.kind().as_str(),
        paper.claim_id.0,
        paper.subject.id(),
        paper.language.as_str(),
        paper.template_version,
        paper.content,
        now
    )
    .fetch_optional(db)
    .await?;
    Ok(made.is_some())
}

/// A paper that a worker holds.
#[derive(Debug, Clone)]
pub struct Leased {
    pub document_id: DocumentId,
    pub kind: Kind,
    pub claim_id: ClaimId,
    /// What it says.
    pub content: Value,
    /// Which attempt this is, from 1.
    pub attempts: i32,
}

/// Leases the paper that waits longest until `until`, for a program that began at `since`; nothing when none waits. A
/// parked one waits again when that was before the program began. Another worker that leases at the same time gets
/// another paper.
pub async fn lease(
    db: &mut PgConnection,
    lease: LeaseId,
    now: Timestamp,
    until: Timestamp,
    since: Timestamp,
) -> Result<Option<Leased>, Fault> {
    Ok(sqlx::query_as!(
        Leased,
        "-- store::paper::lease
        update documents.paper set lease_token = $1, lease_until = $3, attempts = attempts + 1,
          parked_at = null, incident = null
        where document_id = (
          select p.document_id from documents.paper p
          where p.rendered_at is null and (p.parked_at is null or p.parked_at < $4)
            and (p.lease_until is null or p.lease_until <= $2)
          order by p.queued_at limit 1
          for update skip locked)
        returning document_id, kind, claim_id, content, attempts",
        lease.0,
        now,
        until,
        since
    )
    .fetch_optional(db)
    .await?)
}

/// Keeps the finished file; false when the lease was lost meanwhile.
pub async fn finish(
    db: &mut PgConnection,
    document: DocumentId,
    lease: LeaseId,
    bytes: &[u8],
    now: Timestamp,
) -> Result<bool, Fault> {
    Ok(sqlx::query_scalar!(
        r#"-- store::paper::finish
        select documents.finish_paper($1, $2, $3, $4) as "made!""#,
        document.0,
        lease.0,
        bytes,
        now
    )
    .fetch_one(db)
    .await?)
}

/// Puts a paper off until a later moment; false when the lease was lost meanwhile.
pub async fn put_off(
    db: &mut PgConnection,
    document: DocumentId,
    lease: LeaseId,
    until: Timestamp,
) -> Result<bool, Fault> {
    let done = sqlx::query_scalar!(
        "-- store::paper::put_off
        update documents.paper set lease_token = null, lease_until = $3
        where document_id = $1 and lease_token = $2 returning document_id",
        document.0,
        lease.0,
        until
    )
    .fetch_optional(db)
    .await?;
    Ok(done.is_some())
}

/// Sets a paper aside for a person, under the number of the fault; false when the lease was lost.
pub async fn park(
    db: &mut PgConnection,
    document: DocumentId,
    lease: LeaseId,
    incident: &str,
    now: Timestamp,
) -> Result<bool, Fault> {
    let done = sqlx::query_scalar!(
        "-- store::paper::park
        update documents.paper set lease_token = null, lease_until = null, parked_at = $4, incident = $3
        where document_id = $1 and lease_token = $2 returning document_id",
        document.0,
        lease.0,
        incident,
        now
    )
    .fetch_optional(db)
    .await?;
    Ok(done.is_some())
}

/// A paper in a list.
#[derive(Debug, Clone)]
pub struct Listed {
    pub document_id: DocumentId,
    pub kind: Kind,
    pub claim_id: ClaimId,
    pub claim_code: ClaimCode,
    pub language: Language,
    pub template_version: i32,
    /// When its event was heard.
    pub queued_at: Timestamp,
    /// When it was made; nothing while it waits.
    pub rendered_at: Option<Timestamp>,
    pub sha256: Option<Vec<u8>>,
    /// Number of the fault, when it was set aside.
    pub incident: Option<String>,
}

impl Listed {
    /// The code printed on it.
    pub fn code(&self) -> DocumentCode {
        DocumentCode::of(self.document_id)
    }
}

/// Papers that the actor may read, newest first: all, or those of one claim; from the one after
/// `before` on.
pub async fn list(
    db: &mut PgConnection,
    claim: Option<ClaimId>,
    before: Option<DocumentId>,
    count: i64,
) -> Result<Vec<Listed>, Fault> {
    Ok(sqlx::query_as!(
        Listed,
        r#"-- store::paper::list
        select p.document_id, p.kind, p.claim_id, c.claim_code as "claim_code: ClaimCode",
          p.language, p.template_version, p.queued_at, p.rendered_at, p.sha256, p.incident
        from documents.paper p join shared.claim c using (claim_id)
        where ($1::uuid is null or p.claim_id = $1) and ($2::uuid is null or p.document_id < $2)
        order by p.document_id desc
        limit $3"#,
        claim.map(|claim| claim.0),
        before.map(|before| before.0),
        count
    )
    .fetch_all(db)
    .await?)
}

/// The claim of a code, when the actor may know of it.
pub async fn claim_of_code(
    db: &mut PgConnection,
    code: &ClaimCode,
) -> Result<Option<ClaimId>, Fault> {
    Ok(sqlx::query_scalar!(
        "-- store::paper::claim_of_code
        select claim_id from shared.claim where claim_code = $1",
        code.as_str()
    )
    .fetch_optional(db)
    .await?)
}

/// The file of a paper.
#[derive(Debug, Clone)]
pub struct File {
    pub claim_id: ClaimId,
    /// The PDF; nothing while it is being made.
    pub bytes: Option<Vec<u8>>,
    pub is_parked: bool,
}

/// The file of a paper that the actor may read.
pub async fn file(db: &mut PgConnection, document: DocumentId) -> Result<Option<File>, Fault> {
    Ok(sqlx::query_as!(
        File,
        r#"-- store::paper::file
        select claim_id as "claim_id: ClaimId", bytes, parked_at is not null as "is_parked!"
        from documents.paper where document_id = $1"#,
        document.0
    )
    .fetch_optional(db)
    .await?)
}

/// What proves that a finished paper is as it was when the log was sealed.
#[derive(Debug, Clone)]
pub struct Sealed {
    /// The row as it is hashed.
    pub row_text: String,
    /// The row of the log that names its hash.
    pub trace: String,
    /// The place of the trace in the tree.
    pub place: i64,
    /// The checkpoint over it.
    pub statement: String,
    pub signature: Vec<u8>,
    /// Rows under the checkpoint before.
    pub size_before: i64,
    pub frontier_before: Vec<u8>,
    /// Hashes of the rows since.
    pub leaves: Vec<u8>,
}

/// The proof of a paper that the actor may read; nothing while the log is not sealed over it.
pub async fn proof(db: &mut PgConnection, document: DocumentId) -> Result<Option<Sealed>, Fault> {
    Ok(sqlx::query_as!(
        Sealed,
        r#"-- store::paper::proof
        select row_text as "row_text!", trace as "trace!", place as "place!", statement as "statement!",
          signature as "signature!", size_before as "size_before!", frontier_before as "frontier_before!", leaves as "leaves!"
        from documents.paper_proof($1)"#,
        document.0
    )
    .fetch_optional(db)
    .await?)
}
