//! What of a child's award is held until she is of age, and what that bears (R-16, award P11).
//! Belongs here: the split, the interest. Never here: whether there is cash, who may release it.

use redress_kernel::money::{MoneyError, round_to};
use redress_kernel::{Date, Decimal, Usd, codes};

/// Days of a year by which interest is counted, leap years as well.
const YEAR_DAYS: i64 = 365;

codes! {
    /// Why a release is in the child's best interest (`trust-ground-<code>`): one of these, no free text.
    Ground {
        School = "school",
        Health = "health",
        Shelter = "shelter",
        Food = "food",
        Documents = "documents",
        /// Anything else.
        Other = "other",
    }
}

/// What changed a balance: below zero when it left.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Move {
    /// The first day at whose close it counts.
    pub counts_from: Date,
    /// How much.
    pub amount: Usd,
}

/// Interest for the days from one to another, both included: the closing balance of each day x rate
/// / 365, summed, and rounded once, half away from zero.
pub fn interest(
    moves: &[Move],
    (from, through): (Date, Date),
    annual_rate: Decimal,
) -> Result<Usd, MoneyError> {
    // Each sum counts for the days that it was there: the same as day by day, in fewer steps.
    let mut dollar_days = Decimal::ZERO;
    for one in moves {
        let days = (through - one.counts_from.max(from)).whole_days() + 1;
        let product = one.amount.amount().checked_mul(Decimal::from(days.max(0)));
        let sum = product.and_then(|product| dollar_days.checked_add(product));
        dollar_days = sum.ok_or(MoneyError::TooLarge)?;
    }
    let borne = dollar_days.checked_mul(annual_rate).ok_or(MoneyError::TooLarge)?;
    Usd::new(round_to(borne / Decimal::from(YEAR_DAYS), 2))
}

/// The last day of the month of a day.
pub fn month_end(day: Date) -> Date {
    day.replace_day(day.month().length(day.year())).unwrap_or(day)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use rust_decimal_macros::dec;
    use time::Duration;
    use time::macros::date;

    const TODAY: Date = date!(2026 - 11 - 02);

    fn usd(amount: Decimal) -> Usd {
        Usd::new(amount).expect("dollars")
    }

    fn moves(of: &[(Date, Decimal)]) -> Vec<Move> {
        let moves =
            of.iter().map(|&(counts_from, amount)| Move { counts_from, amount: usd(amount) });
        moves.collect()
    }

    #[test]
    fn a_month_bears_its_days_and_no_more() {
        let november = (date!(2026 - 11 - 01), date!(2026 - 11 - 30));
        // 29 days: the day on which it came counts.
        let came = moves(&[(TODAY, dec!(70569.00))]);
        assert_eq!(interest(&came, november, dec!(0.03)), Ok(usd(dec!(168.21))));
        let later = moves(&[(date!(2026 - 12 - 01), dec!(70569.00))]);
        assert_eq!(interest(&later, november, dec!(0.03)), Ok(usd(dec!(0.00))));
        // The day on which it leaves does not.
        let left =
            moves(&[(date!(2026 - 10 - 05), dec!(365)), (date!(2026 - 11 - 11), dec!(-365))]);
        assert_eq!(interest(&left, november, dec!(0.01)), Ok(usd(dec!(0.10))));
    }

    #[test]
    fn half_a_cent_goes_away_from_zero() {
        let day = (TODAY, TODAY);
        assert_eq!(
            interest(&moves(&[(TODAY, dec!(365))]), day, dec!(0.000005)),
            Ok(usd(dec!(0.00)))
        );
        assert_eq!(
            interest(&moves(&[(TODAY, dec!(3650))]), day, dec!(0.0005)),
            Ok(usd(dec!(0.01)))
        );
        assert_eq!(interest(&moves(&[(TODAY, dec!(365))]), day, dec!(0.005)), Ok(usd(dec!(0.01))));
        assert_eq!(interest(&moves(&[(TODAY, dec!(365))]), day, dec!(0.025)), Ok(usd(dec!(0.03))));
    }

    proptest! {
        /// Interest of a month is the sum over its days, each by its closing balance.
        #[test]
        fn a_month_is_the_sum_over_its_days(
            changes in proptest::collection::vec((-40_i64..40, -500_000_i64..9_000_000), 0..12),
            rate in 0_i64..1_000_001
        ) {
            let first = date!(2028 - 02 - 01);
            let moves: Vec<Move> = changes.into_iter().map(|(days, cents)| Move {
                counts_from: first + Duration::days(days), amount: usd(Decimal::new(cents, 2)),
            }).collect();
            let rate = Decimal::new(rate, 6);
            let mut balances = Decimal::ZERO;
            for day in (0..29).map(|n| first + Duration::days(n)) {
                balances += moves.iter().filter(|one| one.counts_from <= day)
                    .map(|one| one.amount.amount()).sum::<Decimal>();
            }
            let month = (first, month_end(first));
            prop_assert_eq!(interest(&moves, month, rate), Usd::new(round_to(balances * rate / dec!(365), 2)));
        }
    }
}
