//! An offer was accepted: the fund owes the award from now on, and sets money aside for it.

use crate::books::domain::posting;
use crate::books::store::journal;
use crate::desk::day::day_of;
use crate::desk::refusal::impossible;
use crate::desk::store::lock_fund;
use crate::fund::reserve::use_reserved;
use crate::fund::set_aside::set_money_aside;
use crate::fund::store::award;
use crate::fund::store::award::Queued;
use redress_kernel::{ClaimId, DecisionId, Fault, Outcome, Stop, Timestamp};
use redress_runtime::Tx;

/// Books the commitment, then what money there is for it and for those that waited longer. Hearing
/// the
/// same acceptance again changes nothing. Lack of money delays payment, never the debt.
pub(crate) async fn react(
    tx: &mut Tx,
    claim: ClaimId,
    decision: DecisionId,
    accepted_at: Timestamp,
) -> Outcome<()> {
    if award::exists(tx.conn(), claim).await? {
        return Ok(());
    }
    let offer = award::offer(tx.conn(), claim, decision).await?;
    let offer = offer.ok_or_else(|| {
        Stop::Fault(Fault::new(format!("decision {decision} was accepted but is not offered")))
    })?;
    let is_nothing = offer.net.amount().is_zero();
    if is_nothing && !offer.has_later {
        // All of it was paid before (award P9): nothing is owed, and there is nothing to book.
        return Ok(());
    }
    let on = day_of(accepted_at);
    // Before the entry: awards are covered in the order in which they are noted.
    lock_fund(tx.conn()).await?;
    let mut entry = None;
    if !is_nothing {
        let made = posting::commitment(tx.fresh(), on, claim, offer.net).map_err(impossible)?;
        journal::save(tx.conn(), &made).await?;
        entry = Some(made.entry_id());
    }
    award::save(tx.conn(), claim, &offer, on, entry).await?;
    let accepted = Queued { award: offer.waiting(claim), tranches: 0, terms: offer.terms };
    use_reserved(tx, decision, &accepted).await?;
    set_money_aside(tx).await?;
    Ok(())
}
