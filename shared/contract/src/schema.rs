//! The schema: its tables, then its definitions, and the check that a program and a database are of the same version.

use crate::definitions;
use redress_kernel::Fault;
use sqlx::migrate::Migrator;
use sqlx::{Connection, PgConnection, PgPool};

/// Every file of tables, in order.
pub static MIGRATOR: Migrator = sqlx::migrate!("../../migrations");

/// What [`migrate`] had to do.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Migrated {
    /// How many files of tables were run.
    pub tables: usize,
    /// Whether the definitions were made anew.
    pub definitions: bool,
}

/// Brings the database that `url` names to the version of this program. `url` must be of a login that may
/// create roles; `logins` are roles with the passwords they shall have.
pub async fn migrate(url: &str, logins: &[(&str, String)]) -> Result<Migrated, Fault> {
    let mut db = PgConnection::connect(url).await?;
    let before = versions(&mut db).await.unwrap_or_default().len();
    MIGRATOR.run(&mut db).await.map_err(Fault::new)?;
    let versions = versions(&mut db).await?;
    let last = versions.last().copied().unwrap_or_default();
    let definitions = definitions::apply(&mut db, definitions::FILES, last).await?;
    let services =
        "redress_sign_in, redress_intake, redress_eligibility, redress_ledger, redress_documents";
    let mut grants = format!(
        "grant usage on schema public to {services}; grant select on public._sqlx_migrations to {services}; select shared.renew_signing_key();"
    );
    for (role, password) in logins {
        let quoted = password.replace('\'', "''");
        grants.push_str(&format!("alter role {role} password '{quoted}';"));
    }
    // The role names are ours and the passwords are quoted above: there is no other way to pass them.
    sqlx::raw_sql(sqlx::AssertSqlSafe(grants)).execute(&mut db).await?;
    db.close().await?;
    Ok(Migrated { tables: versions.len() - before, definitions })
}

/// The files of tables that a database has, in order; an error where it has none at all.
async fn versions(db: &mut PgConnection) -> Result<Vec<i64>, sqlx::Error> {
    sqlx::query_scalar("select version from public._sqlx_migrations where success order by version")
        .fetch_all(db)
        .await
}

/// Whether the database has exactly the tables and the definitions of this program.
pub async fn is_current(pool: &PgPool) -> Result<bool, Fault> {
    let mut db = pool.acquire().await?;
    let known: Vec<i64> = MIGRATOR.iter().map(|migration| migration.version).collect();
    if versions(&mut db).await? != known {
        return Ok(false);
    }
    let wanted =
        (definitions::digest(definitions::FILES), known.last().copied().unwrap_or_default());
    Ok(definitions::applied(&mut db).await?.is_some_and(|had| had == wanted))
}
