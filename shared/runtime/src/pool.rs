//! The connection pool of a service, in its own role.

use redress_kernel::Fault;
use sqlx::postgres::{PgConnectOptions, PgPoolOptions};
use sqlx::{ConnectOptions, PgPool, Row};
use std::time::Duration;

/// How long a request waits for a connection before it is told to come back.
const ACQUIRE_TIMEOUT: Duration = Duration::from_secs(10);

/// A pool for `url`. It never hands out a connection that a lost request left inside a transaction:
/// `begin` of sqlx 0.9.0 is not safe against a future dropped half-way.
pub fn pool(url: &str, max_connections: u32) -> Result<PgPool, Fault> {
    let options: PgConnectOptions = url.parse()?;
    let options = options.disable_statement_logging();
    Ok(PgPoolOptions::new()
        .max_connections(max_connections)
        .acquire_timeout(ACQUIRE_TIMEOUT)
        .before_acquire(|connection, _| {
            Box::pin(async move {
                // Outside a transaction a statement begins its own: the two moments are one. In one message: a
                // prepared statement has a new moment at each of its steps, and would never agree.
                let ask = sqlx::raw_sql("select now() = statement_timestamp()");
                sqlx::Executor::fetch_one(connection, ask).await?.try_get(0)
            })
        })
        .connect_lazy_with(options))
}
