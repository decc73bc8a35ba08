//! Export the books with their seals, for whoever verifies them elsewhere.

use super::seal_books::seal_now;
use crate::books::store::seal;
use redress_kernel::{Action, Actor, Fault, Outcome, Stop, action};
use redress_proof::{End, SealKey, end_line, entry_line, seal_line};
use redress_runtime::Ctx;
use std::io::Write;

/// Auditors take the books with them; so does the service on the command line.
pub const NAME: Action = action!("ledger.export_books", [Auditor, System]);

/// Seals exported at once from the database.
const PAGE: i64 = 200;

/// Seals what is not sealed yet and writes everything; how many entries were written.
#[tracing::instrument(name = "ledger.export_books", skip_all)]
pub async fn export_books(
    ctx: &Ctx,
    actor: &Actor,
    key: &SealKey,
    to: &mut (dyn Write + Send),
) -> Outcome<u64> {
    while seal_now(ctx, key).await? {}
    ctx.act(actor, NAME, async |tx| {
        seal::take_time(tx.conn()).await?;
        let (mut after, mut number) = (0, 1);
        let mut end = End { seals: 0, entries: 0, last: [0; 32], made_at: tx.now() };
        let mut put =
            |line: String| writeln!(to, "{line}").map_err(|error| Stop::Fault(Fault::new(error)));
        loop {
            let seals = seal::from(tx.conn(), number, PAGE).await?;
            if seals.is_empty() {
                break;
            }
            for kept in seals {
                let mut place = 0;
                loop {
                    let lines = seal::lines(tx.conn(), (after, kept.moment_no), place).await?;
                    let Some(last) = lines.last() else { break };
                    place = last.seq;
                    lines.into_iter().try_for_each(|line| put(entry_line(line)))?;
                }
                let said = kept.seal.ok_or_else(|| {
                    Stop::Fault(Fault::new(format!(
                        "the statement of seal {} can't be read",
                        kept.number
                    )))
                })?;
                put(seal_line(&said, &kept.signature))?;
                (end.seals, end.entries, end.last) = (said.number, said.total, said.hash());
                (after, number) = (kept.moment_no, kept.number + 1);
            }
        }
        put(end_line(&end, key))?;
        tx.subject(format!("{} seals, {} entries", end.seals, end.entries));
        Ok(end.entries)
    })
    .await
}
