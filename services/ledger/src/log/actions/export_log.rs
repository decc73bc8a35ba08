//! Export the log without what it says: hashes and checkpoints, for whoever verifies them elsewhere.

use super::PAGE;
use super::seal_log::seal_log;
use crate::log::store;
use crate::log::store::hashes;
use redress_kernel::{Action, Actor, Fault, Outcome, Stop, action};
use redress_proof::{LogSize, SealKey, checkpoint_line, log_end_line, row_line};
use redress_runtime::Ctx;
use std::io::Write;

/// The service on the command line.
pub const NAME: Action = action!("ledger.export_log", [System]);

/// Seals what is not sealed yet and writes everything; what was written.
#[tracing::instrument(name = "ledger.export_log", skip_all)]
pub async fn export_log(ctx: &Ctx, key: &SealKey, to: &mut (dyn Write + Send)) -> Outcome<LogSize> {
    while seal_log(ctx, key).await? {}
    ctx.act(&Actor::system(ctx.service), NAME, async |tx| {
        let mut size = LogSize { checkpoints: 0, rows: 0 };
        let mut put =
            |line: String| writeln!(to, "{line}").map_err(|error| Stop::Fault(Fault::new(error)));
        let mut number = 1;
        loop {
            let kept = store::checkpoints(tx.conn(), number, PAGE).await?;
            let Some(last) = kept.last() else { break };
            number = last.number + 1;
            for kept in kept {
                for leaf in hashes(&kept.leaves) {
                    put(row_line(&leaf))?;
                    size.rows += 1;
                }
                put(checkpoint_line(kept.statement, &kept.signature))?;
                size.checkpoints += 1;
            }
        }
        put(log_end_line(size, tx.now(), key))?;
        tx.subject(format!("{} checkpoints, {} rows", size.checkpoints, size.rows));
        Ok(size)
    })
    .await
}
