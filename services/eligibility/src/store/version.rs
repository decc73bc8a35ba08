//! Versions of the rules and of the schedule, and which of them is in force. What is in force is
//! parsed once and kept in memory: a version never changes, so that its digest stands for it.

use crate::domain::version::{Kind, SHIPPED, Signature, Version};
use redress_kernel::listing::PAGE_MAX;
use redress_kernel::{ActorId, Date, Fault, Paged, Stop, Timestamp, Wanted};
use redress_mechanism::Mechanism;
use redress_mechanism::data::{RuleSet, Rules, Schedule, Sums};
use sqlx::PgConnection;
use sqlx::types::Json;
use std::collections::HashMap;
use std::sync::{Arc, LazyLock, Mutex, PoisonError};

/// Pairs of versions in memory at most: many years of amendments.
const KEPT_MOST: usize = 64;

/// Rules and schedule by digest; nothing stands for the one that the program ships with.
type Pair = (Option<Vec<u8>>, Option<Vec<u8>>);

static PARSED: LazyLock<Mutex<HashMap<Pair, Arc<Mechanism>>>> = LazyLock::new(Mutex::default);

/// The rules and the schedule in force on `day`. Before the first day of any version it is the one
/// that the program ships with: a claim is never without rules.
pub async fn in_force(db: &mut PgConnection, day: Date) -> Result<Arc<Mechanism>, Fault> {
    let rules = kept_on(db, Kind::Rules, day).await?.map(|kept| kept.1);
    let schedule = kept_on(db, Kind::Schedule, day).await?.map(|kept| kept.1);
    assembled(db, (rules, schedule)).await
}

/// The name of the version of a kind in force on `day`.
pub async fn name_on(db: &mut PgConnection, kind: Kind, day: Date) -> Result<String, Fault> {
    let kept = kept_on(db, kind, day).await?;
    Ok(kept.map_or_else(|| kind.shipped().0.to_owned(), |kept| kept.0))
}

/// Two versions by name, such as a decision names; nothing when one of them is unknown.
pub async fn named(
    db: &mut PgConnection,
    rules: &str,
    schedule: &str,
) -> Result<Option<Arc<Mechanism>>, Fault> {
    let Some(rules) = digest_of(db, Kind::Rules, rules).await? else { return Ok(None) };
    let Some(schedule) = digest_of(db, Kind::Schedule, schedule).await? else { return Ok(None) };
    assembled(db, (rules, schedule)).await.map(Some)
}

/// Name and digest of the version of the table that is in force on a day; nothing where the shipped
/// one is.
async fn kept_on(
    db: &mut PgConnection,
    kind: Kind,
    day: Date,
) -> Result<Option<(String, Vec<u8>)>, Fault> {
    let row = sqlx::query!(
        r#"-- store::version::kept_on
        select version as "version!", effective_from as "effective_from!", digest as "digest!"
        from eligibility.version_on($1, $2)"#,
        kind.as_str(),
        day
    )
    .fetch_optional(db)
    .await?;
    let later = row.filter(|row| row.effective_from >= kind.shipped().1);
    Ok(later.map(|row| (row.version, row.digest)))
}

/// The digest by which a version is kept in memory; nothing when there is no such version.
async fn digest_of(
    db: &mut PgConnection,
    kind: Kind,
    version: &str,
) -> Result<Option<Option<Vec<u8>>>, Fault> {
    if version == kind.shipped().0 {
        return Ok(Some(None));
    }
    let digest = sqlx::query_scalar!(
        "-- store::version::digest_of
        select digest from eligibility.version where kind = $1 and version = $2",
        kind.as_str(),
        version
    )
    .fetch_optional(db)
    .await?;
    Ok(digest.map(Some))
}

/// Rules and schedule together, from memory or parsed now.
async fn assembled(db: &mut PgConnection, pair: Pair) -> Result<Arc<Mechanism>, Fault> {
    if pair == (None, None) {
        return Ok(SHIPPED.clone());
    }
    // A holder that panicked has left whole entries behind.
    let known = PARSED.lock().unwrap_or_else(PoisonError::into_inner).get(&pair).cloned();
    if let Some(known) = known {
        return Ok(known);
    }
    let rules = match &pair.0 {
        None => SHIPPED.rules.clone(),
        Some(digest) => {
            let text = text_of(db, digest).await?;
            Rules::new(RuleSet::parse(&text).map_err(Fault::new)?)
        }
    };
    let schedule = match &pair.1 {
        None => SHIPPED.schedule.clone(),
        Some(digest) => {
            let text = text_of(db, digest).await?;
            Schedule::new(Sums::parse(&text).map_err(Fault::new)?)
        }
    };
    let mechanism = Arc::new(Mechanism { rules, schedule });
    let mut parsed = PARSED.lock().unwrap_or_else(PoisonError::into_inner);
    if parsed.len() >= KEPT_MOST {
        parsed.clear();
    }
    parsed.insert(pair, mechanism.clone());
    Ok(mechanism)
}

async fn text_of(db: &mut PgConnection, digest: &[u8]) -> Result<String, Fault> {
    Ok(sqlx::query_scalar!(
        "-- store::version::text_of
        select content from eligibility.version where digest = $1 limit 1",
        digest
    )
    .fetch_one(db)
    .await?)
}

/// Where a list of versions goes on: first day, moment of the draft, kind and name of the last.
pub type Place = (Date, Timestamp, Kind, String);

/// One version of the table.
pub async fn find(
    db: &mut PgConnection,
    kind: Kind,
    version: &str,
) -> Result<Option<Version>, Fault> {
    Ok(rows(db, Some((kind, version)), &Wanted::default()).await?.pop())
}

/// A page of the versions of the table, the latest first day first.
pub async fn list(
    db: &mut PgConnection,
    wanted: &Wanted<Place>,
) -> Result<Paged<Version, Place>, Fault> {
    let versions = rows(db, None, wanted).await?;
    Ok(wanted.page(versions, |last| {
        // A version of the table has been drafted.
        let drafted_at = last.drafted.as_ref().map_or(Timestamp::UNIX_EPOCH, |by| by.1);
        (last.effective_from, drafted_at, last.kind, last.version.clone())
    }))
}

/// Every version of the table, for a choice among them.
pub async fn all(db: &mut PgConnection) -> Result<Vec<Version>, Fault> {
    let mut wanted = Wanted { after: None, limit: PAGE_MAX };
    let mut all = Vec::new();
    loop {
        let paged = list(db, &wanted).await?;
        all.extend(paged.rows);
        match paged.next {
            Some(next) => wanted.after = Some(next),
            None => return Ok(all),
        }
    }
}

async fn rows(
    db: &mut PgConnection,
    only: Option<(Kind, &str)>,
    wanted: &Wanted<Place>,
) -> Result<Vec<Version>, Fault> {
    let (kind, version) = only.unzip();
    let after = wanted.after.as_ref();
    let rows = sqlx::query!(
        r#"-- store::version::list
        select v.kind as "kind!", v.version as "version!", v.title as "title!",
          v.effective_from as "effective_from!", encode(v.digest, 'hex') as "digest!",
          drafter.label as "drafted_by!", v.drafted_at as "drafted_at!",
          (select coalesce(jsonb_agg(jsonb_build_object('actor_id', s.actor_id, 'label', a.label,
             'signed_at', s.signed_at) order by s.signed_at, s.actor_id), '[]')
           from eligibility.version_signature s join shared.actor a using (actor_id)
           where s.kind = v.kind and s.version = v.version) as "signed!: Json<Vec<Signature>>"
        from eligibility.version v join shared.actor drafter on drafter.actor_id = v.drafted_by
        where ($1::text is null or v.kind = $1) and ($2::text is null or v.version = $2)
          and ($3::date is null or (v.effective_from, v.drafted_at) < ($3, $4)
            or (v.effective_from, v.drafted_at) = ($3, $4) and (v.kind, v.version) > ($5, $6))
        order by v.effective_from desc, v.drafted_at desc, v.kind, v.version
        limit $7"#,
        kind.map(Kind::as_str),
        version,
        after.map(|place| place.0),
        after.map(|place| place.1),
        after.map(|place| place.2.as_str()),
        after.map(|place| place.3.as_str()),
        wanted.rows()
    )
    .fetch_all(db)
    .await?;
    let versions = rows.into_iter().map(|row| Version {
        kind: row.kind,
        version: row.version,
        title: row.title,
        effective_from: row.effective_from,
        digest: row.digest,
        drafted: Some((row.drafted_by, row.drafted_at)),
        signatures: row.signed.0,
    });
    Ok(versions.collect())
}

/// The text of a version of the table.
pub async fn content(
    db: &mut PgConnection,
    kind: Kind,
    version: &str,
) -> Result<Option<String>, Fault> {
    Ok(sqlx::query_scalar!(
        "-- store::version::content
        select content from eligibility.version where kind = $1 and version = $2",
        kind.as_str(),
        version
    )
    .fetch_optional(db)
    .await?)
}

/// The version of a kind that the program ships with.
pub async fn shipped(db: &mut PgConnection, kind: Kind) -> Result<Version, Fault> {
    let digest = sqlx::query_scalar!(
        r#"-- store::version::shipped
        select encode(sha256(convert_to($1, 'UTF8')), 'hex') as "digest!""#,
        kind.shipped_text()
    )
    .fetch_one(db)
    .await?;
    let (version, effective_from) = kind.shipped();
    Ok(Version {
        kind,
        version: version.to_owned(),
        title: kind.shipped_title().to_owned(),
        effective_from,
        digest,
        drafted: None,
        signatures: Vec::new(),
    })
}

/// What is kept of a draft.
#[derive(Debug)]
pub struct Draft<'a> {
    /// What it is of.
    pub kind: Kind,
    /// Its name.
    pub version: &'a str,
    /// Its title.
    pub title: &'a str,
    /// Its first day.
    pub effective_from: Date,
    /// The document as it was sent.
    pub content: &'a str,
}

/// Keeps a draft; nothing when there is one of that name already.
pub async fn draft(
    db: &mut PgConnection,
    draft: &Draft<'_>,
    by: ActorId,
    now: Timestamp,
) -> Result<Option<String>, Fault> {
    Ok(sqlx::query_scalar!(
        r#"-- store::version::draft
        insert into eligibility.version
          (kind, version, title, effective_from, content, digest, drafted_by, drafted_at)
        values ($1, $2, $3, $4, $5, sha256(convert_to($5, 'UTF8')), $6, $7)
        on conflict (kind, version) do nothing returning encode(digest, 'hex') as "digest!""#,
        draft.kind.as_str(),
        draft.version,
        draft.title,
        draft.effective_from,
        draft.content,
        by.0,
        now
    )
    .fetch_optional(db)
    .await?)
}

/// Signs a version as it was loaded; what the database refuses is told.
pub async fn sign(
    db: &mut PgConnection,
    version: &Version,
    by: ActorId,
    now: Timestamp,
) -> Result<(), Stop> {
    sqlx::query!(
        "-- store::version::sign
        insert into eligibility.version_signature (kind, version, actor_id, digest, signed_at)
        values ($1, $2, $3, decode($4, 'hex'), $5) returning actor_id",
        version.kind.as_str(),
        version.version,
        by.0,
        version.digest,
        now
    )
    .fetch_one(db)
    .await?;
    Ok(())
}
