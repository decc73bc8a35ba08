//! Money: a decimal amount that always travels with its currency. Rounding is named at each place.

use rust_decimal::{Decimal, RoundingStrategy};
use serde::{Deserialize, Serialize};

pub mod usd;

/// Largest magnitude of any amount. Products of an amount and a rate stay exact inside 28 digits below it.
pub const AMOUNT_MAX: Decimal = Decimal::from_parts(276_447_232, 23_283, 0, false, 0); // 1e14

/// ISO 4217 code, number, exponent. Facts; the exponent is ISO's, not a locale's display digits.
const CURRENCIES: &[(&str, u16, u32)] = &[
    ("AFN", 971, 2),
    ("BIF", 108, 0),
    ("CDF", 976, 2),
    ("CHF", 756, 2),
    ("COP", 170, 2),
    ("EGP", 818, 2),
    ("ETB", 230, 2),
    ("EUR", 978, 2),
    ("GBP", 826, 2),
    ("HTG", 332, 2),
    ("ILS", 376, 2),
    ("INR", 356, 2),
    ("IQD", 368, 3),
    ("JOD", 400, 3),
    ("LBP", 422, 2),
    ("LRD", 430, 2),
    ("LYD", 434, 3),
    ("MAD", 504, 2),
    ("PKR", 586, 2),
    ("RSD", 941, 2),
    ("SDG", 938, 2),
    ("SOS", 706, 2),
    ("SSP", 728, 2),
    ("SYP", 760, 2),
    ("TRY", 949, 2),
    ("USD", 840, 2),
    ("XAF", 950, 0),
    ("XOF", 952, 0),
    ("YER", 886, 2),
];

/// A currency of the list, by its ISO 4217 code.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Currency(&'static (&'static str, u16, u32));

impl Currency {
    /// The currency of account: awards are debts in US dollars.
    pub const USD: Currency = Currency(&("USD", 840, 2));

    /// Every currency of the list, by code.
    pub fn all() -> impl Iterator<Item = Currency> {
        CURRENCIES.iter().map(Currency)
    }

    /// ISO 4217 alphabetic code.
    pub fn code(self) -> &'static str {
        self.0.0
    }

    /// Decimals of the smallest unit: 2 for USD, 0 for XAF, 3 for IQD.
    pub fn exponent(self) -> u32 {
        self.0.2
    }
}

/// The text names no currency of the list.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("unknown currency")]
pub struct UnknownCurrency;

impl std::str::FromStr for Currency {
    type Err = UnknownCurrency;
    fn from_str(text: &str) -> Result<Self, UnknownCurrency> {
        Currency::all().find(|currency| currency.code() == text).ok_or(UnknownCurrency)
    }
}

impl std::fmt::Display for Currency {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.code())
    }
}

crate::text_in_sql!(Currency, code);

impl Serialize for Currency {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.code())
    }
}

impl<'de> Deserialize<'de> for Currency {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Read;
        impl serde::de::Visitor<'_> for Read {
            type Value = Currency;
            fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str("a currency code")
            }
            fn visit_str<E: serde::de::Error>(self, text: &str) -> Result<Currency, E> {
                text.parse().map_err(E::custom)
            }
        }
        deserializer.deserialize_str(Read)
    }
}

/// Why an amount or a sum can't be.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum MoneyError {
    /// More decimals than the currency has.
    #[error("too many decimals for the currency")]
    TooManyDecimals,
    /// Beyond [`AMOUNT_MAX`].
    #[error("amount too large")]
    TooLarge,
    /// Not a plain decimal number.
    #[error("not an amount")]
    NotANumber,
    /// Two currencies in one sum.
    #[error("currencies differ")]
    CurrencyMismatch,
    /// Below zero where money can only be given.
    #[error("amount below zero")]
    Negative,
}

/// An amount in a currency, never with more decimals than the currency has. May be negative.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "Written", into = "Written")]
pub struct Money {
    amount: Decimal,
    currency: Currency,
}

/// How money is written in JSON.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Written {
    #[serde(deserialize_with = "crate::typed::exact_number")]
    amount: Decimal,
    currency: Currency,
}

impl TryFrom<Written> for Money {
    type Error = MoneyError;
    fn try_from(written: Written) -> Result<Self, MoneyError> {
        Money::exact(written.amount, written.currency)
    }
}

impl From<Money> for Written {
    fn from(money: Money) -> Self {
        Written { amount: money.amount, currency: money.currency }
    }
}

impl Money {
    /// An amount as it stands; refused when it has more decimals than the currency, or is too large.
    pub fn new(amount: Decimal, currency: Currency) -> Result<Self, MoneyError> {
        if amount.abs() > AMOUNT_MAX {
            return Err(MoneyError::TooLarge);
        }
        // Most amounts have no more decimals as they stand, and need no look at their zeros.
        let exponent = currency.exponent();
        if amount.scale() > exponent && amount.normalize().scale() > exponent {
            return Err(MoneyError::TooManyDecimals);
        }
        let mut amount = amount;
        amount.rescale(exponent);
        Ok(Self { amount, currency })
    }

    /// US dollars, for sums that are known to have at most two decimals.
    pub fn usd(amount: Decimal) -> Result<Self, MoneyError> {
        Self::new(amount, Currency::USD)
    }

    /// Nothing, in a currency.
    pub fn zero(currency: Currency) -> Self {
        let mut amount = Decimal::ZERO;
        amount.rescale(currency.exponent());
        Self { amount, currency }
    }

    /// As [`Money::new`], of a number whose every decimal counts: `150.000` are no francs.
    pub fn exact(amount: Decimal, currency: Currency) -> Result<Self, MoneyError> {
        if amount.scale() > currency.exponent() {
            return Err(MoneyError::TooManyDecimals);
        }
        Self::new(amount, currency)
    }

    /// The amount, scaled to the currency's exponent.
    pub fn amount(self) -> Decimal {
        self.amount
    }

    /// The currency.
    pub fn currency(self) -> Currency {
        self.currency
    }

    /// Sum; both must be of one currency.
    pub fn checked_add(self, other: Money) -> Result<Money, MoneyError> {
        if self.currency != other.currency {
            return Err(MoneyError::CurrencyMismatch);
        }
        let sum = self.amount.checked_add(other.amount).ok_or(MoneyError::TooLarge)?;
        Money::new(sum, self.currency)
    }

    /// Difference; both must be of one currency.
    pub fn checked_sub(self, other: Money) -> Result<Money, MoneyError> {
        self.checked_add(Money { amount: -other.amount, currency: other.currency })
    }

    /// Sum of many; zero of `currency` when there are none.
    pub fn sum(
        parts: impl IntoIterator<Item = Money>,
        currency: Currency,
    ) -> Result<Money, MoneyError> {
        parts.into_iter().try_fold(Money::zero(currency), Money::checked_add)
    }

    /// Into `parts` equal parts; left-over smallest units go one each to the earliest (award 4, split).
    /// The parts always sum to the whole.
    pub fn split_equal(self, parts: u32) -> Result<Vec<Money>, MoneyError> {
        if self.amount < Decimal::ZERO {
            return Err(MoneyError::Negative);
        }
        let count = Decimal::from(parts);
        let base = trunc_to(
            self.amount.checked_div(count).ok_or(MoneyError::NotANumber)?,
            self.currency.exponent(),
        );
        let unit = Decimal::new(1, self.currency.exponent());
        let mut left = self.amount - base * count;
        let mut split = Vec::new();
        for _ in 0..parts {
            let extra = if left > Decimal::ZERO { unit } else { Decimal::ZERO };
            left -= extra;
            split.push(Money::new(base + extra, self.currency)?);
        }
        debug_assert_eq!(Money::sum(split.iter().copied(), self.currency), Ok(self));
        Ok(split)
    }
}

impl std::fmt::Display for Money {
    /// `34,460.00 USD`: grouped for people; machines read [`Money::amount`].
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{} {}", grouped(self.amount), self.currency)
    }
}

/// An amount with its thousands set apart: `1234567.80` as `1,234,567.80`.
pub fn grouped(amount: Decimal) -> String {
    let text = amount.abs().to_string();
    let (whole, part) = text.split_once('.').unwrap_or((&text, ""));
    let mut grouped = String::new();
    for (place, digit) in whole.chars().enumerate() {
        if place > 0 && (whole.len() - place).is_multiple_of(3) {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    let sign = if amount.is_sign_negative() && !amount.is_zero() { "-" } else { "" };
    if part.is_empty() { format!("{sign}{grouped}") } else { format!("{sign}{grouped}.{part}") }
}

/// Entitlements: half away from zero at `places` decimals (award 4; round2 with `places` = 2).
pub fn round_to(value: Decimal, places: u32) -> Decimal {
    let mut rounded = value.round_dp_with_strategy(places, RoundingStrategy::MidpointAwayFromZero);
    rounded.rescale(places);
    rounded
}

/// Deductions and fund-factor amounts: toward zero at `places` decimals (award 4; trunc2 with `places` = 2).
pub fn trunc_to(value: Decimal, places: u32) -> Decimal {
    let mut cut = value.round_dp_with_strategy(places, RoundingStrategy::ToZero);
    cut.rescale(places);
    cut
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use rust_decimal_macros::dec;

    fn usd(amount: Decimal) -> Money {
        Money::usd(amount).expect("an amount")
    }

    #[test]
    fn the_half_cent_goes_away_from_zero() {
        assert_eq!(round_to(dec!(500.005), 2), dec!(500.01));
        assert_eq!(round_to(dec!(-500.005), 2), dec!(-500.01));
        assert_eq!(trunc_to(dec!(529.9015), 2), dec!(529.90));
    }

    #[test]
    fn thirds_give_the_left_over_cents_to_the_first() {
        let parts = usd(dec!(34460.00)).split_equal(3).expect("a split");
        assert_eq!(parts, [usd(dec!(11486.67)), usd(dec!(11486.67)), usd(dec!(11486.66))]);
    }

    #[test]
    fn an_amount_keeps_to_its_currency() {
        let xaf: Currency = "XAF".parse().expect("listed");
        let iqd: Currency = "IQD".parse().expect("listed");
        assert_eq!(Money::new(dec!(1.5), xaf), Err(MoneyError::TooManyDecimals));
        assert_eq!(Money::new(dec!(1.125), iqd).map(Money::amount), Ok(dec!(1.125)));
        assert_eq!(Money::new(dec!(1e15), xaf), Err(MoneyError::TooLarge));
        assert_eq!(usd(dec!(1)).checked_add(Money::zero(xaf)), Err(MoneyError::CurrencyMismatch));
        assert_eq!(AMOUNT_MAX, dec!(100000000000000));
    }

    #[test]
    fn thousands_are_set_apart_for_people() {
        assert_eq!(usd(dec!(1234567.8)).to_string(), "1,234,567.80 USD");
        assert_eq!(grouped(dec!(-999)), "-999");
    }

    #[test]
    fn money_is_text_in_json() {
        let json = serde_json::to_string(&usd(dec!(3000))).expect("json");
        assert_eq!(json, r#"{"amount":"3000.00","currency":"USD"}"#);
        for amount in [r#""1.005""#, r#""10,000""#, r#""10.000""#, r#""1e3""#, r#""1_000""#, "3"] {
            let json = format!(r#"{{"amount":{amount},"currency":"USD"}}"#);
            assert!(serde_json::from_str::<Money>(&json).is_err(), "{amount}");
        }
    }

    proptest! {
        #[test]
        fn a_split_sums_to_the_whole(cents in 0_i64..10_000_000_000, parts in 1_u32..50) {
            let whole = usd(Decimal::new(cents, 2));
            let split = whole.split_equal(parts).expect("a split");
            prop_assert_eq!(split.len(), parts as usize);
            prop_assert_eq!(Money::sum(split.iter().copied(), Currency::USD), Ok(whole));
            let spread = split[0].amount() - split[split.len() - 1].amount();
            prop_assert!(spread <= dec!(0.01));
        }
    }
}
