//! Keeping money for an award from its decision on, and giving it back.

use super::domain::codes::HoldEnd;
use super::domain::fund::{FIRST_PART_USD, Purse, Share, Waiting, set_aside};
use super::set_aside::{book, purse, set_money_aside};
use super::store::award::Queued;
use super::store::hold;
use super::store::hold::{Hold, Which};
use super::store::{award, factor, fund, upkeep};
use crate::books::domain::posting;
use crate::books::store::journal;
use crate::desk::day::day_of;
use crate::desk::refusal::impossible;
use crate::desk::store::lock_fund;
use redress_kernel::{Date, Decimal, DecisionId, Money, Outcome, Wanted};
use redress_runtime::Tx;

/// Reserves for an award that was decided what its first share will be; where others wait for money,
/// or it does not reach, the first part alone; nothing where the fund has less: then it waits in line
/// once it is accepted.
pub(crate) async fn reserve(
    tx: &mut Tx,
    wanted: &Waiting,
    (decision, until): (DecisionId, Date),
) -> Outcome<()> {
    let claim = wanted.claim;
    set_money_aside(tx).await?;
    let today = day_of(tx.now());
    let factor = factor::on(tx.conn(), today).await?;
    let waiting = award::waiting(tx.conn()).await?;
    let others_wait = waiting.iter().any(|queued| queued.award.is_behind(factor))
        || !upkeep::waiting(tx.conn()).await?.is_empty();
    let free = purse(tx).await?.reach(wanted.is_child);
    let amount = if !others_wait && free >= wanted.target(factor) {
        wanted.target(factor)
    } else {
        wanted.net.min(Decimal::from(FIRST_PART_USD))
    };
    if amount.is_zero() || free < amount {
        return Ok(());
    }
    let amount = Money::usd(amount).map_err(impossible)?;
    let (id, now) = (tx.fresh(), tx.now());
    journal::save(tx.conn(), &posting::hold(id, today, Some(claim), amount).map_err(impossible)?)
        .await?;
    let kept = hold::NewHold {
        hold_id: tx.fresh(),
        decision: Some((claim, decision)),
        amount,
        reason: "award",
        expires_on: until,
        entry_id: id,
    };
    hold::save(tx.conn(), &kept, now).await?;
    Ok(())
}

/// The money reserved for a decision that was accepted goes to its award, before anybody else gets
/// any.
pub(crate) async fn use_reserved(
    tx: &mut Tx,
    decision: DecisionId,
    accepted: &Queued,
) -> Outcome<()> {
    let Some(held) =
        hold::list(tx.conn(), Which::Decision(decision), &Wanted::default()).await?.pop()
    else {
        return Ok(());
    };
    end_part(tx, &held, HoldEnd::Released, held.left).await?;
    let mut purse = Purse::new(held.left.amount(), fund::sources_left(tx.conn()).await?);
    let net = accepted.award.net.min(held.left.amount());
    let all = Waiting { net, ..accepted.award.clone() };
    let shares: Vec<Share> =
        set_aside(std::slice::from_ref(&all), &mut purse, Decimal::ONE).map_err(impossible)?;
    let today = day_of(tx.now());
    let factor = factor::on(tx.conn(), today).await?;
    book(tx, std::slice::from_ref(accepted), &shares, factor).await
}

/// The money reserved for a decision is free again.
pub(crate) async fn void_reserved(tx: &mut Tx, decision: DecisionId) -> Outcome<()> {
    lock_fund(tx.conn()).await?;
    if let Some(held) =
        hold::list(tx.conn(), Which::Decision(decision), &Wanted::default()).await?.pop()
    {
        end_part(tx, &held, HoldEnd::Voided, held.left).await?;
        set_money_aside(tx).await?;
    }
    Ok(())
}

/// Ends a part of a hold: `released` for its use, or the rest `voided` or `expired`.
pub(crate) async fn end_part(
    tx: &mut Tx,
    held: &Hold,
    ended: HoldEnd,
    amount: Money,
) -> Outcome<()> {
    let (id, now) = (tx.fresh(), tx.now());
    let is_part = amount != held.left;
    let entry = posting::hold_ends(id, day_of(now), held.claim_id, amount, is_part);
    journal::save(tx.conn(), &entry.map_err(impossible)?).await?;
    hold::add_part(tx.conn(), held.hold_id, ended, amount, id, now).await?;
    Ok(())
}
