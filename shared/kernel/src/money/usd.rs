//! US dollars where the currency goes without saying: columns and sums that are dollars by definition.

use crate::money::MoneyError;
use crate::{Currency, Decimal, Money};
use sqlx::encode::IsNull;
use sqlx::error::BoxDynError;
use sqlx::postgres::{PgArgumentBuffer, PgTypeInfo, PgValueRef, Postgres};
use sqlx::{Decode, Encode, Type};

/// An amount in US dollars, to the cent; may be negative. It is written as its number alone, so that a cost
/// in dollars isn't taken for an amount of another currency, a rate or a share.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Usd(Decimal);

impl Usd {
    /// No dollars.
    pub const ZERO: Usd = Usd(Decimal::from_parts(0, 0, 0, false, 2));

    /// A number of dollars; refused when it has parts of a cent, or is too large.
    pub fn new(amount: Decimal) -> Result<Self, MoneyError> {
        Money::usd(amount).map(|money| Self(money.amount()))
    }

    /// The number of dollars, with two decimals.
    pub fn amount(self) -> Decimal {
        self.0
    }

    /// Sum.
    pub fn checked_add(self, other: Usd) -> Result<Usd, MoneyError> {
        self.0.checked_add(other.0).ok_or(MoneyError::TooLarge).and_then(Usd::new)
    }

    /// Difference.
    pub fn checked_sub(self, other: Usd) -> Result<Usd, MoneyError> {
        self.0.checked_sub(other.0).ok_or(MoneyError::TooLarge).and_then(Usd::new)
    }

    /// Sum of many; no dollars when there are none.
    pub fn sum(parts: impl IntoIterator<Item = Usd>) -> Result<Usd, MoneyError> {
        parts.into_iter().try_fold(Usd::ZERO, Usd::checked_add)
    }
}

impl std::ops::Neg for Usd {
    type Output = Usd;
    fn neg(self) -> Usd {
        // Not the sign turned: no dollars have none.
        Usd(Usd::ZERO.0 - self.0)
    }
}

impl From<Usd> for Money {
    fn from(dollars: Usd) -> Money {
        Money::usd(dollars.0).expect("dollars are cents within the bounds of money")
    }
}

impl TryFrom<Money> for Usd {
    type Error = MoneyError;
    fn try_from(money: Money) -> Result<Self, MoneyError> {
        let is_dollars = money.currency() == Currency::USD;
        is_dollars.then(|| Self(money.amount())).ok_or(MoneyError::CurrencyMismatch)
    }
}

// A numeric, which is looked at when it is read: a part of a cent in a column of dollars is a fault.
impl Type<Postgres> for Usd {
    fn type_info() -> PgTypeInfo {
        <Decimal as Type<Postgres>>::type_info()
    }
}

impl Encode<'_, Postgres> for Usd {
    fn encode_by_ref(&self, buffer: &mut PgArgumentBuffer) -> Result<IsNull, BoxDynError> {
        <Decimal as Encode<'_, Postgres>>::encode_by_ref(&self.0, buffer)
    }
}

impl<'row> Decode<'row, Postgres> for Usd {
    fn decode(value: PgValueRef<'row>) -> Result<Self, BoxDynError> {
        Ok(Usd::new(<Decimal as Decode<'row, Postgres>>::decode(value)?)?)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::money::AMOUNT_MAX;
    use rust_decimal_macros::dec;

    fn usd(amount: Decimal) -> Usd {
        Usd::new(amount).expect("dollars")
    }

    #[test]
    fn dollars_are_whole_cents() {
        assert_eq!(usd(dec!(12.3400)).amount().to_string(), "12.34");
        assert_eq!(Usd::new(dec!(0.005)), Err(MoneyError::TooManyDecimals));
        assert_eq!(Usd::ZERO.amount().to_string(), "0.00");
    }

    #[test]
    fn only_dollars_become_dollars() {
        assert_eq!(Usd::try_from(Money::from(usd(dec!(5)))), Ok(usd(dec!(5))));
        let francs = Money::zero("XAF".parse().expect("listed"));
        assert_eq!(Usd::try_from(francs), Err(MoneyError::CurrencyMismatch));
    }

    #[test]
    fn a_sum_stays_within_the_bounds_of_money() {
        let parts = [usd(dec!(0.10)), usd(dec!(0.20)), usd(dec!(-0.05))];
        assert_eq!(Usd::sum(parts), Ok(usd(dec!(0.25))));
        assert_eq!(usd(dec!(1)).checked_sub(usd(dec!(3))), Ok(usd(dec!(-2))));
        assert_eq!((-Usd::ZERO).amount().to_string(), "0.00");
        assert_eq!(usd(AMOUNT_MAX).checked_add(usd(dec!(0.01))), Err(MoneyError::TooLarge));
    }
}
