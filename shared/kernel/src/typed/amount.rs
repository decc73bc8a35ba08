//! Amounts of money.

use super::shape::{Shape, decimal, exact, is_too_long, shape};
use super::text::plain;
use super::{Reading, Writing};
use crate::money::MoneyError;
use crate::{Currency, Money, Refusal};

/// Signs that people write for a currency beside its code.
const SIGNS: [(&str, &[&str]); 8] = [
    ("$", &["USD", "COP", "LRD"]),
    ("US$", &["USD"]),
    ("€", &["EUR"]),
    ("£", &["GBP", "EGP", "LBP", "SDG", "SSP", "SYP"]),
    ("FCFA", &["XAF", "XOF"]),
    ("F CFA", &["XAF", "XOF"]),
    ("CFA", &["XAF", "XOF"]),
    ("₹", &["INR"]),
];

/// An amount in a currency, which may stand before or after it as well.
///
/// One point or comma with three digits after it is thousands where the currency has no decimals, and where
/// it has fewer than three and the writer's language sets thousands apart with just that sign. Otherwise it
/// is asked back.
///
/// Refuses `amount-malformed`, `amount-currency`, `amount-decimals`, `amount-too-large` and, with the ways
/// in which it can be meant, `amount-unclear`.
pub fn amount(
    field: &str,
    typed: &str,
    currency: Currency,
    writing: Writing,
) -> Result<Option<Money>, Refusal> {
    let refused = |code| Refusal::field(field.to_owned(), code);
    let told = |error| told(field, error, currency);
    if writing == Writing::Exact {
        let typed = typed.trim();
        if typed.is_empty() {
            return Ok(None);
        }
        let amount = exact(typed).ok_or_else(|| refused("amount-malformed"))?;
        return Money::exact(amount, currency).map(Some).map_err(told);
    }
    let typed = plain(typed);
    if typed.is_empty() {
        return Ok(None);
    }
    let number = without_currency(field, &typed, currency)?;
    match shape(number).ok_or_else(|| refused("amount-malformed"))? {
        Shape::Whole(digits) => of(&digits, "", currency).map(Some).map_err(told),
        Shape::Decimals(whole, decimals) => of(&whole, &decimals, currency).map(Some).map_err(told),
        Shape::Unclear { before, after, sign } => {
            let thousands = of(&format!("{before}{after}"), "", currency).map_err(told)?;
            let exponent = currency.exponent();
            let groups = writing == Writing::CommaGroups && sign == ',';
            if exponent == 0 || exponent < 3 && groups {
                return Ok(Some(thousands));
            }
            let small = decimal(&before, &after).and_then(|it| Money::new(it, currency).ok());
            let readings = [Some(thousands), small].into_iter().flatten().map(Reading::Amount);
            Err(refused("amount-unclear").meaning(readings))
        }
    }
}

/// The amount of digits before and after the sign. Zeros that the currency has no place for are no mistake,
/// except as three, which look like thousands.
fn of(whole: &str, decimals: &str, currency: Currency) -> Result<Money, MoneyError> {
    if is_too_long(whole) {
        return Err(MoneyError::TooLarge);
    }
    if decimals.len() == 3 && currency.exponent() < 3 {
        return Err(MoneyError::TooManyDecimals);
    }
    Money::new(decimal(whole, decimals).ok_or(MoneyError::NotANumber)?, currency)
}

fn told(field: &str, error: MoneyError, currency: Currency) -> Refusal {
    let code = match error {
        MoneyError::TooManyDecimals => "amount-decimals",
        MoneyError::TooLarge => "amount-too-large",
        _ => "amount-malformed",
    };
    let refusal = Refusal::field(field.to_owned(), code);
    refusal.with("currency", currency).with("max", currency.exponent())
}

/// The number without the code or sign of its currency, which must be the one expected.
fn without_currency<'a>(
    field: &str,
    typed: &'a str,
    currency: Currency,
) -> Result<&'a str, Refusal> {
    let is_digit = |letter: char| letter.is_ascii_digit();
    let (Some(first), Some(last)) = (typed.find(is_digit), typed.rfind(is_digit)) else {
        return Err(Refusal::field(field.to_owned(), "amount-malformed"));
    };
    let (front, number, end) = (&typed[..first], &typed[first..=last], &typed[last + 1..]);
    let marks = [front.trim(), end.trim()];
    for mark in marks.iter().filter(|mark| !mark.is_empty()) {
        let mark = mark.to_uppercase();
        let signed = SIGNS.iter().find(|(sign, _)| *sign == mark).map(|(_, codes)| *codes);
        let is_its = |codes: &[&str]| codes.contains(&currency.code());
        let code = match (mark.parse::<Currency>(), signed) {
            (Ok(named), _) if named == currency => continue,
            (_, Some(codes)) if is_its(codes) => continue,
            (Ok(_), _) | (_, Some(_)) => "amount-currency",
            _ => "amount-malformed",
        };
        return Err(Refusal::field(field.to_owned(), code).with("currency", currency));
    }
    Ok(number)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Decimal;
    use proptest::prelude::*;

    const WRITINGS: [Writing; 3] = [Writing::CommaGroups, Writing::CommaDecides, Writing::Exact];

    fn read(typed: &str, code: &str, writing: Writing) -> Result<String, Vec<String>> {
        let currency = code.parse().expect("listed");
        match amount("sum", typed, currency, writing) {
            Ok(money) => Ok(money.map(|money| money.amount().to_string()).unwrap_or_default()),
            Err(refusal) => {
                let readings = refusal.readings.iter().map(Reading::written);
                Err(std::iter::once(refusal.code.to_owned()).chain(readings).collect())
            }
        }
    }

    fn is(typed: &str, code: &str, amount: &str) {
        for writing in [Writing::CommaGroups, Writing::CommaDecides] {
            assert_eq!(read(typed, code, writing), Ok(amount.to_owned()), "{typed} {code}");
        }
    }

    fn refuses(typed: &str, currency: &str, code: &str) {
        for writing in [Writing::CommaGroups, Writing::CommaDecides] {
            let refused = read(typed, currency, writing).expect_err(typed);
            assert_eq!(refused[0], code, "{typed} {currency}");
        }
    }

    #[test]
    fn one_sign_and_three_digits_is_asked_back() {
        for (typed, writing) in [
            ("10.000", Writing::CommaGroups),
            ("10.000", Writing::CommaDecides),
            ("10,000", Writing::CommaDecides),
        ] {
            let asked = ["amount-unclear", "10000.00", "10.00"].map(str::to_owned);
            assert_eq!(read(typed, "USD", writing), Err(asked.into()), "{typed} {writing:?}");
        }
        // A cent has no tenth, so that only one amount can be meant; it is asked all the same.
        let asked = ["amount-unclear", "1234.00"].map(str::to_owned);
        assert_eq!(read("1.234", "USD", Writing::CommaGroups), Err(asked.into()));
        // Dinars have three decimals: no language settles it.
        for writing in [Writing::CommaGroups, Writing::CommaDecides] {
            let asked = ["amount-unclear", "1125", "1.1250"].map(str::to_owned);
            assert_eq!(read("1,125", "IQD", writing), Err(asked.into()));
        }
    }

    #[test]
    fn the_currency_and_the_language_settle_it_together() {
        is("150.000", "XAF", "150000");
        is("150,000", "XAF", "150000");
        assert_eq!(read("10,000", "USD", Writing::CommaGroups), Ok("10000.00".to_owned()));
        assert_eq!(read("12,500 CDF", "CDF", Writing::CommaGroups), Ok("12500.00".to_owned()));
        refuses("12.500 CDF", "CDF", "amount-unclear");
    }

    #[test]
    fn people_type_amounts_in_many_ways() {
        is(" 1 234,50 ", "USD", "1234.50");
        is("1'234.5", "USD", "1234.50");
        is("1.234,00", "USD", "1234.00");
        is("1.250.000", "CDF", "1250000.00");
        is("1,25", "USD", "1.25");
        is("٩٠٠٠٠", "XAF", "90000");
        is("１２３４．５０", "USD", "1234.50");
        is("\u{200e}215\u{202f}500\u{a0}XAF", "XAF", "215500");
        is("$ 5", "USD", "5.00");
        is("us$5", "USD", "5.00");
        is("5 000 F CFA", "XOF", "5000");
        is("150.00", "XAF", "150");
        is(" \u{200b}", "USD", "");
        refuses("5 EUR", "USD", "amount-currency");
        refuses("€5", "USD", "amount-currency");
        refuses("0,500", "USD", "amount-decimals");
        refuses("1,234.500", "USD", "amount-decimals");
        refuses("1.5", "XAF", "amount-decimals");
        refuses("999999999999999", "USD", "amount-too-large");
        refuses("123456789012345678901234567890", "USD", "amount-too-large");
        for typed in [".", "NaN", "1e5", "-3", "+3", "(3)", "−3", "5.", ".5", "1_000", "½", "3;4"]
        {
            refuses(typed, "USD", "amount-malformed");
        }
    }

    #[test]
    fn programs_write_one_way() {
        assert_eq!(read("1500.5", "USD", Writing::Exact), Ok("1500.50".to_owned()));
        for (typed, code) in [
            ("10,000", "amount-malformed"),
            ("10 000", "amount-malformed"),
            ("1e5", "amount-malformed"),
            ("10.000", "amount-decimals"),
        ] {
            assert_eq!(read(typed, "USD", Writing::Exact), Err(vec![code.to_owned()]), "{typed}");
        }
        assert_eq!(read("1.125", "IQD", Writing::Exact), Ok("1.125".to_owned()));
    }

    proptest! {
        #[test]
        fn a_reading_is_read_as_itself(
            units in 0_i64..100_000_000_000,
            place in 0..Currency::all().count(),
        ) {
            let currency = Currency::all().nth(place).expect("listed");
            let exponent = currency.exponent();
            let money = Money::new(Decimal::new(units, exponent), currency).expect("an amount");
            let written = Reading::Amount(money).written();
            for writing in WRITINGS.into_iter().take(2) {
                prop_assert_eq!(amount("sum", &written, currency, writing), Ok(Some(money)));
            }
            let exact = money.amount().to_string();
            prop_assert_eq!(amount("sum", &exact, currency, Writing::Exact), Ok(Some(money)));
        }

        #[test]
        fn grouped_figures_are_never_read_as_less(units in 1_000_i64..100_000_000_000) {
            let cents = Money::usd(Decimal::new(units * 100, 2)).expect("an amount");
            let english = crate::money::grouped(Decimal::from(units));
            for writing in WRITINGS {
                for sign in [",", ".", " ", "’"] {
                    let typed = english.replace(',', sign);
                    if let Ok(read) = amount("sum", &typed, Currency::USD, writing) {
                        prop_assert_eq!(read, Some(cents));
                    }
                }
            }
        }

        #[test]
        fn whatever_is_typed_is_read_or_refused(typed in "\\PC{0,24}") {
            for currency in Currency::all() {
                for writing in WRITINGS {
                    let _ = amount("sum", &typed, currency, writing);
                }
            }
        }
    }
}
