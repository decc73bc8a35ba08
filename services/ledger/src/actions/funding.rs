//! Setting money aside for accepted awards, oldest acceptance first, as far as the money reaches
//!

use super::{day_of, ours};
use crate::domain::posting;
use crate::store::{award, journal};
use redress_kernel::{Decimal, Outcome};
use redress_runtime::Tx;

/// Books awards that wait for money as payable, in the order of acceptance, and stops at the first
/// that
/// the fund can't cover: nobody is passed over for a smaller award. Returns how many were covered.
pub(crate) async fn set_money_aside(tx: &mut Tx) -> Outcome<usize> {
    award::lock_fund(tx.conn()).await?;
    let mut left = journal::uncommitted(tx.conn()).await?;
    let now = tx.now();
    let mut covered = 0;
    for (claim, net) in award::waiting(tx.conn()).await? {
        left = left.checked_sub(net).map_err(ours)?;
        if left.amount() < Decimal::ZERO {
            break;
        }
        let entry = posting::payable(tx.fresh(), day_of(now), claim, net).map_err(ours)?;
        journal::save(tx.conn(), &entry).await?;
        award::fund(tx.conn(), claim, entry.entry_id(), now).await?;
        covered += 1;
    }
    Ok(covered)
}
