//! An award was decided: the fund reserves money for it while the survivor considers the offer.

use crate::fund::reserve::reserve;
use crate::fund::store::award;
use redress_kernel::{ClaimId, DecisionId, Outcome};
use redress_runtime::Tx;

/// Reserves until the last day of the offer. An offer that another has replaced meanwhile needs
/// nothing.
pub(crate) async fn react(tx: &mut Tx, claim: ClaimId, decision: DecisionId) -> Outcome<()> {
    match award::offer(tx.conn(), claim, decision).await? {
        Some(offer) => reserve(tx, &offer.waiting(claim), (decision, offer.open_until)).await,
        None => Ok(()),
    }
}
