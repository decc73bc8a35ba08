//! From the debt in US dollars to the currency she is paid in (award P12).
//! Belongs here: the one conversion and its rounding. Never here: where a rate comes from.

use redress_kernel::money::{MoneyError, round_to};
use redress_kernel::{Currency, Decimal, Money};

/// A debt converted on its instruction day: debt x units per US dollar, half away from zero at the
/// currency's exponent. US dollars convert at 1 only; a rate of zero or below is no rate.
pub fn to_pay_currency(
    debt: Money,
    rate: Decimal,
    currency: Currency,
) -> Result<Money, MoneyError> {
    let own = currency == Currency::USD;
    if debt.currency() != Currency::USD || (own && rate != Decimal::ONE) {
        return Err(MoneyError::CurrencyMismatch);
    }
    if rate <= Decimal::ZERO {
        return Err(MoneyError::NotANumber);
    }
    let exact = debt.amount().checked_mul(rate).ok_or(MoneyError::TooLarge)?;
    // Rounding: award P12.
    Money::new(round_to(exact, currency.exponent()), currency)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use rust_decimal_macros::dec;

    fn converted(debt: Decimal, rate: Decimal, code: &str) -> Result<Decimal, MoneyError> {
        let currency = code.parse().expect("listed");
        to_pay_currency(Money::usd(debt).expect("an amount"), rate, currency).map(Money::amount)
    }

    #[test]
    fn each_currency_is_rounded_at_its_own_unit() {
        assert_eq!(converted(dec!(11486.67), dec!(605.25), "XAF"), Ok(dec!(6952307)));
        assert_eq!(converted(dec!(100.01), dec!(1310.5), "IQD"), Ok(dec!(131063.105)));
        assert_eq!(converted(dec!(0.10), dec!(0.75), "EUR"), Ok(dec!(0.08)), "half goes up");
        assert_eq!(converted(dec!(100), dec!(1), "USD"), Ok(dec!(100.00)));
    }

    #[test]
    fn a_dollar_is_a_dollar_and_a_rate_is_above_zero() {
        assert_eq!(converted(dec!(100), dec!(1.1), "USD"), Err(MoneyError::CurrencyMismatch));
        assert_eq!(converted(dec!(100), dec!(0), "XAF"), Err(MoneyError::NotANumber));
        assert_eq!(converted(dec!(9999999999), dec!(99999.99), "XAF"), Err(MoneyError::TooLarge));
    }

    proptest! {
        #[test]
        fn never_off_by_more_than_half_a_unit(cents in 1_i64..1_000_000_000, rate in 1_i64..10_000_000) {
            let (debt, rate) = (Decimal::new(cents, 2), Decimal::new(rate, 4));
            for code in ["XAF", "EUR", "IQD"] {
                let currency: Currency = code.parse().expect("listed");
                let paid = converted(debt, rate, code).expect("in range");
                let off = (paid - debt * rate).abs();
                prop_assert!(off * dec!(2) <= Decimal::new(1, currency.exponent()));
            }
        }
    }
}
