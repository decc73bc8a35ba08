//! How the award of a child is split: what is paid out, what is held (R-16, award P11).

use redress_kernel::money::trunc_to;
use redress_kernel::{Date, Decimal};

/// How the award of a child is split, as it was offered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Terms {
    /// Upkeep due, which goes to the carer in full (H6), US dollars.
    pub upkeep: Decimal,
    /// Share of the rest that is released at once.
    pub released: Decimal,
    /// First day on which nothing is held any more.
    pub of_age_on: Date,
}

impl Terms {
    /// What is paid out of so much that is set aside: upkeep first, of the rest the share, cut toward
    /// zero to cents (award P11).
    pub fn paid_out(&self, set_aside: Decimal) -> Decimal {
        let upkeep = set_aside.min(self.upkeep);
        upkeep + trunc_to((set_aside - upkeep) * self.released, 2)
    }

    /// What of a part is held that is set aside on a day, when so much was set aside before. By the
    /// sums of all parts so far, so that they end with what the whole would have; from the day of
    /// age on nothing.
    pub fn held(&self, before: Decimal, part: Decimal, on: Date) -> Decimal {
        if on >= self.of_age_on {
            return Decimal::ZERO;
        }
        part - (self.paid_out(before + part) - self.paid_out(before))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use rust_decimal_macros::dec;
    use time::macros::date;

    const TODAY: Date = date!(2026 - 11 - 02);

    fn terms(upkeep: Decimal) -> Terms {
        Terms { upkeep, released: dec!(0.10), of_age_on: date!(2030 - 05 - 01) }
    }

    #[test]
    fn case_three_releases_a_tenth_and_holds_the_rest() {
        let whole = dec!(78410.00);
        assert_eq!(terms(dec!(0)).paid_out(whole), dec!(7841.00));
        assert_eq!(terms(dec!(0)).held(dec!(0), whole, TODAY), dec!(70569.00));
    }

    #[test]
    fn upkeep_goes_to_the_carer_first_and_in_full() {
        let case_six = terms(dec!(9250.10));
        assert_eq!(case_six.held(dec!(0), dec!(9250.10), TODAY), dec!(0.00));
        assert_eq!(terms(dec!(1000)).paid_out(dec!(600)), dec!(600.00));
        assert_eq!(terms(dec!(1000)).held(dec!(600), dec!(1400), TODAY), dec!(900.00));
    }

    #[test]
    fn from_the_day_of_age_on_nothing_is_held() {
        let terms = terms(dec!(0));
        assert_eq!(terms.held(dec!(0), dec!(100), date!(2030 - 04 - 30)), dec!(90.00));
        assert_eq!(terms.held(dec!(0), dec!(100), date!(2030 - 05 - 01)), dec!(0));
    }

    proptest! {
        /// However an award is cut into parts, they end with what award P11 gives for the whole.
        #[test]
        fn parts_end_with_the_whole(
            parts in proptest::collection::vec(1_i64..3_000_000, 1..12), upkeep in 0_i64..2_000_000,
            share in 0_i64..1001
        ) {
            let terms = Terms {
                upkeep: Decimal::new(upkeep, 2), released: Decimal::new(share, 3),
                of_age_on: date!(2030 - 05 - 01),
            };
            let parts: Vec<Decimal> = parts.into_iter().map(|cents| Decimal::new(cents, 2)).collect();
            let whole: Decimal = parts.iter().sum();
            let (mut before, mut out, mut held) = (Decimal::ZERO, Decimal::ZERO, Decimal::ZERO);
            for part in parts {
                let keeps = terms.held(before, part, TODAY);
                prop_assert!(keeps >= Decimal::ZERO && keeps <= part);
                prop_assert!(keeps.normalize().scale() <= 2);
                held += keeps;
                out += part - keeps;
                before += part;
            }
            let due = whole.min(terms.upkeep);
            let released = trunc_to((whole - due) * terms.released, 2);
            prop_assert_eq!(out, due + released);
            prop_assert_eq!(held, whole - due - released);
        }
    }
}
