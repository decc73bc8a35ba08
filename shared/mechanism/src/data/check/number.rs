//! Numbers that can't be.

use super::found::Found;
use redress_kernel::Decimal;
use redress_kernel::money::AMOUNT_MAX;

/// Decimals of a sum in US dollars.
const SUM_DECIMALS: u32 = 2;
/// Decimals of a share, a weight or a count.
const SHARE_DECIMALS: u32 = 6;

/// A sum in US dollars: not below zero, whole cents, not larger than money can be.
pub(super) fn sum(found: &mut Found, path: &str, value: Decimal) {
    plain(found, path, value, SUM_DECIMALS);
}

/// A count or a step that may have decimals.
pub(super) fn count(found: &mut Found, path: &str, value: Decimal) {
    plain(found, path, value, SHARE_DECIMALS);
}

/// A share between nothing and the whole.
pub(super) fn share(found: &mut Found, path: &str, value: Decimal) {
    plain(found, path, value, SHARE_DECIMALS);
    if value > Decimal::ONE {
        found.error(path, "share-over-one").with("value", value);
    }
}

/// A share that is more than nothing.
pub(super) fn some_share(found: &mut Found, path: &str, value: Decimal) {
    share(found, path, value);
    some(found, path, value);
}

/// More than nothing.
pub(super) fn some(found: &mut Found, path: &str, value: Decimal) {
    if value.is_zero() {
        found.error(path, "number-zero");
    }
}

/// One number that must not be above another.
pub(super) fn at_most(found: &mut Found, path: &str, value: Decimal, most: Decimal, other: &str) {
    if value > most {
        let problem = found.error(path, "number-above");
        problem.with("value", value).with("most", most).with("other", other);
    }
}

fn plain(found: &mut Found, path: &str, value: Decimal, decimals: u32) {
    if value < Decimal::ZERO {
        found.error(path, "number-negative").with("value", value);
    }
    if value.normalize().scale() > decimals {
        found.error(path, "number-decimals").with("value", value).with("most", decimals);
    }
    if value.abs() > AMOUNT_MAX {
        found.error(path, "number-too-large").with("value", value);
    }
}
