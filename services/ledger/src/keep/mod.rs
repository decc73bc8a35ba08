//! What the ledger does by itself, over its topics: seals and audits the books, keeps the fund up to the day.

pub mod keep_fund;

use crate::books::actions::{audit_books, seal_books};
use crate::log::actions::seal_log::seal_log;
use redress_kernel::{Date, Fault, Outcome};
use redress_proof::{PublicKey, SealKey};
use redress_runtime::config::read_secret;
use redress_runtime::{BoxFuture, Config, Ctx, Worker};
use std::sync::atomic::{AtomicI64, Ordering};
use tokio::sync::Mutex;

/// What the ledger does by itself: seals the log and the books, keeps the fund up to the day.
pub(crate) struct Keeper {
    ctx: Ctx,
    pub(crate) key: SealKey,
    /// The last day for which the fund was.
    kept: Mutex<Option<Date>>,
    /// When the log is sealed again, in milliseconds since 1970.
    seal_log_at: AtomicI64,
}

/// Between two checkpoints of the log: what was done is sealed within a second.
const SEAL_LOG_EVERY: i128 = 500;

impl Keeper {
    pub(crate) fn new(config: &Config, ctx: Ctx) -> Result<Self, Fault> {
        let text = read_secret(&config.secrets.seal_key_file)?;
        let key = SealKey::from_key_file(&text).map_err(Fault::new)?;
        Ok(Self { ctx, key, kept: Mutex::new(None), seal_log_at: AtomicI64::new(i64::MIN) })
    }

    async fn seal_log_when_due(&self) -> Outcome<bool> {
        let now = self.ctx.clock.now().unix_timestamp_nanos() / 1_000_000;
        if now < i128::from(self.seal_log_at.load(Ordering::Relaxed)) {
            return Ok(false);
        }
        let next = i64::try_from(now + SEAL_LOG_EVERY).map_err(Fault::new)?;
        self.seal_log_at.store(next, Ordering::Relaxed);
        seal_log(&self.ctx, &self.key).await
    }
}

impl Worker for Keeper {
    fn work(&self) -> BoxFuture<'_, Outcome<bool>> {
        Box::pin(async {
            let sealed = self.seal_log_when_due().await?;
            let mut kept = self.kept.lock().await;
            if let Some(day) = keep_fund::keep_fund(&self.ctx, *kept).await? {
                *kept = Some(day);
            }
            drop(kept);
            Ok(seal_books::seal_when_due(&self.ctx, &self.key).await? || sealed)
        })
    }
}

/// Audits the books once a day.
pub(crate) struct Auditor {
    ctx: Ctx,
    key: PublicKey,
    /// When it is looked again whether an audit is due, in seconds since 1970.
    look_at: AtomicI64,
}

/// Between looks whether an audit is due: another program may have made it.
const LOOK_EVERY: i64 = 600;

impl Auditor {
    pub(crate) fn new(ctx: Ctx, key: PublicKey) -> Self {
        Self { ctx, key, look_at: AtomicI64::new(i64::MIN) }
    }
}

impl Worker for Auditor {
    fn work(&self) -> BoxFuture<'_, Outcome<bool>> {
        Box::pin(async {
            let now = self.ctx.clock.now().unix_timestamp();
            if now < self.look_at.load(Ordering::Relaxed) {
                return Ok(false);
            }
            self.look_at.store(now + LOOK_EVERY, Ordering::Relaxed);
            audit_books::audit_when_due(&self.ctx, &self.key).await
        })
    }
}
