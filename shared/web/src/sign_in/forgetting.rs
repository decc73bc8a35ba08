//! What is over is not kept: old sessions, and forms that nobody came back for.

use redress_kernel::Outcome;
use redress_runtime::{BoxFuture, Worker};
use sqlx::PgPool;
use std::sync::Mutex;
use std::time::{Duration, Instant};

/// How often it is done.
const EVERY: Duration = Duration::from_hours(1);

/// Deletes what is over, once an hour.
#[derive(Debug)]
pub struct Forgetting {
    pool: PgPool,
    done: Mutex<Option<Instant>>,
}

impl Forgetting {
    /// On the login of signing in.
    pub fn new(pool: PgPool) -> Self {
        Self { pool, done: Mutex::default() }
    }

    async fn forget(&self) -> Outcome<bool> {
        let done = *self.done.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        if done.is_some_and(|done| done.elapsed() < EVERY) {
            return Ok(false);
        }
        let gone = sqlx::query_scalar!(
            r#"-- web::sign_in::forget
            select shared.forget_sessions() as "gone!""#
        )
        .fetch_one(&self.pool)
        .await?;
        tracing::info!(gone, "old sessions and forms are forgotten");
        *self.done.lock().unwrap_or_else(std::sync::PoisonError::into_inner) = Some(Instant::now());
        Ok(true)
    }
}

impl Worker for Forgetting {
    fn work(&self) -> BoxFuture<'_, Outcome<bool>> {
        Box::pin(self.forget())
    }
}
