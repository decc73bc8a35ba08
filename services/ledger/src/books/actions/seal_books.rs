//! Seal the books: a signed statement over all that was recorded since the one before.

use crate::books::store::seal;
use redress_kernel::{Action, Actor, Fault, Outcome, Role, Stop, action};
use redress_proof::{Seal, SealKey, Tree, entry_line};
use redress_runtime::{Ctx, Tx};
use time::Duration;

/// The service seals by itself.
pub const NAME: Action = action!("ledger.seal_books", [System]);

/// What was recorded is sealed within about this time.
const EVERY: Duration = Duration::minutes(1);
/// Entries under one seal, about: what is hashed in one transaction.
const ENTRIES_MAX: i64 = 100_000;

/// Seals what was recorded since the last seal, when that is a minute old or more; false when there was
/// nothing to do.
#[tracing::instrument(name = "ledger.seal_books", skip_all)]
pub async fn seal_when_due(ctx: &Ctx, key: &SealKey) -> Outcome<bool> {
    seal_after(ctx, key, EVERY).await
}

/// Seals what was recorded since the last seal; false when there was nothing.
pub async fn seal_now(ctx: &Ctx, key: &SealKey) -> Outcome<bool> {
    seal_after(ctx, key, Duration::ZERO).await
}

async fn seal_after(ctx: &Ctx, key: &SealKey, pause: Duration) -> Outcome<bool> {
    debug_assert_eq!(NAME.roles, [Role::System]);
    let system = Actor::system(ctx.service);
    let sealed = ctx.act(&system, NAME, async |tx| {
        let sealed = seal_in(tx, key, pause).await?;
        if !sealed {
            tx.leave_nothing();
        }
        Ok(sealed)
    });
    sealed.await
}

async fn seal_in(tx: &mut Tx, key: &SealKey, pause: Duration) -> Outcome<bool> {
    // Before it is read after which one: of two programs at once the second goes on from the first. Who isn't in a hurry
    // leaves it to the other.
    if !seal::begin(tx.conn(), pause.is_zero()).await? {
        return Ok(false);
    }
    let last = seal::last(tx.conn()).await?;
    let last_said = match &last {
        None => None,
        Some(kept) => Some(kept.seal.clone().ok_or_else(|| torn(kept.number))?),
    };
    if last_said.as_ref().is_some_and(|said| tx.now() - said.sealed_at < pause) {
        return Ok(false);
    }
    let after = last.as_ref().map_or(0, |kept| kept.moment_no);
    if !seal::is_more(tx.conn(), after).await? {
        return Ok(false);
    }
    seal::take_moment(tx.conn()).await?;
    let Some(by) = seal::reach(tx.conn(), after, ENTRIES_MAX).await? else { return Ok(false) };
    let tree = tree_of(tx, (after, by)).await?;
    if tree.lines() == 0 {
        return Ok(false);
    }
    let said = Seal {
        number: last_said.as_ref().map_or(1, |said| said.number + 1),
        entries: tree.lines(),
        total: last_said.as_ref().map_or(0, |said| said.total) + tree.lines(),
        root: tree.root(),
        previous: last_said.map_or([0; 32], |said| said.hash()),
        sealed_at: tx.now(),
    };
    let signature = key.sign(&said.text());
    seal::save(tx.conn(), &said, by, &key.public().id(), &signature).await?;
    tx.subject(format!("seal {}", said.number));
    Ok(true)
}

/// The tree over what came between two moments.
pub(super) async fn tree_of(tx: &mut Tx, between: (i64, i64)) -> Outcome<Tree> {
    let (mut tree, mut place) = (Tree::default(), 0);
    loop {
        let lines = seal::lines(tx.conn(), between, place).await?;
        let Some(last) = lines.last() else { return Ok(tree) };
        place = last.seq;
        for line in lines {
            tree.add(entry_line(line).as_bytes());
        }
    }
}

fn torn(number: i64) -> Stop {
    Stop::Fault(Fault::new(format!(
        "the statement of seal {number} can't be read: run `redress audit`"
    )))
}
