//! The advocate has answered: evaluate the facts as they stand now, with all that was recorded before.

use crate::actions::evaluate;
use crate::domain::sheet::Cause;
use crate::store;
use redress_kernel::{ClaimId, Outcome, Stage};
use redress_runtime::Tx;

pub(super) async fn information_received(tx: &mut Tx, claim: ClaimId) -> Outcome<()> {
    store::case::hold(tx.conn(), claim).await?;
    let standing = tx.standing(claim).await?;
    if standing.stage != Stage::InReview {
        // The survivor withdrew meanwhile: nothing is evaluated any more.
        return Ok(());
    }
    evaluate(tx, &standing, Cause::Information, &[]).await?;
    Ok(())
}
