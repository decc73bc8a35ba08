//! Arithmetic that is exact until it is rounded once, by name. `rust_decimal` drops digits of a wide
//! product or sum without a word; here the whole number behind a decimal is multiplied, added and
//! divided with its overflow checked. Never here: a rounding that a line does not name.

use super::line::Rounding;
use redress_kernel::Decimal;

/// Decimals up to which a number is taken as it is written; one with more may only have zeros there.
const DECIMALS_AS_WRITTEN: u32 = 8;
/// 1e14, the whole units of [`redress_kernel::money::AMOUNT_MAX`].
const UNITS_MAX: u128 = 100_000_000_000_000;

/// `numerator / 10^scale / divisor`.
#[derive(Debug, Clone, Copy)]
pub(super) struct Exact {
    numerator: i128,
    scale: u32,
    divisor: i128,
}

/// A decimal as a whole number and its decimals.
fn whole(value: Decimal) -> (i128, u32) {
    let value = if value.scale() > DECIMALS_AS_WRITTEN { value.normalize() } else { value };
    (value.mantissa(), value.scale())
}

fn shifted(number: i128, decimals: u32) -> Option<i128> {
    if decimals == 0 {
        return Some(number);
    }
    number.checked_mul(10_i128.checked_pow(decimals)?)
}

impl Exact {
    /// A number as it is.
    pub fn of(value: Decimal) -> Self {
        let (numerator, scale) = whole(value);
        Self { numerator, scale, divisor: 1 }
    }

    /// Times a number.
    pub fn times(self, value: Decimal) -> Option<Self> {
        let (number, scale) = whole(value);
        let numerator = self.numerator.checked_mul(number)?;
        Some(Self { numerator, scale: self.scale + scale, ..self })
    }

    /// Plus a number; before any division.
    pub fn plus(self, value: Decimal) -> Option<Self> {
        let (number, scale) = whole(value);
        let most = self.scale.max(scale);
        let numerator = shifted(self.numerator, most - self.scale)?
            .checked_add(shifted(number, most - scale)?)?;
        Some(Self { numerator, scale: most, ..self })
    }

    /// Divided by a number above zero.
    pub fn over(self, value: Decimal) -> Option<Self> {
        let (number, scale) = whole(value);
        if number <= 0 {
            return None;
        }
        let numerator = shifted(self.numerator, scale)?;
        Some(Self { numerator, divisor: self.divisor.checked_mul(number)?, ..self })
    }

    /// With so many decimals. Without a rounding only what needs none.
    pub fn rounded(self, rounding: Option<Rounding>, decimals: u32) -> Option<Decimal> {
        let (above, below) = if self.scale < decimals {
            (shifted(self.numerator, decimals - self.scale)?, self.divisor)
        } else {
            (self.numerator, shifted(self.divisor, self.scale - decimals)?)
        };
        let (mut units, rest) = divided(above, below);
        match rounding {
            _ if rest == 0 => {}
            None => return None,
            Some(Rounding::Down) => {}
            Some(Rounding::Nearest) => {
                // Half or more goes away from zero; written so that twice the rest can't overflow.
                if rest.unsigned_abs() >= below.unsigned_abs() - rest.unsigned_abs() {
                    units += above.signum();
                }
            }
        }
        if units.unsigned_abs() > UNITS_MAX.checked_mul(10_u128.checked_pow(decimals)?)? {
            return None;
        }
        Decimal::try_from_i128_with_scale(units, decimals).ok()
    }

    /// The least whole number that is not below it.
    pub fn ceiling(self) -> Option<Decimal> {
        let (units, rest) = divided(self.numerator, shifted(self.divisor, self.scale)?);
        Decimal::try_from_i128_with_scale(units + i128::from(rest > 0), 0).ok()
    }
}

/// Quotient and rest, toward zero. Most sums fit into half the width, where it is much faster.
fn divided(above: i128, below: i128) -> (i128, i128) {
    if below == 1 {
        return (above, 0);
    }
    match (i64::try_from(above), i64::try_from(below)) {
        // Divisors are above zero, so the one overflow of a division can't occur.
        (Ok(above), Ok(below)) => (i128::from(above / below), i128::from(above % below)),
        _ => (above / below, above % below),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use rust_decimal_macros::dec;

    fn nearest(exact: Option<Exact>) -> Option<Decimal> {
        exact.and_then(|exact| exact.rounded(Some(Rounding::Nearest), 2))
    }

    #[test]
    fn a_half_cent_goes_away_from_zero() {
        assert_eq!(nearest(Some(Exact::of(dec!(500.005)))), Some(dec!(500.01)));
        assert_eq!(nearest(Some(Exact::of(dec!(-500.005)))), Some(dec!(-500.01)));
        assert_eq!(nearest(Some(Exact::of(dec!(500.0049999)))), Some(dec!(500.00)));
        assert_eq!(nearest(Some(Exact::of(dec!(-0.001)))), Some(dec!(0)));
    }

    #[test]
    fn deductions_are_cut_toward_zero() {
        let cut = |value| Exact::of(value).rounded(Some(Rounding::Down), 2);
        assert_eq!(cut(dec!(529.9099)), Some(dec!(529.90)));
        assert_eq!(cut(dec!(-529.9099)), Some(dec!(-529.90)));
    }

    #[test]
    fn nothing_is_rounded_that_is_not_said_to_be() {
        assert_eq!(Exact::of(dec!(1.005)).rounded(None, 2), None);
        assert_eq!(Exact::of(dec!(1.500)).rounded(None, 2), Some(dec!(1.50)));
        let third = Exact::of(dec!(1)).over(dec!(3));
        assert_eq!(third.and_then(|third| third.rounded(None, 2)), None);
    }

    #[test]
    fn almost_half_a_cent_is_not_half_a_cent() {
        // 5,000.00 / 1,000,000.00000001 lies just below half a cent.
        let below = |local| nearest(Exact::of(local).over(dec!(1000000.00000001)));
        assert_eq!(below(dec!(5000.00)), Some(dec!(0.00)));
        assert_eq!(nearest(Exact::of(dec!(5000.00)).over(dec!(1000000))), Some(dec!(0.01)));
    }

    #[test]
    fn what_is_too_wide_is_nothing() {
        let wide = Decimal::MAX;
        assert!(Exact::of(wide).times(wide).is_none());
        assert_eq!(nearest(Some(Exact::of(wide))), None);
        assert_eq!(nearest(Some(Exact::of(dec!(100000000000000)))), Some(dec!(100000000000000)));
        assert_eq!(nearest(Some(Exact::of(dec!(100000000000000.01)))), None);
        assert!(Exact::of(dec!(1)).over(dec!(0)).is_none());
        assert!(Exact::of(dec!(1)).over(dec!(-2)).is_none());
        let zeros = "1.0000000000000000000000000000".parse().expect("a number");
        assert_eq!(nearest(Exact::of(zeros).times(dec!(3))), Some(dec!(3)));
    }

    #[test]
    fn a_ceiling_is_not_below() {
        let steps = |value: Decimal| Exact::of(value).over(dec!(0.5)).and_then(Exact::ceiling);
        assert_eq!(steps(dec!(10)), Some(dec!(20)));
        assert_eq!(steps(dec!(10.000001)), Some(dec!(21)));
        assert_eq!(steps(dec!(0)), Some(dec!(0)));
    }

    proptest! {
        #[test]
        fn a_rounded_quotient_is_the_nearest_cent(cents in -10_i64.pow(15)..10_i64.pow(15), rate in 1_i64..10_i64.pow(14)) {
            let (local, rate) = (Decimal::new(cents, 2), Decimal::new(rate, 8));
            if let Some(usd) = nearest(Exact::of(local).over(rate)) {
                // |local - usd x rate| <= rate / 200, in whole numbers of 1e-10.
                let off = (i128::from(cents) * 100_000_000 - usd.mantissa() * rate.mantissa()).abs();
                prop_assert!(off * 2 <= rate.mantissa(), "{local} / {rate} = {usd}");
            }
        }
    }
}
