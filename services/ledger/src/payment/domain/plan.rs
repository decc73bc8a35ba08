//! How a debt is paid over time: one to five instalments, by her choice (rule R-21, award P11).
//! Belongs here: the split. Never here: when they are paid, or to whom.

use redress_kernel::money::MoneyError;
use redress_kernel::{Date, Decimal, Money, Usd};

/// Most instalments of one award.
pub const INSTALMENTS_MAX: u32 = 5;
/// Smallest instalment, whole US dollars.
pub const INSTALMENT_MIN_USD: i64 = 100;

/// The debt in the number of instalments she wished, fewer when one would fall below the minimum;
/// left-over cents go to the earliest. They always sum to the debt. A debt below the minimum is paid at once. Refused for
/// nothing, or less than nothing.
pub fn instalments(debt: Usd, wished: u32) -> Result<Vec<Usd>, MoneyError> {
    if debt <= Usd::ZERO {
        return Err(MoneyError::Negative);
    }
    let least = Decimal::from(INSTALMENT_MIN_USD);
    let mut count = wished.clamp(1, INSTALMENTS_MAX);
    while count > 1 && debt.amount() < least * Decimal::from(count) {
        count -= 1;
    }
    Money::from(debt).split_equal(count)?.into_iter().map(Usd::try_from).collect()
}

/// The same day `months` later, clamped to the end of the month.
pub fn months_later(day: Date, months: u8) -> Date {
    let zero_based = u8::from(day.month()) - 1 + months;
    let year = day.year() + i32::from(zero_based / 12);
    let month = time::Month::try_from(zero_based % 12 + 1).expect("one to twelve");
    Date::from_calendar_date(year, month, day.day().min(month.length(year))).unwrap_or(Date::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use rust_decimal_macros::dec;

    fn parts(debt: Decimal, wished: u32) -> Vec<Decimal> {
        let debt = Usd::new(debt).expect("dollars");
        instalments(debt, wished).expect("a plan").into_iter().map(Usd::amount).collect()
    }

    #[test]
    fn her_wish_holds_where_it_can() {
        assert_eq!(parts(dec!(34460), 3), [dec!(11486.67), dec!(11486.67), dec!(11486.66)]);
        assert_eq!(parts(dec!(3000), 1), [dec!(3000)]);
        assert_eq!(parts(dec!(3000), 9).len(), 5);
    }

    #[test]
    fn small_instalments_are_merged() {
        assert_eq!(parts(dec!(299.99), 3), [dec!(150.00), dec!(149.99)]);
        assert_eq!(parts(dec!(300), 3), [dec!(100), dec!(100), dec!(100)]);
        assert_eq!(parts(dec!(40), 5), [dec!(40)]);
    }

    #[test]
    fn instalments_fall_due_month_by_month() {
        let first = time::macros::date!(2026 - 12 - 31);
        let days: Vec<String> = (0..3).map(|k| months_later(first, k).to_string()).collect();
        assert_eq!(days, ["2026-12-31", "2027-01-31", "2027-02-28"]);
    }

    #[test]
    fn nothing_is_not_planned() {
        assert_eq!(instalments(Usd::ZERO, 2), Err(MoneyError::Negative));
    }

    proptest! {
        #[test]
        fn a_plan_pays_the_debt_and_nothing_small(cents in 1_i64..1_000_000_000, wished in 0_u32..9) {
            let debt = Usd::new(Decimal::new(cents, 2)).expect("dollars");
            let plan = instalments(debt, wished).expect("a plan");
            prop_assert_eq!(Usd::sum(plan.iter().copied()), Ok(debt));
            prop_assert!((1..=5).contains(&plan.len()));
            let least = plan.iter().map(|part| part.amount()).min().expect("one");
            prop_assert!(plan.len() == 1 || least >= dec!(100));
        }
    }
}
