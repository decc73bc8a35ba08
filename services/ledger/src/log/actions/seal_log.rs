//! Seal the log: a signed checkpoint over everything that is committed by now.

use crate::log::store;
use crate::log::store::hashes;
use redress_kernel::{Action, Actor, Fault, Outcome, Role, Stop, action};
use redress_proof::{Checkpoint, SealKey, Tree};
use redress_runtime::{Ctx, Tx};

/// The service seals by itself.
pub const NAME: Action = action!("ledger.seal_log", [System]);

/// Rows under one checkpoint, about: what is hashed in one transaction.
const ROWS_MAX: i32 = 20_000;

/// Seals what was committed since the last checkpoint; false when there is nothing, or another program is at it. A
/// checkpoint is its own trace: an audit row would want a checkpoint again.
#[tracing::instrument(name = "ledger.seal_log", skip_all)]
pub async fn seal_log(ctx: &Ctx, key: &SealKey) -> Outcome<bool> {
    debug_assert_eq!(NAME.roles, [Role::System]);
    let system = Actor::system(ctx.service);
    let sealed = ctx.act(&system, NAME, async |tx| {
        let sealed = seal_in(tx, key).await?;
        if sealed {
            tx.leave_no_audit_row();
        } else {
            tx.leave_nothing();
        }
        Ok(sealed)
    });
    sealed.await
}

async fn seal_in(tx: &mut Tx, key: &SealKey) -> Outcome<bool> {
    let Some(open) = store::begin(tx.conn(), ROWS_MAX).await? else { return Ok(false) };
    let size = u64::try_from(open.size).map_err(Fault::new)?;
    let number = u64::try_from(open.number).map_err(Fault::new)? + 1;
    let mut tree = Tree::of_frontier(size, &open.frontier).ok_or_else(|| torn(open.number))?;
    let added = store::leaves(tx.conn(), open.from_xid, open.until_xid).await?;
    for row in &added {
        hashes(&row.leaf).for_each(|leaf| tree.add_leaf(leaf));
    }
    let checkpoint =
        Checkpoint { number, size: tree.lines(), root: tree.root(), sealed_at: tx.now() };
    let signature = key.sign(&checkpoint.text());
    let signed = (&*key.public().id(), &signature[..]);
    let follows =
        store::keep(tx.conn(), &checkpoint, &tree, open.until_xid, &added, signed).await?;
    if follows { Ok(true) } else { Err(torn(open.number)) }
}

fn torn(number: i64) -> Stop {
    Stop::Fault(Fault::new(format!(
        "the log can't go on from checkpoint {number}: run `redress audit`"
    )))
}
