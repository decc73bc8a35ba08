//! Money on one of the fund's bank accounts, and how it is booked there.

use super::journal::{Account, Leg, Side};
use redress_kernel::money::MoneyError;
use redress_kernel::{Currency, Decimal, Money, Usd};

/// One of the fund's bank accounts: its code, empty for the general one, and its currency.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FundAccount {
    /// Holder of its accounts in the books.
    pub code: String,
    /// Its one currency.
    pub currency: Currency,
}

/// Money on one of the fund's accounts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cash {
    /// The account.
    pub place: FundAccount,
    /// What moves, in its currency.
    pub amount: Money,
    /// What it is worth when it comes, what it cost when it goes.
    pub dollars: Usd,
}

/// Legs, without those of nothing.
#[derive(Default)]
pub(crate) struct Legs(pub(crate) Vec<Leg>);

impl FundAccount {
    /// The general account, in US dollars.
    pub fn general() -> Self {
        Self { code: String::new(), currency: Currency::USD }
    }

    /// Its code; the general account has none.
    pub fn code(&self) -> Option<&str> {
        Some(self.code.as_str()).filter(|code| !code.is_empty())
    }

    /// Whether its cash has a cost in US dollars that is kept apart.
    pub fn is_foreign(&self) -> bool {
        self.currency != Currency::USD
    }
}

impl Cash {
    /// US dollars on the general account.
    pub fn general(dollars: Usd) -> Self {
        Self { place: FundAccount::general(), amount: dollars.into(), dollars }
    }

    /// Its legs: a debit when it comes, a credit when it goes. They come to `dollars` on that side
    /// in US dollars, and to nothing in the account's own currency.
    pub fn legs(&self, side: Side) -> Vec<Leg> {
        let (code, mut legs) = (self.place.code.as_str(), Legs::default());
        if self.place.is_foreign() {
            legs.add(Account::CurrencyExchange, code, side, self.dollars.into());
            legs.add(Account::FundCash, code, side, self.amount);
            legs.add(Account::CurrencyExchange, code, side.other(), self.amount);
        } else {
            legs.add(Account::FundCash, code, side, self.amount);
        }
        legs.0
    }
}

impl Legs {
    pub(crate) fn add(&mut self, account: Account, holder: &str, side: Side, amount: Money) {
        if !amount.amount().is_zero() {
            self.0.push(Leg { account, holder: holder.to_owned(), side, amount, claim: None });
        }
    }

    /// A debit for an amount above zero, a credit for one below.
    pub(crate) fn signed(
        &mut self,
        account: Account,
        holder: &str,
        amount: Money,
    ) -> Result<(), MoneyError> {
        let side = if amount.amount() > Decimal::ZERO { Side::Debit } else { Side::Credit };
        self.add(account, holder, side, Money::new(amount.amount().abs(), amount.currency())?);
        Ok(())
    }
}

/// What an award takes from a source.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Draw {
    pub source: String,
    /// How much.
    pub amount: Money,
}
