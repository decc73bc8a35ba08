//! What of an award is for trust goes there once there is cash for it.

use super::store::deposit as to_deposit;
use crate::books::domain::posting;
use crate::books::store::journal;
use crate::desk::day::day_of;
use crate::desk::refusal::impossible;
use redress_kernel::Outcome;
use redress_runtime::Tx;

/// Deposits parts for trust as far as there is cash, the oldest first: one that waits is passed over by
/// none. Whoever calls holds the fund.
pub(crate) async fn deposit(tx: &mut Tx) -> Outcome<()> {
    let parts = to_deposit::undeposited(tx.conn()).await?;
    if parts.is_empty() {
        return Ok(());
    }
    let mut cash = to_deposit::cash_free(tx.conn()).await?;
    let now = tx.now();
    let today = day_of(now);
    for part in parts {
        if cash < part.amount.amount() {
            break;
        }
        cash -= part.amount.amount();
        let entry = posting::deposit(tx.fresh(), today, part.claim_id, part.amount);
        let entry = entry.map_err(impossible)?;
        journal::save(tx.conn(), &entry).await?;
        to_deposit::save_deposit(tx.conn(), &part, today, entry.entry_id(), now).await?;
    }
    Ok(())
}
