//! Numbers in JSON: text that can be read in one way only.

use super::shape::exact;
use crate::Decimal;
use serde::{Deserialize, Deserializer};
use std::borrow::Cow;

/// Digits, perhaps a point and digits, perhaps a minus before them.
struct Exact(Decimal);

impl<'de> Deserialize<'de> for Exact {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = Cow::<str>::deserialize(deserializer)?;
        let number = match text.strip_prefix('-') {
            Some(number) => exact(number).map(|number| -number),
            None => exact(&text),
        };
        let wrong = "not a number of digits with a point before decimals";
        number.map(Exact).ok_or_else(|| serde::de::Error::custom(wrong))
    }
}

/// For `deserialize_with`: a number.
pub fn exact_number<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Decimal, D::Error> {
    Exact::deserialize(deserializer).map(|number| number.0)
}

/// For `deserialize_with`: a code of a list, or nothing for a text that is none of it. Whoever checks the whole then tells that
/// together with what else is wrong.
pub fn code_if_known<'de, D: Deserializer<'de>, C: std::str::FromStr>(
    deserializer: D,
) -> Result<Option<C>, D::Error> {
    Ok(String::deserialize(deserializer)?.parse().ok())
}

/// For `deserialize_with`, together with `default`: a number, or nothing.
pub fn exact_number_if<'de, D: Deserializer<'de>>(
    deserializer: D,
) -> Result<Option<Decimal>, D::Error> {
    Ok(Option::<Exact>::deserialize(deserializer)?.map(|number| number.0))
}
