//! Arithmetic that is exact until it is rounded once, by name. `rust_decimal` drops digits of a wide
//! product or sum without a word; here the whole number behind a decimal is multiplied, added and
//! divided with its overflow checked. Never here: a rounding that a line does not name.

use super::line::Rounding;
use redress_kernel::Decimal;
use std::cmp::Ordering;
use std::ops::{Neg, Sub};

/// Decimals up to which a number is taken as it is written; one with more may only have zeros there.
const DECIMALS_AS_WRITTEN: u32 = 8;
/// Whole units of [`redress_kernel::money::AMOUNT_MAX`], which is 1e14, as a power of ten.
const UNITS_MAX_POWER: u32 = 14;

/// A whole number of some width. Nearly every sum fits into the narrow one, which is much faster; what
/// does not is computed again in the wide one, by the same code.
pub(super) trait Width: Copy + Ord + Sub<Output = Self> + Neg<Output = Self> {
    const ZERO: Self;
    const ONE: Self;
    /// The whole number behind a decimal.
    fn of(value: Decimal) -> Option<Self>;
    /// A power of ten.
    fn ten(power: u32) -> Option<Self>;
    fn plus(self, other: Self) -> Option<Self>;
    fn times(self, other: Self) -> Option<Self>;
    /// Quotient and rest, toward zero; by a number above zero.
    fn divided(self, by: Self) -> (Self, Self);
    /// As a decimal.
    fn decimal(self, decimals: u32) -> Option<Decimal>;
}

macro_rules! width {
    ($width:ty, $tens:literal, $of:expr, $decimal:expr) => {
        impl Width for $width {
            const ZERO: Self = 0;
            const ONE: Self = 1;
            #[inline]
            fn of(value: Decimal) -> Option<Self> {
                ($of)(value)
            }
            #[inline]
            fn ten(power: u32) -> Option<Self> {
                const TENS: [$width; $tens] = {
                    let mut tens = [1; $tens];
                    let mut place = 1;
                    while place < tens.len() {
                        tens[place] = tens[place - 1] * 10;
                        place += 1;
                    }
                    tens
                };
                TENS.get(power as usize).copied()
            }
            #[inline]
            fn plus(self, other: Self) -> Option<Self> {
                self.checked_add(other)
            }
            #[inline]
            fn times(self, other: Self) -> Option<Self> {
                self.checked_mul(other)
            }
            #[inline]
            fn divided(self, by: Self) -> (Self, Self) {
                if by == 1 { (self, 0) } else { (self / by, self % by) }
            }
            #[inline]
            fn decimal(self, decimals: u32) -> Option<Decimal> {
                $decimal(self, decimals).ok()
            }
        }
    };
}
width!(i64, 19, narrow, Decimal::try_new);
width!(i128, 39, |value: Decimal| Some(value.mantissa()), Decimal::try_from_i128_with_scale);

#[inline]
fn narrow(value: Decimal) -> Option<i64> {
    let parts = value.unpack();
    let top = i32::try_from(parts.mid).ok().filter(|_| parts.hi == 0)?;
    let number = i64::from(top) << 32 | i64::from(parts.lo);
    Some(if parts.negative { -number } else { number })
}

/// `numerator / 10^scale / divisor`.
#[derive(Debug, Clone, Copy)]
pub(super) struct Exact<W> {
    numerator: W,
    scale: u32,
    divisor: W,
}

/// A decimal as a whole number and its decimals.
#[inline]
fn whole<W: Width>(value: Decimal) -> Option<(W, u32)> {
    let value = if value.scale() > DECIMALS_AS_WRITTEN { value.normalize() } else { value };
    Some((W::of(value)?, value.scale()))
}

#[inline]
fn shifted<W: Width>(number: W, decimals: u32) -> Option<W> {
    if decimals == 0 { Some(number) } else { number.times(W::ten(decimals)?) }
}

/// Which of two numbers is larger. Sums of one currency have the same decimals and are compared as
/// whole numbers.
#[inline]
pub(super) fn order(a: Decimal, b: Decimal) -> Ordering {
    if a.scale() == b.scale()
        && let (Some(a), Some(b)) = (narrow(a), narrow(b))
    {
        return a.cmp(&b);
    }
    a.cmp(&b)
}

/// Whether a number is above zero.
#[inline]
pub(super) fn is_some(value: Decimal) -> bool {
    value.is_sign_positive() && !value.is_zero()
}

impl<W: Width> Exact<W> {
    /// A number as it is.
    #[inline]
    pub fn of(value: Decimal) -> Option<Self> {
        let (numerator, scale) = whole(value)?;
        Some(Self { numerator, scale, divisor: W::ONE })
    }

    /// Times a number.
    #[inline]
    pub fn times(self, value: Decimal) -> Option<Self> {
        let (number, scale) = whole(value)?;
        let numerator = self.numerator.times(number)?;
        Some(Self { numerator, scale: self.scale + scale, ..self })
    }

    /// Plus a number; before any division.
    #[inline]
    pub fn plus(self, value: Decimal) -> Option<Self> {
        let (number, scale) = whole::<W>(value)?;
        let most = self.scale.max(scale);
        let number = shifted(number, most - scale)?;
        let numerator = shifted(self.numerator, most - self.scale)?.plus(number)?;
        Some(Self { numerator, scale: most, ..self })
    }

    /// Divided by a number above zero.
    #[inline]
    pub fn over(self, value: Decimal) -> Option<Self> {
        let (number, scale) = whole::<W>(value)?;
        if number <= W::ZERO {
            return None;
        }
        let numerator = shifted(self.numerator, scale)?;
        Some(Self { numerator, divisor: self.divisor.times(number)?, ..self })
    }

    /// With so many decimals. Without a rounding only what needs none.
    #[inline]
    pub fn rounded(self, rounding: Option<Rounding>, decimals: u32) -> Option<Decimal> {
        let (above, below) = if self.scale <= decimals {
            (shifted(self.numerator, decimals - self.scale)?, self.divisor)
        } else {
            (self.numerator, shifted(self.divisor, self.scale - decimals)?)
        };
        let (mut units, rest) = above.divided(below);
        if rest != W::ZERO && rounding? == Rounding::Nearest {
            // Half or more goes away from zero; written so that twice the rest can't overflow.
            let away = if rest < W::ZERO { -W::ONE } else { W::ONE };
            if rest.max(-rest) >= below - rest.max(-rest) {
                units = units.plus(away)?;
            }
        }
        let most = W::ten(UNITS_MAX_POWER + decimals)?;
        if units > most || units < -most { None } else { units.decimal(decimals) }
    }

    /// The least whole number that is not below it.
    pub fn ceiling(self) -> Option<Decimal> {
        let (units, rest) = self.numerator.divided(shifted(self.divisor, self.scale)?);
        if rest > W::ZERO { units.plus(W::ONE)?.decimal(0) } else { units.decimal(0) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use rust_decimal_macros::dec;

    fn rounded(value: Decimal, rounding: Option<Rounding>) -> Option<Decimal> {
        Exact::<i128>::of(value)?.rounded(rounding, 2)
    }

    fn nearest(value: Decimal) -> Option<Decimal> {
        rounded(value, Some(Rounding::Nearest))
    }

    fn quotient<W: Width>(local: Decimal, rate: Decimal) -> Option<Decimal> {
        Exact::<W>::of(local)?.over(rate)?.rounded(Some(Rounding::Nearest), 2)
    }

    #[test]
    fn a_half_cent_goes_away_from_zero() {
        assert_eq!(nearest(dec!(500.005)), Some(dec!(500.01)));
        assert_eq!(nearest(dec!(-500.005)), Some(dec!(-500.01)));
        assert_eq!(nearest(dec!(500.0049999)), Some(dec!(500.00)));
        assert_eq!(nearest(dec!(0.005)), Some(dec!(0.01)));
        assert_eq!(nearest(dec!(-0.005)), Some(dec!(-0.01)));
        assert_eq!(nearest(dec!(-0.001)), Some(dec!(0)));
    }

    #[test]
    fn deductions_are_cut_toward_zero() {
        let cut = |value| rounded(value, Some(Rounding::Down));
        assert_eq!(cut(dec!(529.9099)), Some(dec!(529.90)));
        assert_eq!(cut(dec!(-529.9099)), Some(dec!(-529.90)));
    }

    #[test]
    fn nothing_is_rounded_that_is_not_said_to_be() {
        assert_eq!(rounded(dec!(1.005), None), None);
        assert_eq!(rounded(dec!(1.500), None), Some(dec!(1.50)));
        let third = Exact::<i64>::of(dec!(1)).and_then(|one| one.over(dec!(3)));
        assert_eq!(third.and_then(|third| third.rounded(None, 2)), None);
    }

    #[test]
    fn almost_half_a_cent_is_not_half_a_cent() {
        // 5,000.00 / 1,000,000.00000001 lies just below half a cent.
        assert_eq!(quotient::<i128>(dec!(5000), dec!(1000000.00000001)), Some(dec!(0.00)));
        assert_eq!(quotient::<i128>(dec!(5000), dec!(1000000)), Some(dec!(0.01)));
    }

    #[test]
    fn what_is_too_wide_is_nothing() {
        let wide = Exact::<i128>::of(Decimal::MAX).expect("a number");
        assert!(wide.times(Decimal::MAX).is_none() && Exact::<i64>::of(Decimal::MAX).is_none());
        assert_eq!(nearest(Decimal::MAX), None);
        assert_eq!(nearest(dec!(100000000000000)), Some(dec!(100000000000000)));
        assert_eq!(nearest(dec!(100000000000000.01)), None);
        assert_eq!(nearest(dec!(-100000000000000.01)), None);
        assert_eq!(quotient::<i64>(dec!(1), dec!(0)), None);
        assert_eq!(quotient::<i64>(dec!(1), dec!(-2)), None);
        let zeros: Decimal = "1.0000000000000000000000000000".parse().expect("a number");
        assert_eq!(quotient::<i64>(dec!(3), zeros), Some(dec!(3)));
    }

    #[test]
    fn a_ceiling_is_not_below() {
        let steps = |value| Exact::<i64>::of(value)?.over(dec!(0.5))?.ceiling();
        assert_eq!(steps(dec!(10)), Some(dec!(20)));
        assert_eq!(steps(dec!(10.000001)), Some(dec!(21)));
        assert_eq!(steps(dec!(0)), Some(dec!(0)));
    }

    proptest! {
        #[test]
        fn a_rounded_quotient_is_the_nearest_cent_in_either_width(
            cents in -10_i64.pow(15)..10_i64.pow(15),
            rate in 1_i64..10_i64.pow(14),
            shrunk in 0_u32..12,
        ) {
            let (cents, rate) = (cents / 10_i64.pow(shrunk), 1 + rate / 10_i64.pow(shrunk));
            let (local, rate) = (Decimal::new(cents, 2), Decimal::new(rate, 8));
            let wide = quotient::<i128>(local, rate);
            if let Some(usd) = wide {
                // |local - usd x rate| <= rate / 200, in whole numbers of 1e-10.
                let whole = i128::from(cents) * 100_000_000;
                let off = (whole - usd.mantissa() * rate.mantissa()).abs();
                prop_assert!(off * 2 <= rate.mantissa(), "{local} / {rate} = {usd}");
            }
            if let Some(narrow) = quotient::<i64>(local, rate) {
                prop_assert_eq!(Some(narrow), wide);
            }
        }
    }
}
