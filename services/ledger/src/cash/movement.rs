//! Money that comes to one of the fund's bank accounts or leaves it, and what foreign cash is worth
//! or has cost. Order of locks, everywhere: the bank's files, then cash (`account` takes it), then
//! the fund.

use super::domain::{AccountState, ExchangeError, value_in_dollars};
use super::store::bank_account;
use super::store::bank_account::{Held, Movement};
use crate::books::domain::cash::{Cash, FundAccount};
use crate::books::domain::journal::Side;
use crate::desk::ids::RateId;
use crate::desk::refusal::impossible;
use crate::rates::store as rate;
use redress_kernel::{Date, Decimal, EntryId, Money, Outcome, Refusal, Stop, Usd};
use redress_runtime::Tx;

/// Money about to be booked.
#[derive(Debug)]
pub(crate) struct Moving {
    /// The account, the sum, its dollars.
    pub cash: Cash,
    /// The rate by which its value was found, for foreign money that came.
    pub rate_id: Option<RateId>,
    held: Option<Held>,
}

/// The account of a code, which must be open; the general one without a code. Until the transaction
/// ends nobody else moves money on any account that has a code.
pub(crate) async fn account(tx: &mut Tx, code: Option<&str>) -> Outcome<FundAccount> {
    let Some(code) = code.filter(|typed| !typed.is_empty()) else {
        return Ok(FundAccount::general());
    };
    bank_account::lock(tx.conn()).await?;
    let found = bank_account::list(tx.conn(), Some(code)).await?.pop();
    let open = found.filter(|account| account.state == AccountState::Open);
    let open = open.ok_or_else(|| Refusal::field("bank_account", "bank-account-unknown"))?;
    Ok(FundAccount { code: open.code, currency: open.currency })
}

/// Money that came on a day: foreign money at the rate in force, for it was nobody's cost.
pub(crate) async fn comes(
    tx: &mut Tx,
    place: FundAccount,
    amount: Money,
    on: Date,
) -> Outcome<Moving> {
    if !place.is_foreign() {
        let cash = Cash { place, amount, dollars: amount.try_into().map_err(impossible)? };
        return Ok(Moving { cash, rate_id: None, held: None });
    }
    in_order(tx, &place, on).await?;
    let rate = rate::in_force(tx.conn(), place.currency, on).await?;
    let missing = || Refusal::conflict("rate-missing").with("currency", place.currency);
    let rate = rate.ok_or_else(missing)?;
    // Rounding: half away from zero at the cent, in `value_in_dollars`.
    let dollars = value_in_dollars(amount, rate.per_usd).map_err(exchange_refusal)?;
    if dollars.amount().is_zero() {
        return Err(Refusal::field("amount", "amount-worth-nothing").into());
    }
    let held = held(tx, &place).await?;
    Ok(Moving { cash: Cash { place, amount, dollars }, rate_id: Some(rate.rate_id), held })
}

/// Money that left on a day: foreign money at its average cost.
pub(crate) async fn goes(tx: &mut Tx, place: FundAccount, amount: Money) -> Outcome<Moving> {
    let held = held(tx, &place).await?;
    let dollars = match &held {
        // Rounding: average cost, half away from zero at the cent, in `cost_of`.
        Some(held) => held.holding.cost_of(amount).map_err(exchange_refusal)?,
        None => amount.try_into().map_err(impossible)?,
    };
    Ok(Moving { cash: Cash { place, amount, dollars }, rate_id: None, held })
}

/// The day on which a line of a statement is booked: the bank's, or on an account in another currency
/// the first on which it may still move, where that is later.
pub(crate) async fn day(tx: &mut Tx, place: &FundAccount, on: Date) -> Outcome<Date> {
    if !place.is_foreign() {
        return Ok(on);
    }
    let from = bank_account::open_from(tx.conn(), &place.code).await?;
    Ok(from.map_or(on, |from| on.max(from)))
}

/// Keeps the movement of foreign cash that an entry has booked.
pub(crate) async fn keep_movement(
    tx: &mut Tx,
    moving: &Moving,
    side: Side,
    entry: EntryId,
    on: Date,
) -> Outcome<()> {
    let Some(held) = &moving.held else { return Ok(()) };
    let Cash { place, amount, dollars } = &moving.cash;
    let movement = match side {
        Side::Debit => Movement { cash: *amount, cost: *dollars },
        Side::Credit => Movement { cash: below(*amount)?, cost: -*dollars },
    };
    bank_account::save_movement(tx.conn(), &place.code, held, &movement, entry, on).await
}

/// Movements of foreign cash are booked in the order of their days: their average cost hangs on it.
pub(crate) async fn in_order(tx: &mut Tx, place: &FundAccount, on: Date) -> Outcome<()> {
    if !place.is_foreign() {
        return Ok(());
    }
    let from = bank_account::open_from(tx.conn(), &place.code).await?;
    if let Some(from) = from.filter(|from| on < *from) {
        let refusal = Refusal::conflict("cash-order").with("account", &place.code);
        return Err(refusal.with("day", from).into());
    }
    Ok(())
}

/// What a foreign account holds.
pub(crate) async fn held(tx: &mut Tx, place: &FundAccount) -> Outcome<Option<Held>> {
    if !place.is_foreign() {
        return Ok(None);
    }
    Ok(Some(bank_account::held(tx.conn(), &place.code, place.currency, None).await?))
}

/// As much below nothing.
pub(crate) fn below(amount: Money) -> Outcome<Money> {
    Money::new(-amount.amount(), amount.currency()).map_err(impossible)
}

/// The smaller of two sums in US dollars, as far as it is above nothing.
pub(crate) fn at_most(dollars: Usd, open: Money) -> Outcome<Money> {
    Money::usd(dollars.amount().min(open.amount()).max(Decimal::ZERO)).map_err(impossible)
}

/// What can't be exchanged, as it is told.
pub(crate) fn exchange_refusal(error: ExchangeError) -> Stop {
    match error {
        ExchangeError::Overdrawn => Refusal::conflict("cash-overdrawn").into(),
        ExchangeError::Malformed => Refusal::conflict("exchange-malformed").into(),
        other => impossible(other),
    }
}
