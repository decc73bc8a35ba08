//! What a program looks at in the background: whether the clock of this machine goes as the database's does, for where they
//! differ, days and deadlines would be wrong, and money stops; and whether somebody holds back the readers of events.

use crate::ctx::Ctx;
use crate::incident;
use redress_kernel::{Fault, Outcome, Refusal, Timestamp};
use std::sync::atomic::Ordering;
use std::time::Duration;
use time::Duration as Span;
use tokio::sync::watch;

/// They may differ by this much.
const MOST: Span = Span::minutes(1);
/// Between two looks.
const PAUSE: Duration = Duration::from_secs(15);

impl Ctx {
    /// Compares the clocks, for what is done from now on.
    pub async fn compare_clocks(&self) -> Result<(), Fault> {
        let asked = self.clock.now();
        let there: Timestamp = sqlx::query_scalar!(
            r#"-- runtime::lookout::compare
            select clock_timestamp() as "there!""#
        )
        .fetch_one(&self.pool)
        .await?;
        // The answer was made between the question and now.
        let differs = there < asked - MOST || there > self.clock.now() + MOST;
        if differs != self.clock_differs.swap(differs, Ordering::Relaxed) {
            tracing::warn!(service = self.service, differs, "the clock beside the database's");
        }
        Ok(())
    }

    /// Whether the clocks agreed when they were last compared.
    pub fn clocks_agree(&self) -> bool {
        !self.clock_differs.load(Ordering::Relaxed)
    }

    /// 503 `clock-differs` for the service that moves money, while the clocks don't agree.
    pub(crate) fn is_on_time(&self) -> Outcome<()> {
        if self.moves_money() && !self.clocks_agree() {
            return Err(Refusal::status(503, "clock-differs").into());
        }
        Ok(())
    }

    /// Whether this service waits while the clocks don't agree.
    pub(crate) fn moves_money(&self) -> bool {
        self.service == "ledger"
    }
}

/// Ends transactions that hold back every reader of events, whichever service left them.
async fn end_dawdlers(ctx: &Ctx) -> Result<(), Fault> {
    let ended = sqlx::query_scalar!(
        r#"-- runtime::lookout::end_dawdlers
        select shared.end_dawdlers() as "ended!""#
    )
    .fetch_one(&ctx.pool)
    .await?;
    if ended > 0 {
        tracing::warn!(ended, "connections that idled inside a transaction were ended");
    }
    Ok(())
}

/// Looks at both until `stop` turns true.
pub(crate) async fn keep(ctx: Ctx, mut stop: watch::Receiver<bool>) {
    while !*stop.borrow() {
        for done in [ctx.compare_clocks().await, end_dawdlers(&ctx).await] {
            if let Err(fault) = done {
                incident::report(&fault);
            }
        }
        tokio::select! {
            () = tokio::time::sleep(PAUSE) => {}
            _ = stop.changed() => {}
        }
    }
}
