//! Setting money aside for accepted awards, as far as the money reaches.

use super::{day_of, ours};
use crate::domain::fund::{self, Purse, Share, Waiting};
use crate::domain::posting;
use crate::store::{award, factor, fund as funds, journal, pledge};
use redress_kernel::{Decimal, Fault, Outcome};
use redress_runtime::Tx;

/// Pledges that are looked at in one go.
const PLEDGES_MAX: i64 = 100_000;

/// Books what can be set aside now: see [`fund::set_aside`]. Whoever calls holds no other lock that
/// another holder of the fund's waits for. Returns how many awards got something.
pub(crate) async fn set_money_aside(tx: &mut Tx) -> Outcome<usize> {
    award::lock_fund(tx.conn()).await?;
    move_pledges(tx).await?;
    let waiting = award::waiting(tx.conn()).await?;
    if waiting.is_empty() {
        return Ok(0);
    }
    let mut purse = purse(tx).await?;
    let today = day_of(tx.now());
    let factor = factor::on(tx.conn(), today).await?;
    let awards: Vec<Waiting> = waiting.iter().map(|(award, _)| award.clone()).collect();
    let shares = fund::set_aside(&awards, &mut purse, factor).map_err(ours)?;
    book(tx, &waiting, &shares, factor).await?;
    Ok(shares.len())
}

/// What is there to be set aside.
pub(crate) async fn purse(tx: &mut Tx) -> Outcome<Purse> {
    let free = journal::uncommitted(tx.conn()).await?;
    Ok(Purse::new(free.amount(), funds::sources_left(tx.conn()).await?))
}

/// Books shares of awards as payable.
pub(crate) async fn book(
    tx: &mut Tx,
    waiting: &[(Waiting, i32)],
    shares: &[Share],
    factor: Decimal,
) -> Outcome<()> {
    let now = tx.now();
    let (mut entries, mut fundings) = (Vec::new(), Vec::new());
    for share in shares {
        let before = waiting.iter().find(|(award, _)| award.claim == share.claim);
        let before = before.ok_or_else(|| Fault::new("a share of an award that doesn't wait"))?;
        let id = tx.fresh();
        let entry = posting::payable(id, day_of(now), share.claim, share.amount, &share.draws);
        entries.push(entry.map_err(ours)?);
        fundings.push(award::Funding {
            funding_id: tx.fresh(),
            tranche: before.1 + 1,
            share,
            factor,
            entry_id: id,
        });
    }
    if !entries.is_empty() {
        journal::post(tx.conn(), &entries).await?;
        award::fund(tx.conn(), &fundings, now).await?;
    }
    Ok(())
}

/// Books open pledges where they count as money near at hand, or no longer do.
async fn move_pledges(tx: &mut Tx) -> Outcome<()> {
    let now = tx.now();
    let today = day_of(now);
    for open in pledge::list(tx.conn(), None, true, PLEDGES_MAX).await? {
        let is_near = fund::is_near(open.expected_on, today);
        if is_near != open.is_near {
            let id = tx.fresh();
            let entry = posting::pledge_moves(id, today, &open.source, open.open, is_near);
            journal::save(tx.conn(), &entry.map_err(ours)?).await?;
            let kind = if is_near { "near" } else { "far" };
            pledge::add_part(tx.conn(), open.pledge_id, kind, open.open, id, now).await?;
        }
    }
    Ok(())
}
