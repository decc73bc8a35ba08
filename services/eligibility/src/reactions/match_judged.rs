//! A possible match was judged after triage: evaluate again, wherever the claim stands by now.

use crate::actions::{evaluate, follow};
use crate::domain::sheet::Cause;
use crate::store;
use redress_kernel::{ClaimId, Outcome, Stage, Stop};
use redress_runtime::Tx;

pub(super) async fn match_judged(tx: &mut Tx, claim: ClaimId) -> Outcome<()> {
    store::case::hold(tx.conn(), claim).await?;
    let standing = tx.standing(claim).await?;
    let is_over = matches!(
        standing.stage,
        Stage::Referred | Stage::Declined | Stage::Closed | Stage::Withdrawn
    );
    if is_over || store::case::opened_at(tx.conn(), claim).await?.is_none() {
        // Before the case is opened, the note is read when it is.
        return Ok(());
    }
    let sheet = evaluate(tx, &standing, Cause::Match, &[]).await?;
    match follow(tx, &standing, &sheet).await {
        // An award that can't be computed now is behind its worksheet: the panel is told so and
        // computes it when it can.
        Err(Stop::Refused(_)) => Ok(()),
        followed => followed.map(|_| ()),
    }
}
