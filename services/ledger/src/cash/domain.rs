//! Money that moves between the fund's own bank accounts, and what foreign cash is worth.
//! Belongs here: the legs of an exchange, average cost, value at a rate, each rounding by name.
//! Never here: who confirms, where a rate comes from. Foreign cash lies in `fund_cash`; against it
//! stands `currency_exchange` in the same currency, so that an entry balances in each currency by
//! itself; what the cash cost stands in `currency_exchange` in US dollars. All three are of one
//! holder, the bank account.

use crate::books::domain::cash::{Cash, FundAccount, Legs};
use crate::books::domain::entry_kind::EntryKind;
use crate::books::domain::journal::{Account, Entry, EntryError, Side};
use redress_kernel::money::MoneyError;
use redress_kernel::{Currency, Date, Decimal, EntryId, Money, Usd, codes};

codes! {
    /// Where a bank account stands (`account-<code>`).
    AccountState {
        /// It waits for the second person.
        Waiting = "waiting",
        /// Money is moved on it.
        Open = "open",
        /// None is any more.
        Closed = "closed",
    }
}

codes! {
    /// What became of a bank account that was opened.
    AccountStep {
        /// Another person confirmed it.
        Confirmed = "confirmed",
        /// It was closed.
        Closed = "closed",
    }
}

/// Foreign cash and what it cost; neither below zero.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Holding {
    /// In its own currency.
    pub cash: Money,
    /// What was given for it.
    pub cost: Usd,
}

/// Why an exchange can't be booked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum ExchangeError {
    /// More leaves than the account has.
    #[error("more leaves than is there")]
    Overdrawn,
    /// Two foreign currencies, and no rate for what arrived.
    #[error("no rate for what arrived")]
    RateMissing,
    /// An amount is not of the account's currency, not above zero, or more arrived than left.
    #[error("the amounts don't fit the accounts")]
    Malformed,
    /// A sum beyond every amount.
    #[error(transparent)]
    Money(#[from] MoneyError),
    /// The legs make no entry.
    #[error(transparent)]
    Entry(#[from] EntryError),
}

impl Holding {
    /// Nothing, in a currency.
    pub fn nothing(currency: Currency) -> Self {
        Self { cash: Money::zero(currency), cost: Usd::ZERO }
    }

    /// The part of the cost that `left` takes with it: weighted average. All of it when all of the
    /// cash goes.
    pub fn cost_of(&self, left: Money) -> Result<Usd, ExchangeError> {
        if left.currency() != self.cash.currency() || left.amount() <= Decimal::ZERO {
            return Err(ExchangeError::Malformed);
        }
        if left.amount() > self.cash.amount() {
            return Err(ExchangeError::Overdrawn);
        }
        // Rounding: average cost, half away from zero at the cent. Never above the cost, for left
        // is not above the cash.
        portion(self.cost, left, self.cash)
    }
}

/// What money in a currency is worth at a rate, units for one dollar.
pub fn value_in_dollars(cash: Money, per_usd: Decimal) -> Result<Usd, ExchangeError> {
    if let Ok(dollars) = Usd::try_from(cash) {
        return Ok(dollars);
    }
    let (mut rate, mut amount) = (per_usd.normalize(), cash.amount());
    if rate <= Decimal::ZERO || rate.scale() > RATE_PLACES || amount < Decimal::ZERO {
        return Err(ExchangeError::Malformed);
    }
    rate.rescale(RATE_PLACES);
    amount.rescale(cash.currency().exponent());
    // amount / 10^e / (rate / 10^8), in cents.
    let above = 100 * 10_i128.pow(RATE_PLACES);
    let below = rate.mantissa().checked_mul(10_i128.pow(cash.currency().exponent()));
    let cents = amount.mantissa().checked_mul(above).zip(below).map(|(a, b)| divided(a, b));
    // Rounding: value at a rate, half away from zero at the cent.
    cents_of(cents)
}

/// Decimals of a rate at most.
const RATE_PLACES: u32 = 8;

/// `whole` x `part` / `of`, half away from zero at the cent; exact until then. All in whole units,
/// none below zero.
fn portion(whole: Usd, part: Money, of: Money) -> Result<Usd, ExchangeError> {
    if of.amount().is_zero() {
        return Err(ExchangeError::Overdrawn);
    }
    let product = whole.amount().mantissa().checked_mul(part.amount().mantissa());
    cents_of(product.map(|product| divided(product, of.amount().mantissa())))
}

/// Half away from zero, of numbers that are not below zero.
fn divided(above: i128, below: i128) -> i128 {
    let (whole, rest) = (above / below, above % below);
    if rest >= below - rest { whole + 1 } else { whole }
}

fn cents_of(cents: Option<i128>) -> Result<Usd, ExchangeError> {
    let cents = cents.and_then(|cents| Decimal::try_from_i128_with_scale(cents, 2).ok());
    Ok(Usd::new(cents.ok_or(MoneyError::TooLarge)?)?)
}

/// What moved, as the bank says.
#[derive(Debug, Clone, Copy)]
pub struct Moved<'a> {
    /// Where it left.
    pub from: &'a FundAccount,
    /// Where it arrived.
    pub to: &'a FundAccount,
    pub left: Money,
    pub arrived: Money,
}

/// An exchange as it is booked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Booked {
    /// Balanced in each currency.
    pub entry: Entry,
    /// What left the cost of a foreign account.
    pub cost_out: Option<Usd>,
    /// What came to the cost of a foreign account.
    pub cost_in: Option<Usd>,
}

/// Books what moved. `had` is what a foreign account had before; `per_usd` the rate of what
/// arrived, asked for only where no dollars moved.
pub fn exchange(
    id: EntryId,
    on: Date,
    moved: &Moved<'_>,
    had: Option<Holding>,
    per_usd: Option<Decimal>,
) -> Result<Booked, ExchangeError> {
    let Moved { from, to, left, arrived } = *moved;
    check(moved)?;
    let is_same = left.currency() == arrived.currency();
    let out = match had.filter(|_| from.is_foreign()) {
        Some(had) => had.cost_of(left)?,
        None if from.is_foreign() => return Err(ExchangeError::Overdrawn),
        None => left.try_into()?,
    };
    // The worth of what arrived: dollars are dollars; a share of the cost in the same currency;
    // what was paid for it; or, between two foreign currencies, its value at the rate of the day.
    let come = match (to.is_foreign(), from.is_foreign()) {
        (false, _) => arrived.try_into()?,
        (true, false) => out,
        // Rounding: share of the cost, half away from zero at the cent.
        (true, true) if is_same => portion(out, arrived, left)?,
        (true, true) => value_in_dollars(arrived, per_usd.ok_or(ExchangeError::RateMissing)?)?,
    };
    let gone = Cash { place: from.clone(), amount: left, dollars: out };
    let came = Cash { place: to.clone(), amount: arrived, dollars: come };
    let mut legs = Legs([gone.legs(Side::Credit), came.legs(Side::Debit)].concat());
    // In one currency what did not arrive is the bank's fee; between two it is the rate's.
    let lost = out.checked_sub(come)?;
    let head = if is_same { Account::BankCharges } else { Account::ExchangeDifference };
    legs.signed(head, "", lost.into())?;
    let kind = if is_same { EntryKind::Transfer } else { EntryKind::Exchange };
    Ok(Booked {
        entry: Entry::new(id, kind, on, legs.0)?,
        cost_out: from.is_foreign().then_some(out),
        cost_in: to.is_foreign().then_some(come),
    })
}

fn check(moved: &Moved<'_>) -> Result<(), ExchangeError> {
    let Moved { from, to, left, arrived } = *moved;
    let fits = from.code != to.code
        && left.currency() == from.currency
        && arrived.currency() == to.currency
        && left.amount() > Decimal::ZERO
        && arrived.amount() > Decimal::ZERO
        && (left.currency() != arrived.currency() || arrived.amount() <= left.amount());
    if fits { Ok(()) } else { Err(ExchangeError::Malformed) }
}

/// Foreign cash at the end of a month: from its cost to its value; none where they are the same.
pub fn revaluation(
    id: EntryId,
    on: Date,
    place: &FundAccount,
    cost: Usd,
    value: Usd,
) -> Result<Option<Entry>, ExchangeError> {
    let gain = value.checked_sub(cost)?;
    if gain.amount().is_zero() {
        return Ok(None);
    }
    let mut legs = Legs::default();
    legs.signed(Account::CurrencyExchange, &place.code, gain.into())?;
    legs.signed(Account::ExchangeDifference, "", (-gain).into())?;
    Ok(Some(Entry::new(id, EntryKind::Exchange, on, legs.0)?))
}

#[cfg(test)]
#[path = "domain_tests.rs"]
mod tests;
