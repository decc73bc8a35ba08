//! Checkpoints of the log, and the hashes that they are over.

use redress_kernel::{ClaimCode, ClaimId, Fault, Timestamp, Uuid, Wanted};
use redress_proof::{Checkpoint, Hash, Tree};
use serde::Serialize;
use sqlx::PgConnection;
use utoipa::ToSchema;

/// A promise that does not hold, and where.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct Broken {
    /// Name of the promise.
    pub promise: String,
    /// Which entry, account, claim, seal or row.
    pub place: String,
}

/// A row of the log: the transaction that wrote it, its place (see `shared.checkpoint`) and its hash in the tree.
#[derive(Debug, Clone)]
pub struct Leaf {
    pub xid: i64,
    pub place: i64,
    pub leaf: Vec<u8>,
}

/// What there is to seal, and after what.
#[derive(Debug)]
pub struct Open {
    /// Number of the last checkpoint; zero before the first.
    pub number: i64,
    pub size: i64,
    pub frontier: Vec<u8>,
    /// From this transaction on.
    pub from_xid: i64,
    /// And of all below this one.
    pub until_xid: i64,
}

/// A checkpoint as it is kept.
#[derive(Debug, Clone)]
pub struct Kept {
    pub number: i64,
    pub until_xid: i64,
    pub size: i64,
    pub frontier: Vec<u8>,
    /// The rows since the one before, in order.
    pub places: Vec<i64>,
    /// Their hashes, 32 bytes each.
    pub leaves: Vec<u8>,
    pub statement: String,
    pub key_id: String,
    pub signature: Vec<u8>,
    pub sealed_at: Timestamp,
}

/// What is committed and under no checkpoint, some `most` rows of it; nothing when there is nothing, or another program
/// is at it.
pub async fn begin(db: &mut PgConnection, most: i32) -> Result<Option<Open>, Fault> {
    Ok(sqlx::query_as!(
        Open,
        r#"-- store::log::begin
        select number as "number!", size as "size!", frontier as "frontier!", from_xid as "from_xid!", until_xid as "until_xid!"
        from shared.begin_checkpoint($1)"#,
        most
    )
    .fetch_optional(db)
    .await?)
}

/// The rows of transactions from one to below another.
pub async fn leaves(
    db: &mut PgConnection,
    from_xid: i64,
    until_xid: i64,
) -> Result<Vec<Leaf>, Fault> {
    Ok(sqlx::query_as!(
        Leaf,
        r#"-- store::log::leaves
        select xid as "xid!", place as "place!", leaf as "leaf!" from shared.log_leaves($1, $2)"#,
        from_xid,
        until_xid
    )
    .fetch_all(db)
    .await?)
}

/// Keeps a checkpoint with the rows that it adds; false where it does not follow the one before.
pub async fn keep(
    db: &mut PgConnection,
    checkpoint: &Checkpoint,
    tree: &Tree,
    until_xid: i64,
    added: &[Leaf],
    signed: (&str, &[u8]),
) -> Result<bool, Fault> {
    let big = |number: u64| i64::try_from(number).map_err(Fault::new);
    let places: Vec<i64> = added.iter().map(|row| row.place).collect();
    let leaves: Vec<u8> = added.iter().flat_map(|row| row.leaf.iter().copied()).collect();
    Ok(sqlx::query_scalar!(
        r#"-- store::log::keep
        select shared.keep_checkpoint($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) as "kept!""#,
        big(checkpoint.number)?,
        until_xid,
        big(checkpoint.size)?,
        tree.frontier(),
        &places,
        leaves,
        checkpoint.text(),
        signed.0,
        signed.1,
        checkpoint.sealed_at
    )
    .fetch_one(db)
    .await?)
}

/// Checkpoints in their order, from a number on, at most `limit`.
pub async fn checkpoints(
    db: &mut PgConnection,
    number: i64,
    limit: i32,
) -> Result<Vec<Kept>, Fault> {
    Ok(sqlx::query_as!(
        Kept,
        r#"-- store::log::checkpoints
        select number as "number!", until_xid as "until_xid!", size as "size!", frontier as "frontier!", places as "places!",
          leaves as "leaves!", statement as "statement!", key_id as "key_id!", signature as "signature!", sealed_at as "sealed_at!"
        from shared.checkpoints_from($1, $2)"#,
        number,
        limit
    )
    .fetch_all(db)
    .await?)
}

/// The newest checkpoint.
pub async fn last(db: &mut PgConnection) -> Result<Option<Kept>, Fault> {
    let number = sqlx::query_scalar!(
        r#"-- store::log::last
        select shared.last_checkpoint() as "number""#
    )
    .fetch_one(&mut *db)
    .await?;
    let Some(number) = number else { return Ok(None) };
    Ok(checkpoints(db, number, 1).await?.pop())
}

/// The checkpoint after which the log had so many rows.
pub async fn of_size(db: &mut PgConnection, size: i64) -> Result<Option<Kept>, Fault> {
    let number = sqlx::query_scalar!(
        r#"-- store::log::of_size
        select shared.checkpoint_of_size($1) as "number""#,
        size
    )
    .fetch_one(&mut *db)
    .await?;
    let Some(number) = number else { return Ok(None) };
    Ok(checkpoints(db, number, 1).await?.pop())
}

/// Which rows of the audit.
#[derive(Debug, Clone, Default)]
pub struct Filter {
    pub claim: Option<Uuid>,
    /// Any of these people.
    pub people: Option<Vec<Uuid>>,
    pub action: Option<String>,
    pub since: Option<Timestamp>,
    pub until: Option<Timestamp>,
}

/// A row of the audit.
#[derive(Debug, Clone)]
pub struct Row {
    pub audit_id: i64,
    pub recorded_at: Timestamp,
    /// What colleagues are shown of the person; nothing for a service.
    pub label: Option<String>,
    pub service: String,
    pub roles: String,
    pub action: String,
    /// Nothing where it is about none, or one that the reader may not know of.
    pub claim_code: Option<ClaimCode>,
    pub subject: Option<String>,
}

/// Rows of the audit, the newest first, a page of them.
pub async fn rows(
    db: &mut PgConnection,
    filter: &Filter,
    wanted: &Wanted<i64>,
) -> Result<Vec<Row>, Fault> {
    Ok(sqlx::query_as!(
        Row,
        r#"-- store::log::rows
        select a.audit_id, a.recorded_at, p.label as "label?", a.service, a.roles, a.action,
          c.claim_code as "claim_code?: ClaimCode", a.subject
        from shared.audit a left join shared.actor p using (actor_id) left join shared.claim c on c.claim_id = a.claim_id
        where a.audit_id < $1 and ($2::uuid is null or a.claim_id = $2) and ($3::uuid[] is null or a.actor_id = any ($3))
          and ($4::text is null or a.action = $4) and ($5::timestamptz is null or a.recorded_at >= $5)
          and ($6::timestamptz is null or a.recorded_at < $6)
        order by a.audit_id desc limit $7"#,
        wanted.after.unwrap_or(i64::MAX),
        filter.claim,
        filter.people.as_deref(),
        filter.action,
        filter.since,
        filter.until,
        wanted.rows()
    )
    .fetch_all(db)
    .await?)
}

/// People of this name.
pub async fn people(db: &mut PgConnection, label: &str) -> Result<Vec<Uuid>, Fault> {
    let found = sqlx::query_scalar!(
        "-- store::log::people
        select actor_id from shared.actor where label = $1 order by actor_id limit 50",
        label
    )
    .fetch_all(db)
    .await?;
    Ok(found.into_iter().map(|person| person.0).collect())
}

/// The claim of a code, when the actor may know of it.
pub async fn claim_of_code(
    db: &mut PgConnection,
    code: &ClaimCode,
) -> Result<Option<ClaimId>, Fault> {
    let found = sqlx::query_scalar!(
        "-- store::log::claim_of_code
        select claim_id from shared.claim where claim_code = $1",
        code.as_str()
    )
    .fetch_optional(db)
    .await?;
    Ok(found.map(ClaimId))
}

/// What is not as the log says.
pub async fn check(db: &mut PgConnection) -> Result<Vec<Broken>, Fault> {
    Ok(sqlx::query_as!(
        Broken,
        r#"-- store::log::check
        select promise as "promise!", what as "place!" from shared.check_log()"#
    )
    .fetch_all(db)
    .await?)
}

/// The hashes of leaves, out of bytes.
pub fn hashes(bytes: &[u8]) -> impl Iterator<Item = Hash> {
    bytes.as_chunks::<32>().0.iter().copied()
}
