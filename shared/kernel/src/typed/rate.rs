//! Rates of exchange.

use super::number::readings;
use super::{Reading, Writing};
use crate::{Decimal, Refusal};

/// Decimals of a rate at most.
pub const RATE_DECIMALS: u32 = 8;
/// Digits of a rate at most, with its decimals.
const RATE_MOST: Decimal = Decimal::from_parts(1_215_752_192, 23, 0, false, 0); // 1e11

/// A rate: above zero, with at most eight decimals. A rate can have three decimals in every language, so that
/// one sign with three digits after it is always asked back.
/// Refuses `rate-malformed` and `number-unclear`.
pub fn rate(field: &str, typed: &str, writing: Writing) -> Result<Option<Decimal>, Refusal> {
    let refused = |code| Refusal::field(field.to_owned(), code);
    let readings = readings(typed, writing).ok_or_else(|| refused("rate-malformed"))?;
    let can_be = |rate: &Decimal| {
        *rate > Decimal::ZERO && *rate < RATE_MOST && rate.normalize().scale() <= RATE_DECIMALS
    };
    if readings.iter().any(|rate| !can_be(rate)) {
        return Err(refused("rate-malformed"));
    }
    match readings[..] {
        [] => Ok(None),
        [rate] => Ok(Some(rate)),
        _ => Err(refused("number-unclear").meaning(readings.into_iter().map(Reading::Number))),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_rate_of_three_decimals_is_asked_back() {
        let read = |typed| rate("per_usd", typed, Writing::CommaGroups);
        assert_eq!(
            read("13000,5").map(|rate| rate.map(|it| it.to_string())),
            Ok(Some("13000.5".into()))
        );
        assert_eq!(
            read("0.925").map(|rate| rate.map(|it| it.to_string())),
            Ok(Some("0.925".into()))
        );
        for typed in ["2.850", "2,850"] {
            let asked = read(typed).expect_err("unclear");
            let written: Vec<_> = asked.readings.iter().map(Reading::written).collect();
            assert_eq!(written, ["2850", "2.85"]);
        }
        let asked = read("1.085").expect_err("unclear");
        assert_eq!(asked.readings[1].written(), "1.0850");
        assert_eq!(read("1.0850").map(|rate| rate.is_some()), Ok(true));
        for typed in ["0", "-1", "x", "0.123456789", "100000000000"] {
            assert_eq!(read(typed).expect_err(typed).code, "rate-malformed");
        }
    }
}
