//! Functions, views, triggers, policies and grants: what `migrations/definitions` says, put into a database as a whole.
//! Belongs here: which files, their digest, and how they replace an earlier set. Never here: tables (`schema`).

use aws_lc_rs::digest::{Context, SHA256};
use redress_kernel::Fault;
use sqlx::{AssertSqlSafe, Connection, PgConnection};
use std::fmt::Write;

/// A file of the definitions: its name below `migrations/definitions`, and its text.
pub type File = (&'static str, &'static str);

/// Every file, in the order in which they are run.
pub const FILES: &[File] = include!(concat!(env!("OUT_DIR"), "/definitions.rs"));

/// SHA-256 over names and contents of the files, sorted by name, in hexadecimal digits.
pub fn digest(files: &[File]) -> String {
    let mut sorted = files.to_vec();
    sorted.sort_unstable();
    let mut hash = Context::new(&SHA256);
    for part in sorted.iter().flat_map(|(name, text)| [name.as_bytes(), text.as_bytes()]) {
        // With its length before it, no part can run into the next.
        hash.update(&part.len().to_be_bytes());
        hash.update(part);
    }
    hash.finish().as_ref().iter().fold(String::new(), |mut text, byte| {
        write!(text, "{byte:02x}").expect("text grows");
        text
    })
}

/// Which files a database was made with: their digest, and the last file of tables that was there then.
pub async fn applied(db: &mut PgConnection) -> Result<Option<(String, i64)>, sqlx::Error> {
    sqlx::query_as("select digest, tables from shared.definitions").fetch_optional(db).await
}

/// Replaces all that an earlier set left by these files, in one transaction: after a failure nothing has changed.
/// Does nothing, and says so, where the database was made with the same files over the same tables.
pub async fn apply(db: &mut PgConnection, files: &[File], tables: i64) -> Result<bool, Fault> {
    let digest = digest(files);
    let mut tx = db.begin().await?;
    // One at a time: who comes second finds it done.
    sqlx::raw_sql("lock table shared.definitions in exclusive mode").execute(&mut *tx).await?;
    if applied(&mut tx).await?.is_some_and(|had| had == (digest.clone(), tables)) {
        return Ok(false);
    }
    for (name, text) in files {
        // The files are this program's own.
        let run = sqlx::raw_sql(AssertSqlSafe(*text)).execute(&mut *tx).await;
        run.map_err(|error| Fault::new(format!("definitions/{name}: {error}")))?;
    }
    sqlx::query(
        "-- contract::definitions::apply
        insert into shared.definitions (digest, tables) values ($1, $2)
        on conflict (is_only) do update set digest = $1, tables = $2, applied_at = now()",
    )
    .bind(digest)
    .bind(tables)
    .execute(&mut *tx)
    .await?;
    tx.commit().await?;
    Ok(true)
}
