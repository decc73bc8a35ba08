//! Setting money aside for accepted awards, as far as the money reaches.

use super::deposit::deposit;
use super::domain::codes::PledgePart;
use super::domain::fund;
use super::domain::fund::{Purse, Share, Upkeep, Waiting};
use super::domain::held::Terms;
use super::store::award::Queued;
use super::store::{award, factor, fund as funds, pledge, upkeep};
use crate::books::domain::posting;
use crate::books::store::journal;
use crate::desk::day::day_of;
use crate::desk::refusal::impossible;
use crate::desk::store::lock_fund;
use redress_kernel::{ClaimId, Decimal, Fault, Outcome, Wanted};
use redress_runtime::Tx;
use std::collections::BTreeMap;

/// Books what can be set aside now: upkeep that has fallen due, then [`fund::set_aside`], and what of
/// it is held for children as far as there is cash. Whoever calls holds no other lock that
/// another holder of the fund's waits for. Returns how many parts were set aside.
pub(crate) async fn set_money_aside(tx: &mut Tx) -> Outcome<usize> {
    lock_fund(tx.conn()).await?;
    move_pledges(tx).await?;
    note_upkeep(tx).await?;
    let upkeep = upkeep::waiting(tx.conn()).await?;
    let mut covered = 0;
    if !upkeep.is_empty() || !award::waiting(tx.conn()).await?.is_empty() {
        let mut purse = purse(tx).await?;
        covered = book_upkeep(tx, &upkeep, &mut purse).await?;
        // Anew: an upkeep may have taken the next place among the parts of its award.
        let waiting = award::waiting(tx.conn()).await?;
        let today = day_of(tx.now());
        let factor = factor::on(tx.conn(), today).await?;
        let awards: Vec<Waiting> = waiting.iter().map(|queued| queued.award.clone()).collect();
        let shares = fund::set_aside(&awards, &mut purse, factor).map_err(impossible)?;
        book(tx, &waiting, &shares, factor).await?;
        covered += shares.len();
    }
    deposit(tx).await?;
    Ok(covered)
}

/// Commits to upkeep that has reached its day. On the day on which it is noted, which is later only where
/// the service stood still: the month of its own day may be closed.
async fn note_upkeep(tx: &mut Tx) -> Outcome<()> {
    let now = tx.now();
    let today = day_of(now);
    for (claim, number, amount) in upkeep::to_note(tx.conn(), today).await? {
        let entry = posting::commitment(tx.fresh(), today, claim, amount).map_err(impossible)?;
        journal::save(tx.conn(), &entry).await?;
        upkeep::note(tx.conn(), (claim, number), entry.entry_id(), now).await?;
    }
    Ok(())
}

/// Books upkeep that the purse reaches for as payable.
async fn book_upkeep(tx: &mut Tx, waiting: &[(Upkeep, i32)], purse: &mut Purse) -> Outcome<usize> {
    let due: Vec<Upkeep> = waiting.iter().map(|(upkeep, _)| upkeep.clone()).collect();
    let given = fund::set_upkeep_aside(&due, purse).map_err(impossible)?;
    let now = tx.now();
    let mut places: BTreeMap<ClaimId, i32> = BTreeMap::new();
    for (place, share) in &given {
        let (upkeep, tranches) = &waiting[*place];
        let tranche = places.entry(upkeep.claim).or_insert(*tranches);
        *tranche += 1;
        let id = tx.fresh();
        let entry = posting::payable(id, day_of(now), share.claim, share.amount, &share.draws);
        journal::save(tx.conn(), &entry.map_err(impossible)?).await?;
        let funding = award::Funding {
            funding_id: tx.fresh(),
            tranche: *tranche,
            share,
            in_trust: Decimal::ZERO,
            upkeep: Some(upkeep.number),
            factor: Decimal::ONE,
            entry_id: id,
        };
        award::fund(tx.conn(), &[funding], now).await?;
    }
    Ok(given.len())
}

/// What is there to be set aside.
pub(crate) async fn purse(tx: &mut Tx) -> Outcome<Purse> {
    let free = journal::uncommitted(tx.conn()).await?;
    Ok(Purse::new(free.amount(), funds::sources_left(tx.conn()).await?))
}

/// Books shares of awards as payable.
pub(crate) async fn book(
    tx: &mut Tx,
    waiting: &[Queued],
    shares: &[Share],
    factor: Decimal,
) -> Outcome<()> {
    let now = tx.now();
    let today = day_of(now);
    let (mut entries, mut fundings) = (Vec::new(), Vec::new());
    for share in shares {
        let before = waiting.iter().find(|queued| queued.award.claim == share.claim);
        let before = before.ok_or_else(|| Fault::new("a share of an award that doesn't wait"))?;
        let id = tx.fresh();
        let entry = posting::payable(id, today, share.claim, share.amount, &share.draws);
        let held = |terms: Terms| terms.held(before.award.funded, share.amount.amount(), today);
        entries.push(entry.map_err(impossible)?);
        fundings.push(award::Funding {
            funding_id: tx.fresh(),
            tranche: before.tranches + 1,
            share,
            in_trust: before.terms.map_or(Decimal::ZERO, held),
            upkeep: None,
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
    for open in pledge::list(tx.conn(), None, true, &Wanted::all()).await? {
        let is_near = fund::is_near(open.expected_on, today);
        if is_near != open.is_near {
            let id = tx.fresh();
            let entry = posting::pledge_moves(id, today, &open.source, open.open, is_near);
            journal::save(tx.conn(), &entry.map_err(impossible)?).await?;
            let part = if is_near { PledgePart::Near } else { PledgePart::Far };
            pledge::add_part(tx.conn(), open.pledge_id, part, open.open, id, now).await?;
        }
    }
    Ok(())
}
