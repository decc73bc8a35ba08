//! Audit the log: the tables are what their traces say, and traces, audit and events are what was sealed. Part of the audit
//! of the books, which keeps what was found.

use super::PAGE;
use crate::log::store;
use crate::log::store::{Broken, Kept, Leaf, hashes};
use redress_kernel::Outcome;
use redress_proof::{Checkpoint, PublicKey, Tree};
use redress_runtime::Tx;
use std::collections::BTreeMap;

/// What does not hold, over the whole log. Without a key signatures are left out; whoever asks says so.
pub(crate) async fn audit_log(tx: &mut Tx, key: Option<&PublicKey>) -> Outcome<Vec<Broken>> {
    let mut check = Check { key, tree: Tree::default(), number: 0, broken: Vec::new() };
    check.broken.extend(store::check(tx.conn()).await?);
    let mut from_xid = 0;
    loop {
        let kept = store::checkpoints(tx.conn(), check.number + 1, PAGE).await?;
        let Some(last) = kept.last() else { return Ok(check.broken) };
        let rows = store::leaves(tx.conn(), from_xid, last.until_xid).await?;
        from_xid = last.until_xid;
        let mut rest = &rows[..];
        for kept in &kept {
            let (under, after) =
                rest.split_at(rest.partition_point(|row| row.xid < kept.until_xid));
            rest = after;
            check.checkpoint(kept, under);
        }
    }
}

struct Check<'a> {
    key: Option<&'a PublicKey>,
    /// Over what was sealed, from the beginning.
    tree: Tree,
    /// The last one that was looked at.
    number: i64,
    broken: Vec<Broken>,
}

impl Check<'_> {
    fn finds(&mut self, promise: &str, place: String) {
        self.broken.push(Broken { promise: promise.to_owned(), place });
    }

    /// One checkpoint: it follows, is signed, says what it keeps, and the rows are what it keeps.
    fn checkpoint(&mut self, kept: &Kept, rows: &[Leaf]) {
        let place = format!("checkpoint {}", kept.number);
        if kept.number != self.number + 1 {
            self.finds("checkpoints_follow", place.clone());
        }
        self.number = kept.number;
        if self.key.is_some_and(|key| !key.verifies(&kept.statement, &kept.signature)) {
            self.finds("checkpoints_are_signed", place.clone());
        }
        hashes(&kept.leaves).for_each(|leaf| self.tree.add_leaf(leaf));
        let says = Checkpoint::from_text(&kept.statement).is_some_and(|said| {
            let (lines, root) = (self.tree.lines(), self.tree.root());
            (i64::try_from(said.number), said.size, said.root) == (Ok(kept.number), lines, root)
                && i64::try_from(lines) == Ok(kept.size)
                && self.tree.frontier() == kept.frontier
        });
        if !says {
            self.finds("checkpoints_are_as_signed", place);
        }
        self.rows(kept, rows);
    }

    fn rows(&mut self, kept: &Kept, rows: &[Leaf]) {
        let mut sealed: BTreeMap<i64, &[u8]> =
            kept.places.iter().copied().zip(kept.leaves.chunks(32)).collect();
        for row in rows {
            match sealed.remove(&row.place) {
                None => self.finds("log_is_as_sealed", format!("{} was added", named(row.place))),
                Some(leaf) if leaf != row.leaf => {
                    self.finds("log_is_as_sealed", format!("{} was changed", named(row.place)));
                }
                Some(_) => {}
            }
        }
        for place in sealed.into_keys() {
            self.finds("log_is_as_sealed", format!("{} is gone", named(place)));
        }
    }
}

/// A row by its place.
fn named(place: i64) -> String {
    let number = place / 4;
    match place % 4 {
        1 => format!("audit {number}"),
        2 => format!("event in place {number}"),
        _ => format!("trace {number}"),
    }
}
