//! Show the newest checkpoint to a witness, with what proves that it goes on from the one that the witness has.

use super::PAGE;
use crate::log::store;
use crate::log::store::hashes;
use redress_kernel::{Action, Actor, Fault, Outcome, Stop, action};
use redress_proof::{Grown, Shown, Tree};
use redress_runtime::Ctx;

/// The service on the command line; a checkpoint tells nothing of what was done.
pub const NAME: Action = action!("ledger.show_checkpoint", [System]);

/// The newest checkpoint, for who has seen one after which the log had so many rows (zero: none). Where there is no such
/// checkpoint there is no proof, and the witness refuses. [`Stop::Missing`] before the first checkpoint.
#[tracing::instrument(name = "ledger.show_checkpoint", skip_all)]
pub async fn show_checkpoint(ctx: &Ctx, seen: u64) -> Outcome<Shown> {
    ctx.read(&Actor::system(ctx.service), NAME, async |tx| {
        let last = store::last(tx.conn()).await?.ok_or(Stop::Missing)?;
        let before = match seen {
            0 => Some((0, Tree::default())),
            _ => store::of_size(tx.conn(), i64::try_from(seen).map_err(Fault::new)?)
                .await?
                .and_then(|kept| Some((kept.number, Tree::of_frontier(seen, &kept.frontier)?))),
        };
        let mut path = Vec::new();
        if let Some((mut number, before)) = before {
            let mut leaves = Vec::new();
            while number < last.number {
                let kept = store::checkpoints(tx.conn(), number + 1, PAGE).await?;
                number = kept.last().map_or(last.number, |kept| kept.number);
                let until = kept.iter().filter(|kept| kept.number <= last.number);
                leaves.extend(until.flat_map(|kept| hashes(&kept.leaves)));
            }
            path = Grown::new(&before, &leaves).consistency().unwrap_or_default();
        }
        Ok(Shown::new(last.statement, &last.signature, &path))
    })
    .await
}
