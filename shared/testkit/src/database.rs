//! A database of its own for each test, copied from a template that is migrated once.

use redress_contract::{MIGRATOR, schema};
use sqlx::{AssertSqlSafe, Connection, PgConnection};
use std::sync::atomic::{AtomicU32, Ordering};

/// A fresh, migrated database on the test cluster.
#[derive(Debug, Clone)]
pub struct Database {
    name: String,
}

static NEXT: AtomicU32 = AtomicU32::new(0);

/// Any number: all test binaries make the template under the same lock.
const TEMPLATE_LOCK: i64 = 7_391_175;

fn server() -> String {
    std::env::var("REDRESS_TEST_DATABASE_URL").expect(
        "REDRESS_TEST_DATABASE_URL names a superuser of a throw-away cluster; `make test` sets it",
    )
}

/// The URL of the test cluster for another user and database.
fn url(user: &str, database: &str) -> String {
    let server = server();
    let (_, rest) = server.split_once('@').expect("the URL names a user");
    let (host, tail) = rest.split_once('/').expect("the URL names a database");
    let query = tail.split_once('?').map_or(String::new(), |(_, query)| format!("?{query}"));
    format!("postgres://{user}@{host}/{database}{query}")
}

fn superuser() -> String {
    let server = server();
    let user =
        server.trim_start_matches("postgres://").split(['@', ':']).next().unwrap_or_default();
    user.to_owned()
}

impl Database {
    /// A copy of the template.
    pub async fn fresh() -> Self {
        let template = template_name();
        let mut server = PgConnection::connect(&url(&superuser(), "postgres"))
            .await
            .expect("the test cluster answers");
        run(&mut server, &format!("select pg_advisory_lock({TEMPLATE_LOCK})")).await;
        make_template(&mut server, &template).await;
        run(&mut server, &format!("select pg_advisory_unlock({TEMPLATE_LOCK})")).await;
        let name = format!("t_{}_{}", std::process::id(), NEXT.fetch_add(1, Ordering::Relaxed));
        run(&mut server, &format!("drop database if exists {name} with (force)")).await;
        run(&mut server, &format!("create database {name} template {template} strategy file_copy"))
            .await;
        server.close().await.expect("the connection closes");
        Self { name }
    }

    /// The URL for a role, e.g. `redress_intake`.
    pub fn url(&self, role: &str) -> String {
        url(role, &self.name)
    }

    /// The URL of the superuser, who sees past row-level security.
    pub fn superuser_url(&self) -> String {
        url(&superuser(), &self.name)
    }

    /// A connection of the superuser, to look at what was stored.
    pub async fn superuser(&self) -> PgConnection {
        PgConnection::connect(&self.superuser_url()).await.expect("the test database answers")
    }
}

/// Named by the migrations: another set makes another template.
fn template_name() -> String {
    let sum = MIGRATOR
        .iter()
        .flat_map(|migration| migration.checksum.iter())
        .fold(5381_u64, |hash, byte| hash.wrapping_mul(33) ^ u64::from(*byte));
    format!("redress_template_{sum:x}")
}

async fn make_template(server: &mut PgConnection, name: &str) {
    let made: bool = sqlx::query_scalar(
        "select exists (select from pg_database where datname = $1 and datistemplate)",
    )
    .bind(name)
    .fetch_one(&mut *server)
    .await
    .expect("the catalog answers");
    if made {
        return;
    }
    run(server, &format!("drop database if exists {name} with (force)")).await;
    run(server, &format!("create database {name}")).await;
    schema::migrate(&url(&superuser(), name), &[])
        .await
        .unwrap_or_else(|f| panic!("migrations: {}", f.chain()));
    run(server, &format!("alter database {name} with is_template true allow_connections false"))
        .await;
}

async fn run(db: &mut PgConnection, sql: &str) {
    sqlx::raw_sql(AssertSqlSafe(sql.to_owned()))
        .execute(db)
        .await
        .unwrap_or_else(|e| panic!("{sql}: {e}"));
}
