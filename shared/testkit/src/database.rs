//! A database of its own for each test, copied from a template that is migrated once.

use redress_contract::{MIGRATOR, definitions, schema};
use redress_kernel::{ActorId, Timestamp};
use sqlx::{AssertSqlSafe, Connection, PgConnection};
use std::collections::BTreeSet;
use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{Arc, Mutex};

/// A fresh, migrated database on the test cluster. When the last copy of it goes, its books are audited: a test that
/// leaves a promise of the books broken fails, unless it has said so ([`Database::breaks`]).
#[derive(Debug, Clone)]
pub struct Database {
    own: Arc<Own>,
}

#[derive(Debug)]
struct Own {
    name: String,
    /// Promises that the test breaks on purpose.
    broken: Mutex<BTreeSet<&'static str>>,
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
        Self { own: Arc::new(Own { name, broken: Mutex::default() }) }
    }

    /// The URL for a role, e.g. `redress_intake`.
    pub fn url(&self, role: &str) -> String {
        url(role, &self.own.name)
    }

    /// The URL of the superuser, who sees past row-level security.
    pub fn superuser_url(&self) -> String {
        url(&superuser(), &self.own.name)
    }

    /// A connection of the superuser, to look at what was stored.
    pub async fn superuser(&self) -> PgConnection {
        PgConnection::connect(&self.superuser_url()).await.expect("the test database answers")
    }
}

impl Database {
    /// Does what nobody may: as the superuser and with triggers off, so that a test can see whether it is noticed.
    pub async fn tamper(&self, sql: &str) {
        let mut db = self.superuser().await;
        run(&mut db, &format!("set session_replication_role = replica; {sql}")).await;
    }

    /// Signs who acts into an open transaction of any login, as the database does once it has looked it up. Whoever acts
    /// as a service itself sees all claims.
    pub async fn prove(&self, db: &mut PgConnection, actor: ActorId, roles: &str) {
        let (backend, began): (i32, Timestamp) = sqlx::query_as("select pg_backend_pid(), now()")
            .fetch_one(&mut *db)
            .await
            .expect("the transaction is open");
        // A person has signed in just now.
        let about = if roles.split(',').any(|role| role == "system") { "*" } else { "|fresh" };
        let said = format!("{actor}|{roles}|{about}");
        let proof: String = sqlx::query_scalar(
            "select shared.signed($1, $2, $3, k.inner_key, k.outer_key) from shared.signing_key k",
        )
        .bind(&said)
        .bind(backend)
        .bind(began)
        .fetch_one(&mut self.superuser().await)
        .await
        .expect("the owner signs");
        sqlx::query(
            "select set_config('redress.acting', $1, true), set_config('redress.proof', $2, true)",
        )
        .bind(said)
        .bind(proof)
        .execute(db)
        .await
        .expect("the actor is set");
    }

    /// Begins a transaction of a login in somebody's name.
    pub async fn begin_as(&self, login: &str, actor: ActorId, roles: &str) -> PgConnection {
        let mut db = PgConnection::connect(&self.url(login)).await.expect("the login works");
        run(&mut db, "begin").await;
        self.prove(&mut db, actor, roles).await;
        db
    }

    /// Says that this test breaks promises of the books on purpose, or makes books that no service would.
    pub fn breaks(&self, promises: &[&'static str]) {
        self.own.broken.lock().expect("no test panics inside").extend(promises);
    }
}

impl Drop for Own {
    fn drop(&mut self) {
        if std::thread::panicking() {
            return; // The test has failed already.
        }
        // A thread of its own: what is dropped inside a runtime can't wait for it.
        let url = url(&superuser(), &self.name);
        let audit = std::thread::spawn(move || {
            tokio::runtime::Builder::new_current_thread()
                .enable_all()
                .build()
                .expect("a runtime")
                .block_on(audit(&url))
        });
        let mut found = audit.join().expect("the books are audited");
        let excused = self.broken.lock().expect("no test panics inside");
        found.retain(|(promise, _)| !excused.contains(promise.as_str()));
        assert!(found.is_empty(), "the test leaves books that break promises: {found:?}");
    }
}

/// What every check of the books finds broken, as `redress audit` would but for the seals.
async fn audit(url: &str) -> Vec<(String, String)> {
    let mut db = PgConnection::connect(url).await.expect("the test database answers");
    // A test may have left a lock.
    run(&mut db, "set lock_timeout = '20s'; begin; select shared.act_as(gen_random_uuid(), 'system', '*', '')").await;
    sqlx::query_as("select f.promise, f.what from ledger.checks() c, ledger.run_check(c) f")
        .fetch_all(&mut db)
        .await
        .expect("the books can be audited")
}

/// Named by the tables and the definitions: another set of either makes another template.
fn template_name() -> String {
    let sum = MIGRATOR
        .iter()
        .flat_map(|migration| migration.checksum.iter())
        .chain(definitions::digest(definitions::FILES).as_bytes())
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
