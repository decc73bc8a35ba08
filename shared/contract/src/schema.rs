//! The migrations, and the check that a program and a database are of the same version.

use redress_kernel::Fault;
use sqlx::migrate::Migrator;
use sqlx::{Connection, PgConnection, PgPool};

/// Every migration, in order.
pub static MIGRATOR: Migrator = sqlx::migrate!("../../migrations");

/// Brings the database that `url` names to the version of this program. `url` must be of a login that may
/// create roles; `logins` are roles with the passwords they shall have.
pub async fn migrate(url: &str, logins: &[(&str, String)]) -> Result<(), Fault> {
    let mut db = PgConnection::connect(url).await?;
    MIGRATOR.run(&mut db).await.map_err(Fault::new)?;
    let services = "redress_intake, redress_eligibility, redress_ledger, redress_documents";
    let mut grants = format!(
        "grant usage on schema public to {services}; grant select on public._sqlx_migrations to {services};"
    );
    for (role, password) in logins {
        let quoted = password.replace('\'', "''");
        grants.push_str(&format!("alter role {role} password '{quoted}';"));
    }
    // The role names are ours and the passwords are quoted above: there is no other way to pass them.
    sqlx::raw_sql(sqlx::AssertSqlSafe(grants)).execute(&mut db).await?;
    db.close().await?;
    Ok(())
}

/// Whether the database has exactly the migrations of this program.
pub async fn is_current(pool: &PgPool) -> Result<bool, Fault> {
    let applied: Vec<i64> = sqlx::query_scalar(
        "select version from public._sqlx_migrations where success order by version",
    )
    .fetch_all(pool)
    .await?;
    let known: Vec<i64> = MIGRATOR.iter().map(|migration| migration.version).collect();
    Ok(applied == known)
}
