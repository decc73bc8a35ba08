//! Audit the books: every promise is looked at, and what does not hold is named.

use super::seal_books::tree_of;
use crate::proof::PublicKey;
use crate::store::seal::{self, Broken};
use redress_kernel::{Action, Actor, Outcome, action};
use redress_runtime::{Ctx, Tx};

/// Auditors audit; so does the service on the command line.
pub const NAME: Action = action!("ledger.audit_books", [Auditor, System]);

/// What an audit looked at and found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Audited {
    /// Seals that were recomputed.
    pub seals: u64,
    /// Entries under them.
    pub entries: u64,
    /// What does not hold.
    pub broken: Vec<Broken>,
}

/// Seals read at once.
const PAGE: i64 = 200;

/// Looks at every promise of the books. Without a key, signatures are left out, and that is a finding.
#[tracing::instrument(name = "ledger.audit_books", skip_all)]
pub async fn audit_books(ctx: &Ctx, actor: &Actor, key: Option<&PublicKey>) -> Outcome<Audited> {
    let mut tx = ctx.begin(actor, NAME, None).await?;
    seal::take_time(tx.conn()).await?;
    let broken = seal::audit(tx.conn()).await?;
    let mut audited = Audited { seals: 0, entries: 0, broken };
    seals(&mut tx, key, &mut audited).await?;
    tx.subject(format!("{} findings", audited.broken.len()));
    tx.commit(()).await?;
    Ok(audited)
}

/// Every seal is signed, follows the one before, and is over the entries that are there now.
async fn seals(tx: &mut Tx, key: Option<&PublicKey>, audited: &mut Audited) -> Outcome<()> {
    let finds = |promise: &str, place: String| Broken { promise: promise.to_owned(), place };
    if key.is_none() {
        audited
            .broken
            .push(finds("seals_are_signed", "there is no seal key to check with".to_owned()));
    }
    let (mut after, mut previous, mut number) = (0, [0; 32], 1);
    loop {
        let kept = seal::from(tx.conn(), number, PAGE).await?;
        let Some(last) = kept.last() else { return Ok(()) };
        number = last.number + 1;
        for kept in kept {
            let place = format!("seal {}", kept.number);
            if key.is_some_and(|key| !key.verifies(&kept.statement, &kept.signature)) {
                audited.broken.push(finds("seals_are_signed", place.clone()));
            }
            let tree = tree_of(tx, (after, kept.moment_no)).await?;
            after = kept.moment_no;
            match kept.seal {
                Some(said) => {
                    let follows = said.previous == previous
                        && said.number == audited.seals + 1
                        && said.total == audited.entries + tree.lines();
                    if !follows {
                        audited.broken.push(finds("seals_follow", place.clone()));
                    }
                    if (said.root, said.entries) != (tree.root(), tree.lines()) {
                        audited.broken.push(finds("entries_are_as_sealed", place));
                    }
                    previous = said.hash();
                }
                None => audited.broken.push(finds("seals_follow", place)),
            }
            audited.seals += 1;
            audited.entries += tree.lines();
        }
    }
}
